//! `yishi recount`: judges count records offline, with the same function as the program's own votes.

use super::{complain, say};
use rules::{Language, explain::verdict_sentence, judge, record::CountRecord};
use serde_json::{Value, json};
use std::io::Read;

/// Judges every record of every file. Returns 0, or 2 when a file or record could not be judged; the rest is judged all
/// the same.
pub fn recount(files: &[String]) -> u8 {
    let mut code = 0;
    for file in files {
        let records = match read(file) {
            Ok(records) => records,
            Err(sentence) => {
                complain(&sentence);
                code = 2;
                continue;
            }
        };
        for (index, record) in records.into_iter().enumerate() {
            match one(&record) {
                Ok(line) => say(&line.to_string()),
                Err((field, why)) => {
                    complain(&format!("{file}, record {}, {field}: {why}", index + 1));
                    code = 2;
                }
            }
        }
    }
    code
}

fn read(file: &str) -> Result<Vec<Value>, String> {
    let mut text = String::new();
    if file == "-" {
        std::io::stdin().read_to_string(&mut text).map_err(|error| format!("standard input: {error}"))?;
    } else {
        text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    }
    match serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| format!("{file}: {error}"))? {
        Value::Array(records) => Ok(records),
        record => Ok(vec![record]),
    }
}

fn one(value: &Value) -> Result<Value, (&'static str, String)> {
    let kind = value.get("kind").and_then(Value::as_str).unwrap_or("none");
    if kind != "resolution" {
        return Err(("kind", format!("{kind:?} is not judged yet; this version judges \"resolution\"")));
    }
    let record: CountRecord = serde_json::from_value(value.clone()).map_err(|error| ("record", error.to_string()))?;
    let verdict = judge(&record).map_err(|wrong| (wrong.field(), "contradicts itself".to_owned()))?;
    Ok(json!({
        "id": record.id,
        "quorum_met": verdict.quorum_met,
        "passed": verdict.passed,
        "reason": verdict.reason,
        "present": verdict.present,
        "required_present": verdict.required_present,
        "required_for": verdict.required_for,
        "explain": verdict_sentence(&record, &verdict, Language::Zh),
    }))
}
