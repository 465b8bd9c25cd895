//! Search that is right for Chinese, where a character is a word and two neighbouring ones are most words: every text is known by
//! its characters and by their pairs, and a question by its own. Case, width, script of digits, punctuation, and whether characters are
//! simplified, do not matter. Nothing of a question is left out unsaid.

pub mod rows;

use crate::text::{self, simplified::simplified, words};
use rules::typed::{self, TextForm};
use std::collections::BTreeSet;

/// By which folding a text is found; what was folded before is folded anew (`store/search.rs`).
pub const FOLDING: i64 = 4;
/// Until which folding the ids of the rules were searched too.
const WITH_IDS: i64 = 2;
/// The terms of a question that are looked up; every word is held against the text besides.
const MOST_TERMS: usize = 6;
/// The words of a question that are held against the text.
pub const MOST_WORDS: usize = 8;
/// The characters of a question that are read.
const MOST_CHARS: usize = 100;
/// Characters shown around what matched.
const AROUND: usize = 40;

/// A text as it is compared: lower case, half width, simplified, a number without the commas of its thousands, every run of other
/// characters one blank.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let chars: Vec<char> = typed::ascii(text).chars().collect();
    let within = commas(&chars);
    for (at, one) in chars.into_iter().enumerate() {
        if within.contains(&at) {
            continue;
        }
        if one.is_alphanumeric() {
            folded.extend(simplified(one).to_lowercase());
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.trim().to_owned()
}

/// Where commas stand between the thousands of a number (481,920): groups of three digits after at most three. `2,30` is two numbers.
fn commas(chars: &[char]) -> BTreeSet<usize> {
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < chars.len() {
        let (mut groups, mut between) = (vec![0], Vec::new());
        loop {
            if digit(at) {
                groups.last_mut().into_iter().for_each(|one| *one += 1);
            } else if chars.get(at) == Some(&',') && groups.last() != Some(&0) && digit(at + 1) {
                groups.push(0);
                between.push(at);
            } else {
                break;
            }
            at += 1;
        }
        at += 1;
        if let [first, rest @ ..] = groups.as_slice()
            && *first <= 3
            && rest.iter().all(|one| *one == 3)
        {
            found.extend(between);
        }
    }
    found
}

/// The pairs of neighbouring characters in a folded text.
fn pairs(folded: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for word in folded.split(' ') {
        let chars: Vec<char> = word.chars().collect();
        found.extend(chars.windows(2).map(|pair| pair.iter().collect::<String>()));
    }
    found
}

/// What a folded text is found by: its pairs and its characters.
#[must_use]
pub fn terms(folded: &str) -> BTreeSet<String> {
    let mut found = pairs(folded);
    found.extend(folded.chars().filter(|one| *one != ' ').map(String::from));
    found
}

/// What is asked: the words, and the terms to look up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The folded words.
    pub words: Vec<String>,
    /// Some of their pairs, and the words of one character.
    pub terms: Vec<String>,
    /// Whether it was too long, and its end is not asked: that is said.
    pub cut: bool,
}

impl Question {
    /// Reads what was typed; none where nothing is a word.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let folded = fold(&typed.chars().take(MOST_CHARS).collect::<String>());
        let mut words: Vec<String> = Vec::new();
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            if !words.iter().any(|one| one == word) {
                words.push(word.to_owned());
            }
        }
        let cut = words.len() > MOST_WORDS || typed.chars().count() > MOST_CHARS;
        words.truncate(MOST_WORDS);
        let single = words.iter().filter(|word| word.chars().count() == 1).cloned();
        let terms: Vec<String> = pairs(&words.join(" ")).into_iter().chain(single).take(MOST_TERMS).collect();
        (!words.is_empty()).then_some(Self { words, terms, cut })
    }

    /// The passage of a text around the first word that is in it.
    #[must_use]
    pub fn passage(&self, text: &str) -> String {
        let chars: Vec<char> = text.chars().map(|one| if one.is_whitespace() { ' ' } else { one }).collect();
        // Folding one character at a time keeps places: a place in the folded text is a place in the text.
        let folded: Vec<String> = chars.iter().map(|one| fold(&one.to_string())).collect();
        let plain: Vec<char> = chars.iter().flat_map(|one| typed::ascii(&one.to_string()).chars().next()).collect();
        let within = commas(&plain);
        let at = self.words.iter().find_map(|word| {
            (0..chars.len()).find(|from| {
                let mut rest = word.as_str();
                for (at, one) in folded.iter().enumerate().skip(*from) {
                    if at > *from && within.contains(&at) {
                        continue;
                    }
                    match rest.strip_prefix(one.as_str()) {
                        Some(left) if !one.is_empty() => rest = left,
                        _ => break,
                    }
                    if rest.is_empty() {
                        return true;
                    }
                }
                false
            })
        });
        let from = at.unwrap_or(0).saturating_sub(AROUND / 2);
        let passage: String = chars.iter().skip(from).take(AROUND * 2).collect();
        let before = if from > 0 { "…" } else { "" };
        let after = if from + AROUND * 2 < chars.len() { "…" } else { "" };
        format!("{before}{}{after}", passage.trim())
    }
}

/// How a text in a form becomes words.
type AsWords = fn(TextForm, &str) -> String;
type Object = serde_json::Map<String, serde_json::Value>;

/// The fields of published contents that hold a text in a form.
const TEXTS: [&str; 6] = ["text", "decision", "paper", "notes", "dissent", "consensus"];

/// In which form a text of a published content is: its own, else that of all its texts, else it was published before there was a choice.
#[must_use]
pub fn form_of(content: &Object, name: &str) -> TextForm {
    let said = content.get(&format!("{name}_form")).or_else(|| content.get("form"));
    said.and_then(serde_json::Value::as_str).map_or(TextForm::Before, TextForm::stored)
}

/// The texts of a published content that were changed by being shown as Markdown, chosen or not.
#[must_use]
pub fn altered(content: &serde_json::Value) -> bool {
    match content {
        serde_json::Value::Array(all) => all.iter().any(altered),
        serde_json::Value::Object(all) => all.iter().any(|(name, value)| match value.as_str() {
            Some(text) => TEXTS.contains(&name.as_str()) && text::reads_otherwise(form_of(all, name), text),
            None => altered(value),
        }),
        _ => false,
    }
}

/// The texts of a published content that are searched.
#[must_use]
pub fn texts(content: &serde_json::Value) -> String {
    each(content, words, false)
}

/// The same as it was derived for an earlier folding, for what is not folded anew yet.
#[must_use]
pub fn texts_for(content: &serde_json::Value, folding: i64) -> String {
    each(content, words, folding <= WITH_IDS)
}

/// The same for an excerpt: what Markdown changed, as it was typed.
#[must_use]
pub fn shown(content: &serde_json::Value) -> String {
    each(content, text::unaltered, false)
}

/// The texts of a published content, those in a form as `as_words` has them; with the ids in what was judged, or without.
fn each(content: &serde_json::Value, as_words: AsWords, with_ids: bool) -> String {
    const SEARCHED: [&str; 20] = [
        "title",
        "text",
        "decision",
        "body",
        "paper",
        "summary",
        "notes",
        "basis",
        "responsible",
        "reason",
        "special",
        "place",
        "dissent",
        "number",
        "correction",
        // Of a consultation: what is agreed, held apart and suggested, dissent, who came.
        "consensus",
        "holds",
        "suggestions",
        "words",
        "organisation",
    ];
    /// What was judged speaks in the ids of the rules (`villager_rep_meeting`, `majority_not_met`): nobody looks for those.
    const JUDGED: [&str; 4] = ["record", "verdict", "results", "gates"];
    /// `holder` is the object that the value stands in; it says in which form its texts are.
    fn walk(value: &serde_json::Value, name: &str, holder: Option<&Object>, to: (&mut String, AsWords, bool)) {
        let (out, as_words, with_ids) = to;
        match value {
            serde_json::Value::String(text) if SEARCHED.contains(&name) && !text.is_empty() => {
                match holder.filter(|_| TEXTS.contains(&name)) {
                    Some(holder) => out.push_str(&as_words(form_of(holder, name), text)),
                    None => out.push_str(text),
                }
                out.push('\n');
            }
            serde_json::Value::Array(all) => {
                all.iter().for_each(|one| walk(one, name, holder, (out, as_words, with_ids)))
            }
            serde_json::Value::Object(all) => {
                for (name, value) in all.iter().filter(|(name, _)| with_ids || !JUDGED.contains(&name.as_str())) {
                    walk(value, name, Some(all), (out, as_words, with_ids));
                }
            }
            _ => {}
        }
    }
    let mut out = String::new();
    walk(content, "", None, (&mut out, as_words, with_ids));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_part_of_what_is_found_or_shown() {
        let content = serde_json::json!({
            "title": "# 不是标题",
            "text": "列入**明年**计划。\n\n- 一组\n- [二组](http://x.example)\n\n| 组 | 元 |\n|---|---|\n| 三组 | 800 |",
        });
        let text = texts(&content);
        assert!(fold(&text).contains("列入明年计划"), "{text}");
        assert!(text.contains("# 不是标题"), "a title is no Markdown: {text}");
        for mark in ["**", "- ", "](", "|"] {
            assert!(!text.contains(mark), "{mark}: {text}");
        }
        assert!(fold(&text).contains("三组 800"), "{text}");
    }

    #[test]
    fn no_id_of_the_rules_is_searched() {
        let content = serde_json::json!({
            "title": "村内道路硬化",
            "body": "村民代表会议",
            "record": { "basis": "law", "title": "村内道路硬化", "rule": { "body": "villager_rep_meeting" } },
            "verdict": { "reason": "majority_not_met" },
        });
        assert_eq!(fold(&texts(&content)), "村内道路硬化 村民代表会议");
        for id in ["law", "villager_rep_meeting", "majority_not_met"] {
            assert!(texts_for(&content, WITH_IDS).contains(id), "{id}: as earlier versions derived it");
        }
        assert_eq!(texts_for(&content, FOLDING), texts(&content));
    }

    #[test]
    fn words_are_found_whatever_their_case_width_and_punctuation() {
        assert_eq!(fold("村内道路，硬化（ＡＢＣ）— 2026"), "村内道路 硬化 abc 2026");
        assert_eq!(terms("道路硬").into_iter().collect::<Vec<_>>(), ["硬", "路", "路硬", "道", "道路"]);
        let question = Question::read(" 道路  硬化 路 ").expect("a question");
        assert_eq!(question.words, ["道路", "硬化", "路"]);
        assert_eq!(question.terms, ["硬化", "道路", "路"]);
        assert_eq!(fold("路燈２號"), "路灯2号");
        assert_eq!(Question::read("，。 —"), None);
        assert!(Question::read("一 二 三 四 五 六 七 八 九").is_some_and(|one| one.cut && one.words.len() == 8));
    }

    #[test]
    fn a_number_is_one_word_however_its_thousands_are_written() {
        for text in ["481,920元", "481，920元", "４８１，９２０元", "481920元"] {
            assert_eq!(fold(text), "481920元", "{text}");
            let passage = Question::read("481920").expect("a question").passage(&format!("{}{text}", "前".repeat(50)));
            assert!(passage.starts_with('…') && passage.ends_with(text), "{text}: {passage}");
        }
        for (text, folded) in [
            ("1,234,567.50", "1234567 50"),
            ("2,30", "2 30"),
            ("5，6，7号", "5 6 7号"),
            ("2026,481,920", "2026 481 920"),
            ("481,9201", "481 9201"),
            ("481,920,", "481920"),
            (",481", "481"),
            ("481,,920", "481 920"),
            ("101、102、103", "101 102 103"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn the_passage_is_shown_around_the_word() {
        let text = format!("{}三组道路硬化{}", "前".repeat(100), "后".repeat(100));
        let passage = Question::read("道路").expect("a question").passage(&text);
        assert!(passage.starts_with('…') && passage.ends_with('…') && passage.contains("三组道路硬化"), "{passage}");
        assert_eq!(Question::read("ABC").expect("a question").passage("用ａｂｃ标准"), "用ａｂｃ标准");
    }
}
