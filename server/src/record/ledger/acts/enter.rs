//! Lines are entered: one from a form, or a whole table that was pasted. Of a table nothing is taken in while one line is wrong, and it is
//! shown as it was read before it is.

use super::super::{
    Account, MonthOf,
    rows::{self, LineRow, later},
    today,
};
use crate::{
    act::{Act, Address, At, Form, Stop, base, none},
    fault::Fault,
    people::{
        member::rows::{self as members, MemberRow},
        naming::{Names, named_of},
    },
    record::publication::rows::{self as publications, PublicationRow},
    secret,
};
use rules::{
    Refusal,
    days::Date,
    id::MemberId,
    ledger::{Cents, CorrectFacts, Line, Typed, correct, line, paste},
    permit::Act as May,
    published::{Kind, OutcomeContent},
    says::Says,
};
use serde_json::json;

/// The account and today, where lines of the month may be entered now.
async fn open(at: &mut At<'_, MonthOf>) -> Result<(Account, Date), Stop> {
    let account = Account::of(at.writing.conn(), &at.on.place.id).await?;
    let today = today(at.now(), &at.on.place)?;
    account.stands(at.on.span, today).open()?;
    Ok((account, today))
}

/// The first text of a line, beside who is paid, that names somebody on the roll.
fn naming(names: &Names, line: &Line) -> Result<(), (&'static str, Refusal)> {
    let texts = [
        ("summary", &line.summary),
        ("why_none", &line.why_none),
        ("voucher", &line.voucher),
        ("handler", &line.handler),
        ("witness", &line.witness),
        ("approver", &line.approver),
    ];
    match texts.into_iter().find(|(_, text)| names.stand_in(text)) {
        Some((field, _)) => Err((field, Refusal::LedgerNamesMember)),
        None => Ok(()),
    }
}

/// Who is paid: a firm by its name, a member by their number. A member's name alone is asked about, for it is not published.
fn paid((people, names): (&[MemberRow], &Names), line: Line) -> Result<(Line, Option<MemberId>), Refusal> {
    match named_of(people, "payee", &line.payee) {
        Ok(one) => Ok((Line { payee: one.number.clone(), ..line }, Some(one.id.clone()))),
        Err((_, Refusal::NameToConfirm)) => Err(Refusal::LedgerPayeeName),
        Err(_) if names.stand_in(&line.payee) => Err(Refusal::LedgerPayeeName),
        Err(_) => Ok((line, None)),
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
    let row = found.into_iter().find(|row| row.kind == kind).ok_or_else(refused)?;
    if !decides(&row)? {
        return Err(refused());
    }
    Ok(Some((kind, row.subject, row.title)))
}

/// Whether something published is a decision by which money may be spent: a vote that passed, or an item that was settled without one.
pub(crate) fn decides(row: &PublicationRow) -> Result<bool, Fault> {
    if !row.withdrawn.is_empty() || !row.is_public() {
        return Ok(false);
    }
    Ok(match row.kind {
        Kind::Outcome => serde_json::from_str::<OutcomeContent>(&row.content)?.carries(),
        Kind::Ending => true,
        _ => false,
    })
}

/// The line of a fixed month that a new one puts right.
async fn corrected(at: &mut At<'_, MonthOf>, account: &Account, id: &str, new: &Line) -> Result<LineRow, Stop> {
    let community = at.on.place.id.clone();
    let nothing = || Stop::from(("corrects", Refusal::LedgerNoLine));
    let month = later::month_of_line(at.writing.conn(), &community, id).await?.ok_or_else(nothing)?;
    let lines = rows::lines(at.writing.conn(), &community, month).await?;
    let row = lines.into_iter().find(|row| row.id == id).ok_or_else(nothing)?;
    let so_far = later::of_line(at.writing.conn(), &community, id).await?;
    let own = (row.class.clone(), row.amount);
    let under = so_far.into_iter().chain([own]).filter(|(class, _)| *class == new.class).map(|(_, sum)| Cents(sum));
    let under = under.into_iter().try_fold(Cents(0), Cents::plus).ok_or(("", Refusal::BadMoney))?;
    let facts = CorrectFacts { fixed: account.fixed(month), corrects: !row.corrects.is_empty(), under };
    correct(new, &facts)?;
    Ok(row)
}

/// The decision behind a line, if it still is one.
async fn stood(at: &mut At<'_, MonthOf>, row: &LineRow) -> Result<Option<(Kind, String, String)>, Stop> {
    let Some(kind) = row.basis_kind.0 else { return Ok(None) };
    let found = publications::revisions(at.writing.conn(), &at.on.place.id, &row.basis_subject).await?;
    let Some(found) = found.into_iter().find(|one| one.kind == kind) else { return Ok(None) };
    Ok(if decides(&found)? { Some((kind, found.subject, found.title)) } else { None })
}

/// Enters one line.
pub struct EnterLine;

impl Act for EnterLine {
    type On = MonthOf;
    const AT: &'static str = "/c/{community}/ledger/{month}/line";
    const MAY: &'static [May] = &[May::KeepLedger];
    const SAYS: &'static [Says] = &[Says::LinesEntered];

    async fn run(at: &mut At<'_, MonthOf>, form: &Form) -> Result<Address, Stop> {
        let (account, today) = open(at).await?;
        let typed = Typed::of(|field| form.get(field));
        let corrects = Some(form.get("corrects")).filter(|id| !id.is_empty());
        let said = |field: &'static str, text: &str| none::said(form, field).leaves_nothing(text);
        let one = line(&typed, (at.on.span, today, corrects.is_some()), said)?;
        let corrects = match corrects {
            Some(id) => Some(corrected(at, &account, id, &one).await?),
            None => None,
        };
        let none = none::judge(form, &["summary", "payee", "why_none", "voucher", "handler", "witness", "approver"])?;
        let people = members::all(at.writing.conn(), &at.on.place.id).await?;
        let names = Names::of(&people);
        naming(&names, &one)?;
        let (one, member) = paid((&people, &names), one).map_err(|refusal| ("payee", refusal))?;
        let basis = basis(at, form.get("basis")).await?;
        let by = at.member()?;
        let id = secret::id();
        // What takes away, or adds no more than was there, was decided as that line was, as long as that decides.
        let as_before = match &corrects {
            Some(row) if basis.is_none() && one.sum <= Cents(row.amount) => stood(at, row).await?,
            _ => None,
        };
        let basis = basis.or(as_before);
        let decided = basis.as_ref().map(|(kind, subject, _)| (*kind, subject.as_str()));
        rows::store_line(at.writing, &at.permit, (&id, at.on.span, &by), (&one, member.as_ref(), decided)).await?;
        let body = match &corrects {
            None => json!({ "month": at.on.span, "line": id, "sum": one.sum, "flow": one.flow }),
            Some(row) => {
                later::store_correction(at.writing, &at.permit, &id, row).await?;
                json!({ "month": at.on.span, "line": id, "sum": one.sum, "flow": one.flow, "corrects": row.id })
            }
        };
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
        let (account, today) = open(at).await?;
        let span = at.on.span;
        let here = rows::lines(at.writing.conn(), &at.on.place.id, span).await?;
        if !here.is_empty() {
            return Err(("rows", Refusal::LedgerLinesThere).into());
        }
        let text = form.raw("rows");
        let pasted = paste(text, span, (account.opening(span)?, today));
        let lines = pasted.lines().map_err(|(row, refusal)| (format!("rows:{row}"), refusal))?;
        let people = members::all(at.writing.conn(), &at.on.place.id).await?;
        let names = Names::of(&people);
        let mut all = Vec::new();
        for (row, line) in pasted.rows.iter().zip(lines) {
            naming(&names, &line).map_err(|(_, refusal)| (format!("rows:{}", row.at), refusal))?;
            all.push(paid((&people, &names), line).map_err(|refusal| (format!("rows:{}", row.at), refusal))?);
        }
        // It is entered as it was shown: the page reads it the same way.
        if form.get("read") != read_of(text) {
            return Err(("rows", Refusal::LedgerToConfirm).into());
        }
        let by = at.member()?;
        for (line, member) in &all {
            rows::store_line(at.writing, &at.permit, (&secret::id(), span, &by), (line, member.as_ref(), None)).await?;
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
