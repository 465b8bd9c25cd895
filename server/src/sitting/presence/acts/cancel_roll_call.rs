//! A roll-call is called off, for a reason: nobody has left by it.

use crate::{
    act::{Act, Address, At, Beside, Form, Stop},
    sitting::{session::rows::SessionRow, talk::rows::floor},
    store::feed::Touch,
};
use app::address;
use rules::{Refusal, permit::Act as May, roll_call, says::Says};
use serde_json::json;

/// The chair calls a roll-call off.
pub struct CancelRollCall;

impl Act for CancelRollCall {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/roll-call/cancel";
    const MAY: &'static [May] = &[May::LeadDiscussion];
    const SAYS: &'static [Says] = &[Says::RollCallCancelled];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let running = floor::running_roll_call(at.writing.conn(), &at.on.id).await?;
        let call = running.ok_or(Refusal::NoRollCall)?;
        let cancelled = roll_call::cancel(at.on.phase, &form.optional("reason", 300)?).beside("reason")?;
        floor::cancel_roll_call(at.writing, &at.permit, &cancelled, &call.id).await?;
        at.say(Says::RollCallCancelled, json!({ "reason": cancelled.reason() })).await?;
        at.touch(Touch::RollCall);
        Ok(Address(address::chair(&at.on.id)))
    }

    fn back(on: &SessionRow) -> String {
        address::chair(&on.id)
    }
}
