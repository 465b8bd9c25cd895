//! Counts published records again, by the same function as the program's own votes: `yishi recount` and the page `/recount`
//! say the same because they are the same.

mod reader;

use reader::{Reader, Unreadable};
use rules::{Language, Record, kind::Kind, verdict::Malformed};
use serde_json::{Value, json};

/// A record that cannot be judged: the field, and why.
pub type Wrong = (String, String);

/// The records of a file: one, or a list.
///
/// # Errors
/// Why it is no JSON, and where.
pub fn records(text: &str) -> Result<Vec<Value>, serde_json::Error> {
    match serde_json::from_str(text.trim_start_matches('\u{feff}'))? {
        Value::Array(records) => Ok(records),
        record => Ok(vec![record]),
    }
}

/// So many records are told of on a page.
const MOST: usize = 200;

/// Which kinds are read: every one, or those that the program publishes, where what reads must be small; `None` for the others.
type Read = for<'a> fn(Kind, Reader<'a>) -> Option<Result<Record, Unreadable>>;

fn every(kind: Kind, from: Reader<'_>) -> Option<Result<Record, Unreadable>> {
    Some(kind.read(from))
}

/// Reads a count record, unless its kind is not read here; what is wrong is named with its field.
fn record(value: &Value, read: Read) -> Result<Option<Record>, Wrong> {
    let object = value.as_object().ok_or(("record".to_owned(), "is not a JSON object".to_owned()))?;
    let name = object.get("kind").and_then(Value::as_str).ok_or(("kind".to_owned(), "is missing".to_owned()))?;
    let kind = Kind::from_id(name).ok_or_else(|| {
        let known: Vec<_> = Kind::ALL.iter().map(|kind| kind.id()).collect();
        ("kind".to_owned(), ["is none of ", &known.join(", ")].concat())
    })?;
    read(kind, Reader(value)).transpose().map_err(|wrong| match wrong.into_parts() {
        (field, why) if field.is_empty() => ("record".to_owned(), why),
        named => named,
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
    pub differences: Vec<Difference>,
}

/// Something that the record says of itself and that the recount does not give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// The record says nothing of itself to compare with.
    Unsaid,
    /// A key, what the record says, what the recount gives.
    Key(String, String, String),
}

impl Difference {
    /// The difference in words.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        match (self, language) {
            (Self::Unsaid, Language::Zh) => "记录里没有写明结果（expected 或 verdict），没有可以比对的。".to_owned(),
            (Self::Unsaid, Language::En) => {
                "expected: there is neither expected nor verdict to compare with".to_owned()
            }
            (Self::Key(key, said, found), Language::Zh) => {
                [key, "：记录写的是 ", said, "，重新计票得出 ", found].concat()
            }
            (Self::Key(key, said, found), Language::En) => {
                [key, ": the record says ", said, ", the recount gives ", found].concat()
            }
        }
    }
}

/// Counts one record again, and holds it against what it says of itself.
///
/// # Errors
/// The field that cannot be judged, and why.
pub fn recount(value: &Value) -> Result<Recounted, Wrong> {
    let unread = || ("kind".to_owned(), "is not read".to_owned());
    recount_by(value, every)?.ok_or_else(unread)
}

fn recount_by(value: &Value, read: Read) -> Result<Option<Recounted>, Wrong> {
    let Some(record) = record(value, read)? else { return Ok(None) };
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
    Ok(Some(Recounted { line, sentences, differences }))
}

/// Each key of `expected`, or of a published `verdict`, whose value is another. Sentences are information.
fn differences(value: &Value, line: &Value) -> Vec<Difference> {
    /// What a published verdict holds besides the keys of a judgement.
    const INFORMATION: [&str; 2] = ["explain", "base"];
    let said = value.get("expected").or_else(|| value.get("verdict")).and_then(Value::as_object);
    let Some(said) = said else {
        return vec![Difference::Unsaid];
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
    // Of owners, who took part stands in the counts; so do the households that were represented.
    let counted = matches!(value.get("kind").and_then(Value::as_str), Some("owners" | "weighted_resolution"));
    let information = |key: &str| INFORMATION.contains(&key) || (counted && key == "present");
    said.iter()
        .filter(|(key, _)| !information(key))
        .filter_map(|(key, said)| {
            let found = found(key).unwrap_or(Value::Null);
            (found != *said).then(|| Difference::Key(key.clone(), shown(said), shown(&found)))
        })
        .collect()
}

/// A value in words. Records count in whole numbers; any other is shown as what it is.
fn shown(value: &Value) -> String {
    let list = |parts: Vec<String>| parts.join(", ");
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(one) => one.to_string(),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(whole), _) => whole.to_string(),
            (None, Some(whole)) => whole.to_string(),
            (None, None) => "a fraction".to_owned(),
        },
        Value::String(text) => ["\"", text, "\""].concat(),
        Value::Array(values) => ["[", &list(values.iter().map(shown).collect()), "]"].concat(),
        Value::Object(fields) => {
            let field = |(key, value): (&String, &Value)| [key, ": ", &shown(value)].concat();
            ["{", &list(fields.iter().map(field).collect()), "}"].concat()
        }
    }
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
    /// Its kind is not counted here.
    Elsewhere,
}

impl Mark {
    /// The class by which a page shows it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Differs => "differs",
            Self::Wrong => "wrong",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// What a page says of a text with records, line by line.
#[must_use]
pub fn report(text: &str, language: Language) -> Vec<(Mark, String)> {
    report_by(text, language, every)
}

fn report_by(text: &str, language: Language, read: Read) -> Vec<(Mark, String)> {
    let zh = language == Language::Zh;
    let records = match records(text) {
        Ok(records) => records,
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            let words = if zh {
                format!("读不懂：这不是 JSON 文件（第 {line} 行，第 {column} 个字节）。")
            } else {
                format!("This is no JSON file (line {line}, byte {column}).")
            };
            return vec![(Mark::Wrong, words)];
        }
    };
    let mut lines = Vec::new();
    if records.is_empty() {
        lines.push((Mark::Wrong, if zh { "里面没有记录。" } else { "There is no record in it." }.to_owned()));
    }
    if records.len() > MOST {
        let words = if zh {
            format!("一次最多数 {MOST} 条记录，下面是前 {MOST} 条；更多的请用命令 yishi recount。")
        } else {
            format!(
                "At most {MOST} records are counted at once: these are the first; for more use the command yishi recount."
            )
        };
        lines.push((Mark::Elsewhere, words));
    }
    for (index, value) in records.iter().take(MOST).enumerate() {
        let number = index + 1;
        match recount_by(value, read) {
            Ok(None) => {
                let words = if zh {
                    "这类记录由服务器数，也可以用命令 yishi recount。"
                } else {
                    "This kind is counted on the server, or by the command yishi recount."
                };
                lines.push((Mark::Elsewhere, format!("{number}. {words}")));
            }
            Ok(Some(found)) => {
                let [chinese, english] = &found.sentences;
                let sentence = if zh { chinese } else { english };
                // A record that says nothing of itself contradicts nothing.
                if let [Difference::Unsaid] = found.differences.as_slice() {
                    let words = Difference::Unsaid.words(language);
                    lines.push((Mark::Elsewhere, format!("{number}. {sentence} {words}")));
                    continue;
                }
                let same = found.differences.is_empty();
                let words = match (zh, same) {
                    (true, true) => "重新计票的结果和记录一致。",
                    (true, false) => "重新计票的结果和记录不一致！",
                    (false, true) => "The recount gives what the record says.",
                    (false, false) => "The recount gives something else!",
                };
                let mark = if same { Mark::Same } else { Mark::Differs };
                lines.push((mark, format!("{number}. {words} {sentence}")));
                lines.extend(found.differences.iter().map(|one| (Mark::Differs, one.words(language))));
            }
            Err((field, why)) => {
                let words = if zh {
                    format!("这条记录不能计票：{field} {}", in_chinese(&why))
                } else {
                    format!("This record cannot be counted: {field} {why}")
                };
                lines.push((Mark::Wrong, format!("{number}. {words}")));
            }
        }
    }
    lines
}

/// Why a field cannot be judged, for who reads Chinese.
fn in_chinese(why: &str) -> &str {
    match why {
        "is missing" => "缺失",
        "is missing, or contradicts the other numbers" => "缺失，或者和别的数字矛盾",
        "cannot be read" => "读不懂",
        _ => "不是这里应有的内容",
    }
}

/// As the page of the recount calls it in the browser: of the kinds that the program publishes, so that it stays small.
#[must_use]
pub fn report_published(text: &str, language: Language) -> Vec<(Mark, String)> {
    report_by(text, language, |kind, from| kind.read_published(from))
}

#[cfg(feature = "browser")]
mod browser {
    use wasm_bindgen::prelude::wasm_bindgen;

    /// A line for each line of the report: how it is to be read, a tab, and the words.
    #[wasm_bindgen]
    #[must_use]
    pub fn tell(text: &str, language: &str) -> String {
        let language = rules::Language::from_tag(language).unwrap_or_default();
        let line = |(mark, words): (super::Mark, String)| [mark.id(), "\t", &words.replace(['\n', '\t'], " ")].concat();
        super::report_published(text, language).into_iter().map(line).collect::<Vec<_>>().join("\n")
    }
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

    /// Every example of the law is told in the browser as on the server, or sent there.
    #[test]
    fn the_browser_says_what_the_server_says() {
        let examples = include_str!("../../rules/tests/count_records.json");
        let mut elsewhere = 0;
        for value in records(examples).expect("examples") {
            let text = value.to_string();
            for language in Language::ALL {
                let here = report_published(&text, language);
                if matches!(here.as_slice(), [(Mark::Elsewhere, _)]) {
                    elsewhere += 1;
                } else {
                    assert_eq!(here, report(&text, language));
                }
            }
        }
        let kinds = ["election", "recall", "appraisal", "petition", "ballot_log", "draw"];
        let others = records(examples).expect("examples");
        let others = others.iter().filter(|one| kinds.contains(&one["kind"].as_str().unwrap_or_default()));
        assert_eq!(elsewhere, 2 * others.count());
        assert!(elsewhere > 0);
    }

    #[test]
    fn the_field_where_reading_stopped_is_named() {
        let broken = |from: &str, to: &str| match report(&RECORD.replace(from, to), Language::En).as_slice() {
            [(Mark::Wrong, words)] => words.clone(),
            other => panic!("{other:?}"),
        };
        assert!(broken("\"against\":5", "\"against\":-5").contains("ballots.against is not"));
        assert!(broken("\"against\":5", "\"against\":5.5").contains("ballots.against is not"));
        assert!(broken("\"against\":5,", "").contains("ballots.against is missing"));
        assert!(broken("\"inclusive\":true", "\"inclusive\":\"yes\"").contains("rule.quorum.inclusive is not"));
        assert!(broken("\"base\":\"eligible\"", "\"base\":\"all\"").contains("rule.quorum.base"));
        let foreign = RECORD.replace("\"id\":\"V\"", "\"id\":\"V\",\"channels\":{\"room\":0.5},\"share\":0.8");
        assert!(matches!(report(&foreign, Language::En).as_slice(), [(Mark::Same, _)]), "information is passed over");
        assert!(broken("\"counts\":{", "\"counts\":[],\"c\":{").contains("counts is not"));
        assert!(broken("\"kind\":\"resolution\"", "\"kind\":\"vote\"").contains("kind is none of resolution"));
    }

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
        assert!(matches!(said("[]").as_slice(), [(Mark::Wrong, why)] if why.contains("没有记录")));
        let many = said(&format!("[{}]", ["[]"; 250].join(",")));
        assert!(many.len() == 201 && many[0].0 == Mark::Elsewhere && many[0].1.contains("前 200 条"));
        let silent = said(&RECORD.replace("\"verdict\"", "\"said\""));
        assert!(
            matches!(silent.as_slice(), [(Mark::Elsewhere, words)] if words.contains("没有写明结果")),
            "{silent:?}"
        );
        assert!(
            matches!(report(RECORD, Language::En).as_slice(), [(Mark::Same, words)] if words.contains("52 entitled"))
        );
    }
}
