//! A register, or what of it everybody may read, as it is published with a disclosure.

use crate::{
    days::Date,
    register::{Cells, ColumnKind, Register, Sum, sums},
};
use serde::{Deserialize, Serialize};

/// A register as it stood on a day. Columns are named in full, so that it can be read when the program has others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterContent {
    /// The id of the register.
    pub register: String,
    /// What it is called in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// On which day it stood so.
    pub as_of: Date,
    /// Its columns, the number of a row first.
    pub columns: Vec<RegisterColumn>,
    /// Its rows, in the order in which they were entered; sums are decimal texts, members are `0012`, or `#0012` where a firm may stand too.
    pub rows: Vec<Vec<String>>,
    /// What columns come to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sums: Vec<Sum>,
    /// Rows that ended, with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ended: Vec<EndedRow>,
}

/// A column of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the register")]
pub struct RegisterColumn {
    pub id: String,
    pub zh: String,
    pub en: String,
    pub kind: ColumnKind,
}

/// A row that ended: its number, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the register")]
pub struct EndedRow {
    pub number: String,
    pub on: Date,
    pub reason: String,
}

impl RegisterContent {
    /// What is published of a register; none where a sum grows beyond what can be counted.
    #[must_use]
    pub fn of(register: &'static Register, as_of: Date, rows: &[Cells], ended: Vec<EndedRow>) -> Option<Self> {
        let columns = register.published();
        let cells = |row: &Cells| columns.iter().map(|(at, _)| row.0.get(*at).cloned().unwrap_or_default()).collect();
        Some(Self {
            register: register.id.clone(),
            zh: register.zh.clone(),
            en: register.en.clone(),
            as_of,
            columns: columns
                .iter()
                .map(|(_, one)| RegisterColumn {
                    id: one.id.clone(),
                    zh: one.zh.clone(),
                    en: one.en.clone(),
                    kind: one.kind,
                })
                .collect(),
            rows: rows.iter().map(cells).collect(),
            sums: sums(&columns, rows)?,
            ended,
        })
    }

    /// What its numbers say against each other: each row has a cell for each column, no number stands twice, each sum is that of its column.
    /// Nothing where all is so.
    #[must_use]
    pub fn contradicts(&self) -> Option<String> {
        let mut numbers = std::collections::HashSet::new();
        for (at, row) in (1..).zip(&self.rows) {
            if row.len() != self.columns.len() {
                return Some(format!("row {at} has {} cells, and there are {} columns", row.len(), self.columns.len()));
            }
            if !row.first().is_some_and(|number| numbers.insert(number)) {
                return Some(format!("row {at}: its number stands there twice"));
            }
        }
        self.sums.iter().find_map(|sum| {
            let place = self.columns.iter().position(|one| one.id == sum.column);
            let Some((at, column)) = place.and_then(|at| Some((at, self.columns.get(at)?))) else {
                return Some(format!("{} is added up, and is no column", sum.column));
            };
            let comes = crate::register::added(column.kind, self.rows.iter().filter_map(|row| row.get(at)));
            (comes.as_deref() != Some(&sum.sum))
                .then(|| format!("{} says {}, and comes to {comes:?}", sum.column, sum.sum))
        })
    }
}
