//! Household addresses.

use super::{Found, Kind, home, label, place};
use crate::{reading::Seen, typed};

pub(super) fn numeral(one: char) -> bool {
    typed::digit(one).is_some()
        || matches!(one, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '零' | '〇')
}

/// What stands right behind 号 that is no house: a well, a line, a document.
pub(super) const NO_HOUSE: &str = "楼井线机泵杆地路桥令文台车";
/// Behind a number of three or four digits: it counts, and is no room.
const COUNTS: &str = "户人米元套平方年月日千吨亩棵株个立公";

/// Household addresses: 6-2-501, 6-501室, 6#501, 3栋2单元501室, 12号楼301, 三组15号, 幸福巷8号, and what is said to be somebody's home. What
/// stands behind a number that is no house is not one, nor the number of a thing.
pub(super) fn find(chars: &[Seen]) -> Vec<Found> {
    const WITHIN: usize = 8;
    let address = |from: usize, to: usize| {
        let (from, to) = place(chars, from, to)?;
        Some(Found { kind: Kind::Address, from, to, certain: false })
    };
    let char_at = |index: usize| chars.get(index).map(|seen| seen.one);
    // The first index of the numeral that ends before `index`.
    let numeral_before = |index: usize| {
        let mut at = index;
        while at > 0 && char_at(at - 1).is_some_and(numeral) {
            at -= 1;
        }
        (at < index).then_some(at)
    };
    // The nearest part of a building or lane before `index`, with its own number: where it begins.
    let part_before = |index: usize, parts: &[char]| {
        let mut at = index;
        while at > 0 && index - at < WITHIN {
            at -= 1;
            let one = char_at(at)?;
            if parts.contains(&one) {
                // 号楼 and 单元 are written with two characters.
                let name = if matches!(one, '楼' | '元') { at.saturating_sub(1) } else { at };
                return numeral_before(name).or_else(|| matches!(one, '巷' | '弄').then_some(at));
            }
            if !(numeral(one) || matches!(one, '单' | '号' | '第' | ' ' | '-')) {
                return None;
            }
        }
        None
    };
    let of_thing = |from: usize, to: usize| label::nearest(chars, from, to).is_thing();
    // A building by its sign alone, and a building and a room between dashes: of three or four digits, alone, and nothing's number.
    let by_sign = |from: usize, to: usize| {
        let alone = from.checked_sub(1).and_then(char_at).is_none_or(|before| !joined(before));
        (alone && !of_thing(from, to)).then_some(from)
    };
    let dashed_room = |room: usize, to: usize| {
        let dash = room.checked_sub(1).filter(|at| char_at(*at).is_some_and(is_dash))?;
        let building = numeral_before(dash).filter(|at| dash - at <= 3 && (3..=4).contains(&(to - room)))?;
        by_sign(building, to)
    };
    let is_sign = |at: usize| char_at(at).is_some_and(|one| matches!(one, '#' | '＃'));
    let signed_room = |room: usize, to: usize| {
        let sign = room.checked_sub(1).filter(|at| is_sign(*at))?;
        let building = numeral_before(sign).filter(|at| sign - at <= 3)?;
        by_sign(building, to)
    };
    let mut found: Vec<Found> = dashed(chars)
        .chain(home::find(chars))
        .filter(|(from, to)| !of_thing(*from, *to))
        .filter_map(|(from, to)| address(from, to))
        .collect();
    for (index, Seen { one, .. }) in chars.iter().enumerate() {
        let next = char_at(index + 1);
        let from = match one {
            '室' if next != Some('外') => {
                let end = if index.checked_sub(1).and_then(char_at) == Some(' ') { index - 1 } else { index };
                numeral_before(end).and_then(|at| {
                    part_before(at, &['栋', '幢', '座', '楼', '元', '号'])
                        .or_else(|| dashed_room(at, end))
                        .or_else(|| signed_room(at, end))
                })
            }
            '号' if !next.is_some_and(|next| NO_HOUSE.contains(next)) => {
                numeral_before(index).and_then(|at| part_before(at, &['组', '巷', '弄', '栋', '幢']))
            }
            // A room without its word: three or four digits behind a unit or a building.
            one if in_room(*one) && !next.is_some_and(|next| numeral(next) || next == '室') => {
                let counts = next.is_some_and(|next| COUNTS.contains(next) && char_at(index + 2) != Some('主'));
                numeral_before(index + 1)
                    .filter(|at| (3..=4).contains(&(index + 1 - at)) && !counts)
                    .filter(|at| (*at..index).filter_map(char_at).all(in_room))
                    .and_then(|at| {
                        let room = || ends_as_room(chars, at, index + 1) && !next.is_some_and(joined);
                        part_before(at, &['元', '楼', '栋', '幢', '座'])
                            .or_else(|| signed_room(at, index + 1).filter(|_| room()))
                    })
            }
            _ => None,
        };
        if let Some(mut from) = from {
            // The unit's building too: what is covered is the whole address.
            while let Some(more) = part_before(from, &['栋', '幢', '座', '楼', '元']) {
                from = more;
            }
            found.extend(address(from, index + 1));
        }
    }
    found
}

/// A digit as it stands in the number of a room: 501, 五〇一.
fn in_room(one: char) -> bool {
    numeral(one) && !matches!(one, '十' | '百')
}

/// Whether the digits of a room end in its place on the floor: 501 and not 500.
fn ends_as_room(chars: &[Seen], from: usize, to: usize) -> bool {
    let values = chars.get(from..to).unwrap_or_default().iter().filter_map(|seen| super::digit(seen.one));
    let number = values.fold(0_u32, |sum, one| sum * 10 + u32::from(one));
    (1..=40).contains(&(number % 100))
}

pub(super) fn is_dash(one: char) -> bool {
    matches!(one, '-' | '－' | '–' | '—' | '−')
}

/// Whether a character beside a number makes it part of a longer one.
pub(super) fn joined(one: char) -> bool {
    one.is_ascii_alphanumeric() || typed::digit(one).is_some() || is_dash(one) || matches!(one, '.' | '/' | '．')
}

/// 6-2-501: building, unit and room between dashes, standing alone. A room has its floor and its number on it; years and lengths are none.
fn dashed(chars: &[Seen]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let char_at = move |index: usize| chars.get(index).map(|seen| seen.one);
    let value_at = move |index: usize| char_at(index).and_then(typed::digit);
    // Behind the digits that begin at `from`, and their value.
    let group = move |from: usize| {
        let to = (from..).find(|at| value_at(*at).is_none()).unwrap_or(from);
        let value = (from..to)
            .filter_map(value_at)
            .fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(digit.into()));
        (to, value)
    };
    let dash = move |at: usize| char_at(at).is_some_and(is_dash);
    (0..chars.len()).filter_map(move |from| {
        let alone = from.checked_sub(1).and_then(char_at).is_none_or(|before| !joined(before));
        if !alone || value_at(from).is_none_or(|first| first == 0) {
            return None;
        }
        let (building, _) = group(from);
        let (unit, _) = dash(building).then(|| group(building + 1))?;
        let (room, number) = dash(unit).then(|| group(unit + 1))?;
        let fits = building - from <= 3
            && (1..=2).contains(&(unit - building - 1))
            && (3..=4).contains(&(room - unit - 1))
            && (1..=30).contains(&(number % 100))
            && !(1900..2100).contains(&number);
        let next = char_at(room);
        let free = next.is_none_or(|next| !joined(next) && !"米元毫厘㎡千吨度号线期".contains(next));
        (fits && free).then_some((from, room))
    })
}
