//! A milestone is added to the plan of a decision that was carried: what is to be done, who answers for it, by which day, for how
//! much. More than was decided needs its reason.

use super::super::Decision;
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    execution::rows as executions,
    record::today,
    secret,
};
use rules::{
    days::Date,
    execution::{self, PlanFacts},
    id::{MilestoneId, VoteId},
    money::Money,
    numbers::largest_sum,
    permit::Act as May,
    published::OutcomeContent,
    says::Says,
};
use serde_json::json;

/// Adds a milestone to the plan of a published decision.
pub struct Plan;

impl Act for Plan {
    type On = Decision;
    const AT: &'static str = "/c/{community}/execution/{vote}/plan";
    const MAY: &'static [May] = &[May::KeepExecution];
    const SAYS: &'static [Says] = &[Says::MilestonePlanned];

    async fn run(at: &mut At<'_, Decision>, form: &Form) -> Result<Address, Stop> {
        at.on.holds()?;
        let today = today(at.writing, &at.on.row.community).await?;
        let facts = facts(at, today).await?;
        let [name, responsible, reason] =
            ["name", "responsible", "reason"].map(|field| (field, none::said(form, field)));
        let none: Vec<_> =
            [&name, &responsible, &reason].into_iter().flat_map(|(field, said)| none::none(field, said)).collect();
        let money = (form.get("money"), &reason.1);
        let vote = VoteId::from(at.on.vote());
        let planned = execution::plan((&vote, facts), (&name.1, &responsible.1), form.get("due"), money)?;
        let id = MilestoneId::from(secret::id());
        executions::store_planned(at.writing, &at.permit, &id, &planned).await?;
        let said = json!({
            "milestone": id, "name": planned.name, "responsible": planned.responsible,
            "due": planned.due.to_string(), "money": planned.money.map(|money| money.to_string()),
            "planned": planned.planned().to_string(), "reason": planned.reason,
        });
        at.say(Says::MilestonePlanned, none::tell(said, &none)?).await?;
        Ok(at.page())
    }
}

/// What a plan is judged by: what was decided, and what its steps come to that are not given up.
async fn facts(at: &mut At<'_, Decision>, today: Date) -> Result<PlanFacts, Stop> {
    let completed = executions::completion_of(at.writing.conn(), at.on.vote()).await?.is_some();
    let outcome: OutcomeContent = serde_json::from_str(&at.on.row.content)?;
    let steps = executions::milestones(at.writing.conn(), at.on.vote()).await?;
    let kept = steps.iter().filter(|one| !one.is_dropped()).filter_map(|one| one.money);
    Ok(PlanFacts {
        carried: outcome.carries(),
        completed,
        today,
        decided: largest_sum(&outcome.decision).or_else(|| largest_sum(&outcome.text)),
        planned: Money(kept.map(i64::unsigned_abs).sum()),
        due: Date::from_text(&outcome.due),
    })
}
