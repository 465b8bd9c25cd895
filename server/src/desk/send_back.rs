//! Sending back, with a reason: a draft of a disclosure instead of countersigning it.

use super::{Desk, Viewer, none, or_refuse, outcome::sign_facts, session::append, standing};
use crate::{
    fault::Fault,
    form::Form,
    store::{Answer, disclosure},
};
use rules::{
    Refusal, outcome,
    permit::{Act, permit},
    posting::Audience,
};
use serde_json::json;

impl Desk {
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
                let reason = none::said(&form_, "reason");
                let none = none::none("reason", &reason);
                let returned = or_refuse!(outcome::send_back(&facts, reason));
                if form_.get("seen") != super::board::fingerprint(&row) {
                    return Ok(Refusal::TextChanged.into());
                }
                disclosure::store_returned(writing, &permit, &row.id, &returned).await?;
                writing.concerns(Audience::Members);
                let said = json!({ "revision": row.revision, "reason": returned.reason() });
                let said = none::tell(said, &none)?;
                append(writing, "disclosure.returned", &permit, &row.id, said).await?;
                Ok(Answer::done(format!("/c/{community}/disclosures/{}", row.id)))
            })
        })
        .await
    }
}
