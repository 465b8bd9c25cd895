//! The chair hides an objection, with a reason. Its place, its number and its day stay, and so does the duty to reply.

use super::super::Objection;
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    record::objection::rows::hiding::{self as hidings, HiddenRow},
    secret,
};
use rules::{
    Refusal,
    hiding::{self, HideFacts, HidingState},
    id::MemberId,
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
        let hidden = hiding::hide(facts, form.get("reason"))?;
        let none = none::judge(form, &["reason"])?;
        let salt = secret::token();
        let new = HiddenRow {
            id: secret::id().into(),
            community: row.community.clone(),
            objection: row.id.clone(),
            reason: String::new(),
            fingerprint: secret::digest(&[&salt, &row.body]),
            salt: salt.clone(),
            hidden_by: me.0,
            at: at.writing.now().0,
            state: HidingState::Hidden,
            appeal: String::new(),
            answer: String::new(),
        };
        hidings::store_hidden(at.writing, &at.permit, &hidden, &new).await?;
        let body = json!({ "number": row.number, "reason": hidden.reason(), "fingerprint": new.fingerprint });
        let author = MemberId::from(row.member.clone().unwrap_or_default());
        let entry = at
            .entry(Says::ObjectionHidden, none::tell(body, &none)?)
            .about(&author, json!({ "author": author, "salt": salt }));
        at.writing.append(entry).await?;
        Ok(at.on.place())
    }
}
