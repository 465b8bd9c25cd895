//! The chair hides an objection, with a reason. Its place, its number and its day stay, and so does the duty to reply.

use super::super::Objection;
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    record::objection::rows::hiding as hidings,
    secret,
};
use rules::{
    Refusal,
    hiding::{self, HideFacts},
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// Hides an objection.
pub struct Hide;

impl Act for Hide {
    type On = Objection;
    const AT: &'static str = "/o/{objection}/hide";
    const MAY: &'static [May] = &[May::HideObjection];
    const SAYS: &'static [Says] = &[Says::ObjectionHidden];

    async fn run(at: &mut At<'_, Objection>, form: &Form) -> Result<Address, Stop> {
        let me = at.permit.member().cloned().ok_or(Refusal::NotYourRole)?;
        let row = &at.on.row;
        let mut facts = HideFacts::default();
        for earlier in hidings::of(at.writing.conn(), &row.id).await? {
            facts.hidden = facts.hidden || earlier.state.hides();
            facts.undone = facts.undone || !earlier.state.hides();
        }
        let hidden = hiding::hide(row.id.clone(), facts, form.get("reason"))?;
        let none = none::judge(form, &["reason"])?;
        let (id, salt) = (secret::id(), secret::token());
        let fingerprint = secret::digest(&[&salt, &row.body]);
        hidings::store_hidden(at.writing, &at.permit, &hidden, &me, [&id, &fingerprint, &salt]).await?;
        let body = json!({ "number": row.number, "reason": hidden.reason(), "fingerprint": fingerprint });
        let author = row.member.0.clone().unwrap_or_default();
        let entry = at
            .entry(Says::ObjectionHidden, none::tell(body, &none)?)
            .about(&author, json!({ "author": author, "salt": salt }));
        at.writing.append(entry).await?;
        Ok(at.on.place())
    }
}
