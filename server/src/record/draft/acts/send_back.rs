//! Who may countersign a draft may send it back instead, with a reason. The reason quotes what is not to be published: it is
//! sealed, whatever the draft will be.

use super::super::{Life, draft, is_seen, rows, sign_facts};
use crate::act::{Act, Address, At, Form, Stop, Subject, none};
use rules::{draft::send_back, permit::Act as May, posting::Audience, says::Says};
use serde_json::json;
use std::marker::PhantomData;

/// Sends a draft back to who wrote it.
pub struct SendBack<L>(PhantomData<L>);

impl<L: Life> Act for SendBack<L> {
    type On = L::On;
    const AT: &'static str = L::AT[2];
    const MAY: &'static [May] = L::MAY[1];
    const SAYS: &'static [Says] = &[L::NAMES.returned];

    async fn run(at: &mut At<'_, L::On>, form: &Form) -> Result<Address, Stop> {
        let row = draft::<L>(at.writing.conn(), at.on.community(), L::subject(&at.on)).await?;
        L::signable(&at.on)?;
        let facts = sign_facts(at.writing.conn(), &at.standing, &row, L::HANDS).await??;
        let reason = none::said(form, "reason");
        let none = none::none("reason", &reason);
        let returned = send_back(&facts, reason)?;
        let seen = L::seen(at.writing, &row).await?;
        is_seen(form, &seen)?;
        rows::store_returned(at.writing, &at.permit, &returned, &seen).await?;
        at.writing.concerns(Audience::Members);
        let body = json!({ "revision": row.revision, "reason": returned.reason() });
        at.say_of(L::NAMES.returned, &row.subject, none::tell(body, &none)?).await?;
        Ok(Address(L::page(&at.on, &row.subject)))
    }

    fn back(on: &L::On) -> String {
        L::page(on, L::subject(on))
    }
}
