//! Household addresses.

use super::{Found, Kind, place};
use crate::{reading::Seen, typed};

fn numeral(one: char) -> bool {
    typed::digit(one).is_some()
        || matches!(one, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '零' | '〇')
}

/// Household addresses: 6-2-501, 3栋2单元501室, 12号楼301, 三组15号, 幸福巷8号. What stands behind a number that is no house (a well, a
/// line, a document) is not one.
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
    let mut found: Vec<Found> = dashed(chars).filter_map(|(from, to)| address(from, to)).collect();
    for (index, Seen { one, .. }) in chars.iter().enumerate() {
        let next = char_at(index + 1);
        let from = match one {
            '室' => numeral_before(index).and_then(|at| part_before(at, &['栋', '幢', '座', '楼', '元'])),
            '号' if !next.is_some_and(|next| "楼井线机泵杆地路桥令文台车".contains(next)) => {
                numeral_before(index).and_then(|at| part_before(at, &['组', '巷', '弄', '栋', '幢']))
            }
            // A room without its word: three or four digits behind a unit or a building.
            _ if typed::digit(*one).is_some()
                && !next.is_some_and(|next| typed::digit(next).is_some() || next == '室') =>
            {
                numeral_before(index + 1)
                    .filter(|at| (3..=4).contains(&(index + 1 - at)))
                    .filter(|_| !next.is_some_and(|next| "户人米元套平方年月日".contains(next)))
                    .and_then(|at| part_before(at, &['元', '楼', '栋', '幢']))
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
    let dash = move |at: usize| char_at(at).is_some_and(|one| matches!(one, '-' | '－' | '–' | '—' | '−'));
    let joined = |one: char| one.is_ascii_alphanumeric() || typed::digit(one).is_some() || "-－–—−./．".contains(one);
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
