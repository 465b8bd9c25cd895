//! Words as they read, for taking them out: whatever a text's form, marks, tags, entities, addresses, blanks and dashes between their
//! letters, characters that nobody sees and those that look alike do not hide the words that a reader sees, or that search finds.

mod folded;

use super::markdown;
use folded::{Reading, Word};
use pulldown_cmark::{Event, Options, Parser, TagEnd};
use rules::{
    reading::{self, Seen},
    takeback::{self, MARK},
};
use std::ops::Range;

/// Taking words out can bring others together, but not for ever.
const ROUNDS: usize = 8;
/// From so many characters on, hexadecimal digits alone are an id or a hash, in which nobody reads a word.
const CODE: usize = 32;

/// The text as Markdown shows it: its parser knows what `rules::reading` does not, as addresses that stand elsewhere.
fn as_markdown(text: &str) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut push = |one, from, to| seen.push(Seen { one, from, to });
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let source = text.get(range.clone()).unwrap_or_default();
        match event {
            Event::Text(said) | Event::Code(said) => match source.find(&*said) {
                Some(within) => {
                    for (at, one) in said.char_indices() {
                        let from = range.start + within + at;
                        push(one, from, from + one.len_utf8());
                    }
                }
                // Written otherwise than it reads: `&#38451;`.
                None => said.chars().for_each(|one| push(one, range.start, range.end)),
            },
            Event::Html(_) | Event::InlineHtml(_) => {
                for one in reading::shown(source) {
                    push(one.one, range.start + one.from, range.start + one.to);
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => push('\n', range.end, range.end),
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {}
            // Another paragraph, item or row.
            Event::End(_) => push('\u{2029}', range.end, range.end),
            _ => {}
        }
    }
    seen
}

/// The text with the escapes of its addresses in the code of old Chinese pages: `%C5%B7%D1%F4`.
fn in_old_addresses(text: &str) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut at = 0;
    while let Some(one) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let escape = |at: usize| u8::from_str_radix(text.get(at..at + 3)?.strip_prefix('%')?, 16).ok();
        let bytes: Vec<u8> = (0..).map_while(|nth| escape(at + nth * 3)).collect();
        if bytes.len() > 1
            && let Some(said) = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(&bytes)
        {
            let to = at + bytes.len() * 3;
            seen.extend(said.chars().map(|one| Seen { one, from: at, to }));
            at = to;
        } else {
            seen.push(Seen { one, from: at, to: at + one.len_utf8() });
            at += one.len_utf8();
        }
    }
    seen
}

/// The words as they are looked for: those that are no part of many words.
fn folded(words: &[String]) -> Vec<Word> {
    words.iter().filter_map(|word| Word::of(word)).collect()
}

/// Where the words stand in a text, in its order, none overlapping.
fn places(text: &str, words: &[Word]) -> Vec<Range<usize>> {
    let mut readings = reading::readings(text);
    if text.contains(|one: char| one.is_ascii_punctuation()) {
        readings.push(as_markdown(text));
    }
    if text.contains('%') {
        readings.push(in_old_addresses(text));
    }
    let readings: Vec<Reading> = readings.iter().map(|seen| Reading::of(seen)).collect();
    let mut found: Vec<_> =
        readings.iter().flat_map(|reading| words.iter().flat_map(|word| reading.places(word))).collect();
    found.sort_by_key(|one| (one.start, one.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for one in found {
        match joined.last_mut().filter(|last| one.start < last.end) {
            Some(last) => last.end = last.end.max(one.end),
            None => joined.push(one),
        }
    }
    joined
}

/// Whether a text, shown as Markdown, reads like one of the words.
fn renders(text: &str, words: &[Word]) -> bool {
    let reading = Reading::of(&reading::shown(&markdown(text)));
    words.iter().any(|word| !reading.places(word).is_empty())
}

fn is_code(text: &str) -> bool {
    let hex = |one: u8| one.is_ascii_digit() || matches!(one, b'a'..=b'f' | b'-');
    text.len() >= CODE && text.bytes().all(hex) && text.bytes().any(|one| one.is_ascii_alphabetic())
}

/// Whether one of the words is read in a text.
#[must_use]
pub fn holds(text: &str, words: &[String]) -> bool {
    let exactly = words.iter().any(|one| text.contains(one.as_str()));
    exactly || (!is_code(text) && !places(text, &folded(words)).is_empty())
}

/// A text with the words blanked, however they are written; nothing where none is read in it. Nothing that reads like them is left: where
/// taking out the places is not enough, the paragraph goes, and at last the whole text.
#[must_use]
pub fn blank(text: &str, words: &[String]) -> Option<String> {
    let mut now = takeback::blank(text, words).unwrap_or_else(|| text.to_owned());
    if !is_code(text) {
        now = thoroughly(now, &folded(words));
    }
    (now != text).then_some(now)
}

fn thoroughly(text: String, words: &[Word]) -> String {
    let mut now = text;
    for _ in 0..ROUNDS {
        let places = places(&now, words);
        if places.is_empty() {
            break;
        }
        let mut blanked = String::with_capacity(now.len());
        let mut at = 0;
        for one in places {
            blanked.push_str(now.get(at..one.start).unwrap_or_default());
            blanked.push_str(MARK);
            at = one.end;
        }
        blanked.push_str(now.get(at..).unwrap_or_default());
        now = blanked;
    }
    // Tags and entities are left to the renderer, which knows them all.
    let left = |text: &str| text.contains(['<', '&']) && renders(text, words);
    if left(&now) {
        let parts: Vec<&str> = now.split("\n\n").map(|part| if left(part) { MARK } else { part }).collect();
        now = parts.join("\n\n");
    }
    if left(&now) || !places(&now, words).is_empty() { MARK.to_owned() } else { now }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(all: &[&str]) -> Vec<String> {
        all.iter().map(|one| (*one).to_owned()).collect()
    }

    #[test]
    fn c14_no_mark_between_its_characters_hides_a_word() {
        let name = words(&["欧阳试甲"]);
        for text in [
            "欠款人 欧**阳**试甲，未还",
            "欠款人 **欧阳**试甲，未还",
            "欠款人 欧~~阳~~`试`甲，未还",
            "欠款人 欧_阳_试甲，未还",
            "欠款人 欧\\*阳试\\_甲，未还",
            "欠款人 [欧阳](http://x.example)试甲，未还",
            "欠款人 欧<b>阳</b>试甲，未还",
            "欠款人 欧<!-- x -->阳试甲，未还",
            "欠款人 欧&#38451;试甲，未还",
            "欠款人 欧\u{200b}阳\u{200d}试\u{feff}甲，未还",
            "欠款人 歐陽試甲，未还",
        ] {
            let blanked = blank(text, &name).unwrap_or_else(|| panic!("{text} is left"));
            assert!(blanked.contains("欠款人") && blanked.contains("，未还"), "{text}: {blanked}");
            assert!(!holds(&blanked, &name) && !renders(&blanked, &folded(&name)), "{text}: {blanked}");
            assert!(blanked.contains(MARK), "{blanked}");
        }
        for (text, word) in [
            ("打 138**0013**8000 找", "13800138000"),
            ("打 １３８００１３８０００ 找", "13800138000"),
            ("打 138 0013 8000 找", "138-0013-8000"),
            ("打 138/0013/8000 找", "13800138000"),
            ("打 138，0013，8000 找", "138 0013 8000"),
            ("打 138–0013\n8000 找", "138-0013-8000"),
            ("打 一三八零零一三八零零零 找", "13800138000"),
            ("打 138&nbsp;0013&shy;8000 找", "13800138000"),
            ("打 ①③⑧⓪⓪①③⑧⓪⓪⓪ 找", "13800138000"),
            ("打 l38OO138OOO 找", "13800138000"),
            ("| 138 | 0013 | 8000 |", "13800138000"),
            ("用 ＡＢＣ 公司", "abc"),
            ("欧阳\n试甲", "欧阳试甲"),
            ("欧阳\u{2028}试甲", "欧阳试甲"),
            ("<b>欧</b>\n<i>阳</i>试甲", "欧阳试甲"),
            ("⽂书甲", "文书甲"),
            ("ＺＨＡＮＧ　ＳＡＮ", "Zhang San"),
            ("打 +86(138)0013-8000 找", "13800138000"),
            ("欧 阳 试　甲", "欧阳试甲"),
            ("欧、阳、试、甲", "欧阳试甲"),
            ("欧-阳-试-甲", "欧阳试甲"),
            ("欧（阳）试甲", "欧阳试甲"),
            ("欧阳试甲", "欧 阳 试 甲"),
            ("欧\u{301}阳\u{302a}试\u{20dd}甲\u{301}", "欧阳试甲"),
            ("欧阳试甲", "欧\u{301}阳试甲"),
            ("歐⾝", "欧身"),
            ("[他](http://x.example/欧阳试甲)", "欧阳试甲"),
            ("[他](http://x.example/?n=%E6%AC%A7%E9%98%B3试甲)", "欧阳试甲"),
            ("<a href=\"http://x.example/%e6%ac%a7%e9%98%b3\">他</a>", "欧阳"),
            ("http://x.example/%C5%B7%D1%F4", "欧阳"),
            ("[他][x]\n\n[x]: http://x.example/ \"欧阳试甲\"", "欧阳试甲"),
            ("![欧阳试甲](a.png)", "欧阳试甲"),
            ("<img alt='欧阳试甲'>", "欧阳试甲"),
            ("<!-- 欧阳试甲 -->", "欧阳试甲"),
            ("阿依古丽", "阿依·古丽"),
            ("阿依·古丽", "阿依古丽"),
            ("阿依‧古丽", "阿依·古丽"),
            ("阿依•古丽", "阿依‧古丽"),
            ("阿依・古丽", "阿依 古丽"),
            ("阿依.古丽", "阿依古丽"),
            ("写信到 Zhang.San@Example.org 即可", "zhang.san@example.org"),
            ("zhang.san@example.org", "Zhang.San@example.ORG"),
            ("ZHANG SAN AND OTHERS", "Zhang San"),
            ("plate-no.A-12345-registered", "a 12345"),
            ("川A 12345", "川A·12345"),
            ("José Álvarez", "JOSE ALVAREZ"),
            ("JOSE\u{301} ALVAREZ", "José Álvarez"),
            ("Zhаng Sаn", "zhang san"),
            ("ئابدۇللا", "ئابـدۇللا"),
            ("一**三**组\n\n> 甲\\.乙丙", "甲.乙丙"),
        ] {
            let word = words(&[word]);
            let blanked = blank(text, &word).unwrap_or_else(|| panic!("{text} is left"));
            assert!(!holds(&blanked, &word), "{blanked}");
        }
    }

    #[test]
    fn c14_what_is_left_to_the_renderer_takes_its_paragraph_along() {
        let name = words(&["欧阳试甲"]);
        let text = "前一段\n\n<div>\n欧&#38451;试甲欠款\n</div>\n\n后一段";
        assert_eq!(blank(text, &name).as_deref(), Some("前一段\n\n<div>\n■■■欠款\n</div>\n\n后一段"));
        // A letter that only the renderer knows.
        let text = "前一段\n\n<div>\n&Eacute;va Test 欠款\n</div>\n\n后一段";
        assert_eq!(blank(text, &words(&["Éva Test"])).as_deref(), Some("前一段\n\n■■■\n\n后一段"));
    }

    #[test]
    fn c14_nothing_else_is_blanked() {
        for (text, word) in [
            ("欧 阳，试甲", "欧阳试甲"),
            ("欧\n\n阳试甲", "欧阳试甲"),
            ("王家", "王-"),
            ("2026-3 号，3 月 16 日", "2026316"),
            ("0190f3ab-77aa-7c3e-abcd-0123456789ab", "ABCD"),
            ("", "欧阳试甲"),
            ("0190f3ab-77aa-7c3e-abcd-0123456789ab", "77AA7C3E"),
            ("a plan needed", "ann"),
            ("2015 30 10 2，| 53 | 0102 |", "530102"),
            ("王，伟大", "王伟"),
            ("小王（伟大工程）", "王伟"),
            ("| 王 | 伟 |", "王伟"),
        ] {
            assert_eq!(blank(text, &words(&[word])), None, "{text} {word}");
        }
        assert_eq!(
            blank("编号 0190f3ab-77aa-7c3e-abcd", &words(&["编号"])).as_deref(),
            Some("■■■ 0190f3ab-77aa-7c3e-abcd")
        );
    }
}
