//! Rows as they are pasted from a table, or read from a file: columns by their headings, in any order; nothing is taken in while one row is
//! wrong.

use super::{Cells, Register, cells};
use crate::{Refusal, folding, masking::Said, typed};
use std::collections::HashSet;

/// The most rows that are pasted at once.
const MOST: usize = 2000;
/// The longest text, in bytes: what is shown again before it is entered is kept whole up to here, and no further.
pub const LONGEST: usize = 150_000;
/// In so many rows from the top the headings are looked for.
const TITLES: usize = 10;

/// A row that was pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its place in what was pasted, from 1.
    pub at: usize,
    /// What stands there, in the order of the columns.
    pub typed: Vec<String>,
    /// What it is, or the column and why it cannot be taken in.
    pub cells: Result<Cells, (&'static str, Refusal)>,
}

/// What was pasted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The rows.
    pub rows: Vec<Row>,
    /// Headings that nobody knows: their columns are left out.
    pub ignored: Vec<String>,
    /// What is wrong with the whole, and in which row, from 1.
    pub wrong: Option<(usize, Refusal)>,
}

impl Pasted {
    /// The rows, if each can be taken in.
    ///
    /// # Errors
    /// `(row, refusal)` of the first that cannot.
    pub fn rows(&self) -> Result<Vec<Cells>, (usize, Refusal)> {
        let row = self.rows.iter().find_map(|row| Some((row.at, row.cells.as_ref().err()?.1)));
        match row.into_iter().chain(self.wrong).min_by_key(|(at, _)| *at) {
            Some(wrong) => Err(wrong),
            None => Ok(self.rows.iter().filter_map(|row| row.cells.clone().ok()).collect()),
        }
    }
}

/// A heading without blanks and units, as it is compared: 合同总价（元） is 合同总价.
fn plain(head: &str) -> String {
    let head: String = head.split_whitespace().collect();
    head.split(['(', '（']).next().unwrap_or_default().to_lowercase()
}

/// Reads what was pasted. A title may stand above the headings; whole rows that repeat them, and sums at the foot, are no rows.
#[must_use]
pub fn paste(register: &'static Register, text: &str) -> Pasted {
    let mut pasted = Pasted::default();
    if text.len() > LONGEST {
        pasted.wrong = Some((1, Refusal::LedgerTooLong));
        return pasted;
    }
    let rows: Vec<(usize, Vec<&str>)> = (1..)
        .zip(text.lines())
        .map(|(at, row)| (at, row.split('\t').map(str::trim).collect::<Vec<_>>()))
        .filter(|(_, row)| row.iter().any(|cell| !cell.is_empty()))
        .collect();
    let places = |row: &[&str]| -> Option<Vec<Option<usize>>> {
        let heads: Vec<String> = row.iter().map(|head| plain(head)).collect();
        let place = |names: [&str; 2]| heads.iter().position(|head| names.iter().any(|name| plain(name) == *head));
        let found: Vec<_> = register.columns.iter().map(|one| place([&one.zh, &one.en])).collect();
        let needed = register.columns.iter().zip(&found).filter(|(one, _)| one.required);
        needed.into_iter().all(|(_, place)| place.is_some()).then_some(found)
    };
    let head = rows.iter().take(TITLES).enumerate().find_map(|(at, (_, row))| Some((at, places(row)?)));
    let Some((head, places)) = head else {
        pasted.wrong = Some((1, if rows.is_empty() { Refusal::Empty } else { Refusal::RegisterHeadings }));
        return pasted;
    };
    let heads = rows.get(head).map(|(_, row)| row.clone()).unwrap_or_default();
    let unknown = heads.iter().enumerate().filter(|(at, word)| !word.is_empty() && !places.contains(&Some(*at)));
    pasted.ignored = unknown.map(|(_, word)| (*word).to_owned()).collect();
    let mut numbers = HashSet::new();
    for (at, row) in rows.iter().skip(head + 1) {
        let said: Vec<String> = places
            .iter()
            .map(|place| unguarded(place.and_then(|place| row.get(place)).copied().unwrap_or_default()).to_owned())
            .collect();
        let first = row.iter().find(|cell| !cell.is_empty()).map(|cell| plain(cell)).unwrap_or_default();
        if ["合计", "小计", "总计", "共计", "total"].contains(&first.as_str()) || *row == heads {
            continue;
        }
        if pasted.rows.len() >= MOST {
            pasted.wrong.get_or_insert((*at, Refusal::LedgerTooLong));
            return pasted;
        }
        let field = |id: &str| register.at(id).and_then(|at| said.get(at)).map_or("", String::as_str);
        let read = cells(register, field, |_, text| Said::from(text).leaves_nothing(text));
        let number = said.first().map(|number| folding::folded(&typed::line(number))).unwrap_or_default();
        let twice = !number.is_empty() && !numbers.insert(number);
        let read = if twice { Err((column(register), Refusal::RegisterTwice)) } else { read };
        pasted.rows.push(Row { at: *at, typed: said, cells: read });
    }
    if pasted.rows.is_empty() {
        pasted.wrong.get_or_insert((1, Refusal::Empty));
    }
    pasted
}

/// A cell without the mark by which a file keeps spreadsheets from taking it for a formula.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

/// The column of the row's number.
fn column(register: &'static Register) -> &'static str {
    register.columns.first().map_or("", |column| column.id.as_str())
}
