//! The completion (实施结果公开) is published beside the plan, once every milestone was accepted.

use super::super::Decision;
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    execution::{rows as executions, view::milestone},
    people::community::rows as communities,
    record::publication::{self as publish, Kind, Shelf},
    secret,
};
use rules::{
    Refusal, execution,
    permit::Act as May,
    published::{CompletionContent, OutcomeContent},
    says::Says,
};

/// Publishes the completion of a decision.
pub struct Complete;

impl Act for Complete {
    type On = Decision;
    const AT: &'static str = "/c/{community}/execution/{vote}/complete";
    const MAY: &'static [May] = &[May::KeepExecution];
    const SAYS: &'static [Says] = &[Says::CompletionPublished];
    const PREVIEWS: bool = true;

    async fn run(at: &mut At<'_, Decision>, form: &Form) -> Result<Address, Stop> {
        at.on.holds()?;
        if executions::completion_of(at.writing.conn(), at.on.vote()).await?.is_some() {
            return Err(Refusal::CompletedAlready.into());
        }
        let steps = executions::milestones(at.writing.conn(), at.on.vote()).await?;
        let kept = steps.iter().filter(|one| !one.is_dropped()).count() as u64;
        let accepted = steps.iter().filter(|one| one.accepted_at.is_some()).count() as u64;
        let completed = execution::complete(&at.on.vote().into(), kept, accepted, none::said(form, "text"))?;
        let outcome: OutcomeContent = serde_json::from_str(&at.on.row.content)?;
        let place = communities::find(at.writing.conn(), &at.on.row.community).await?;
        let content = CompletionContent {
            community: place.name,
            zone: place.zone,
            title: outcome.title,
            number: outcome.number,
            vote: at.on.vote().to_owned(),
            matter: outcome.matter,
            text: completed.text.clone(),
            form: form.text_form(),
            responsible: outcome.responsible,
            milestones: steps.iter().map(milestone).collect(),
        };
        let id = secret::id();
        let shelf = Shelf::of(Kind::Completion, &at.on.row.matter, *at.on.row.body_kind);
        publish::snapshot(at.writing, &at.permit, (&shelf, &id), &content.title, &content, form).await??;
        executions::store_completed(at.writing, &at.permit, &id, &completed).await?;
        Ok(at.page())
    }
}
