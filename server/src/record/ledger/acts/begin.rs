//! The account begins: from which month on, with what in the purse, and above which sum a line needs a decision. It may be said anew as long
//! as no month is public.

use super::super::{Account, Book, rows};
use crate::act::{Act, Address, At, Form, Stop, none};
use rules::{
    ledger::{BeginFacts, begin},
    permit::Act as May,
    says::Says,
};
use serde_json::json;

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
        rows::store_begun(at.writing, &at.permit, &begun).await?;
        let (limit, basis) = begun.limit();
        let body = json!({ "first": begun.first(), "opening": begun.opening(), "limit": limit, "basis": basis });
        at.say(Says::LedgerBegun, none::tell(body, &none)?).await?;
        Ok(at.page())
    }
}
