//! A milestone is given up, with a reason that everybody reads. It stays in the plan, and no longer waits.

use super::super::Step;
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    execution::{rows as executions, view::report_fingerprint},
    fault::Fault,
};
use rules::{Refusal, execution, permit::Act as May, says::Says};
use serde_json::json;

/// Gives a milestone up.
pub struct GiveUp;

impl Act for GiveUp {
    type On = Step;
    const AT: &'static str = "/m/{milestone}/drop";
    const MAY: &'static [May] = &[May::KeepExecution];
    const SAYS: &'static [Says] = &[Says::MilestoneDropped];

    async fn run(at: &mut At<'_, Step>, form: &Form) -> Result<Address, Stop> {
        at.on.decision.holds()?;
        at.member().map_err(|_| Refusal::NotYourRole)?;
        let completed = executions::completion_of(at.writing.conn(), &at.on.row.vote).await?.is_some();
        let (accepted, dropped) = (at.on.row.accepted_at.is_some(), at.on.row.is_dropped());
        let reason = none::said(form, "reason");
        let none = none::none("reason", &reason);
        let dropped = execution::drop_step(&at.on.row.id, completed, accepted, dropped, reason)?;
        executions::store_dropped(at.writing, &at.permit, &dropped).await?;
        let said = json!({ "milestone": at.on.row.id, "reason": dropped.reason() });
        at.say(Says::MilestoneDropped, none::tell(said, &none)?).await?;
        Ok(at.page())
    }

    async fn stands(at: &mut At<'_, Step>) -> Result<Option<String>, Fault> {
        Ok(Some(report_fingerprint(&at.on.row)))
    }
}
