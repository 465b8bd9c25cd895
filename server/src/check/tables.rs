//! The tables of decisions in an export: each line says what its decision says, and CSV and JSON are one table.

use super::folder::Revision;
use crate::{journal::text_at, zone};
use rules::{Moment, published::OutcomeContent};
use serde_json::{Value, json};

/// Whether a line of the table is that of a decision. Its address bears the name of the server, which nothing here
/// tells, and its matter a name that a later version may have put in other words.
pub(super) fn is_line(line: &Value, text: &str, last: &Revision) -> bool {
    let Ok(content) = serde_json::from_str::<OutcomeContent>(text) else { return false };
    let [in_favour, against, abstain, invalid] = content.record.answers().map_or([None; 4], |all| all.map(Some));
    let (seq, at, withdrawn) = &last.entry;
    let day = |at: i64| zone::day(Moment(at), &content.zone).map(|day| day.to_string()).unwrap_or_default();
    let said = [
        ("number", json!(content.number)),
        ("title", json!(content.title)),
        ("body", json!(content.body)),
        ("held_on", json!(day(content.held_at))),
        ("published_on", json!(day(*at))),
        ("eligible", json!(content.record.eligible())),
        ("present", json!(content.verdict.present)),
        ("required_present", json!(content.verdict.required_present)),
        ("in_favour", json!(in_favour)),
        ("against", json!(against)),
        ("abstain", json!(abstain)),
        ("invalid", json!(invalid)),
        ("required_for", json!(content.verdict.required_for)),
        ("passed", json!(content.verdict.passed)),
        ("reason", json!(content.verdict.reason)),
        ("responsible", json!(content.responsible)),
        ("due", json!(content.due)),
        ("revision", json!(last.number)),
        ("seq", json!(seq)),
        ("hash", json!(last.hash)),
        ("withdrawn", json!(withdrawn)),
    ];
    let named = |key: &str| matches!(key, "address" | "matter") || said.iter().any(|(one, _)| *one == key);
    // Tables of before have no column for why something was withdrawn.
    let fits = |key: &str, value: &Value| {
        line.get(key).map_or(key == "withdrawn" && withdrawn.is_empty(), |stored| stored == value)
    };
    line.as_object().is_some_and(|line| line.keys().all(|key| named(key)))
        && ["address", "matter"].iter().all(|key| text_at(line, key).is_some())
        && said.iter().all(|(key, value)| fits(key, value))
}

/// Whether a table of CSV says the same as lines of JSON, field by field.
pub(super) fn same(text: &str, lines: &[Value]) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    // A table without lines has no header either: whatever stands there is a line.
    if lines.is_empty() {
        return text.is_empty();
    }
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    // A line with more or fewer columns than the header is none of the table.
    let Ok(rows) = reader.records().collect::<Result<Vec<csv::StringRecord>, _>>() else { return false };
    let cell = |value: &Value| match value {
        Value::String(text) => text.clone(),
        // What a line does not have: an appraisal has no answers for or against.
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let same = |(row, line): (&csv::StringRecord, &Value)| {
        row.len() == header.len()
            && header.iter().zip(row).all(|(key, field)| {
                let said = line.get(key).map(cell).unwrap_or_default();
                // What a spreadsheet would take for a formula is guarded by a mark.
                field == said || field.strip_prefix('\'') == Some(&said)
            })
    };
    let whole = |line: &Value| {
        line.as_object()
            .is_some_and(|line| line.len() == header.len() && header.iter().all(|key| line.contains_key(key)))
    };
    rows.len() == lines.len() && lines.iter().all(whole) && rows.iter().zip(lines).all(same)
}
