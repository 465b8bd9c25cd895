//! A roll-call ends: whoever counted and did not answer has left.

use crate::{
    act::{Act, Address, At, Form, Stop},
    sitting::{
        presence::rows as presence,
        session::rows::SessionRow,
        talk::{is_voting, leave_floor, rows::floor},
    },
    store::feed::Touch,
};
use app::address;
use rules::{Moment, Refusal, permit::Act as May, roll_call, says::Says};
use serde_json::{Value, json};

/// The chair ends a roll-call.
pub struct EndRollCall;

impl Act for EndRollCall {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/roll-call/end";
    const MAY: &'static [May] = &[May::LeadDiscussion];
    const SAYS: &'static [Says] = &[Says::PresenceLeft, Says::RollCallEnded];

    async fn run(at: &mut At<'_, SessionRow>, _form: &Form) -> Result<Address, Stop> {
        let running = floor::running_roll_call(at.writing.conn(), &at.on.id).await?;
        let call = running.ok_or(Refusal::NoRollCall)?;
        let here = presence::counting(at.writing.conn(), &at.on.id).await?;
        let answered = floor::roll_call_answers(at.writing.conn(), &call.id).await?;
        let state = (at.on.phase, is_voting(at.writing, &at.on.id).await?);
        let ended = roll_call::end(state, Moment(call.began_at), at.now(), &here, &answered)?;
        let body = json!({ "answered": here.len() - ended.left().len(), "left": ended.left().len() });
        finish(at, &call.id, &ended, body).await
    }

    fn back(on: &SessionRow) -> String {
        address::chair(&on.id)
    }
}

/// Ends a roll-call as it was judged: whoever was not there has left, and the entry says how it ended.
pub(super) async fn finish(
    at: &mut At<'_, SessionRow>,
    call: &str,
    ended: &roll_call::Ended,
    body: Value,
) -> Result<Address, Stop> {
    leave(at, ended).await?;
    floor::end_roll_call(at.writing, &at.permit, ended, call).await?;
    at.say(Says::RollCallEnded, body).await?;
    at.touch(Touch::Presence);
    at.touch(Touch::RollCall);
    Ok(Address(address::chair_roll_call(&at.on.id)))
}

/// Whoever was not there has left.
async fn leave(at: &mut At<'_, SessionRow>, ended: &roll_call::Ended) -> Result<(), Stop> {
    for member in ended.left() {
        presence::store_leave(at.writing, &at.permit, &at.on.id, member).await?;
        leave_floor(at.writing, &at.permit, &at.on, member).await?;
        let public = json!({ "roll_call": true });
        let entry = at.entry(Says::PresenceLeft, public).about(member, json!({ "member": member }));
        at.writing.append(entry).await?;
    }
    Ok(())
}
