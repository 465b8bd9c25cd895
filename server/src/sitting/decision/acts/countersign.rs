//! A decision is countersigned by a hand that did not write it.

use super::super::{fingerprint, page, text_hash, there, to_sign};
use crate::{
    act::{Act, Address, At, Form, Stop},
    sitting::{decision::rows as outcomes, vote::rows::VoteRow},
    store::journal::Entry,
};
use rules::{Refusal, outcome, permit::Act as May, says::Says};
use serde_json::json;

/// Countersigns the decision.
pub struct Countersign;

impl Act for Countersign {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/outcome/sign";
    const MAY: &'static [May] = &[May::CountersignOutcome];
    const SAYS: &'static [Says] = &[Says::OutcomeCountersigned];

    async fn run(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Address, Stop> {
        let (draft, facts) = to_sign(at).await?;
        let signed = outcome::countersign(&facts)?;
        // One signs what was on the screen, not what was written meanwhile.
        if form.get("seen") != fingerprint(&draft) {
            return Err(Refusal::TextChanged.into());
        }
        outcomes::store_countersigned(at.writing, &at.permit, &draft.id, &signed).await?;
        let said = json!({ "revision": draft.revision, "text_hash": text_hash(&draft) });
        let entry = Entry::new(Says::OutcomeCountersigned, Some(signed.role()), &at.on.id, said)
            .about(signed.signer().as_str(), json!({ "member": signed.signer() }));
        at.writing.append(entry).await?;
        Ok(there(&at.on))
    }

    fn back(on: &VoteRow) -> String {
        page(on)
    }
}
