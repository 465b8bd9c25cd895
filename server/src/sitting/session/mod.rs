//! A session: drafted, announced, run and closed, one step after the other. It never opens by itself, and knows nothing of who
//! came or what is said in it. Its acts stand in `acts`.

pub mod acts;
pub(crate) mod agenda;
mod correction;
pub(super) mod draft;
pub(crate) mod notice;
pub mod rows;
mod step;

use crate::{
    act::{Desk, Viewer, base},
    fault::Fault,
    people::community::rows::{self as communities, BodyRow, CommunityRow},
    record::publication::rows as publication,
    sitting::session::rows::{self as sessions, ItemRow, SessionRow},
    store::{Conn, Writing},
};
use app::address;
use rules::{
    Moment,
    agenda::Matter,
    body::Seating,
    id::{CommunityId, MemberId, SessionId},
    permit::Role,
    published::{Basis, NoticeContent},
    rule_set::{RuleBook, RuleSet, SourcedRule},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// A session with its surroundings, loaded in one place for acts and pages alike.
pub(crate) struct Sitting {
    pub session: SessionRow,
    pub body: BodyRow,
    pub community: CommunityRow,
    /// By what text members who are online count as present.
    pub basis: Option<Basis>,
    /// The rules that hold in the community now.
    pub set: Arc<RuleSet>,
    /// When it was loaded.
    pub now: Moment,
}

impl Sitting {
    pub async fn load(
        conn: &mut Conn,
        (rules, now): (&RuleBook, Moment),
        community: &CommunityId,
        id: &SessionId,
    ) -> Result<Self, Fault> {
        let session = sessions::find(conn, id).await?;
        if session.community != *community {
            return Err(Fault::NotFound);
        }
        Self::of(conn, (rules, now), session).await
    }

    /// The same within an act: of the community whose head is taken.
    pub async fn in_act(writing: &mut Writing, id: &SessionId) -> Result<Self, Fault> {
        let session = load(writing, id).await?;
        Self::around(writing, session).await
    }

    /// The same of a session that an act has found already.
    pub async fn around(writing: &mut Writing, session: SessionRow) -> Result<Self, Fault> {
        let (rules, now) = (writing.rules(), writing.now());
        Self::of(writing.conn(), (&rules, now), session).await
    }

    async fn of(conn: &mut Conn, (rules, now): (&RuleBook, Moment), session: SessionRow) -> Result<Self, Fault> {
        let body = communities::body(conn, &session.community, &session.body).await?;
        let community = communities::find(conn, &session.community).await?;
        // The basis for taking part online is the one that the notice gave: it does not change under a sitting.
        let notice = last_notice(conn, &community.id, &session.id).await?;
        let basis = notice.map_or_else(|| notice::basis(&body), |notice| notice.basis);
        let set = rules.of(&community.id);
        Ok(Self { session, body, community, basis, set, now })
    }

    /// The general rule of the body.
    pub fn rule(&self) -> Result<Option<SourcedRule>, Fault> {
        self.rule_of(None)
    }

    /// The rule of the body for a matter. A session that was called keeps the rules under which it was called.
    pub fn rule_of(&self, matter: Option<Matter>) -> Result<Option<SourcedRule>, Fault> {
        let kind = self.body.kind;
        if self.session.rules.is_empty() {
            return Ok(self.set.rule(kind, matter));
        }
        let kept: HashMap<String, SourcedRule> = serde_json::from_str(&self.session.rules)?;
        let own = matter.and_then(|matter| kept.get(matter.id()));
        Ok(own.or_else(|| kept.get("")).cloned())
    }

    /// The rules that a session keeps when it is called: the general one, and that of each item's matter.
    fn rules_to_keep(&self, items: &[ItemRow]) -> Result<String, Fault> {
        let kind = self.body.kind;
        let mut kept = BTreeMap::new();
        kept.insert("", self.set.rule(kind, None));
        for item in items {
            kept.insert(&item.matter, self.set.rule(kind, Matter::from_id(&item.matter)));
        }
        Ok(serde_json::to_string(&kept)?)
    }

    /// How the roll is made.
    pub fn seating(&self) -> Result<Seating, Fault> {
        Ok(self.body.kind.seating())
    }
}

/// The session's notice as last published.
pub(crate) async fn last_notice(
    conn: &mut Conn,
    community: &CommunityId,
    session: &SessionId,
) -> Result<Option<NoticeContent>, Fault> {
    let notices = publication::revisions(conn, community, session).await?;
    Ok(notices.first().map(|row| serde_json::from_str(&row.content)).transpose()?)
}

/// Whether the notice by which a session is called was withdrawn.
pub(crate) async fn notice_withdrawn(
    conn: &mut Conn,
    community: &CommunityId,
    session: &SessionId,
) -> Result<bool, Fault> {
    let notices = publication::revisions(conn, community, session).await?;
    Ok(notices.first().is_some_and(|row| !row.withdrawn.is_empty()))
}

/// The session, if it belongs to the community whose head is taken.
pub(crate) async fn load(writing: &mut Writing, id: &SessionId) -> Result<SessionRow, Fault> {
    let session = sessions::find(writing.conn(), id).await?;
    if session.community == *writing.community() { Ok(session) } else { Err(Fault::NotFound) }
}

/// The page of whoever presides, on which most forms of a session stand.
fn chair(on: &SessionRow) -> String {
    address::chair(&on.id)
}

impl Desk {
    /// The session, if the viewer belongs to its community.
    pub(crate) async fn session_for(&self, viewer: &Viewer, id: &SessionId) -> Result<SessionRow, Fault> {
        let session = sessions::find(&mut *self.read().await?, id).await?;
        viewer.membership(&session.community)?;
        Ok(session)
    }
}

/// What the session makes of a member.
pub(crate) fn session_roles(session: &SessionRow, member: &MemberId) -> Vec<Role> {
    let mut roles = Vec::new();
    if session.presiding == *member {
        roles.push(Role::SessionChair);
    }
    let takes_over = session.deputy.as_ref() == Some(member) || session.chair == *member;
    if takes_over && session.presiding != *member {
        roles.push(Role::SessionDeputy);
    }
    roles
}

/// Names how a session stands, as the chair's page shows it: its form, its phase, who presides, what is talked about, its agenda.
pub(crate) async fn stands(conn: &mut Conn, row: &SessionRow) -> Result<String, Fault> {
    let mut parts = vec![base_of(row), row.phase.id().to_owned(), presides(row), row.current_item.0.clone()];
    for item in sessions::items(conn, &row.id).await? {
        parts.extend([item.id.0, item.title, item.matter, item.paper]);
    }
    Ok(base::of(&parts.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// Names who presides, as a page shows it that hands the chair on.
pub(crate) fn presides(row: &SessionRow) -> String {
    base::of(&[&row.presiding])
}

/// Names a session as its form shows it.
pub(crate) fn base_of(row: &SessionRow) -> String {
    let starts = row.starts_at.to_string();
    let deputy = row.deputy.as_deref().unwrap_or_default();
    base::of(&[&row.title, &row.place, row.held.id(), &starts, &row.special, &row.chair, deputy])
}
