//! Sending back, with a reason: a draft instead of countersigning it, a report instead of accepting it.

use super::{
    Desk, Viewer,
    board::in_community,
    execution::at,
    execution_view::report_fingerprint,
    or_refuse,
    outcome::{fingerprint, sign_facts},
    publish::{Kind, holds_nothing},
    session::append,
    standing,
};
use crate::{
    fault::Fault,
    form::Form,
    store::{Answer, disclosure, execution as executions, outcome as outcomes},
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
                let returned = or_refuse!(outcome::send_back(&facts, form_.get("reason")));
                if form_.get("seen") != fingerprint(&draft) {
                    return Ok(Refusal::TextChanged.into());
                }
                or_refuse!(holds_nothing(returned.reason()).map_err(|refusal| ("reason", refusal)));
                outcomes::store_returned(writing, &permit, &draft.id, &returned).await?;
                // It quotes what is not to be published: the draft is nobody's yet.
                writing.concerns(Audience::Members);
                let said = json!({ "revision": draft.revision, "reason": returned.reason() });
                append(writing, "outcome.returned", &permit, &row.id, said).await?;
                Ok(Answer::done(format!("/v/{}/outcome", row.id)))
            })
        })
        .await
    }

    /// Sends the draft of a disclosure back to who wrote it.
    pub(crate) async fn return_disclosure(
        &self,
        viewer: &Viewer,
        (community, id): (&str, &str),
        form: &Form,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, form_, id) = (viewer.clone(), form.clone(), id.to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let community = writing.community().as_str().to_owned();
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::CountersignOutcome));
                let row = disclosure::find(writing.conn(), &community, &id).await?;
                let stands = (row.phase()?, row.writers()?);
                let facts = or_refuse!(sign_facts(writing.conn(), &community, &standing, stands).await?);
                let returned = or_refuse!(outcome::send_back(&facts, form_.get("reason")));
                if form_.get("seen") != super::board::fingerprint(&row) {
                    return Ok(Refusal::TextChanged.into());
                }
                or_refuse!(holds_nothing(returned.reason()).map_err(|refusal| ("reason", refusal)));
                disclosure::store_returned(writing, &permit, &row.id, &returned).await?;
                writing.concerns(Audience::Members);
                let said = json!({ "revision": row.revision, "reason": returned.reason() });
                append(writing, "disclosure.returned", &permit, &row.id, said).await?;
                Ok(Answer::done(format!("/c/{community}/disclosures/{}", row.id)))
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
                let row = executions::milestone(writing.conn(), &id).await?;
                in_community(writing, Kind::Outcome, &row.vote).await?;
                let standing = standing(writing, &viewer_, None).await?;
                let permit = or_refuse!(permit(&standing, Act::AcceptMilestone));
                let me = or_refuse!(standing.member.ok_or(Refusal::NotYourRole)).0;
                let own = row.reporter.as_deref() == Some(me.as_str());
                if row.is_dropped() {
                    return Ok(Refusal::DroppedAlready.into());
                }
                if !form_.get("seen").is_empty() && form_.get("seen") != report_fingerprint(&row) {
                    return Ok(Refusal::TextChanged.into());
                }
                let (reached, accepted) = (!row.done_day.is_empty(), row.accepted_at.is_some());
                let returned = or_refuse!(execution::send_back(reached, accepted, own, form_.get("reason")));
                executions::store_returned(writing, &permit, &id, &returned).await?;
                let said = json!({ "milestone": id, "reason": returned.reason() });
                append(writing, "milestone.returned", &permit, &row.vote, said).await?;
                Ok(Answer::done(at(&row.community, &row.vote)))
            })
        })
        .await
    }
}
