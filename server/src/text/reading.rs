//! A text as it reads, for taking words out of it: whatever its form, marks of Markdown, tags, characters that nobody sees and those
//! that look alike do not hide the words that a reader sees, or that search finds.

use super::{markdown, simplified::simplified};
use pulldown_cmark::{Event, Options, Parser, TagEnd};
use rules::{
    folding,
    takeback::{self, MARK},
    typed,
};
use std::ops::Range;

/// Marks that a form may not show.
const MARKS: &str = "*_`~\\";
/// Taking words out can bring others together, but not for ever.
const ROUNDS: usize = 8;
/// From so many characters on, one word of ASCII alone is an id or a hash, in which letters stand as they are.
const CODE: usize = 16;

/// What is read of a text, folded as search folds it, with the bytes that each character stands in.
#[derive(Default)]
struct Reading {
    text: String,
    /// Where a character of `text` begins, and the bytes of the text as typed that it stands for.
    from: Vec<(usize, Range<usize>)>,
}

impl Reading {
    /// The text as it was typed, with the marks or as if they were not there.
    fn typed(text: &str, marks: bool) -> Self {
        let mut reading = Self::default();
        for (at, one) in text.char_indices() {
            if marks || !MARKS.contains(one) {
                reading.push(one, at..at + one.len_utf8());
            }
        }
        reading
    }

    /// The text as Markdown shows it.
    fn markdown(text: &str) -> Self {
        let mut reading = Self::default();
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            let source = text.get(range.clone()).unwrap_or_default();
            match event {
                Event::Text(said) | Event::Code(said) => match source.find(&*said) {
                    Some(within) => {
                        for (at, one) in said.char_indices() {
                            let from = range.start + within + at;
                            reading.push(one, from..from + one.len_utf8());
                        }
                    }
                    // Written otherwise than it reads: `&#38451;`.
                    None => said.chars().for_each(|one| reading.push(one, range.clone())),
                },
                Event::Html(_) | Event::InlineHtml(_) => {
                    let mut tag = false;
                    for (at, one) in source.char_indices() {
                        tag |= one == '<';
                        if !tag {
                            reading.push(one, range.start + at..range.start + at + one.len_utf8());
                        }
                        tag &= one != '>';
                    }
                }
                Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link) => {}
                Event::SoftBreak | Event::HardBreak | Event::End(_) => reading.push(' ', range.end..range.end),
                _ => {}
            }
        }
        reading
    }

    fn push(&mut self, one: char, from: Range<usize>) {
        let parts = one.is_whitespace() || one.is_control();
        let Some(seen) = (if parts { Some(' ') } else { folding::seen(one) }) else { return };
        let seen = typed::digit(seen).and_then(|digit| char::from_digit(digit.into(), 10)).unwrap_or(seen);
        if seen.is_alphanumeric() {
            for one in simplified(seen).to_lowercase() {
                self.from.push((self.text.len(), from.clone()));
                self.text.push(one);
            }
        } else if !self.text.ends_with(' ') {
            self.from.push((self.text.len(), from));
            self.text.push(' ');
        }
    }

    /// The bytes of the text as typed in which a folded word stands.
    fn places<'r>(&'r self, word: &'r str) -> impl Iterator<Item = Range<usize>> + 'r {
        self.text.match_indices(word).filter_map(|(at, found)| {
            let first = self.from.partition_point(|(begin, _)| *begin < at);
            let behind = self.from.partition_point(|(begin, _)| *begin < at + found.len());
            let last = behind.checked_sub(1)?;
            Some(self.from.get(first)?.1.start..self.from.get(last)?.1.end)
        })
    }
}

/// The words as they are looked for in a reading: those that fold to something that is no part of many words.
fn folded(words: &[String]) -> Vec<String> {
    let fold = |word: &String| [true, false].map(|marks| Reading::typed(word, marks).text.trim().to_owned());
    let mut all: Vec<String> = words.iter().flat_map(fold).filter(|one| !takeback::is_common(one)).collect();
    all.sort_by_key(|one| (std::cmp::Reverse(one.len()), one.clone()));
    all.dedup();
    all
}

/// Where the folded words stand in a text, in its order, none overlapping.
fn places(text: &str, folded: &[String]) -> Vec<Range<usize>> {
    let mut readings = vec![Reading::typed(text, true)];
    if text.contains(|one| MARKS.contains(one)) {
        readings.push(Reading::typed(text, false));
    }
    if text.contains(|one: char| one.is_ascii_punctuation()) {
        readings.push(Reading::markdown(text));
    }
    let mut found: Vec<_> =
        readings.iter().flat_map(|reading| folded.iter().flat_map(|word| reading.places(word))).collect();
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

/// Whether a text, shown as Markdown, reads like one of the folded words.
fn renders(text: &str, folded: &[String]) -> bool {
    let mut shown = String::new();
    for (nth, part) in markdown(text).split('<').enumerate() {
        let (tag, rest) = if nth == 0 { ("", part) } else { part.split_once('>').unwrap_or_default() };
        let within = ["strong", "em", "del", "code", "a"];
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if nth > 0 && !within.contains(&name) {
            shown.push(' ');
        }
        shown.push_str(rest);
    }
    let shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&quot;", "\"");
    let reading = Reading::typed(&shown.replace("&amp;", "&"), true);
    folded.iter().any(|word| reading.text.contains(word.as_str()))
}

fn is_code(text: &str) -> bool {
    text.len() >= CODE && text.bytes().all(|one| one.is_ascii_alphanumeric() || b"-_.:/".contains(&one))
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
        let folded = folded(words);
        now = thoroughly(now, &folded);
    }
    (now != text).then_some(now)
}

fn thoroughly(text: String, folded: &[String]) -> String {
    let mut now = text;
    for _ in 0..ROUNDS {
        let places = places(&now, folded);
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
    let left = |text: &str| text.contains(['<', '&']) && renders(text, folded);
    if left(&now) {
        let parts: Vec<&str> = now.split("\n\n").map(|part| if left(part) { MARK } else { part }).collect();
        now = parts.join("\n\n");
    }
    if left(&now) || !places(&now, folded).is_empty() { MARK.to_owned() } else { now }
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
            ("用 ＡＢＣ 公司", "abc"),
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
        assert_eq!(blank(text, &name).as_deref(), Some("前一段\n\n■■■\n\n后一段"));
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
        ] {
            assert_eq!(blank(text, &words(&[word])), None, "{text} {word}");
        }
        assert_eq!(
            blank("编号 0190f3ab-77aa-7c3e-abcd", &words(&["编号"])).as_deref(),
            Some("■■■ 0190f3ab-77aa-7c3e-abcd")
        );
    }
}
