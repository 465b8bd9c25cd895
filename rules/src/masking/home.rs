//! What is said to be somebody's home: 家住…12号, 住桃花路12号3楼, 住址：…. The same address of an office is none.

use super::address::{NO_HOUSE, is_dash, joined, numeral};
use crate::{reading::Seen, typed};

/// Words behind which a home stands, whatever it is called; the longest first.
const HOMES: [&str; 9] = ["家庭地址", "门牌号", "居住在", "家住", "现住", "住址", "居住", "门牌", "家在"];
/// What a word goes on with that is no home: 住房, 住宅, 住户, 居住证.
const GOES_ON: &str = "房宅户院建宿所持区校队处民点证权率";
/// What makes another word of 住: 入住, 记住.
const BEFORE: &str = "入记留停止保守稳困站抓挺顶";
/// What the name of a place ends with, or a part of a house.
const PLACES: &str = "路街巷村庄屯组里弄园区院苑道同湾坡沟坪镇乡寨坊寓栋幢座楼";
/// Parts of a house that follow its number.
const PARTS: [&str; 9] = ["单元", "号楼", "楼", "层", "室", "栋", "幢", "号", "户"];
/// How far behind the word its house number stands.
const FAR: usize = 24;

/// The homes: from the name of the place to the last part of the house.
pub(super) fn find(chars: &[Seen]) -> impl Iterator<Item = (usize, usize)> + '_ {
    (0..chars.len()).filter_map(move |at| {
        let (len, sure) = word(chars, at)?;
        let from = begin(chars, at + len);
        house(chars, from, sure).map(|to| (from, to))
    })
}

fn one(chars: &[Seen], at: usize) -> Option<char> {
    chars.get(at).map(|seen| seen.one)
}

fn reads(chars: &[Seen], at: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(nth, letter)| one(chars, at + nth) == Some(letter))
}

/// The length of a word for living that begins here, and whether it says surely that a home follows.
fn word(chars: &[Seen], at: usize) -> Option<(usize, bool)> {
    let before = at.checked_sub(1).and_then(|at| one(chars, at));
    let found = HOMES.into_iter().find(|word| reads(chars, at, word)).map(|word| (word.chars().count(), true));
    let (len, sure) = found.or_else(|| {
        let lives = reads(chars, at, "住") && !before.is_some_and(|one| BEFORE.contains(one));
        lives.then_some((1, false))
    })?;
    (!one(chars, at + len).is_some_and(|next| GOES_ON.contains(next))).then_some((len, sure))
}

/// Where the name of the place begins.
fn begin(chars: &[Seen], from: usize) -> usize {
    let between =
        |at: &usize| one(chars, *at).is_some_and(|one| one.is_whitespace() || "：:在于为是着了".contains(one));
    (from..).find(|at| !between(at)).unwrap_or(from)
}

/// Behind the house that is named from here on, within one clause.
fn house(chars: &[Seen], from: usize, sure: bool) -> Option<usize> {
    let mut place = sure;
    for at in from..(from + FAR).min(chars.len()) {
        let letter = one(chars, at)?;
        if letter == '号' && !one(chars, at + 1).is_some_and(|next| NO_HOUSE.contains(next)) {
            let number = (from..at).rev().find(|at| one(chars, *at) != Some(' '));
            if place && number.and_then(|at| one(chars, at)).is_some_and(numeral) {
                return Some(parts(chars, at + 1));
            }
        }
        if let Some(to) = dashed(chars, at) {
            return Some(to);
        }
        if letter == '的' || !(letter.is_alphanumeric() || letter == ' ' || is_dash(letter)) {
            return None;
        }
        place |= PLACES.contains(letter);
    }
    None
}

/// Behind a building and a room with a dash between, alone.
fn dashed(chars: &[Seen], from: usize) -> Option<usize> {
    let digits = |from: usize| (from..).find(|at| one(chars, *at).is_none_or(|one| typed::digit(one).is_none()));
    let alone = from.checked_sub(1).and_then(|at| one(chars, at)).is_none_or(|before| !joined(before));
    let building = digits(from).filter(|to| alone && (1..=3).contains(&(to - from)))?;
    let room = digits(building + 1).filter(|_| one(chars, building).is_some_and(is_dash))?;
    let ends = !one(chars, room).is_some_and(joined);
    (ends && (3..=4).contains(&(room - building - 1))).then_some(room)
}

/// Behind the further parts of a house: 3楼, 2单元501.
fn parts(chars: &[Seen], from: usize) -> usize {
    let mut end = from;
    loop {
        let begin = (end..).find(|at| one(chars, *at) != Some(' ')).unwrap_or(end);
        let number = (begin..).find(|at| !one(chars, *at).is_some_and(numeral)).unwrap_or(begin);
        if number == begin {
            return end;
        }
        match PARTS.into_iter().find(|part| reads(chars, number, part)) {
            Some(part) => end = number + part.chars().count(),
            None if end > from && (3..=4).contains(&(number - begin)) => return number,
            None => return end,
        }
    }
}
