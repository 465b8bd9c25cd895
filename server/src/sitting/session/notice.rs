//! What the public notice of a session says.

use super::rows::{ItemRow, SessionRow};
use crate::people::community::rows::{BodyRow, CommunityRow};
use rules::{
    posting::Audience,
    published::{Basis, NoticeContent, NoticeItem},
    typed::TextForm,
};

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
        body_kind: body.kind.id().to_owned(),
        place: session.place.clone(),
        held: session.held.id().to_owned(),
        starts_at: session.starts_at,
        phase: session.phase.id().to_owned(),
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
                // Relief stays within the community: its papers are read in the session.
                paper: match item.audience() {
                    Audience::Public => item.paper.clone(),
                    Audience::Members => String::new(),
                },
                paper_form: TextForm::stored(&item.paper_form),
            })
            .collect(),
        correction: String::new(),
    }
}
