//! A member rates what was completed; a later rating takes the place of an earlier one. The chain says that somebody rated; who
//! and how is personal.

use super::super::Decision;
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    execution::rows as executions,
    fault::Fault,
    store::journal::Entry,
};
use rules::{
    Refusal,
    execution::{self, Grade},
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// Rates the completion of a decision.
pub struct Rate;

impl Act for Rate {
    type On = Decision;
    const AT: &'static str = "/c/{community}/execution/{vote}/rate";
    const MAY: &'static [May] = &[May::RateCompletion];
    const SAYS: &'static [Says] = &[Says::CompletionRated];

    async fn run(at: &mut At<'_, Decision>, form: &Form) -> Result<Address, Stop> {
        at.on.holds()?;
        let member = at.member().map_err(|_| Refusal::NotYourRole)?;
        let completion = executions::completion_of(at.writing.conn(), at.on.vote()).await?;
        execution::rate(completion.is_some())?;
        let completion = completion.ok_or(Fault::NotFound)?;
        let grade = Grade::from_id(form.get("grade")).ok_or(("grade", Refusal::NotOffered))?;
        let before = executions::rating(at.writing.conn(), &completion, &member).await?;
        base::changes(before.as_deref() != Some(grade.id()))?;
        executions::store_rating(at.writing, &at.permit, (&completion, &member), grade).await?;
        let entry = Entry::new(Says::CompletionRated, Some(at.permit.role()), &completion, json!({}))
            .about(&member, json!({ "member": member, "grade": grade }));
        at.writing.append(entry).await?;
        Ok(at.page())
    }
}
