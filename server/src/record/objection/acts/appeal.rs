//! Who filed a hidden objection appeals, once. What they say is theirs: it enters the personal part.

use super::super::hiding::Hiding;
use crate::{
    act::{Act, Address, At, Form, Stop},
    record::objection::rows::hiding as hidings,
};
use rules::{Refusal, hiding, permit::Act as May, says::Says};
use serde_json::json;

/// Appeals against the hiding of an objection.
pub struct Appeal;

impl Act for Appeal {
    type On = Hiding;
    const AT: &'static str = "/oh/{hiding}/appeal";
    const MAY: &'static [May] = &[May::Appeal];
    const SAYS: &'static [Says] = &[Says::ObjectionAppealed];

    async fn run(at: &mut At<'_, Hiding>, form: &Form) -> Result<Address, Stop> {
        let me = at.permit.member().cloned().ok_or(Refusal::NotYourRole)?;
        let own = at.on.asked.is_of(Some(&me));
        let step = hiding::appeal(&at.on.row.id, at.on.row.state, own, form.get("appeal"))?;
        hidings::store_appeal(at.writing, &at.permit, &step).await?;
        let entry = at
            .entry(Says::ObjectionAppealed, json!({ "number": at.on.asked.row.number }))
            .about(&me, json!({ "member": me, "appeal": step.words() }));
        at.writing.append(entry).await?;
        Ok(at.on.asked.place())
    }
}
