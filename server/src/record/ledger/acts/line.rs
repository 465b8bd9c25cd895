//! What may be done about a line before its month is public: it is taken out, or the decision is named by which it was made.

use super::{
    super::{
        Account, MonthOf,
        rows::{self, LineRow, later},
        today,
    },
    enter::basis,
};
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    people::{member::rows as members, naming::names},
};
use rules::{
    Refusal,
    ledger::{Basis, Standing},
    masking,
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// The line that a form names, of a month that may still be changed; and how that stands.
pub(super) async fn named(at: &mut At<'_, MonthOf>, form: &Form) -> Result<(LineRow, Standing), Stop> {
    let account = Account::of(at.writing.conn(), &at.on.place.id).await?;
    let month = account.stands(at.on.span, today(at.now(), &at.on.place)?);
    month.open()?;
    let lines = rows::lines(at.writing.conn(), &at.on.place.id, at.on.span).await?;
    let found = lines.into_iter().find(|row| row.id == form.get("line"));
    Ok((found.ok_or(Refusal::LedgerNoLine)?, month))
}

/// Takes a line out, with a reason.
pub struct DropLine;

impl Act for DropLine {
    type On = MonthOf;
    const AT: &'static str = "/c/{community}/ledger/{month}/drop";
    const MAY: &'static [May] = &[May::KeepLedger];
    const SAYS: &'static [Says] = &[Says::LineDropped];

    async fn run(at: &mut At<'_, MonthOf>, form: &Form) -> Result<Address, Stop> {
        let (row, _) = named(at, form).await?;
        let said = none::said(form, "reason");
        let none = none::none("reason", &said);
        let reason = masking::reason(said)?;
        if !later::of_line(at.writing.conn(), &at.on.place.id, &row.id).await?.is_empty() {
            return Err(Refusal::LedgerCorrected.into());
        }
        // What a red line takes away stands in a black one as well: neither goes while the other needs it.
        if !row.corrects.is_empty() {
            let (conn, community) = (at.writing.conn(), &at.on.place.id);
            let left = later::of_class(conn, community, (&row.corrects, &row.id, &row.class)).await?;
            if left < 0 {
                return Err(Refusal::LedgerRedBeyond.into());
            }
        }
        if names(&members::all(at.writing.conn(), &at.on.place.id).await?, &reason) {
            return Err(("reason", Refusal::LedgerNamesMember).into());
        }
        rows::remove(at.writing, &at.permit, &row, &reason).await?;
        let body = json!({ "month": at.on.span, "line": row.id, "reason": reason });
        at.say(Says::LineDropped, none::tell(body, &none)?).await?;
        Ok(at.page())
    }
}

/// Names the published thing by which a line was decided; the supervisors judge it anew.
pub struct LinkLine;

impl Act for LinkLine {
    type On = MonthOf;
    const AT: &'static str = "/c/{community}/ledger/{month}/basis";
    const MAY: &'static [May] = &[May::KeepLedger];
    const SAYS: &'static [Says] = &[Says::LinesEntered];

    async fn run(at: &mut At<'_, MonthOf>, form: &Form) -> Result<Address, Stop> {
        let (row, _) = named(at, form).await?;
        let (kind, subject, title) = basis(at, form.get("basis")).await?.ok_or(("basis", Refusal::NoneChosen))?;
        let basis = Basis { kind, subject, title };
        rows::store_basis(at.writing, &at.permit, &row.id, &basis).await?;
        let body = json!({ "month": at.on.span, "line": row.id, "basis": [basis.kind.id(), basis.subject] });
        at.say(Says::LinesEntered, body).await?;
        Ok(at.page())
    }
}
