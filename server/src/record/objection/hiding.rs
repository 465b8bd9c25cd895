//! Objections that are hidden, like remarks: the reason is public and so is a salted fingerprint, the text stays for the supervision
//! committee, who filed it may appeal once, and nobody judges their own cause.

use super::Objection;
use crate::{
    act::Subject,
    fault::Fault,
    record::objection::rows::{
        self as objections,
        hiding::{self as hidings, HiddenRow},
    },
    store::Conn,
};
use app::view::board::{HiddenObjection, Posted};
use rules::{
    hiding::HidingState,
    id::{CommunityId, HidingId},
    permit::{Act, Standing},
    posting::Audience,
};

/// That an objection is hidden, with the objection.
pub struct Hiding {
    pub(super) row: HiddenRow,
    pub(super) asked: Objection,
}

impl Subject for Hiding {
    type Key = HidingId;

    async fn find(conn: &mut Conn, key: &HidingId) -> Result<Self, Fault> {
        let row = hidings::find(conn, key).await?;
        let asked = Objection::find(conn, &row.objection).await?;
        Ok(Self { row, asked })
    }

    fn community(&self) -> &CommunityId {
        &self.row.community
    }

    /// The chain tells of the objection.
    fn in_chain(&self) -> &str {
        self.asked.in_chain()
    }

    fn audience(&self) -> Audience {
        self.asked.audience()
    }

    fn page(&self) -> String {
        self.asked.page()
    }
}

/// Takes the texts of hidden objections out of what everybody is shown, and says why they are hidden.
pub(crate) async fn cover(conn: &mut Conn, (kind, subject): (&str, &str), posted: &mut Posted) -> Result<(), Fault> {
    for row in hidings::about(conn, kind, subject).await? {
        let state = row.state;
        let Some(one) = posted.objections.iter_mut().find(|one| *one.id == *row.objection) else { continue };
        if state.hides() {
            one.text.clear();
        }
        one.hidden = Some(HiddenObjection {
            hides: state.hides(),
            id: row.id.0,
            reason: row.reason,
            state,
            fingerprint: row.fingerprint,
            answer: row.answer,
            text: String::new(),
            appeal: String::new(),
            may_appeal: false,
            may_uphold: false,
            may_undo: false,
        });
    }
    Ok(())
}

/// What members and staff are shown beside it: who filed one reads it and may appeal; the supervision committee reads and answers.
pub(crate) async fn uncover(conn: &mut Conn, standing: &Standing, posted: &mut Posted) -> Result<(), Fault> {
    let me = standing.member.as_ref().map(|one| one.as_str().to_owned()).unwrap_or_default();
    for one in &mut posted.objections {
        one.may_hide = standing.may(Act::HideObjection) && one.hidden.is_none();
        let Some(hidden) = &mut one.hidden else { continue };
        let row = hidings::find(conn, &HidingId::from(hidden.id.as_str())).await?;
        let state = row.state;
        let decides = standing.may(Act::DecideAppeal) && !one.own && *row.hidden_by != *me;
        if one.own || standing.may(Act::DecideAppeal) {
            hidden.text = objections::find(conn, &row.objection).await?.body;
            hidden.appeal = row.appeal;
        }
        hidden.may_appeal = one.own && state == HidingState::Hidden;
        hidden.may_undo = decides && matches!(state, HidingState::Hidden | HidingState::Appealed);
        hidden.may_uphold = decides && state == HidingState::Appealed;
    }
    Ok(())
}
