//! Counts published records again, by the same function as the program's own votes: `yishi recount` and the page `/recount`
//! say the same because they are the same.

use rules::{Language, Record, kind::Kind, verdict::Malformed};
use serde_json::{Value, json};

/// A record that cannot be judged: the field, and why.
pub type Wrong = (String, String);

/// The records of a file: one, or a list.
///
/// # Errors
/// Why it is no JSON.
pub fn records(text: &str) -> Result<Vec<Value>, String> {
    match serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())? {
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

/// A record that was counted again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recounted {
    /// Its id, its judgement and its sentence, as the command line prints them.
    pub line: Value,
    /// The judgement in each language, in the order of [`Language::ALL`].
    pub sentences: [String; 2],
    /// Where it differs from what the record says of itself.
    pub differences: Vec<String>,
}

/// Counts one record again, and holds it against what it says of itself.
///
/// # Errors
/// The field that cannot be judged, and why.
pub fn recount(value: &Value) -> Result<Recounted, Wrong> {
    let record = record(value)?;
    let wrong = |wrong: Malformed| match wrong {
        Malformed::Event(index, field) => {
            (field.replacen("events", &format!("events[{index}]"), 1), "cannot be read".to_owned())
        }
        other => (other.field().to_owned(), "is missing, or contradicts the other numbers".to_owned()),
    };
    let (judged, sentences) = record.explain().map_err(wrong)?;
    let mut line = json!({ "id": record.id() });
    let fields = serde_json::to_value(&judged).map_err(|error| ("record".to_owned(), error.to_string()))?;
    if let (Some(line), Value::Object(fields)) = (line.as_object_mut(), fields) {
        line.extend(fields);
        let [sentence, _] = &sentences;
        line.insert("explain".to_owned(), sentence.as_str().into());
    }
    let differences = differences(value, &line);
    Ok(Recounted { line, sentences, differences })
}

/// Each key of `expected`, or of a published `verdict`, whose value is another. Sentences are information.
fn differences(value: &Value, line: &Value) -> Vec<String> {
    /// What a published verdict holds besides the keys of a judgement.
    const INFORMATION: [&str; 2] = ["explain", "base"];
    let said = value.get("expected").or_else(|| value.get("verdict")).and_then(Value::as_object);
    let Some(said) = said else {
        return vec!["expected: there is neither expected nor verdict to compare with".to_owned()];
    };
    // The verdict of owners' votes names heads as the others name persons.
    let found = |key: &str| {
        let other = match key {
            "required_present" => "required_heads",
            "required_for" => "required_for_heads",
            other => other,
        };
        line.get(key).or_else(|| line.get(other)).cloned()
    };
    // Of owners, who took part stands in the counts.
    let owners = value.get("kind").and_then(Value::as_str) == Some("owners");
    let information = |key: &str| INFORMATION.contains(&key) || (owners && key == "present");
    said.iter()
        .filter(|(key, _)| !information(key))
        .filter_map(|(key, said)| {
            let found = found(key).unwrap_or(Value::Null);
            (found != *said).then(|| format!("{key}: the record says {said}, the recount gives {found}"))
        })
        .collect()
}

/// How a line of a report is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The recount gives what the record says.
    Same,
    /// It gives something else.
    Differs,
    /// It cannot be counted.
    Wrong,
}

impl Mark {
    /// The class by which a page shows it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Differs => "differs",
            Self::Wrong => "wrong",
        }
    }
}

/// What a page says of a text with records, line by line.
#[must_use]
pub fn report(text: &str, language: Language) -> Vec<(Mark, String)> {
    let zh = language == Language::Zh;
    let records = match records(text) {
        Ok(records) => records,
        Err(why) => {
            let words = if zh { "读不懂：这不是 JSON 文件。" } else { "This is no JSON file." };
            return vec![(Mark::Wrong, format!("{words} {why}"))];
        }
    };
    let mut lines = Vec::new();
    for (index, value) in records.iter().enumerate() {
        let number = index + 1;
        match recount(value) {
            Ok(found) => {
                let [chinese, english] = &found.sentences;
                let sentence = if zh { chinese } else { english };
                let same = found.differences.is_empty();
                let words = match (zh, same) {
                    (true, true) => "重新计票的结果和记录一致。",
                    (true, false) => "重新计票的结果和记录不一致！",
                    (false, true) => "The recount gives what the record says.",
                    (false, false) => "The recount gives something else!",
                };
                let mark = if same { Mark::Same } else { Mark::Differs };
                lines.push((mark, format!("{number}. {words} {sentence}")));
                lines.extend(found.differences.into_iter().map(|one| (Mark::Differs, one)));
            }
            Err((field, why)) => {
                let words = if zh { "这条记录不能计票" } else { "This record cannot be counted" };
                lines.push((Mark::Wrong, format!("{number}. {words}: {field} {why}")));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = r#"{"id":"V","kind":"resolution","rule":{"body":"villager_rep_meeting",
        "quorum":{"num":2,"den":3,"inclusive":true,"base":"eligible"},
        "pass":{"num":1,"den":2,"inclusive":false,"base":"present"}},
        "counts":{"eligible":52,"onsite":27,"online_verified":14},
        "ballots":{"issued":41,"collected":41,"for":33,"against":5,"abstain":3},
        "verdict":{"passed":true,"reason":"passed","required_present":35}}"#;

    #[test]
    fn a_record_is_counted_again_and_a_changed_one_is_named() {
        let said = |text: &str| report(text, Language::Zh);
        let good = said(RECORD);
        assert!(matches!(good.as_slice(), [(Mark::Same, words)] if words.contains("应到 52 人")), "{good:?}");
        let forged = said(&RECORD.replace("\"passed\":true", "\"passed\":false"));
        assert!(matches!(forged.as_slice(), [(Mark::Differs, _), (Mark::Differs, why)] if why.contains("passed")));
        let broken = said(&RECORD.replace("\"for\":33", "\"for\":3"));
        assert!(matches!(broken.as_slice(), [(Mark::Wrong, why)] if why.contains("ballots")), "{broken:?}");
        assert!(matches!(said("nothing").as_slice(), [(Mark::Wrong, _)]));
        assert!(
            matches!(report(RECORD, Language::En).as_slice(), [(Mark::Same, words)] if words.contains("52 entitled"))
        );
    }
}
