//! A report is sent back, with a reason: instead of accepting it, by whoever might.

use super::super::Step;
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    execution::{rows as executions, view::reported},
};
use rules::{Refusal, execution, permit::Act as May, says::Says};
use serde_json::json;

/// Does not accept what was reported of a milestone.
pub struct SendBack;

impl Act for SendBack {
    type On = Step;
    const AT: &'static str = "/m/{milestone}/return";
    const MAY: &'static [May] = &[May::AcceptMilestone];
    const SAYS: &'static [Says] = &[Says::MilestoneReturned];

    async fn run(at: &mut At<'_, Step>, form: &Form) -> Result<Address, Stop> {
        at.on.decision.holds()?;
        let me = at.member().map_err(|_| Refusal::NotYourRole)?;
        let facts = at.on.accept_facts(&me, form.get("seen"))?;
        let reason = none::said(form, "reason");
        let none = none::none("reason", &reason);
        let returned = execution::send_back(&at.on.row.id, facts, reason)?;
        executions::store_returned(at.writing, &at.permit, &reported(&at.on.row), &returned).await?;
        let said = json!({ "milestone": at.on.row.id, "reason": returned.reason() });
        at.say(Says::MilestoneReturned, none::tell(said, &none)?).await?;
        Ok(at.page())
    }
}
