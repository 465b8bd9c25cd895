//! Snapshots for the public: what is published is written once, with a hash that its journal entry names, and names
//! nobody but by role.

use super::session::Sitting;
use crate::{
    fault::Fault,
    secret,
    store::{
        Writing,
        community::{BodyRow, CommunityRow},
        floor::EndingRow,
        journal::Entry,
        publication::{self, PublicationRow},
        session::{ItemRow, SessionRow},
    },
};
use app::view::minutes::MinutesContent;
use app::view::record::{Basis, EndingContent, NoticeContent, NoticeItem, OutcomeContent};
use rules::permit::Permit;
use serde::Serialize;
use serde_json::json;

/// What kind of thing is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The notice of a session.
    Notice,
    /// A decision.
    Outcome,
    /// How an item ended without a vote.
    Ending,
    /// The minutes of a session.
    Minutes,
}

impl Kind {
    /// Stable id; also part of the address.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Outcome => "outcome",
            Self::Ending => "ending",
            Self::Minutes => "minutes",
        }
    }

    /// The kind with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Notice, Self::Outcome, Self::Ending, Self::Minutes].into_iter().find(|kind| kind.id() == id)
    }

    const fn act(self) -> &'static str {
        match self {
            Self::Notice => "notice.published",
            Self::Outcome => "outcome.published",
            Self::Ending => "ending.published",
            Self::Minutes => "minutes.published",
        }
    }
}

/// Publishes a notice of the session as it stands now.
pub(crate) async fn notice(
    writing: &mut Writing,
    permit: &Permit,
    content: &NoticeContent,
    session: &str,
) -> Result<(), Fault> {
    snapshot(writing, permit, Kind::Notice, session, &content.title, content).await
}

/// Publishes a decision.
pub(crate) async fn outcome(
    writing: &mut Writing,
    permit: &Permit,
    content: &OutcomeContent,
    vote: &str,
) -> Result<(), Fault> {
    snapshot(writing, permit, Kind::Outcome, vote, &content.title, content).await
}

/// Publishes how an item ended.
pub(crate) async fn ending(
    writing: &mut Writing,
    permit: &Permit,
    content: &EndingContent,
    item: &str,
) -> Result<(), Fault> {
    snapshot(writing, permit, Kind::Ending, item, &content.title, content).await
}

/// Publishes the minutes of a session.
pub(crate) async fn minutes(
    writing: &mut Writing,
    permit: &Permit,
    content: &MinutesContent,
    id: &str,
) -> Result<(), Fault> {
    snapshot(writing, permit, Kind::Minutes, id, &content.title, content).await
}

/// The content of an ending.
pub(crate) fn ending_content(sitting: &Sitting, item: &ItemRow, row: &EndingRow) -> EndingContent {
    EndingContent {
        community: sitting.community.name.clone(),
        zone: sitting.community.zone.clone(),
        title: item.title.clone(),
        matter: item.matter.clone(),
        body: sitting.body.name.clone(),
        session: sitting.session.title.clone(),
        session_id: sitting.session.id.clone(),
        held_at: sitting.session.opened_at.unwrap_or(sitting.session.starts_at),
        kind: row.kind.clone(),
        text: row.body.clone(),
        dissent: row.dissent.clone(),
        due: row.due.clone(),
        referred: row.referred.clone(),
    }
}

async fn snapshot(
    writing: &mut Writing,
    permit: &Permit,
    kind: Kind,
    subject: &str,
    title: &str,
    content: &impl Serialize,
) -> Result<(), Fault> {
    let community = writing.community().as_str().to_owned();
    let earlier = publication::revisions(writing.conn(), &community, subject).await?;
    let revision = earlier.first().map_or(1, |row| row.revision + 1);
    let content = serde_json::to_string(content)?;
    let hash = secret::digest(&[&content]);
    let body = json!({ "revision": revision, "title": title, "content_hash": hash });
    let seq = writing.append(Entry::new(kind.act(), Some(permit.role()), subject, body)).await?;
    let row = PublicationRow {
        id: secret::id(),
        community,
        kind: kind.id().to_owned(),
        subject: subject.to_owned(),
        revision,
        title: title.to_owned(),
        content,
        hash,
        seq,
        at: writing.now().0,
    };
    publication::insert(writing, &row).await
}

/// The body's online basis, if one was resolved.
pub(crate) fn basis(body: &BodyRow) -> Option<Basis> {
    (!body.basis_text.is_empty()).then(|| Basis {
        text: body.basis_text.clone(),
        source: body.basis_source.clone(),
        by: body.basis_by.clone(),
    })
}

/// The content of a session's notice.
pub(crate) fn notice_content(
    community: &CommunityRow,
    body: &BodyRow,
    session: &SessionRow,
    items: &[ItemRow],
    days: (i64, i64, &str),
) -> NoticeContent {
    NoticeContent {
        community: community.name.clone(),
        zone: community.zone.clone(),
        title: session.title.clone(),
        body: body.name.clone(),
        body_kind: body.kind.clone(),
        place: session.place.clone(),
        held: session.held.clone(),
        starts_at: session.starts_at,
        phase: session.phase.clone(),
        reason: session.reason.clone(),
        special: session.special.clone(),
        notice_days: days.0,
        required_days: days.1,
        notice_source: days.2.to_owned(),
        basis: basis(body),
        items: items
            .iter()
            .map(|item| NoticeItem {
                title: item.title.clone(),
                matter: item.matter.clone(),
                paper: item.paper.clone(),
            })
            .collect(),
    }
}
