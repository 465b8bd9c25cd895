//! The roll of a hall is confirmed as a whole: the chair marks who is missing and says how many are there.

use super::end_roll_call::finish;
use crate::{
    act::{Act, Address, At, Form, Stop},
    sitting::{
        presence::rows as presence,
        session::rows::SessionRow,
        talk::{is_voting, rows::floor},
    },
};
use app::address;
use rules::{
    Moment, Refusal,
    id::MemberId,
    permit::Act as May,
    roll::Channel,
    roll_call::{self, Hall},
    says::Says,
};
use serde_json::json;

/// The chair confirms who is in the hall.
pub struct ConfirmRollCall;

impl Act for ConfirmRollCall {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/roll-call/confirm";
    const MAY: &'static [May] = &[May::LeadDiscussion];
    const SAYS: &'static [Says] = &[Says::PresenceLeft, Says::RollCallEnded];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let running = floor::running_roll_call(at.writing.conn(), &at.on.id).await?;
        let call = running.ok_or(Refusal::NoRollCall)?;
        let here = presence::counting(at.writing.conn(), &at.on.id).await?;
        let rows = presence::attendees(at.writing.conn(), &at.on.id).await?;
        let in_room = |one: &MemberId| {
            rows.iter().any(|row| row.member == *one && row.counts() && *row.channel == Some(Channel::Onsite))
        };
        let (onsite, online): (Vec<_>, Vec<_>) = here.iter().cloned().partition(in_room);
        let answered = floor::roll_call_answers(at.writing.conn(), &call.id).await?;
        let missing: Vec<MemberId> = form.all("member").map(MemberId::from).collect();
        let counted = usize::try_from(form.whole("counted")?).unwrap_or_default();
        let hall = Hall { onsite: &onsite, online: &online, answered: &answered, missing: &missing, counted };
        let state = (at.on.phase, is_voting(at.writing, &at.on.id).await?);
        let ended = roll_call::confirm(state, (Moment(call.began_at), at.now()), &hall)?;
        let left = ended.left().len();
        let body = json!({ "answered": here.len() - left, "left": left, "whole": true, "counted": counted });
        finish(at, &call.id, &ended, body).await
    }

    fn back(on: &SessionRow) -> String {
        address::chair(&on.id)
    }
}
