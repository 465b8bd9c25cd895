//! The supervision committee answers an appeal, or undoes a hiding by itself. Nobody judges their own cause.

use super::super::hiding::Hiding;
use crate::{
    act::{Act, Address, At, Form, Stop},
    record::objection::rows::hiding as hidings,
};
use rules::{Refusal, hiding, permit::Act as May, says::Says};
use serde_json::json;

/// Upholds or undoes the hiding of an objection.
pub struct AnswerAppeal;

impl Act for AnswerAppeal {
    type On = Hiding;
    const AT: &'static str = "/oh/{hiding}/answer";
    const MAY: &'static [May] = &[May::DecideAppeal];
    const SAYS: &'static [Says] = &[Says::ObjectionAppealDecided];

    async fn run(at: &mut At<'_, Hiding>, form: &Form) -> Result<Address, Stop> {
        let me = at.permit.member().cloned().ok_or(Refusal::NotYourRole)?;
        let undo = match form.get("decision") {
            "undo" => true,
            "uphold" => false,
            _ => return Err(("decision", Refusal::NotOffered).into()),
        };
        let party = at.on.asked.is_of(Some(&me)) || at.on.row.hidden_by == me;
        let step = hiding::answer_appeal(&at.on.row.id, at.on.row.state, party, undo, form.get("answer"))?;
        hidings::store_appeal(at.writing, &at.permit, &step).await?;
        let body = json!({ "number": at.on.asked.row.number, "state": step.state(), "answer": step.words() });
        at.say(Says::ObjectionAppealDecided, body).await?;
        Ok(at.on.asked.place())
    }
}
