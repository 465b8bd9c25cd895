//! Reads registers from their file. What nobody could keep is refused, with its place.

use super::{Column, ColumnKind, Reader, Register};
use crate::rule_set::Problem;
use serde::Deserialize;
use std::collections::HashSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    register: Vec<Written>,
}

#[derive(Deserialize)]
struct Name {
    zh: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    name: Name,
    source: String,
    #[serde(default)]
    members: bool,
    columns: Vec<WrittenColumn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenColumn {
    id: String,
    zh: String,
    en: String,
    kind: ColumnKind,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    audience: Reader,
    #[serde(default)]
    of: Vec<String>,
    #[serde(default)]
    sum: bool,
    #[serde(default)]
    after: String,
    #[serde(default)]
    most: String,
    #[serde(default)]
    alarm: Vec<i64>,
}

/// Reads a file.
///
/// # Errors
/// [`Problem`]: the line, or register and column, of the first thing that is wrong: an id or a name twice, a first column that is not a
/// required text, words without a choice or a choice without words, a sum of what cannot be added, a day after what is none, a reminder
/// of what is no day, or such that come in no order.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<Register>, Problem> {
    let read: File = toml::from_str(text).map_err(|error| Problem::of_toml(file, text, &error))?;
    let mut ids = HashSet::new();
    let mut registers = Vec::new();
    for one in read.register {
        let at = |place: String, why: &str| Problem { file: file.to_owned(), place, why: why.to_owned() };
        if !ids.insert(one.id.clone()) {
            return Err(at(one.id, "stands there twice"));
        }
        for (nth, column) in one.columns.iter().enumerate() {
            sound(&one.columns, nth, column).map_err(|why| at(format!("{}.{}", one.id, column.id), why))?;
        }
        registers.push(Register {
            id: one.id,
            zh: one.name.zh,
            en: one.name.en,
            source: one.source,
            members: one.members,
            columns: one.columns.into_iter().map(Column::from).collect(),
        });
    }
    Ok(registers)
}

impl From<WrittenColumn> for Column {
    fn from(one: WrittenColumn) -> Self {
        let WrittenColumn { id, zh, en, kind, required, audience, of, sum, after, most, alarm } = one;
        Self { id, zh, en, kind, required, audience, of, sum, after, most, alarm }
    }
}

/// Whether a column can be kept.
fn sound(all: &[WrittenColumn], nth: usize, one: &WrittenColumn) -> Result<(), &'static str> {
    let before = || all.iter().take(nth);
    let of_kind = |id: &str, kind: ColumnKind| before().any(|other| other.id == id && other.kind == kind);
    let counted = matches!(one.kind, ColumnKind::Money | ColumnKind::Area | ColumnKind::Number);
    let follows = one.kind == ColumnKind::Day && of_kind(&one.after, ColumnKind::Day);
    let held = counted && of_kind(&one.most, one.kind);
    let first = one.kind == ColumnKind::Text && one.required && one.audience == Reader::Public;
    let rules: [(bool, &str); 8] = [
        (before().any(|other| other.id == one.id || other.zh == one.zh || other.en == one.en), "stands there twice"),
        (nth == 0 && !first, "is the number of a row, and no required text for everybody"),
        (
            (one.kind == ColumnKind::Choice) == one.of.is_empty(),
            "has words without a choice, or a choice without words",
        ),
        (one.sum && !counted, "cannot be added up"),
        (!(one.after.is_empty() || follows), "comes after what is no day before it"),
        (!(one.most.is_empty() || held), "is held to what is not of its kind"),
        (!one.alarm.is_empty() && one.kind != ColumnKind::Day, "reminds of what is no day"),
        (one.alarm.is_sorted_by(|one, other| one <= other) && one.alarm.len() > 1, "reminds in no order"),
    ];
    match rules.into_iter().find(|(wrong, _)| *wrong) {
        Some((_, why)) => Err(why),
        None => Ok(()),
    }
}
