//! The chair asks for something published to be taken back: words and photos, or a decision as a whole. Each form has an address of
//! its own, so that what was typed into the one does not come back in the other.

use super::super::place;
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    record::{
        posting::takes_two,
        publication::rows::PublicationRow,
        takeback::rows::{self as takebacks, blank},
    },
    secret,
    text::reading,
};
use rules::{
    Refusal,
    id::TakebackId,
    permit::Act as May,
    says::Says,
    takeback::{self, What},
};
use serde_json::json;

/// Asks for words and photos to be blanked.
pub struct Ask;

impl Act for Ask {
    type On = PublicationRow;
    const AT: &'static str = "/c/{community}/about/{kind}/{id}/take-back";
    const MAY: &'static [May] = &[May::AskTakeback];
    const SAYS: &'static [Says] = &[Says::TakebackAsked];

    async fn run(at: &mut At<'_, PublicationRow>, form: &Form) -> Result<Address, Stop> {
        ask(at, form).await
    }
}

/// Asks for a decision to be withdrawn.
pub struct AskWhole;

impl Act for AskWhole {
    type On = PublicationRow;
    const AT: &'static str = "/c/{community}/about/{kind}/{id}/take-back-whole";
    const MAY: &'static [May] = &[May::AskTakeback];
    const SAYS: &'static [Says] = &[Says::TakebackAsked];

    async fn run(at: &mut At<'_, PublicationRow>, form: &Form) -> Result<Address, Stop> {
        ask(at, form).await
    }
}

async fn ask(at: &mut At<'_, PublicationRow>, form: &Form) -> Result<Address, Stop> {
    let me = at.permit.member().cloned().ok_or(Refusal::NotYourRole)?;
    let what = What::from_id(form.get("what")).ok_or(("what", Refusal::NotOffered))?;
    let row = &at.on;
    let waits = takebacks::waiting(at.writing.conn(), &row.community, row.kind.id(), &row.subject).await?.is_some();
    let photos = form.ticked("photos");
    let reason = none::said(form, "reason");
    let none = none::none("reason", &reason);
    let asked = match what {
        What::Withdraw if !takes_two(row, at.now())? => return Err(Refusal::NotOffered.into()),
        What::Withdraw => takeback::ask_withdraw(row.thing(), !row.withdrawn.is_empty(), reason, waits)?,
        What::Blank => takeback::ask_blank(row.thing(), (form.raw("words"), photos), reason, waits)?,
    };
    if what == What::Blank {
        if reading::holds(asked.reason(), asked.words()) {
            return Err(("reason", Refusal::TakebackSaysIt).into());
        }
        let of = photos.then_some((row.kind.id(), row.subject.as_str()));
        let plan = blank::plan(at.writing.conn(), &row.community, asked.words(), of).await?;
        plan.may_be_done().map_err(|refusal| ("words", refusal))?;
    }
    let id = TakebackId::from(secret::id());
    takebacks::store_asked(at.writing, &at.permit, &asked, (&id, &me)).await?;
    let body = json!({ "kind": row.kind, "of": what, "reason": asked.reason() });
    at.say(Says::TakebackAsked, none::tell(body, &none)?).await?;
    Ok(place(&at.on))
}
