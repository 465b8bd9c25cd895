//! A mistaken check-in is taken back, with a reason. Whoever has taken part in a vote of the session was there.

use super::super::{door, not_over};
use crate::{
    act::{Act, Address, At, Form, Stop},
    sitting::{presence::rows as presence, session::rows::SessionRow, vote::rows as votes},
    store::feed::Touch,
};
use rules::{Refusal, id::MemberId, permit::Act as May, proposal, says::Says};
use serde_json::json;

/// Takes a mistaken check-in back.
pub struct CorrectPresence;

impl Act for CorrectPresence {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/correct";
    const MAY: &'static [May] = &[May::KeepPresence];
    const SAYS: &'static [Says] = &[Says::PresenceCorrected];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let reason = proposal::text(form.get("reason"), 300).map_err(|_| Refusal::ReasonMissing)?;
        not_over(&at.on)?;
        let member = &MemberId::from(form.get("member"));
        let row = presence::attendee(at.writing.conn(), &at.on.id, member).await?;
        let unit = row.filter(|one| one.channel.is_some()).ok_or(Refusal::NotPresent)?.unit;
        for vote in votes::of_session(at.writing.conn(), &at.on.id).await? {
            if votes::entry(at.writing.conn(), &vote.id, &unit).await?.flatten().is_some() {
                return Err(Refusal::TookPartHere.into());
            }
        }
        presence::undo_check_in(at.writing, &at.permit, &at.on.id, member).await?;
        at.touch(Touch::Presence);
        let personal = json!({ "member": member, "reason": reason });
        let entry = at.entry(Says::PresenceCorrected, json!({})).about(member, personal);
        at.writing.append(entry).await?;
        Ok(Address(door(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        door(on)
    }
}
