//! Who may countersign a disclosure may send it back instead, with a reason. The reason quotes what is not to be published: it is
//! sealed like the draft.

use super::super::{Draft, fingerprint};
use crate::{
    act::{Act, Address, At, Form, Stop},
    record::{countersign::sign_facts, disclosure::rows as disclosure, none},
};
use rules::{Refusal, outcome, permit::Act as May, says::Says};
use serde_json::json;

/// Sends a disclosure back to who wrote it.
pub struct SendBack;

impl Act for SendBack {
    type On = Draft;
    const AT: &'static str = "/c/{community}/disclosures/{id}/return";
    const MAY: &'static [May] = &[May::CountersignOutcome];
    const SAYS: &'static [Says] = &[Says::DisclosureReturned];

    async fn run(at: &mut At<'_, Draft>, form: &Form) -> Result<Address, Stop> {
        let row = at.on.row()?;
        let stands = (row.phase()?, row.writers()?);
        let facts = sign_facts(at.writing.conn(), &row.community, &at.standing, stands).await??;
        let reason = none::said(form, "reason");
        let none = none::none("reason", &reason);
        let returned = outcome::send_back(&facts, reason)?;
        if form.get("seen") != fingerprint(row) {
            return Err(Refusal::TextChanged.into());
        }
        disclosure::store_returned(at.writing, &at.permit, &row.id, &returned).await?;
        let body = json!({ "revision": row.revision, "reason": returned.reason() });
        at.say(Says::DisclosureReturned, none::tell(body, &none)?).await?;
        Ok(at.page())
    }
}
