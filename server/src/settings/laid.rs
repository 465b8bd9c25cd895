//! What the operator lays over the program and beside it: stricter rules of a province or a place, and the days off of years that were
//! announced after it was made.

use rules::{
    days::Holidays,
    rule_set::{LOCAL, RuleBook},
};
use std::path::PathBuf;

/// Days off that were announced after the program was made, in the working folder.
const HOLIDAYS: &str = "holidays.toml";

/// The rules of this installation. A name is one of those that come with the program, anything else a file.
pub(super) fn rule_book(names: &[String]) -> Result<RuleBook, String> {
    let mut files = Vec::new();
    for name in names {
        let text = match LOCAL.iter().find(|(known, _)| known == name) {
            Some((_, text)) => (*text).to_owned(),
            None => std::fs::read_to_string(name).map_err(|error| format!("rules = {name}: {error}"))?,
        };
        files.push((name.clone(), text));
    }
    RuleBook::new(&files).map_err(|problem| format!("rules = {problem}"))
}

/// The file of holidays that is given, or that lies in the working folder.
pub(super) fn holidays(given: Option<PathBuf>) -> Result<Option<Holidays>, String> {
    let own = PathBuf::from(HOLIDAYS);
    let Some(file) = given.or_else(|| own.is_file().then_some(own)) else { return Ok(None) };
    let wrong = |error: String| format!("holidays = {}: {error}", file.display());
    let text = std::fs::read_to_string(&file).map_err(|error| wrong(error.to_string()))?;
    Holidays::read(&text).map(Some).map_err(wrong)
}
