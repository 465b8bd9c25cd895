//! A roll-call begins: everybody who counts says that they are still there.

use crate::{
    act::{Act, Address, At, Form, Stop},
    secret,
    sitting::{
        session::rows::SessionRow,
        talk::{is_voting, rows::floor},
    },
    store::feed::Touch,
};
use app::address;
use rules::{Refusal, permit::Act as May, roll_call, says::Says};
use serde_json::json;

/// The chair begins a roll-call.
pub struct BeginRollCall;

impl Act for BeginRollCall {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/roll-call/begin";
    const MAY: &'static [May] = &[May::LeadDiscussion];
    const SAYS: &'static [Says] = &[Says::RollCallBegun];

    async fn run(at: &mut At<'_, SessionRow>, _form: &Form) -> Result<Address, Stop> {
        let running = floor::running_roll_call(at.writing.conn(), &at.on.id).await?;
        let voting = is_voting(at.writing, &at.on.id).await?;
        if at.on.pauses_at(at.now().0) {
            return Err(Refusal::Paused.into());
        }
        roll_call::begin(at.on.phase, running.is_some(), voting)?;
        floor::begin_roll_call(at.writing, &at.permit, &secret::id(), &at.on.id).await?;
        at.say(Says::RollCallBegun, json!({})).await?;
        at.touch(Touch::RollCall);
        Ok(Address(address::chair_roll_call(&at.on.id)))
    }

    fn back(on: &SessionRow) -> String {
        address::chair(&on.id)
    }
}
