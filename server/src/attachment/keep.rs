//! Keeping a picture, and blacking something out. Neither is an act of the list: the picture comes as a file, or is written anew before the
//! act that puts it in its place, so that nobody who writes waits for a picture.

use super::{Attached, Owner, rows};
use crate::{
    act::{Desk, Form, Subject, Viewer, or_refuse, standing},
    fault::Fault,
    record::photo::rows as photo,
    secret,
    store::{Answer, Writing, journal::Entry},
};
use app::address;
use rules::{
    Refusal,
    attachment::{self, Area, Of},
    id::{AttachmentId, CommunityId},
    permit::{Act, permit},
    posting::Audience,
    says::Says,
};
use serde_json::json;

/// As what the chain names a picture that is not public: none of the kinds of things that are published.
const KEPT: &str = "attachment";

impl Desk {
    /// Keeps a picture beside a thing, for those who keep and supervise it.
    pub(crate) async fn attach(
        &self,
        viewer: &Viewer,
        community: &CommunityId,
        (of, subject): (Of, &str),
        jpeg: Vec<u8>,
    ) -> Result<Answer, Fault> {
        viewer.membership(community)?;
        let (viewer_, subject) = (viewer.clone(), subject.to_owned());
        self.act(viewer, community, &Form::default(), move |writing| {
            Box::pin(async move {
                let community = writing.community().clone();
                let owner = Owner::find(writing.conn(), &community, of, &subject).await?;
                let permit = or_refuse!(permit(&standing(writing, &viewer_).await?, Act::KeepAttachments));
                let bytes = jpeg.len() as i64;
                let (of_thing, of_place) = rows::weight(writing.conn(), &community, (of, &subject)).await?;
                let added = or_refuse!(attachment::add(of_thing, of_place, bytes));
                let id = AttachmentId::from(secret::id());
                let (name, hash) = put(writing, &id, &jpeg).await?;
                let picture = rows::Stored { photo: &name, hash: &hash, bytes };
                rows::insert(writing, &permit, added, (&id, of, &subject), &picture).await?;
                // Nobody else knows of it yet.
                writing.concerns(Audience::Members);
                let said = json!({ "kind": KEPT, "attachment": id, "photo": name, "photo_hash": hash });
                writing.append(Entry::new(Says::AttachmentAdded, Some(permit.role()), &owner.thing, said)).await?;
                Ok(Answer::done(address::attachment(&id)))
            })
        })
        .await
    }

    /// Puts a picture of which `areas` were blacked out in the place of the one that was shown.
    pub(crate) async fn cover_attachment(
        &self,
        viewer: &Viewer,
        (community, id): (&CommunityId, &AttachmentId),
        areas: Vec<Area>,
        jpeg: Vec<u8>,
        form: &Form,
    ) -> Result<Answer, Fault> {
        let (viewer_, id, shown) = (viewer.clone(), id.clone(), form.get("seen").to_owned());
        self.act(viewer, community, form, move |writing| {
            Box::pin(async move {
                let on = Attached::find(writing.conn(), &id).await?;
                let permit = or_refuse!(permit(&standing(writing, &viewer_).await?, Act::KeepAttachments));
                let covered = or_refuse!(attachment::cover(&id, on.row.state, &areas));
                if on.row.hash != shown {
                    return Ok(Refusal::ShownChanged.into());
                }
                let (name, hash) = put(writing, &id, &jpeg).await?;
                let picture = rows::Stored { photo: &name, hash: &hash, bytes: jpeg.len() as i64 };
                rows::store_covered(writing, &permit, &covered, &picture).await?;
                photo::remove(writing, &on.row.photo).await?;
                writing.concerns(Audience::Members);
                let said = json!({
                    "kind": KEPT, "attachment": id, "gone": on.row.photo, "photo": name, "photo_hash": hash,
                });
                writing.append(Entry::new(Says::AttachmentCovered, Some(permit.role()), on.in_chain(), said)).await?;
                Ok(Answer::done(on.page()))
            })
        })
        .await
    }
}

/// Stores a picture, and gives its name and its fingerprint.
async fn put(writing: &mut Writing, id: &AttachmentId, jpeg: &[u8]) -> Result<(String, String), Fault> {
    let name = secret::id();
    photo::insert(writing, (&name, photo::ATTACHMENT, id), jpeg).await?;
    Ok((name, secret::digest_bytes(jpeg)))
}
