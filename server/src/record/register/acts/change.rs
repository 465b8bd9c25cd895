//! A row is changed, which keeps what it was and why; or it ends: it stands in what is published no more, and nobody forgets it.

use super::{
    super::{RowOf, numbered, rows, stored},
    enter::{named, number, texts, twice},
};
use crate::{
    act::{Act, Address, At, Form, Stop, base, none},
    people::{
        member::rows as members,
        naming::{Names, names},
    },
    zone,
};
use app::address;
use rules::{Refusal, masking, permit::Act as May, register::cells, says::Says};
use serde_json::json;

/// Names what stands of a row, for the forms that change it.
pub(crate) fn stands(row: &rows::RegisterRow) -> String {
    base::of(&[&row.id, &row.version.to_string(), &row.ended])
}

/// The reason that a form gives, of which nothing names anybody on the roll.
async fn reason(at: &mut At<'_, RowOf>, form: &Form) -> Result<(String, Vec<none::SaidNone>), Stop> {
    let said = none::said(form, "reason");
    let none = none::none("reason", &said);
    let reason = masking::reason(said)?;
    if names(&members::all(at.writing.conn(), &at.on.place.id).await?, &reason) {
        return Err(("reason", Refusal::LedgerNamesMember).into());
    }
    Ok((reason, none))
}

/// Changes a row, over what its page showed.
pub struct ChangeRow;

impl Act for ChangeRow {
    type On = RowOf;
    const AT: &'static str = "/c/{community}/register/{register}/{row}/change";
    const MAY: &'static [May] = &[May::KeepLedger];
    const SAYS: &'static [Says] = &[Says::RowChanged];

    async fn run(at: &mut At<'_, RowOf>, form: &Form) -> Result<Address, Stop> {
        let (register, community, before) = (at.on.register, at.on.place.id.clone(), at.on.row.clone());
        if !before.ended.is_empty() {
            return Err(Refusal::RegisterEnded.into());
        }
        base::holds(form, &stands(&before))?;
        let row = cells(register, |id| form.get(id), |id, text| none::said(form, id).leaves_nothing(text))?;
        let mut none = none::judge(form, &texts(register))?;
        let people = members::all(at.writing.conn(), &community).await?;
        let stored_row = before.kept(register)?;
        let shown = numbered(register, &stored_row, &people);
        let row = named((&people, &Names::of(&people)), register, row, Some((&stored_row, &shown)))?;
        base::changes(row != stored_row)?;
        let (why, said) = reason(at, form).await?;
        none.extend(said);
        let all = rows::all(at.writing.conn(), (&community, register)).await?;
        if twice(&all, &before.id, number(&row)) {
            return Err((texts(register).first().copied().unwrap_or_default(), Refusal::RegisterTwice).into());
        }
        let (kept, by) = (stored(register, &row)?, at.member()?);
        rows::change(at.writing, &at.permit, (&before, &by), (number(&row), &kept, &why)).await?;
        let body = json!({ "register": register.id, "row": before.id, "version": before.version + 1, "reason": why });
        at.say(Says::RowChanged, none::tell(body, &none)?).await?;
        Ok(at.page())
    }
}

/// Ends a row, with a reason.
pub struct EndRow;

impl Act for EndRow {
    type On = RowOf;
    const AT: &'static str = "/c/{community}/register/{register}/{row}/end";
    const MAY: &'static [May] = &[May::KeepLedger];
    const SAYS: &'static [Says] = &[Says::RowEnded];

    async fn run(at: &mut At<'_, RowOf>, form: &Form) -> Result<Address, Stop> {
        let (register, row) = (at.on.register, at.on.row.clone());
        if !row.ended.is_empty() {
            return Err(Refusal::RegisterEnded.into());
        }
        base::holds(form, &stands(&row))?;
        let (why, none) = reason(at, form).await?;
        let today = zone::day(at.now(), &at.on.place.zone)?.to_string();
        rows::end(at.writing, &at.permit, &row, (&today, &why)).await?;
        let body = json!({ "register": register.id, "row": row.id, "on": today, "reason": why });
        at.say(Says::RowEnded, none::tell(body, &none)?).await?;
        Ok(Address(address::register_of(&at.on.place.id, &register.id)))
    }
}
