//! A row of a register: judged cell by cell, each refusal beside its field; added up; and what comes due.

use super::{Column, ColumnKind, Register};
use crate::{
    Refusal,
    days::Date,
    kind::Area,
    money::{self, Money},
    proposal, typed,
};
use serde::{Deserialize, Serialize};

/// Longest text of a cell, in characters.
const LIMIT: usize = 120;

/// The cells of a row in the order of the columns, each in the form in which it is kept; empty where nothing was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells(pub Vec<String>);

impl Cells {
    /// The cell of a column.
    #[must_use]
    pub fn of<'a>(&'a self, register: &Register, id: &str) -> &'a str {
        register.at(id).and_then(|at| self.0.get(at)).map_or("", String::as_str)
    }
}

/// Judges a row as it was typed. `clean` judges what of a text may be published.
///
/// # Errors
/// `(column, refusal)` that stands in the way.
pub fn cells<'t>(
    register: &'static Register,
    typed: impl Fn(&str) -> &'t str,
    clean: impl Fn(&'static str, &str) -> Result<(), Refusal>,
) -> Result<Cells, (&'static str, Refusal)> {
    let mut cells = Cells(Vec::new());
    for column in &register.columns {
        let id = column.id.as_str();
        let cell = cell(column, typed(id)).map_err(|refusal| (id, refusal))?;
        if cell.is_empty() && column.required {
            return Err((id, Refusal::Empty));
        }
        // A number may be that of an identity card or a telephone too.
        if !matches!(column.kind, ColumnKind::Day | ColumnKind::Choice | ColumnKind::Member) {
            clean(id, if column.kind == ColumnKind::Text { &cell } else { typed(id) })
                .map_err(|refusal| (id, refusal))?;
        }
        cells.0.push(cell);
    }
    for column in &register.columns {
        let own = cells.of(register, &column.id);
        // Days and sums as they are kept compare as what they are.
        let (first, most) = (cells.of(register, &column.after), cells.of(register, &column.most));
        if !own.is_empty() && !first.is_empty() && own < first {
            return Err((&column.id, Refusal::RegisterOrder));
        }
        if !own.is_empty() && !most.is_empty() && hundredths(column.kind, own) > hundredths(column.kind, most) {
            return Err((&column.id, Refusal::RegisterMore));
        }
    }
    Ok(cells)
}

/// A cell in the form in which it is kept.
fn cell(column: &Column, typed: &str) -> Result<String, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(String::new());
    }
    let text = || proposal::line(typed, LIMIT);
    match column.kind {
        ColumnKind::Text | ColumnKind::Party | ColumnKind::Member => text(),
        ColumnKind::Number => typed::whole(typed).map(|count| count.to_string()).ok_or(Refusal::NotANumber),
        ColumnKind::Money => {
            let sum = money::sum(typed, "money").map_err(|(_, refusal)| refusal)?;
            Ok(sum.map(|sum| sum.to_string()).unwrap_or_default())
        }
        ColumnKind::Area => {
            let area = typed::decimal(typed).and_then(|text| Area::from_text(&text));
            area.map(|area| area.to_string()).ok_or(Refusal::NotANumber)
        }
        ColumnKind::Day => {
            let day = typed::day(typed).and_then(|text| Date::from_text(&text));
            day.map(|day| day.to_string()).ok_or(Refusal::BadDay)
        }
        ColumnKind::Choice => column.of.iter().find(|word| word.as_str() == typed).cloned().ok_or(Refusal::NotOffered),
    }
}

/// A sum or a quantity in hundredths, a number as it is; nothing where there is none.
fn hundredths(kind: ColumnKind, cell: &str) -> u64 {
    match kind {
        ColumnKind::Money => Money::from_text(cell).map_or(0, |money| money.0),
        ColumnKind::Number => cell.parse().unwrap_or_default(),
        _ => Area::from_text(cell).map_or(0, |area| area.0),
    }
}

/// What a column comes to, in its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// The column.
    pub column: String,
    /// Its sum.
    pub sum: String,
}

/// What the columns come to that are added up; none where a sum grows beyond what can be counted.
#[must_use]
pub fn sums(columns: &[(usize, &Column)], rows: &[Cells]) -> Option<Vec<Sum>> {
    let summed = columns.iter().filter(|(_, column)| column.sum);
    summed
        .map(|(at, column)| {
            let sum = added(column.kind, rows.iter().filter_map(|row| row.0.get(*at)))?;
            Some(Sum { column: column.id.clone(), sum })
        })
        .collect()
}

/// What cells of a kind come to, in its form; none where that grows beyond what can be counted.
pub(crate) fn added<'c>(kind: ColumnKind, cells: impl Iterator<Item = &'c String>) -> Option<String> {
    let all = cells.map(|cell| hundredths(kind, cell)).try_fold(0_u64, u64::checked_add)?;
    Some(match kind {
        ColumnKind::Money => Money(all).to_string(),
        ColumnKind::Number => all.to_string(),
        _ => Area(all).to_string(),
    })
}

/// A cell as people read it.
#[must_use]
pub fn shown(kind: ColumnKind, cell: &str, member: impl Fn(&str) -> String) -> String {
    match kind {
        ColumnKind::Money => Money::from_text(cell).map_or_else(|| cell.to_owned(), Money::words),
        ColumnKind::Member if !cell.is_empty() => member(cell),
        ColumnKind::Party => cell.strip_prefix('#').map_or_else(|| cell.to_owned(), member),
        _ => cell.to_owned(),
    }
}

/// A day that comes, or has passed, of which somebody is reminded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// Which of the rows, from 0.
    pub row: usize,
    /// The column.
    pub column: &'static Column,
    /// Its day.
    pub day: Date,
    /// How many days are left; below zero where it has passed.
    pub left: i64,
    /// The last reminder is near, or the day has passed.
    pub urgent: bool,
}

/// What the rows remind of on a day, the nearest first.
#[must_use]
pub fn alarms(register: &'static Register, rows: &[Cells], today: Date) -> Vec<Alarm> {
    let mut all = Vec::new();
    for column in register.columns.iter().filter(|one| !one.alarm.is_empty()) {
        let (Some(first), Some(last)) = (column.alarm.first(), column.alarm.last()) else { continue };
        for (row, cells) in rows.iter().enumerate() {
            let Some(day) = Date::from_text(cells.of(register, &column.id)) else { continue };
            let left = today.until(day);
            if left <= *first {
                all.push(Alarm { row, column, day, left, urgent: left <= *last });
            }
        }
    }
    all.sort_by_key(|one| (one.left, one.row));
    all
}
