//! Search that is right for Chinese, where two neighbouring characters make most words: every text is known by the pairs of
//! neighbouring characters in it, and a question by its own. Case, width and punctuation do not matter.

use crate::text::plain;
use std::collections::BTreeSet;

/// The pairs of a question that are looked up; more would tell no more.
const MOST_PAIRS: usize = 6;
/// Characters shown around what matched.
const AROUND: usize = 40;

/// A text as it is compared: lower case, half width, every run of other characters one blank.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for one in text.chars() {
        let one = match one {
            '！'..='～' => char::from_u32(one as u32 - 0xfee0).unwrap_or(one),
            other => other,
        };
        if one.is_alphanumeric() {
            folded.extend(one.to_lowercase());
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.trim().to_owned()
}

/// The pairs of neighbouring characters in a folded text.
#[must_use]
pub fn pairs(folded: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for word in folded.split(' ') {
        let chars: Vec<char> = word.chars().collect();
        found.extend(chars.windows(2).map(|pair| pair.iter().collect::<String>()));
    }
    found
}

/// What is asked: the words, each of at least two characters, and the pairs to look up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The folded words.
    pub words: Vec<String>,
    /// Some of their pairs.
    pub pairs: Vec<String>,
}

impl Question {
    /// Reads what was typed; none where no word has two characters.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let folded = fold(&typed.chars().take(100).collect::<String>());
        let words: Vec<String> = folded.split(' ').filter(|word| word.chars().count() > 1).map(str::to_owned).collect();
        let pairs: Vec<String> = pairs(&words.join(" ")).into_iter().take(MOST_PAIRS).collect();
        (!words.is_empty()).then_some(Self { words, pairs })
    }

    /// The passage of a text around the first word that is in it.
    #[must_use]
    pub fn passage(&self, text: &str) -> String {
        let chars: Vec<char> = text.chars().map(|one| if one.is_whitespace() { ' ' } else { one }).collect();
        // Folding one character at a time keeps places: a place in the folded text is a place in the text.
        let folded: Vec<String> = chars.iter().map(|one| fold(&one.to_string())).collect();
        let at = self.words.iter().find_map(|word| {
            (0..chars.len()).find(|from| {
                let mut rest = word.as_str();
                for one in folded.iter().skip(*from) {
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

/// The texts of a published content that are searched.
#[must_use]
pub fn texts(content: &serde_json::Value) -> String {
    const SEARCHED: [&str; 14] = [
        "title",
        "text",
        "decision",
        "body",
        "paper",
        "notes",
        "basis",
        "responsible",
        "reason",
        "special",
        "place",
        "dissent",
        "number",
        "correction",
    ];
    const MARKDOWN: [&str; 5] = ["text", "decision", "paper", "notes", "dissent"];
    fn walk(value: &serde_json::Value, name: &str, out: &mut String) {
        match value {
            serde_json::Value::String(text) if SEARCHED.contains(&name) && !text.is_empty() => {
                if MARKDOWN.contains(&name) {
                    out.push_str(&plain(text));
                } else {
                    out.push_str(text);
                }
                out.push('\n');
            }
            serde_json::Value::Array(all) => all.iter().for_each(|one| walk(one, name, out)),
            serde_json::Value::Object(all) => {
                for (name, value) in all {
                    walk(value, name, out);
                }
            }
            _ => {}
        }
    }
    let mut out = String::new();
    walk(content, "", &mut out);
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
    fn words_are_found_whatever_their_case_width_and_punctuation() {
        assert_eq!(fold("村内道路，硬化（ＡＢＣ）— 2026"), "村内道路 硬化 abc 2026");
        assert_eq!(pairs("道路硬化").into_iter().collect::<Vec<_>>(), ["硬化", "路硬", "道路"]);
        assert!(pairs("道").is_empty());
        let question = Question::read(" 道路  硬化 路 ").expect("a question");
        assert_eq!(question.words, ["道路", "硬化"]);
        assert_eq!(Question::read("路 ，"), None);
    }

    #[test]
    fn the_passage_is_shown_around_the_word() {
        let text = format!("{}三组道路硬化{}", "前".repeat(100), "后".repeat(100));
        let passage = Question::read("道路").expect("a question").passage(&text);
        assert!(passage.starts_with('…') && passage.ends_with('…') && passage.contains("三组道路硬化"), "{passage}");
        assert_eq!(Question::read("ABC").expect("a question").passage("用ａｂｃ标准"), "用ａｂｃ标准");
    }
}
