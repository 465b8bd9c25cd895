//! A draft is countersigned by a hand that did not write it, as it stood on their screen.

use super::super::{Life, draft, is_seen, rows, sign_facts};
use crate::{
    act::{Act, Address, At, Form, Stop, Subject},
    store::journal::Entry,
};
use rules::{draft::countersign, permit::Act as May, posting::Audience, says::Says};
use serde_json::json;
use std::marker::PhantomData;

/// Countersigns a draft.
pub struct Sign<L>(PhantomData<L>);

impl<L: Life> Act for Sign<L> {
    type On = L::On;
    const AT: &'static str = L::AT[1];
    const MAY: &'static [May] = L::MAY[1];
    const SAYS: &'static [Says] = &[L::NAMES.signed];

    async fn run(at: &mut At<'_, L::On>, form: &Form) -> Result<Address, Stop> {
        let row = draft::<L>(at.writing.conn(), at.on.community(), L::subject(&at.on)).await?;
        L::signable(&at.on)?;
        L::ready(at.writing.conn(), &row).await??;
        let signed = countersign(&sign_facts(at.writing.conn(), &at.standing, &row, L::HANDS).await??)?;
        let seen = L::seen(at.writing, &row).await?;
        is_seen(form, &seen)?;
        rows::store_countersigned(at.writing, &at.permit, &signed, &seen).await?;
        if L::SEALED.contains(&L::NAMES.signed) {
            at.writing.concerns(Audience::Members);
        }
        let body = json!({ "revision": row.revision, "text_hash": L::signed_hash(&row.said, &seen) });
        let entry = Entry::new(L::NAMES.signed, Some(signed.role()), &row.subject, body)
            .about(signed.signer(), json!({ "member": signed.signer() }));
        at.writing.append(entry).await?;
        Ok(Address(L::page(&at.on, &row.subject)))
    }

    fn back(on: &L::On) -> String {
        L::page(on, L::subject(on))
    }
}
