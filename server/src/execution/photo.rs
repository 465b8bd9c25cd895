//! The photo of a milestone: a file, hence no act of the list. Whoever may not attach one need not send it.

use super::Step;
use crate::{
    act::{Desk, Form, Subject, Viewer, or_refuse, standing},
    execution::rows as executions,
    fault::Fault,
    record::photo::rows as photo,
    secret,
    store::{Answer, journal::Entry},
};
use rules::{
    id::MilestoneId,
    permit::{Act, permit},
    says::Says,
};
use serde_json::json;

impl Desk {
    /// Attaches a photo to a milestone.
    pub(crate) async fn photograph_milestone(&self, viewer: &Viewer, id: &str, jpeg: Vec<u8>) -> Result<Answer, Fault> {
        let community = self.milestone_for(viewer, id).await?.community;
        let (viewer_, id) = (viewer.clone(), MilestoneId::from(id));
        self.act(viewer, &community, &Form::default(), move |writing| {
            Box::pin(async move {
                let step = Step::find(writing.conn(), &id).await?;
                writing.concerns(step.audience());
                or_refuse!(step.decision.holds());
                let permit = or_refuse!(permit(&standing(writing, &viewer_).await?, Act::KeepExecution));
                let name = secret::id();
                photo::insert(writing, (&name, photo::MILESTONE, &id), &jpeg).await?;
                executions::store_photo(writing, &id, &name).await?;
                let said = json!({ "milestone": id, "photo": name, "photo_hash": secret::digest_bytes(&jpeg) });
                let entry = Entry::new(Says::MilestonePhotographed, Some(permit.role()), step.in_chain(), said);
                writing.append(entry).await?;
                Ok(Answer::done(step.page()))
            })
        })
        .await
    }
}
