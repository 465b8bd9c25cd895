//! Sending back, with a reason: a draft instead of countersigning it, a report instead of accepting it.

use super::{
    Desk, Viewer,
    execution::{Step, at},
    none, or_refuse,
    outcome::{fingerprint, sign_facts},
    session::append,
    standing,
};
use crate::{
    fault::Fault,
    form::Form,
    store::{Answer, execution as executions, outcome as outcomes},
};
use rules::{
    Refusal, execution, outcome,
    permit::{Act, permit},
    posting::Audience,
};
use serde_json::json;

impl Desk {
    /// Sends the draft of a decision back to who wrote it.
    pub(crate) async fn return_outcome(&self, viewer: &Viewer, vote: &str, form: &Form) -> Result<Answer, Fault> {
        let row = self.vote_for(viewer, vote).await?;
        let (viewer_, form_, community) = (viewer.clone(), form.clone(), row.community.clone());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::CountersignOutcome));
                let draft = outcomes::of_vote(writing.conn(), &row.id).await?.ok_or(Fault::NotFound)?;
                let stands = (draft.phase()?, draft.writers()?);
                let facts = or_refuse!(sign_facts(writing.conn(), &row.community, &standing, stands).await?);
                let reason = none::said(&form_, "reason");
                let none = none::none("reason", &reason);
                let returned = or_refuse!(outcome::send_back(&facts, reason));
                if form_.get("seen") != fingerprint(&draft) {
                    return Ok(Refusal::TextChanged.into());
                }
                outcomes::store_returned(writing, &permit, &draft.id, &returned).await?;
                // It quotes what is not to be published: the draft is nobody's yet.
                writing.concerns(Audience::Members);
                let said = json!({ "revision": draft.revision, "reason": returned.reason() });
                let said = none::tell(said, &none)?;
                append(writing, "outcome.returned", &permit, &row.id, said).await?;
                Ok(Answer::done(format!("/v/{}/outcome", row.id)))
            })
        })
        .await
    }

    /// Does not accept what was reported of a milestone.
    pub(crate) async fn return_milestone(&self, viewer: &Viewer, id: &str, form: &Form) -> Result<Answer, Fault> {
        let community = self.milestone_for(viewer, id).await?.community;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, &community, form, move |writing| {
            Box::pin(async move {
                let step = or_refuse!(Step::load(writing, &viewer_, &id, Act::AcceptMilestone).await?);
                let facts = or_refuse!(step.accept_facts(form_.get("seen")));
                let reason = none::said(&form_, "reason");
                let none = none::none("reason", &reason);
                let returned = or_refuse!(execution::send_back(facts, reason));
                let Step { row, permit, .. } = step;
                executions::store_returned(writing, &permit, &id, &returned).await?;
                let said = json!({ "milestone": id, "reason": returned.reason() });
                let said = none::tell(said, &none)?;
                append(writing, "milestone.returned", &permit, &row.vote, said).await?;
                Ok(Answer::done(at(&row.community, &row.vote)))
            })
        })
        .await
    }
}
