//! More time for an open vote, for a reason: after a power cut, when the network was gone.

use super::super::{at_the_chair, desk_of};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    sitting::vote::rows::{self as votes, VoteRow},
    store::feed::Touch,
};
use rules::{permit::Act as May, says::Says, vote};
use serde_json::json;

/// Gives an open vote more time, with a reason.
pub struct Extend;

impl Act for Extend {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/extend";
    const MAY: &'static [May] = &[May::RunVote];
    const SAYS: &'static [Says] = &[Says::VoteExtended];

    async fn run(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Address, Stop> {
        let minutes = form.whole("minutes")?;
        let reason = form.optional("reason", 300)?;
        let extended = vote::extend(&at.on.id, at.on.window(at.now()), minutes, &reason)?;
        votes::store_extended(at.writing, &at.permit, &extended).await?;
        at.say(Says::VoteExtended, json!({ "ends_at": extended.ends_at(), "reason": reason })).await?;
        at.touch(Touch::Vote(at.on.id.clone()));
        Ok(at_the_chair(&at.on))
    }

    async fn stands(at: &mut At<'_, VoteRow>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.stands()))
    }

    fn back(on: &VoteRow) -> String {
        desk_of(on)
    }
}
