//! Whoever wrote what was hidden may appeal; the supervision committee lets it stand or undoes it. Nobody judges their own case:
//! neither the author nor whoever holds the chair.

use crate::{
    act::{Act, Address, At, Form, Stop},
    sitting::{
        session::rows as sessions,
        talk::rows::hiding::{self as hidings, HidingRow},
    },
    store::feed::Touch,
};
use rules::{
    Refusal,
    hiding::{self, Spoken},
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// The author appeals against what was hidden.
pub struct Appeal;

impl Act for Appeal {
    type On = HidingRow;
    const AT: &'static str = "/h/{hiding}/appeal";
    const MAY: &'static [May] = &[May::Appeal];
    const SAYS: &'static [Says] = &[Says::AppealMade];

    async fn run(at: &mut At<'_, HidingRow>, form: &Form) -> Result<Address, Stop> {
        let member = at.member()?;
        let appealed = hiding::appeal(&at.on.id, at.on.state, at.on.author == member.clone(), form.get("appeal"))?;
        hidings::store_appeal(at.writing, &at.permit, &appealed).await?;
        // The words of an appeal are its author's.
        let personal = json!({ "member": member, "appeal": appealed.words() });
        let entry = at.entry(Says::AppealMade, json!({})).about(&member, personal);
        at.writing.append(entry).await?;
        Ok(end(at))
    }
}

/// The supervision committee answers.
pub struct AnswerAppeal;

impl Act for AnswerAppeal {
    type On = HidingRow;
    const AT: &'static str = "/h/{hiding}/answer";
    const MAY: &'static [May] = &[May::DecideAppeal];
    const SAYS: &'static [Says] = &[Says::AppealDecided];

    async fn run(at: &mut At<'_, HidingRow>, form: &Form) -> Result<Address, Stop> {
        let undo = match form.get("decision") {
            "undo" => true,
            "uphold" => false,
            _ => return Err(("decision", Refusal::NotOffered).into()),
        };
        let member = at.member()?;
        let presiding = sessions::find(at.writing.conn(), &at.on.session).await?.presiding;
        let party = at.on.author == member || presiding == member;
        let answered = hiding::answer_appeal(&at.on.id, at.on.state, party, undo, form.get("answer"))?;
        hidings::store_appeal(at.writing, &at.permit, &answered).await?;
        // The answer is public like the reason.
        at.say(Says::AppealDecided, json!({ "state": answered.state(), "answer": answered.words() })).await?;
        Ok(end(at))
    }
}

/// Open pages look again at what was hidden.
fn end(at: &mut At<'_, HidingRow>) -> Address {
    let subject = at.on.subject.clone();
    at.touch(match at.on.kind {
        Spoken::Proposal => Touch::Proposal(subject.into()),
        Spoken::Remark => Touch::Remark(subject),
    });
    at.page()
}
