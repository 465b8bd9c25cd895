//! What a place keeps row by row beside its account (台账): contracts, assets, debts, seals. A register is data: its columns, who reads each,
//! what is added up, on which day somebody is reminded. Nothing here stores or publishes anything.

mod paste;
mod read;
mod row;
#[cfg(test)]
mod tests;

pub use paste::{LONGEST, Pasted, Row, paste};
pub(crate) use row::added;
pub use row::{Alarm, Cells, Sum, alarms, cells, shown, sums};

use crate::{Language, coded::coded};
use std::sync::LazyLock;

coded! {
    /// What stands in a column, and in which form it is kept.
    ColumnKind {
        /// A text of a line.
        Text "text",
        /// A whole number.
        Number "number",
        /// Yuan and cents: `1200.00`.
        Money "money",
        /// A quantity with two decimals: `12.50`.
        Area "area",
        /// A day: `2026-03-16`.
        Day "day",
        /// One of the words that the column names.
        Choice "choice",
        /// A member, by number.
        Member "member",
        /// A firm by its name, or a member by number, which is kept as `#0012`.
        Party "party",
    }
}

coded! {
    /// For whom a column is.
    #[derive(Default)]
    Reader {
        /// Anybody.
        #[default]
        Public "public",
        /// The members of the community.
        Members "members",
        /// Those who keep the register and supervise it.
        Keepers "keepers",
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its id, and the name of its field.
    pub id: String,
    /// What it is called in Chinese, which heads it in files too.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// What stands in it.
    pub kind: ColumnKind,
    /// It may not be empty.
    pub required: bool,
    /// For whom it is.
    pub audience: Reader,
    /// The words of a choice.
    pub of: Vec<String>,
    /// Its sum stands beneath.
    pub sum: bool,
    /// It lies not before this column, which is a day too.
    pub after: String,
    /// It is not more than this column, which is of its kind.
    pub most: String,
    /// So many days before its day somebody is reminded, the earliest first.
    pub alarm: Vec<i64>,
}

impl Column {
    /// What it is called.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// A register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// Its id, as in addresses.
    pub id: String,
    /// What it is called in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// Where its columns come from. None of them is law.
    pub source: String,
    /// What is published of it is for the members alone.
    pub members: bool,
    /// Its columns; the first one is the number of a row, which no other row has.
    pub columns: Vec<Column>,
}

static SHIPPED: LazyLock<Vec<Register>> = LazyLock::new(|| {
    // A test reads the file; what is shipped can be read.
    read::read("registers.toml", include_str!("../../data/registers/registers.toml")).unwrap_or_default()
});

impl Register {
    /// The registers that come with the program.
    #[must_use]
    pub fn shipped() -> &'static [Self] {
        &SHIPPED
    }

    /// The one of an id.
    #[must_use]
    pub fn of(id: &str) -> Option<&'static Self> {
        Self::shipped().iter().find(|one| one.id == id)
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// Where a column stands.
    #[must_use]
    pub fn at(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|one| one.id == id)
    }

    /// The columns that a publication shows, with their places.
    #[must_use]
    pub fn published(&self) -> Vec<(usize, &Column)> {
        let shows = |one: &Column| one.audience == Reader::Public || (self.members && one.audience == Reader::Members);
        self.columns.iter().enumerate().filter(|(_, one)| shows(one)).collect()
    }
}
