//! The account begins: from which month on, with what in the purse, and above which sum a line needs a decision. It may be said anew as long
//! as no month is public.

use super::super::{
    Account, Book, month_named,
    rows::{self, later},
    today,
};
use crate::{
    act::{Act, Address, At, Form, Stop, base, none},
    people::{member::rows as members, naming::names},
};
use rules::{
    Refusal,
    ledger::{BeginFacts, begin, limit},
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// Whether a text by which a limit holds names nobody on the roll: it stands in every month.
async fn nameless(at: &mut At<'_, Book>, basis: &str) -> Result<(), Stop> {
    if names(&members::all(at.writing.conn(), &at.on.place.id).await?, basis) {
        return Err(("limit_basis", Refusal::LedgerNamesMember).into());
    }
    Ok(())
}

/// Begins it.
pub struct BeginLedger;

impl Act for BeginLedger {
    type On = Book;
    const AT: &'static str = "/c/{community}/ledger";
    const MAY: &'static [May] = &[May::KeepLedger];
    const SAYS: &'static [Says] = &[Says::LedgerBegun];

    async fn run(at: &mut At<'_, Book>, form: &Form) -> Result<Address, Stop> {
        let account = Account::of(at.writing.conn(), &at.on.place.id).await?;
        let facts = BeginFacts {
            published: account.months.iter().any(|one| one.published.is_some()),
            first_line: account.months.first().map(|one| one.month),
        };
        let none = none::judge(form, &["limit_basis"])?;
        let typed = (form.get("first"), form.get("opening"), form.get("limit"), form.get("limit_basis"));
        let begun = begin(typed, facts)?;
        nameless(at, begun.limit().1).await?;
        let judged = account.months.iter().any(|one| one.judged > 0);
        if judged && begun.limit() != account.limit(begun.first()) {
            return Err(("limit", Refusal::LedgerLimitJudged).into());
        }
        rows::store_begun(at.writing, &at.permit, &begun).await?;
        let (limit, basis) = begun.limit();
        let body = json!({ "first": begun.first(), "opening": begun.opening(), "limit": limit, "basis": basis });
        at.say(Says::LedgerBegun, none::tell(body, &none)?).await?;
        Ok(at.page())
    }
}

/// Another limit holds from a month on, by another text: from one that can still be changed.
pub struct LimitLedger;

impl Act for LimitLedger {
    type On = Book;
    const AT: &'static str = "/c/{community}/ledger/limit";
    const MAY: &'static [May] = &[May::KeepLedger];
    const SAYS: &'static [Says] = &[Says::LedgerLimited];

    async fn run(at: &mut At<'_, Book>, form: &Form) -> Result<Address, Stop> {
        let account = Account::of(at.writing.conn(), &at.on.place.id).await?;
        let from = month_named(form.get("from")).ok_or(("from", Refusal::BadDay))?;
        let none = none::judge(form, &["limit_basis"])?;
        let month = account.stands(from, today(at.now(), &at.on.place)?);
        let judged = account.months.iter().any(|one| one.month >= from && one.judged > 0);
        let limited = limit((form.get("limit"), form.get("limit_basis")), (month, judged))?;
        let (sum, basis) = limited.said();
        nameless(at, basis).await?;
        let so_far = account.limit(from);
        base::changes((sum, basis) != so_far)?;
        later::store_limit(at.writing, &at.permit, from, &limited).await?;
        let body = json!({ "first": from, "limit": sum, "basis": basis });
        at.say(Says::LedgerLimited, none::tell(body, &none)?).await?;
        Ok(at.page())
    }
}
