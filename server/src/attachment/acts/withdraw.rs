//! A picture is withdrawn with a reason, public or not: it is deleted, and where it was public the reason stands in its place.

use super::super::{Attached, rows};
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    record::photo::rows as photo,
};
use rules::{
    Refusal,
    attachment::{self, State},
    permit::Act as May,
    posting::Audience,
    says::Says,
};
use serde_json::json;

/// Withdraws a picture.
pub struct WithdrawAttachment;

impl Act for WithdrawAttachment {
    type On = Attached;
    const AT: &'static str = "/a/{attachment}/withdraw";
    const MAY: &'static [May] = &[May::WithdrawPublication, May::KeepAttachments];
    const SAYS: &'static [Says] = &[Says::AttachmentWithdrawn];

    async fn run(at: &mut At<'_, Attached>, form: &Form) -> Result<Address, Stop> {
        let public = at.on.row.state == State::Public;
        // Who keeps it may throw it away; what is public is withdrawn by whoever may withdraw what it stands beside.
        if public && !at.standing.may(May::WithdrawPublication) {
            return Err(Refusal::NotYourRole.into());
        }
        let reason = none::said(form, "reason");
        let none = none::none("reason", &reason);
        let withdrawn = attachment::withdraw(&at.on.row.id, at.on.row.state, reason)?;
        rows::store_withdrawn(at.writing, &at.permit, &withdrawn).await?;
        let row = at.on.row.clone();
        photo::remove(at.writing, &row.photo).await?;
        if !public {
            at.writing.concerns(Audience::Members);
        }
        let said = json!({ "attachment": row.id, "gone": row.photo, "reason": withdrawn.reason() });
        at.say(Says::AttachmentWithdrawn, none::tell(said, &none)?).await?;
        Ok(at.page())
    }
}
