//! A member follows a decision, or no longer. Nobody else hears of it, and the chain says nothing.

use super::super::Decision;
use crate::{
    act::{Act, Address, At, Form, Stop},
    record::following::rows as following,
};
use rules::{Refusal, permit::Act as May, says::Says};

/// Follows a decision, or no longer.
pub struct Follow;

impl Act for Follow {
    type On = Decision;
    const AT: &'static str = "/c/{community}/execution/{vote}/follow";
    const MAY: &'static [May] = &[May::FollowDecision];
    const SAYS: &'static [Says] = &[];

    async fn run(at: &mut At<'_, Decision>, form: &Form) -> Result<Address, Stop> {
        let member = at.member().map_err(|_| Refusal::NotYourRole)?;
        at.writing.leaves_no_trace();
        following::follow(at.writing, (at.on.vote(), &member), form.get("on") == "1").await?;
        Ok(at.page())
    }
}
