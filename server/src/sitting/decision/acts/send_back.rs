//! A draft is sent back, with a reason: instead of countersigning it, by whoever might.

use super::super::{fingerprint, page, there, to_sign};
use crate::{
    act::{Act, Address, At, Form, Stop},
    record::none,
    sitting::{decision::rows as outcomes, vote::rows::VoteRow},
};
use rules::{Refusal, outcome, permit::Act as May, posting::Audience, says::Says};
use serde_json::json;

/// Sends the draft of a decision back to who wrote it.
pub struct SendBack;

impl Act for SendBack {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/outcome/return";
    const MAY: &'static [May] = &[May::CountersignOutcome];
    const SAYS: &'static [Says] = &[Says::OutcomeReturned];

    async fn run(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Address, Stop> {
        let (draft, facts) = to_sign(at).await?;
        let reason = none::said(form, "reason");
        let none = none::none("reason", &reason);
        let returned = outcome::send_back(&facts, reason)?;
        if form.get("seen") != fingerprint(&draft) {
            return Err(Refusal::TextChanged.into());
        }
        outcomes::store_returned(at.writing, &at.permit, &draft.id, &returned).await?;
        // It quotes what is not to be published: the draft is nobody's yet.
        at.writing.concerns(Audience::Members);
        let said = json!({ "revision": draft.revision, "reason": returned.reason() });
        at.say(Says::OutcomeReturned, none::tell(said, &none)?).await?;
        Ok(there(&at.on))
    }

    fn back(on: &VoteRow) -> String {
        page(on)
    }
}
