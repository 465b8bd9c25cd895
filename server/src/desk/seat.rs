//! The end of a seat: the body has changed its members, and the clerk puts it on record. Moving away ends no seat.

use super::{Desk, Viewer, or_refuse, standing};
use crate::{
    fault::Fault,
    form::Form,
    store::{Answer, community as communities, journal::Entry, member as members},
};
use rules::{
    Refusal,
    permit::{Act, permit},
    proposal,
};
use serde_json::json;

impl Desk {
    /// Takes a seat from a member, with the reason: a by-election, a recall, a resignation. The roll of a session that has
    /// opened stays as it is.
    pub(crate) async fn end_seat(&self, viewer: &Viewer, community: &str, form: &Form) -> Result<Answer, Fault> {
        viewer.in_community(community)?;
        let (viewer_, form_) = (viewer.clone(), form.clone());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let permit = or_refuse!(permit(&standing(writing, &viewer_, None).await?, Act::EndSeat));
                let community = writing.community().as_str().to_owned();
                let member = members::find(writing.conn(), &community, form_.get("member")).await?;
                let body = communities::body(writing.conn(), &community, form_.get("body")).await?;
                let reason = proposal::line(form_.get("reason"), 300).map_err(|refusal| ("reason", refusal));
                let reason = or_refuse!(reason);
                if !communities::end_seat(writing, &permit, &body.id, &member.id).await? {
                    return Ok(Refusal::NoSeat.into());
                }
                let entry = Entry::new("seat.ended", Some(permit.role()), &body.id, json!({}))
                    .about(&member.id, json!({ "member": member.id, "body": body.id, "reason": reason }));
                writing.append(entry).await?;
                Ok(Answer::done(format!("/c/{community}/members/{}", member.id)))
            })
        })
        .await
    }
}
