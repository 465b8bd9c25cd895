//! Rows are entered: one from a form, or a whole table that was pasted. Of a table nothing is taken in while one row is wrong, and it is
//! shown as it was read before it is.

use super::super::{Kept, rows, stored};
use crate::{
    act::{Act, Address, At, Form, Stop, base, none},
    people::{
        member::rows::{self as members, MemberRow},
        naming::{Names, named_of},
    },
    secret,
};
use rules::{
    Refusal, folding,
    permit::Act as May,
    register::{Cells, ColumnKind, Register, cells, paste},
    says::Says,
};
use serde_json::json;
use std::collections::HashSet;

/// Texts of a row in which something may look personal.
pub(super) fn texts(register: &'static Register) -> Vec<&'static str> {
    let texts = register.columns.iter().filter(|one| matches!(one.kind, ColumnKind::Text | ColumnKind::Party));
    texts.map(|one| one.id.as_str()).collect()
}

/// Members are named by number and name, and kept by their id, for numbers are given anew; no other text names anybody on the roll.
/// `before`: the row as it is stored, and with the numbers of its members: who stands there by a number stays who they are, also
/// somebody who was erased.
pub(super) fn named(
    (people, names): (&[MemberRow], &Names),
    register: &'static Register,
    mut row: Cells,
    before: Option<(&Cells, &Cells)>,
) -> Result<Cells, (String, Refusal)> {
    for (at, (column, cell)) in
        register.columns.iter().zip(&mut row.0).enumerate().filter(|(_, (_, cell))| !cell.is_empty())
    {
        let id = column.id.as_str();
        let beside = |refusal| Err((id.to_owned(), refusal));
        let was = before.and_then(|(stored, shown)| Some((stored.0.get(at)?, shown.0.get(at)?)));
        if let Some((stored, _)) =
            was.filter(|(stored, shown)| stored.starts_with('@') && shown.trim_start_matches('#') == cell)
        {
            cell.clone_from(stored);
            continue;
        }
        match column.kind {
            ColumnKind::Member => *cell = format!("@{}", named_of(people, id, cell)?.id.as_str()),
            ColumnKind::Party => match named_of(people, id, cell) {
                Ok(one) => *cell = format!("@{}", one.id.as_str()),
                Err((_, Refusal::NameToConfirm)) => return beside(Refusal::LedgerPayeeName),
                Err(_) if names.stand_in(cell) => return beside(Refusal::LedgerPayeeName),
                // What is kept for a member begins so.
                Err(_) if cell.starts_with(['@', '#']) => return beside(Refusal::NoSuchMember),
                Err(_) => {}
            },
            ColumnKind::Text if names.stand_in(cell) => return beside(Refusal::LedgerNamesMember),
            _ => {}
        }
    }
    Ok(row)
}

/// Whether another row has the number of this one, however it is written.
pub(super) fn twice(all: &[rows::RegisterRow], own: &str, number: &str) -> bool {
    all.iter().any(|row| row.id != own && folding::same(&row.number, number))
}

/// The number of a row: its first cell.
pub(super) fn number(row: &Cells) -> &str {
    row.0.first().map_or("", String::as_str)
}

/// Enters one row.
pub struct EnterRow;

impl Act for EnterRow {
    type On = Kept;
    const AT: &'static str = "/c/{community}/register/{register}/row";
    const MAY: &'static [May] = &[May::KeepLedger];
    const SAYS: &'static [Says] = &[Says::RowsEntered];

    async fn run(at: &mut At<'_, Kept>, form: &Form) -> Result<Address, Stop> {
        let (register, community) = (at.on.register, at.on.place.id.clone());
        let row = cells(register, |id| form.get(id), |id, text| none::said(form, id).leaves_nothing(text))?;
        let none = none::judge(form, &texts(register))?;
        let people = members::all(at.writing.conn(), &community).await?;
        let row = named((&people, &Names::of(&people)), register, row, None)?;
        let all = rows::all(at.writing.conn(), (&community, register)).await?;
        if twice(&all, "", number(&row)) {
            return Err((texts(register).first().copied().unwrap_or_default(), Refusal::RegisterTwice).into());
        }
        let (id, by) = (secret::id(), at.member()?);
        rows::insert(at.writing, &at.permit, (register, &id, &by), (number(&row), &stored(register, &row)?)).await?;
        let body = json!({ "register": register.id, "row": id, "rows": 1 });
        at.say(Says::RowsEntered, none::tell(body, &none)?).await?;
        Ok(at.page())
    }
}

/// Enters a table.
pub struct EnterRows;

impl Act for EnterRows {
    type On = Kept;
    const AT: &'static str = "/c/{community}/register/{register}/rows";
    const MAY: &'static [May] = &[May::KeepLedger];
    const SAYS: &'static [Says] = &[Says::RowsEntered];

    async fn run(at: &mut At<'_, Kept>, form: &Form) -> Result<Address, Stop> {
        let (register, community) = (at.on.register, at.on.place.id.clone());
        let text = form.raw("rows");
        let pasted = paste(register, text);
        let read = pasted.rows().map_err(|(row, refusal)| (format!("rows:{row}"), refusal))?;
        // It is entered as it was shown: the page reads it the same way.
        if form.get("read") != read_of(text) {
            return Err(("rows", Refusal::LedgerToConfirm).into());
        }
        let people = members::all(at.writing.conn(), &community).await?;
        let names = Names::of(&people);
        let here = rows::all(at.writing.conn(), (&community, register)).await?;
        let mut numbers: HashSet<String> = here.iter().map(|row| folding::folded(&row.number)).collect();
        let mut all = Vec::new();
        for (row, cells) in pasted.rows.iter().zip(read) {
            let place = || format!("rows:{}", row.at);
            let cells = named((&people, &names), register, cells, None).map_err(|(_, refusal)| (place(), refusal))?;
            if !numbers.insert(folding::folded(number(&cells))) {
                return Err((place(), Refusal::RegisterTwice).into());
            }
            all.push(cells);
        }
        let by = at.member()?;
        for row in &all {
            let kept = stored(register, row)?;
            rows::insert(at.writing, &at.permit, (register, &secret::id(), &by), (number(row), &kept)).await?;
        }
        at.say(Says::RowsEntered, json!({ "register": register.id, "rows": all.len(), "hash": read_of(text) })).await?;
        Ok(at.page())
    }
}

/// Names a pasted text, as the page that shows how it was read carries it.
pub(crate) fn read_of(text: &str) -> String {
    base::of(&[&text.replace("\r\n", "\n")])
}
