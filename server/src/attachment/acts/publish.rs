//! A picture is made public by somebody who looked at it: the form carries the fingerprint of what was shown. It stands beside what it
//! belongs to from then on, for whoever may read that.

use super::super::{Attached, rows};
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    fault::Fault,
};
use rules::{Refusal, attachment, permit::Act as May, says::Says};
use serde_json::json;

/// Makes a picture public.
pub struct PublishAttachment;

impl Act for PublishAttachment {
    type On = Attached;
    const AT: &'static str = "/a/{attachment}/publish";
    const MAY: &'static [May] = &[May::PublishAttachment];
    const SAYS: &'static [Says] = &[Says::AttachmentPublished];

    async fn run(at: &mut At<'_, Attached>, form: &Form) -> Result<Address, Stop> {
        if at.writing.community().is_practice() {
            return Err(Refusal::OnlyPractice.into());
        }
        let community = at.writing.community().clone();
        let is_read = at.on.owner.is_read(at.writing.conn(), &community).await?;
        let title = none::said(form, "title");
        let none = none::none("title", &title);
        let published = attachment::publish(&at.on.row.id, at.on.row.state, is_read, title)?;
        let (kind, thing) = (at.on.owner.kind.id(), at.on.owner.thing.clone());
        rows::store_published(at.writing, &at.permit, &published, (kind, &thing)).await?;
        let row = &at.on.row;
        let said = json!({
            "kind": kind, "attachment": row.id, "photo": row.photo, "photo_hash": row.hash, "title": published.title(),
        });
        at.say(Says::AttachmentPublished, none::tell(said, &none)?).await?;
        Ok(at.page())
    }

    /// The fingerprint of the picture.
    async fn stands(at: &mut At<'_, Attached>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.row.hash.clone()))
    }
}
