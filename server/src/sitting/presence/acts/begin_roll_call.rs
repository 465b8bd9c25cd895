//! A roll-call begins: everybody who counts says that they are still there.

use crate::{
    act::{Act, Address, At, Stop},
    form::Form,
    secret,
    sitting::talk::is_voting,
    store::{feed::Touch, floor, session::SessionRow},
};
use rules::{Refusal, permit::Act as May, roll_call};
use serde_json::json;

/// The chair begins a roll-call.
pub struct BeginRollCall;

impl Act for BeginRollCall {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/roll-call/begin";
    const MAY: &'static [May] = &[May::LeadDiscussion];

    async fn run(at: &mut At<'_, SessionRow>, _form: &Form) -> Result<Address, Stop> {
        let running = floor::running_roll_call(at.writing.conn(), &at.on.id).await?;
        let voting = is_voting(at.writing, &at.on.id).await?;
        if at.on.pauses_at(at.now().0) {
            return Err(Refusal::Paused.into());
        }
        roll_call::begin(at.on.phase()?, running.is_some(), voting)?;
        floor::begin_roll_call(at.writing, &at.permit, &secret::id(), &at.on.id).await?;
        at.say("roll_call.begun", json!({})).await?;
        at.touch(Touch::RollCall);
        Ok(Address(format!("/s/{}/chair#roll-call", at.on.id)))
    }

    fn back(on: &SessionRow) -> String {
        format!("/s/{}/chair", on.id)
    }
}
