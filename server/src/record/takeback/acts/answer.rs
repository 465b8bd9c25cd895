//! Somebody of the supervision committee who did not ask does what was asked, or refuses it.

use super::super::{Takeback, place};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    journal::blanked,
    record::{
        publication as publish,
        takeback::rows::{self as takebacks, blank},
    },
    store::form,
    text::reading,
};
use rules::{
    Refusal,
    permit::Act as May,
    posting,
    says::Says,
    takeback::{self, State, What},
};
use serde_json::json;

/// Answers what is asked to be taken back.
pub struct Answer;

impl Act for Answer {
    type On = Takeback;
    const AT: &'static str = "/t/{takeback}/answer";
    const MAY: &'static [May] = &[May::AnswerTakeback];
    const SAYS: &'static [Says] = &[
        Says::TakebackRefused,
        Says::WordsBlanked,
        Says::NoticeWithdrawn,
        Says::OutcomeWithdrawn,
        Says::EndingWithdrawn,
        Says::MinutesWithdrawn,
        Says::AttendanceWithdrawn,
        Says::DisclosureWithdrawn,
        Says::CompletionWithdrawn,
        Says::DrawWithdrawn,
    ];

    async fn run(at: &mut At<'_, Takeback>, form: &Form) -> Result<Address, Stop> {
        let own = at.permit.member().is_some_and(|me| *me == at.on.row.asked_by);
        let agree = match form.get("decision") {
            "agree" => true,
            "refuse" => false,
            _ => return Err(("decision", Refusal::NotOffered).into()),
        };
        let answered = takeback::answer(&at.on.row.id, at.on.row.state, own, agree)?;
        takebacks::store_answered(at.writing, &at.permit, &answered).await?;
        match (answered.state(), at.on.row.what) {
            (State::Done, What::Blank) => blank(at).await?,
            (State::Done, What::Withdraw) => withdraw(at).await?,
            _ => {
                at.say(Says::TakebackRefused, json!({ "kind": at.on.row.kind, "of": at.on.row.what })).await?;
            }
        }
        Ok(place(&at.on.of))
    }

    async fn stands(at: &mut At<'_, Takeback>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.of.revision.to_string()))
    }
}

/// Blanks the words wherever they stand now; the entry names each place.
async fn blank(at: &mut At<'_, Takeback>) -> Result<(), Stop> {
    let row = &at.on.row;
    let of = row.photos.then_some((row.kind.id(), row.subject.as_str()));
    let plan = blank::plan(at.writing.conn(), &row.community, &row.places(), of).await?;
    plan.may_be_done()?;
    // What stands in a session's papers and attendance changes with it.
    at.writing.changes_sessions().await?;
    let entry = at.writing.seq() + 1;
    let told = blank::apply(at.writing, &plan, entry).await?;
    // A refused form is kept for an hour, so that nothing typed is lost: not these words.
    let words = row.places();
    let holds = |text: &str| reading::holds(text, &words);
    form::forget_holding(at.writing.conn(), &row.community, holds).await?;
    at.say(blanked::ACT, json!({ "kind": row.kind, "reason": row.reason, "blanked": told })).await?;
    Ok(())
}

/// Withdraws the decision, or the draw.
async fn withdraw(at: &mut At<'_, Takeback>) -> Result<(), Stop> {
    let withdrawn = posting::withdraw(false, !at.on.of.withdrawn.is_empty(), &at.on.row.reason)?;
    publish::withdrawn(at.writing, &at.permit, &at.on.of, (&withdrawn, &[])).await?;
    Ok(())
}
