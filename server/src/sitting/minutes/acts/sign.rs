//! The minutes are signed off as they are shown, by whoever did not write them.

use super::super::{content, fingerprint, page};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    sitting::{
        minutes::rows,
        session::{Sitting, rows::SessionRow},
    },
};
use rules::{Refusal, minutes, permit::Act as May, posting::Audience, says::Says};
use serde_json::json;

/// Signs the minutes off.
pub struct Sign;

impl Act for Sign {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/minutes/sign";
    const MAY: &'static [May] = &[May::SignMinutes];
    const SAYS: &'static [Says] = &[Says::MinutesSigned];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let signer = at.permit.member().cloned().ok_or(Refusal::NotYourRole)?;
        let row = rows::of_session(at.writing.conn(), &at.on.id).await?.ok_or(Fault::NotFound)?;
        let signed = minutes::sign(at.on.phase()?, row.phase()?, &row.writers()?, &signer)?;
        let sitting = Sitting::in_act(at.writing, &at.on.id).await?;
        let content = content(at.writing.conn(), &sitting, Some(&row)).await?;
        let seen = form.get("seen");
        if seen != fingerprint(&content)? {
            return Err(Refusal::TextChanged.into());
        }
        rows::store_signed(at.writing, &at.permit, &row.id, &signed, seen).await?;
        at.writing.concerns(Audience::Members);
        let entry = at.entry(Says::MinutesSigned, json!({ "revision": row.revision, "text_hash": seen }));
        let entry = entry.about(signed.signer().as_str(), json!({ "member": signed.signer() }));
        at.writing.append(entry).await?;
        Ok(Address(page(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}
