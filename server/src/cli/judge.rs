//! `yishi recount`: judges count records offline, with the same function as the program's own votes.

use super::{complain, say};
use rules::Language;
use serde_json::Value;
use std::io::Read;

/// What else is asked of a recount.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    /// Compare with the record's own `expected` or published `verdict`.
    pub check: bool,
    /// Sentences instead of JSON.
    pub explain: bool,
}

/// Judges every record of every file. Returns 0; 1 when a comparison found a difference; 2 when a file or record could
/// not be judged. The rest is judged all the same.
pub fn run(files: &[String], asked: Asked) -> u8 {
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
    recount::records(text).map_err(|error| format!("{file}: {error}"))
}

/// The line for a record, and where it differs from what the record says of itself.
fn one(value: &Value, asked: Asked) -> Result<(String, Vec<String>), recount::Wrong> {
    let found = recount::recount(value)?;
    let [sentence, english] = &found.sentences;
    let id = found.line.get("id").and_then(Value::as_str).unwrap_or_default();
    let shown = if asked.explain { format!("{id}\n  {sentence}\n  {english}") } else { found.line.to_string() };
    let differences = found.differences.iter().filter(|_| asked.check).map(|one| one.words(Language::En)).collect();
    Ok((shown, differences))
}
