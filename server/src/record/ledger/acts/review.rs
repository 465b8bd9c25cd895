//! The supervision committee judges the lines of a month: each is passed, or refused with a reason that everybody reads.

use super::{
    super::{Account, MonthOf, rows, today, waiting_of, waits},
    line::named,
};
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    fault::Fault,
    people::{member::rows as members, naming::names},
};
use rules::{
    Refusal,
    ledger::{Review, ReviewFacts, review},
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// Judges one line.
pub struct ReviewLine;

impl Act for ReviewLine {
    type On = MonthOf;
    const AT: &'static str = "/c/{community}/ledger/{month}/review";
    const MAY: &'static [May] = &[May::ReviewLedger];
    const SAYS: &'static [Says] = &[Says::LinesReviewed];

    async fn run(at: &mut At<'_, MonthOf>, form: &Form) -> Result<Address, Stop> {
        let (row, month) = named(at, form).await?;
        let decision = Review::from_id(form.get("decision")).ok_or(("decision", Refusal::NoneChosen))?;
        let reason = form.optional("reason", 300)?;
        let none = none::judge(form, &["reason"])?;
        if names(&members::all(at.writing.conn(), &at.on.place.id).await?, &reason) {
            return Err(("reason", Refusal::LedgerNamesMember).into());
        }
        let by = at.member()?;
        let facts =
            ReviewFacts { month, entered_by: &row.entered_by, by: &by, pays_judge: row.payee_id == by.as_str() };
        let said = review(&facts, decision, &reason)?;
        rows::store_review(at.writing, &at.permit, (&row.id, &by), &said).await?;
        let body = json!({ "month": at.on.span, "line": row.id, "review": said.review(), "reason": said.reason() });
        at.say(Says::LinesReviewed, none::tell(body, &none)?).await?;
        Ok(at.page())
    }
}

/// Lets every line pass that waits, over what the page showed.
pub struct PassLines;

impl Act for PassLines {
    type On = MonthOf;
    const AT: &'static str = "/c/{community}/ledger/{month}/pass";
    const MAY: &'static [May] = &[May::ReviewLedger];
    const SAYS: &'static [Says] = &[Says::LinesReviewed];

    async fn run(at: &mut At<'_, MonthOf>, _form: &Form) -> Result<Address, Stop> {
        let month =
            Account::of(at.writing.conn(), &at.on.place.id).await?.stands(at.on.span, today(at.now(), &at.on.place)?);
        let lines = rows::lines(at.writing.conn(), &at.on.place.id, at.on.span).await?;
        let all: Vec<_> = waits(&lines).collect();
        if all.is_empty() {
            return Err(Refusal::LedgerNoLine.into());
        }
        let by = at.member()?;
        for row in &all {
            let pays_judge = row.payee_id == by.as_str();
            let facts = ReviewFacts { month, entered_by: &row.entered_by, by: &by, pays_judge };
            let said = review(&facts, Review::Passed, "")?;
            rows::store_review(at.writing, &at.permit, (&row.id, &by), &said).await?;
        }
        let body = json!({ "month": at.on.span, "lines": all.len(), "review": Review::Passed });
        at.say(Says::LinesReviewed, body).await?;
        Ok(at.page())
    }

    async fn stands(at: &mut At<'_, MonthOf>) -> Result<Option<String>, Fault> {
        let lines = rows::lines(at.writing.conn(), &at.on.place.id, at.on.span).await?;
        Ok(Some(waiting_of(&lines)))
    }
}
