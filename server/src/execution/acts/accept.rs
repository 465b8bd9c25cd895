//! A supervisor accepts what somebody else reported, as it was on the screen.

use super::super::Step;
use crate::{
    act::{Act, Address, At, Form, Stop},
    execution::rows as executions,
};
use rules::{Refusal, execution, permit::Act as May, says::Says};
use serde_json::json;

/// Accepts a milestone.
pub struct Accept;

impl Act for Accept {
    type On = Step;
    const AT: &'static str = "/m/{milestone}/accept";
    const MAY: &'static [May] = &[May::AcceptMilestone];
    const SAYS: &'static [Says] = &[Says::MilestoneAccepted];

    async fn run(at: &mut At<'_, Step>, form: &Form) -> Result<Address, Stop> {
        at.on.decision.holds()?;
        let me = at.member().map_err(|_| Refusal::NotYourRole)?;
        let accepted = execution::accept(&at.on.row.id, at.on.accept_facts(&me, form.get("seen"))?)?;
        executions::store_accepted(at.writing, &at.permit, &me, &accepted).await?;
        let entry = at.entry(Says::MilestoneAccepted, json!({ "milestone": at.on.row.id }));
        at.writing.append(entry.about(&me, json!({ "member": me }))).await?;
        Ok(at.page())
    }
}
