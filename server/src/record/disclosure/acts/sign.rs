//! A disclosure is countersigned by a supervisor who did not write at it, as it stood on their screen.

use super::super::{Draft, fingerprint};
use crate::{
    act::{Act, Address, At, Form, Stop},
    record::{countersign::sign_facts, disclosure::rows as disclosure},
    store::journal::Entry,
};
use rules::{Refusal, outcome, permit::Act as May, says::Says};
use serde_json::json;

/// Countersigns a disclosure.
pub struct Sign;

impl Act for Sign {
    type On = Draft;
    const AT: &'static str = "/c/{community}/disclosures/{id}/sign";
    const MAY: &'static [May] = &[May::CountersignOutcome];
    const SAYS: &'static [Says] = &[Says::DisclosureCountersigned];

    async fn run(at: &mut At<'_, Draft>, form: &Form) -> Result<Address, Stop> {
        let row = at.on.row()?;
        let stands = (row.phase()?, row.writers()?);
        let facts = sign_facts(at.writing.conn(), &row.community, &at.standing, stands).await??;
        let signed = outcome::countersign(&facts)?;
        if form.get("seen") != fingerprint(row) {
            return Err(Refusal::TextChanged.into());
        }
        disclosure::store_countersigned(at.writing, &at.permit, &row.id, &signed).await?;
        let body = json!({ "revision": row.revision, "text_hash": fingerprint(row) });
        let entry = Entry::new(Says::DisclosureCountersigned, Some(signed.role()), &row.id, body)
            .about(signed.signer().as_str(), json!({ "member": signed.signer() }));
        at.writing.append(entry).await?;
        Ok(at.page())
    }
}
