//! A text folded for comparing: its letters, and what lies between them. Whatever parts two letters of the words that are looked for
//! does not hide them, as far as a reader still reads them as one.

use super::super::simplified::simplified;
use rules::{folding, masking, reading::Seen, takeback, typed};
use std::ops::Range;
use unicode_normalization::char::decompose_compatible;

/// What lies between two letters, the nearer first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// Nothing that is seen.
    None,
    /// A blank, a dash, a dot.
    Mark,
    /// The end of a line.
    Line,
    /// A bracket, a quote, any other sign.
    Sign,
    /// The end of a cell.
    Cell,
    /// A sign that ends words, or a paragraph.
    Wall,
}

/// A letter or digit: small, of half width, simplified, without marks over it.
struct Letter {
    one: char,
    /// What lies before it.
    before: Gap,
    /// The bytes of the text that it is written in.
    from: usize,
    to: usize,
}

/// What is read of a text.
#[derive(Default)]
pub(super) struct Reading(Vec<Letter>);

impl Reading {
    pub(super) fn of(seen: &[Seen]) -> Self {
        let mut letters: Vec<Letter> = Vec::with_capacity(seen.len());
        let (mut before, mut lines) = (Gap::None, 0);
        for Seen { one, from, to } in seen {
            if is_accent(*one) {
                if let Some(last) = letters.last_mut().filter(|last| last.to == *from) {
                    last.to = *to;
                }
                continue;
            }
            let Some(one) = (if one.is_whitespace() || one.is_control() { Some(*one) } else { folding::seen(*one) })
            else {
                continue;
            };
            let gap = gap(one, &mut lines);
            if let Some(gap) = gap {
                before = before.max(gap);
                continue;
            }
            lines = 0;
            each_letter(one, |one| {
                letters.push(Letter { one, before, from: *from, to: *to });
                before = Gap::None;
            });
        }
        Self(letters)
    }

    /// The bytes of the text in which a word stands.
    pub(super) fn places(&self, word: &Word) -> Vec<Range<usize>> {
        let Self(letters) = self;
        let Some(first) = word.letters.first() else { return Vec::new() };
        let mut places = Vec::new();
        let mut behind = 0;
        for at in 0..letters.len() {
            if at < behind || !letters.get(at).is_some_and(|one| word.reads(*first, one.one)) {
                continue;
            }
            let Some(part) = letters.get(at..at + word.letters.len()).filter(|part| word.is(part)) else { continue };
            let beside = at.checked_sub(1).and_then(|before| letters.get(before));
            let alone = beside.is_none_or(|beside| !word.joins(beside.one, part.first()))
                && letters.get(at + part.len()).is_none_or(|next| !word.joins(next.one, Some(next)));
            if (alone || !word.must_be_alone(part))
                && let (Some(first), Some(last)) = (part.first(), part.last())
            {
                places.push(first.from.min(last.from)..last.to.max(first.to));
                behind = at + part.len();
            }
        }
        places
    }
}

/// Words that are looked for, as their letters alone.
pub(super) struct Word {
    letters: Vec<char>,
    /// Digits alone, maybe with an X at the end: they are read however they are written.
    number: bool,
    /// Of a script whose words are set apart by blanks, or a number.
    spaced: bool,
    /// The words have a sign within that ends words.
    walls: bool,
}

impl Word {
    /// None of what stands in too many words that are right.
    pub(super) fn of(word: &str) -> Option<Self> {
        let seen: Vec<Seen> =
            word.char_indices().map(|(at, one)| Seen { one, from: at, to: at + one.len_utf8() }).collect();
        let reading = Reading::of(&seen).0;
        let letters: Vec<char> = reading.iter().map(|one| one.one).collect();
        let text: String = letters.iter().collect();
        let number = text.trim_end_matches('x').bytes().all(|one| one.is_ascii_digit());
        let spaced = letters.iter().all(|one| *one < '\u{2e80}');
        let walls = reading.iter().skip(1).any(|one| one.before == Gap::Wall);
        (!letters.is_empty() && !takeback::is_common(&text)).then_some(Self { letters, number, spaced, walls })
    }

    /// Whether a letter of it is read in a letter of the text.
    fn reads(&self, own: char, other: char) -> bool {
        let value = || self.number.then(|| masking::digit(other)).flatten();
        own == other || value().is_some_and(|value| char::from_digit(value.into(), 10) == Some(own))
    }

    /// So many letters that they meet by no chance.
    fn is_long(&self) -> bool {
        self.letters.len() >= 9
    }

    /// Whether these letters are its own, and are read as one.
    fn is(&self, part: &[Letter]) -> bool {
        if !self.letters.iter().zip(part).all(|(own, other)| self.reads(*own, other.one)) {
            return false;
        }
        let gaps = || part.iter().skip(1).map(|one| one.before);
        let most = match (self.number, self.is_long()) {
            (_, _) if self.walls => Gap::Wall,
            (true, true) => Gap::Wall,
            (true, false) => Gap::Mark,
            (false, _) if self.letters.len() > 2 => Gap::Cell,
            (false, _) => Gap::Line,
        };
        // Spelled out: 欧、阳、试、甲.
        let spelled = part.len() > 2 && gaps().all(|gap| gap == Gap::Wall);
        spelled || gaps().all(|gap| gap <= most)
    }

    /// Whether it is so short, and so broken, that it must not be a part of other words.
    fn must_be_alone(&self, part: &[Letter]) -> bool {
        self.spaced && !self.is_long() && part.iter().skip(1).any(|one| one.before != Gap::None)
    }

    /// Whether a letter beside it makes it a part of another word.
    fn joins(&self, beside: char, behind: Option<&Letter>) -> bool {
        behind.is_some_and(|one| one.before == Gap::None) && beside < '\u{2e80}'
    }
}

/// What a character is between letters; none where it is one.
fn gap(one: char, lines: &mut usize) -> Option<Gap> {
    match one {
        '\n' | '\u{2028}' | '\u{85}' => {
            *lines += 1;
            Some(if *lines > 1 { Gap::Wall } else { Gap::Line })
        }
        '\u{2029}' => Some(Gap::Wall),
        '\t' | '|' | '｜' => Some(Gap::Cell),
        ',' | ';' | ':' | '!' | '?' | '，' | '；' | '：' | '！' | '？' | '。' | '、' | '…' => Some(Gap::Wall),
        '*' | '_' | '~' | '`' | '\\' => Some(Gap::None),
        one if one.is_alphanumeric() => None,
        // Raised digits and the like are no letters, and stand for some.
        one if folds_to_letters(one) => None,
        one if one.is_whitespace() || "-‐‑‒–—―−﹣－.．·•‧∙⋅・･●◦\u{b7}/／\u{2800}\u{3164}\u{ffa0}".contains(one) => {
            Some(Gap::Mark)
        }
        _ => Some(Gap::Sign),
    }
}

fn folds_to_letters(one: char) -> bool {
    let mut any = false;
    decompose_compatible(one, |part| any |= part.is_alphanumeric());
    any
}

/// The letters that a character is compared as.
fn each_letter(one: char, mut to: impl FnMut(char)) {
    decompose_compatible(one, |part| {
        if is_accent(part) || !part.is_alphanumeric() {
            return;
        }
        let part = typed::digit(part).and_then(|digit| char::from_digit(digit.into(), 10)).unwrap_or(part);
        simplified(part).to_lowercase().filter(|one| one.is_alphanumeric()).map(alike).for_each(&mut to);
    });
}

/// Letters of other alphabets that look like Latin ones.
fn alike(one: char) -> char {
    match one {
        'а' | 'α' => 'a',
        'с' => 'c',
        'е' => 'e',
        'һ' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'у' => 'y',
        'х' => 'x',
        other => other,
    }
}

/// Marks that stand over, under, in and around the letter before, and the line that stretches Arabic letters.
const fn is_accent(one: char) -> bool {
    matches!(
        one,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{640}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{302a}'..='\u{302f}'
            | '\u{3099}'..='\u{309c}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{fe20}'..='\u{fe2f}'
            | '\u{180b}'..='\u{180d}'
            | '\u{e0000}'..='\u{e01ef}'
    )
}
