//! A milestone was reached, somebody reports; later than planned only with a reason. A report may be changed until it is accepted.

use super::super::Step;
use crate::{
    act::{Act, Address, At, Form, Stop, base, none},
    execution::{
        rows::{self as executions, MilestoneRow},
        view::{report_fingerprint, reported},
    },
    fault::Fault,
    record::today,
    zone,
};
use rules::{
    Moment, Refusal,
    days::Date,
    execution::{self, ReachFacts},
    money::Money,
    permit::Act as May,
    published::OutcomeContent,
    says::Says,
};
use serde_json::json;

/// Says that a milestone was reached.
pub struct Reach;

impl Act for Reach {
    type On = Step;
    const AT: &'static str = "/m/{milestone}/reach";
    const MAY: &'static [May] = &[May::KeepExecution];
    const SAYS: &'static [Says] = &[Says::MilestoneReached];

    async fn run(at: &mut At<'_, Step>, form: &Form) -> Result<Address, Stop> {
        at.on.decision.holds()?;
        let reporter = at.member().map_err(|_| Refusal::NotYourRole)?;
        let today = today(at.writing, &at.on.row.community).await?;
        let note = none::said(form, "note");
        let none = none::none("note", &note);
        let reached =
            execution::reach((&at.on.row.id, facts(&at.on, today)?), form.get("done"), form.get("money"), note)?;
        base::holds(form, &report_fingerprint(&at.on.row))?;
        executions::store_reached(at.writing, &at.permit, &reporter, &reached).await?;
        let now = executions::milestone(at.writing.conn(), &at.on.row.id).await?;
        differs(&at.on.row, &now)?;
        let said = json!({
            "milestone": at.on.row.id, "done": reached.done.to_string(),
            "money": reached.money.map(|money| money.to_string()), "note": reached.note,
            "report": at.on.row.reports + 1,
        });
        let entry = at.entry(Says::MilestoneReached, none::tell(said, &none)?);
        at.writing.append(entry.about(&reporter, json!({ "member": reporter }))).await?;
        Ok(at.page())
    }
}

/// What is reported again says something else than before: the same does not lift what was sent back.
fn differs(before: &MilestoneRow, now: &MilestoneRow) -> Result<(), Refusal> {
    if before.returned_of == reported(now) {
        return Err(Refusal::DraftUnchanged);
    }
    base::changes(!before.returned.is_empty() || reported(before) != reported(now))
}

/// What a report is judged by.
fn facts(on: &Step, today: Date) -> Result<ReachFacts, Fault> {
    let outcome: OutcomeContent = serde_json::from_str(&on.decision.row.content)?;
    Ok(ReachFacts {
        decided: zone::day(Moment(outcome.held_at), &outcome.zone)?,
        due: Date::from_text(&on.row.due_day).ok_or(Fault::Stored("milestones.due_day"))?,
        planned: on.row.money.map(|cents| Money(cents.unsigned_abs())),
        today,
        accepted: on.row.accepted_at.is_some(),
        dropped: on.row.is_dropped(),
    })
}
