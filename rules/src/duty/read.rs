//! Reads a catalogue from its file. What cannot be read is refused with file and line, what nobody could reckon with file and code.

use super::{Catalogue, Class, Due, Duty, Period};
use crate::{
    body::CommunityKind,
    posting::Audience,
    procedure::Words,
    rule_set::{Checked, Mark, Problem},
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A catalogue as its file has it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub id: String,
    pub version: String,
    pub name: Words,
    kinds: Vec<CommunityKind>,
    pub duty: Vec<Written>,
}

impl File {
    /// Reads a file, as its author wrote it.
    ///
    /// # Errors
    /// [`Problem`]: the line of the first thing that is wrong.
    pub fn of(file: &str, text: &str) -> Result<Self, Problem> {
        toml::from_str(text).map_err(|error| Problem::of_toml(file, text, &error))
    }
}

/// A duty as the file has it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub code: String,
    pub class: Class,
    name: Words,
    elements: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    limits: Vec<String>,
    pub period: Period,
    pub due: Vec<String>,
    drafts: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    examines: String,
    audience: Audience,
    pub mark: Mark,
    pub checked: Checked,
    pub source: String,
    pub due_mark: Mark,
    pub due_source: String,
    /// It stands in the texts of some provinces alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub local: bool,
    /// Which text asks for it on the board itself, with a dated photo.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub board: String,
    /// What is published is a month of the account.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    account: bool,
}

impl Catalogue {
    /// Reads and checks a catalogue.
    ///
    /// # Errors
    /// [`Problem`]: the line, or the code, of the first thing that is wrong: a rule that nobody can reckon, a code twice, nothing
    /// to be said, a period without a day or a day without a period, a posting shorter than the law's fifteen days that says it is law.
    pub fn read(file: &str, text: &str) -> Result<Self, Problem> {
        let at = |place: String, why: &str| Problem { file: file.to_owned(), place, why: why.to_owned() };
        let read = File::of(file, text)?;
        let mut codes = HashSet::new();
        let mut duties = Vec::new();
        for one in read.duty {
            let place = |why: &str| at(one.code.clone(), why);
            if !codes.insert(one.code.clone()) {
                return Err(place("stands there twice"));
            }
            let mut due = Vec::new();
            for rule in &one.due {
                due.push(
                    Due::from_text(rule)
                        .ok_or_else(|| place(&format!("{rule:?} is no deadline that can be reckoned")))?,
                );
            }
            sound(&one, &due).map_err(place)?;
            duties.push(Duty {
                code: one.code.clone(),
                class: one.class,
                name: one.name,
                elements: one.elements,
                limits: one.limits,
                period: one.period,
                due,
                drafts: one.drafts,
                examines: one.examines,
                audience: one.audience,
                mark: one.mark,
                checked: one.checked,
                source: one.source,
                due_mark: one.due_mark,
                due_source: one.due_source,
                board: one.board,
                account: one.account,
            });
        }
        Ok(Self { id: read.id, version: read.version, name: read.name, kinds: read.kinds, duties })
    }
}

/// Whether a duty can be reckoned and holds what the law asks for.
fn sound(one: &Written, due: &[Due]) -> Result<(), &'static str> {
    let of_period = |due: &&Due| !matches!(due, Due::After(..) | Due::Before(..) | Due::Keeps(_));
    let calendar = matches!(one.period, Period::Month | Period::Quarter | Period::Half | Period::Year);
    let periods = due.iter().filter(of_period).count();
    if due.is_empty() {
        return Err("has no deadline");
    }
    if periods > 1 {
        return Err("has two days for one period");
    }
    // What is published once a year when something happens has no day of the calendar.
    if !calendar && periods > 0 {
        return Err("has a day for a period that it does not have");
    }
    if calendar && one.period != Period::Year && periods == 0 {
        return Err("has no day for its period");
    }
    if one.elements.iter().all(|one| one.trim().is_empty()) {
        return Err("says nothing of what has to stand in it");
    }
    Ok(())
}
