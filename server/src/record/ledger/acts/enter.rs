//! Lines are entered: one from a form, or a whole table that was pasted. Of a table nothing is taken in while one line is wrong, and it is
//! shown as it was read before it is.

use super::super::{Account, MonthOf, rows, today};
use crate::{
    act::{Act, Address, At, Form, Stop, base, none},
    people::{
        member::rows::{self as members, MemberRow},
        naming::named_of,
    },
    record::publication::rows as publications,
    secret,
};
use rules::{
    Refusal,
    ledger::{Line, Typed, line, paste},
    permit::Act as May,
    published::Kind,
    says::Says,
};
use serde_json::json;

/// Whether lines of the month may be entered now.
async fn open(at: &mut At<'_, MonthOf>) -> Result<Account, Stop> {
    let account = Account::of(at.writing.conn(), &at.on.place.id).await?;
    account.stands(at.on.span, today(at.now(), &at.on.place)?).open()?;
    Ok(account)
}

/// Who is paid: a firm by its name, a member by their number. A member's name alone is asked about, for it is not published.
fn paid(people: &[MemberRow], line: Line) -> Result<(Line, bool), Refusal> {
    match named_of(people, "payee", &line.payee) {
        Ok(one) => Ok((Line { payee: one.number.clone(), ..line }, true)),
        Err((_, Refusal::NameToConfirm)) => Err(Refusal::LedgerPayeeName),
        Err(_) if people.iter().any(|one| one.active() && one.name == line.payee) => Err(Refusal::LedgerPayeeName),
        Err(_) => Ok((line, false)),
    }
}

/// The published thing that a form names as a line's basis: `outcome/ID`.
pub(super) async fn basis(at: &mut At<'_, MonthOf>, named: &str) -> Result<Option<(Kind, String, String)>, Stop> {
    if named.is_empty() {
        return Ok(None);
    }
    let refused = || Stop::from(("basis", Refusal::NotOffered));
    let (kind, subject) = named.split_once('/').ok_or_else(refused)?;
    let kind = Kind::from_id(kind).ok_or_else(refused)?;
    let found = publications::revisions(at.writing.conn(), &at.on.place.id, subject).await?;
    let row = found.into_iter().find(|row| row.kind == kind && row.withdrawn.is_empty() && row.is_public());
    let row = row.ok_or_else(refused)?;
    Ok(Some((kind, row.subject, row.title)))
}

/// Enters one line.
pub struct EnterLine;

impl Act for EnterLine {
    type On = MonthOf;
    const AT: &'static str = "/c/{community}/ledger/{month}/line";
    const MAY: &'static [May] = &[May::KeepLedger];
    const SAYS: &'static [Says] = &[Says::LinesEntered];

    async fn run(at: &mut At<'_, MonthOf>, form: &Form) -> Result<Address, Stop> {
        open(at).await?;
        let of = |name: &str| form.get(name).to_owned();
        let typed = Typed {
            day: of("day"),
            voucher: of("voucher"),
            why_none: of("why_none"),
            summary: of("summary"),
            class: of("class"),
            income: of("income"),
            expense: of("expense"),
            source: of("source"),
            payee: of("payee"),
            handler: of("handler"),
            witness: of("witness"),
            approver: of("approver"),
        };
        let one = line(&typed, at.on.span, |field, text| none::said(form, field).leaves_nothing(text))?;
        let none = none::judge(form, &["summary", "payee", "why_none", "voucher", "handler", "witness", "approver"])?;
        let people = members::all(at.writing.conn(), &at.on.place.id).await?;
        let (one, member) = paid(&people, one).map_err(|refusal| ("payee", refusal))?;
        let basis = basis(at, form.get("basis")).await?;
        let by = at.member()?;
        let id = secret::id();
        let decided = basis.as_ref().map(|(kind, subject, _)| (*kind, subject.as_str()));
        rows::store_line(at.writing, &at.permit, (&id, at.on.span, &by), (&one, member, decided)).await?;
        let body = json!({ "month": at.on.span, "line": id, "sum": one.sum, "flow": one.flow });
        at.say(Says::LinesEntered, none::tell(body, &none)?).await?;
        Ok(Address(format!("{}#line", at.page().0)))
    }
}

/// Enters a table.
pub struct EnterLines;

impl Act for EnterLines {
    type On = MonthOf;
    const AT: &'static str = "/c/{community}/ledger/{month}/lines";
    const MAY: &'static [May] = &[May::KeepLedger];
    const SAYS: &'static [Says] = &[Says::LinesEntered];

    async fn run(at: &mut At<'_, MonthOf>, form: &Form) -> Result<Address, Stop> {
        let account = open(at).await?;
        let span = at.on.span;
        let here = rows::lines(at.writing.conn(), &at.on.place.id, span).await?;
        if !here.is_empty() {
            return Err(("rows", Refusal::LedgerLinesThere).into());
        }
        let text = form.raw("rows");
        let pasted = paste(text, span, account.opening(span)?);
        let lines = pasted.lines().map_err(|(row, refusal)| (format!("rows:{row}"), refusal))?;
        let people = members::all(at.writing.conn(), &at.on.place.id).await?;
        let mut all = Vec::new();
        for (row, line) in pasted.rows.iter().zip(lines) {
            all.push(paid(&people, line).map_err(|refusal| (format!("rows:{}", row.at), refusal))?);
        }
        // It is entered as it was shown: the page reads it the same way.
        if form.get("read") != read_of(text) {
            return Err(("rows", Refusal::LedgerToConfirm).into());
        }
        let by = at.member()?;
        for (line, member) in &all {
            rows::store_line(at.writing, &at.permit, (&secret::id(), span, &by), (line, *member, None)).await?;
        }
        let body = json!({ "month": span, "lines": all.len(), "hash": read_of(text) });
        at.say(Says::LinesEntered, body).await?;
        Ok(at.page())
    }
}

/// Names a pasted text, as the page that shows how it was read carries it.
pub(crate) fn read_of(text: &str) -> String {
    base::of(&[&text.replace("\r\n", "\n")])
}
