//! `yishi recount`: judges count records offline, with the same function as the program's own votes.

use super::{complain, say};
use rules::{Record, kind::Kind, verdict::Malformed};
use serde_json::{Value, json};
use std::io::Read;

/// What else is asked of a recount.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    /// Compare with the record's own `expected` or published `verdict`.
    pub check: bool,
    /// Sentences instead of JSON.
    pub explain: bool,
}

/// A record that cannot be judged: the field, and why.
type Wrong = (String, String);

/// Judges every record of every file. Returns 0; 1 when a comparison found a difference; 2 when a file or record could
/// not be judged. The rest is judged all the same.
pub fn recount(files: &[String], asked: Asked) -> u8 {
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
        for (index, value) in records.into_iter().enumerate() {
            match one(&value, asked) {
                Ok((line, differences)) => {
                    say(&line);
                    for difference in &differences {
                        complain(&format!("{file}, record {}, {difference}", index + 1));
                        code = code.max(1);
                    }
                }
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
    let mut bytes = Vec::new();
    if file == "-" {
        std::io::stdin().read_to_end(&mut bytes).map_err(|error| format!("standard input: {error}"))?;
    } else {
        bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    }
    let text = std::str::from_utf8(&bytes).map_err(|error| format!("{file}: not UTF-8: {error}"))?;
    match serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| format!("{file}: {error}"))? {
        Value::Array(records) => Ok(records),
        record => Ok(vec![record]),
    }
}

/// Reads a count record of whatever kind; what is wrong is named with its field.
///
/// # Errors
/// The field, and why it cannot be read.
pub fn record(value: &Value) -> Result<Record, Wrong> {
    let object = value.as_object().ok_or(("record".to_owned(), "is not a JSON object".to_owned()))?;
    let name = object.get("kind").and_then(Value::as_str).ok_or(("kind".to_owned(), "is missing".to_owned()))?;
    let kind = Kind::from_id(name).ok_or_else(|| {
        let known: Vec<_> = Kind::ALL.iter().map(|kind| kind.id()).collect();
        ("kind".to_owned(), format!("{name:?} is none of {}", known.join(", ")))
    })?;
    let mut track = serde_path_to_error::Track::new();
    kind.read(serde_path_to_error::Deserializer::new(value, &mut track)).map_err(|error| {
        let path = track.path().to_string();
        (if path == "." { "record".to_owned() } else { path }, error.to_string())
    })
}

/// The line for a record, and where it differs from what the record says of itself.
fn one(value: &Value, asked: Asked) -> Result<(String, Vec<String>), Wrong> {
    let record = record(value)?;
    let wrong = |wrong: Malformed| match wrong {
        Malformed::Event(index, field) => {
            (field.replacen("events", &format!("events[{index}]"), 1), "cannot be read".to_owned())
        }
        other => (other.field().to_owned(), "is missing, or contradicts the other numbers".to_owned()),
    };
    let (judged, [sentence, english]) = record.explain().map_err(wrong)?;
    let mut line = json!({ "id": record.id() });
    let fields = serde_json::to_value(&judged).map_err(|error| ("record".to_owned(), error.to_string()))?;
    if let (Some(line), Value::Object(fields)) = (line.as_object_mut(), fields) {
        line.extend(fields);
        line.insert("explain".to_owned(), sentence.as_str().into());
    }
    let differences = if asked.check { differences(value, &line) } else { Vec::new() };
    let shown = if asked.explain { format!("{}\n  {sentence}\n  {english}", record.id()) } else { line.to_string() };
    Ok((shown, differences))
}

/// Each key of `expected`, or of a published `verdict`, whose value is another. Sentences are information.
fn differences(value: &Value, line: &Value) -> Vec<String> {
    /// What a published verdict holds besides the keys of `expected`.
    const INFORMATION: [&str; 2] = ["explain", "base"];
    let said = value.get("expected").or_else(|| value.get("verdict")).and_then(Value::as_object);
    let Some(said) = said else {
        return vec!["expected: there is neither expected nor verdict to compare with".to_owned()];
    };
    said.iter()
        .filter(|(key, _)| !INFORMATION.contains(&key.as_str()))
        .filter_map(|(key, said)| {
            let found = line.get(key).unwrap_or(&Value::Null);
            (found != said).then(|| format!("{key}: the record says {said}, the recount gives {found}"))
        })
        .collect()
}
