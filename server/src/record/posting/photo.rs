//! The photo of the board. It is no act of the list: a picture comes as a file and not as a form.

use super::{at, in_community};
use crate::{
    act::{Desk, Form, Viewer, or_refuse, standing},
    fault::Fault,
    record::{photo::rows as photo, posting::rows as board, publication::Kind},
    secret,
    store::{Answer, journal::Entry},
};
use rules::{
    Refusal,
    id::CommunityId,
    permit::{Act, permit},
    says::Says,
};
use serde_json::json;

impl Desk {
    /// Attaches a photo of the physical board as proof that something was posted; a later one takes its place.
    pub(crate) async fn attach_photo(
        &self,
        viewer: &Viewer,
        (community, kind, subject): (&CommunityId, Kind, &str),
        jpeg: Vec<u8>,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, subject) = (viewer.clone(), subject.to_owned());
        self.act(viewer, community, &Form::default(), move |writing| {
            Box::pin(async move {
                let row = in_community(writing, kind, &subject).await?;
                let standing = standing(writing, &viewer_).await?;
                let permit = or_refuse!(permit(&standing, Act::KeepBoard));
                let posted = board::posting(writing.conn(), kind.id(), &subject).await?;
                let posted = or_refuse!(posted.ok_or(Refusal::NotPosted));
                let id = secret::id();
                photo::insert(writing, (&id, kind.id(), &subject), &jpeg).await?;
                board::store_photo(writing, &posted, &id).await?;
                let said = json!({ "kind": kind.id(), "photo": id, "photo_hash": secret::digest_bytes(&jpeg) });
                writing.append(Entry::new(Says::PostingPhotographed, Some(permit.role()), &subject, said)).await?;
                Ok(Answer::done(at(&row)))
            })
        })
        .await
    }
}
