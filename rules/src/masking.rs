//! What must not be published (E26; design.md §2, 10): identity numbers, mobile numbers, bank cards, household addresses.
//! [P] after the cases in which prosecutors had village boards taken down (domain.md §2.9). A machine finds the usual
//! shapes and no more: whoever publishes still reads the text.

use crate::{Refusal, coded::coded, proposal};

coded! {
    /// A kind of personal data.
    Kind {
        /// An identity number of 18 places whose check digit is right.
        IdNumber "id_number",
        /// A mobile number.
        Mobile "mobile",
        /// A bank card by Luhn's check.
        BankCard "bank_card",
        /// A household's address: building, unit and room, or group and house number.
        Address "address",
    }
}

impl Kind {
    /// Why a text that holds it is not published.
    #[must_use]
    pub const fn refusal(self) -> Refusal {
        match self {
            Self::IdNumber => Refusal::HoldsIdNumber,
            Self::Mobile => Refusal::HoldsMobile,
            Self::BankCard => Refusal::HoldsBankCard,
            Self::Address => Refusal::HoldsAddress,
        }
    }
}

/// Where something was found: bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// The first byte.
    pub from: usize,
    /// Behind the last byte.
    pub to: usize,
}

/// What a blanked place is replaced by.
pub const BLANK: &str = "■■■";

/// Whether a text may be published as it stands.
///
/// # Errors
/// The kind of personal data that it holds.
pub fn holds_nothing(text: &str) -> Result<(), Refusal> {
    find(text).first().map_or(Ok(()), |one| Err(one.kind.refusal()))
}

/// A reason that is said with an act and may be published: there is one, and it holds nobody's data.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn reason(text: &str) -> Result<String, (&'static str, Refusal)> {
    let beside = |refusal| ("reason", refusal);
    let reason = proposal::optional(text, 300).map_err(beside)?;
    if reason.is_empty() {
        return Err(beside(Refusal::ReasonMissing));
    }
    holds_nothing(&reason).map_err(beside)?;
    Ok(reason)
}

/// Everything in a text that must not be published, in its order, no two overlapping.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = numbers(&chars, text.len());
    found.extend(addresses(&chars, text.len()));
    found.sort_by_key(|one| (one.from, std::cmp::Reverse(one.to)));
    let mut kept: Vec<Found> = Vec::new();
    for one in found {
        if kept.last().is_none_or(|last| last.to <= one.from) {
            kept.push(one);
        }
    }
    kept
}

/// The place of something found, with a few characters before it and itself half covered: enough to find it again.
#[must_use]
pub fn place(text: &str, found: &Found) -> String {
    let before: Vec<char> = text.get(..found.from).unwrap_or_default().chars().rev().take(8).collect();
    let itself: Vec<char> = text.get(found.from..found.to).unwrap_or_default().chars().collect();
    let shown = itself.len().min(3);
    let before: String = before.into_iter().rev().filter(|one| !one.is_control()).collect();
    let itself: String = itself.into_iter().take(shown).collect();
    format!("…{before}{itself}…")
}

/// The text with everything that must not be published blanked out, and how many places that were.
#[must_use]
pub fn blank(text: &str) -> (String, usize) {
    let found = find(text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for one in &found {
        out.push_str(text.get(at..one.from).unwrap_or_default());
        out.push_str(BLANK);
        at = one.to;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (out, found.len())
}

/// A digit as it is written: half or full width.
fn digit(one: char) -> Option<u8> {
    let half = match one {
        '０'..='９' => char::from_u32(u32::from(one) - 0xfee0)?,
        other => other,
    };
    half.to_digit(10).and_then(|value| u8::try_from(value).ok())
}

/// A digit, or the X at the end of an identity number as 10.
fn place_of(one: char) -> Option<u8> {
    match one {
        'x' | 'X' | 'ｘ' | 'Ｘ' => Some(10),
        _ => digit(one),
    }
}

/// A run of digits with single blanks or dashes between them: each digit with its index, and whether a separator stands before.
struct Run {
    places: Vec<(u8, usize, bool)>,
}

fn runs(chars: &[(usize, char)]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut places: Vec<(u8, usize, bool)> = Vec::new();
    let mut separated = false;
    for (index, (_, one)) in chars.iter().enumerate() {
        if let Some(value) = place_of(*one).filter(|value| *value < 10 || places.len() >= 17) {
            places.push((value, index, separated));
            separated = false;
        } else if matches!(one, ' ' | '-' | '－' | '\u{3000}' | '\u{a0}') && !separated && !places.is_empty() {
            separated = true;
        } else {
            runs.push(Run { places: std::mem::take(&mut places) });
            separated = false;
        }
    }
    runs.push(Run { places });
    runs
}

fn numbers(chars: &[(usize, char)], end: usize) -> Vec<Found> {
    let byte = |index: usize| chars.get(index).map_or(end, |(byte, _)| *byte);
    let mut found = Vec::new();
    for run in runs(chars).iter().filter(|run| run.places.len() >= 11) {
        let mut add = |kind, part: &[(u8, usize, bool)]| {
            if let (Some((_, from, _)), Some((_, to, _))) = (part.first(), part.last()) {
                // Digits between the letters of a hash are no number of anybody.
                let hex = |index: Option<usize>| {
                    index.and_then(|index| chars.get(index)).is_some_and(|(_, one)| matches!(one, 'a'..='f'))
                };
                if !hex(from.checked_sub(1)) && !hex(Some(to + 1)) {
                    found.push(Found { kind, from: byte(*from), to: byte(to + 1) });
                }
            }
        };
        for window in run.places.windows(18).filter(|window| is_id(window)) {
            add(Kind::IdNumber, window);
        }
        // Whole runs and the groups between separators: 138 0013 8000, 86-13800138000, two numbers side by side.
        let groups = run.places.chunk_by(|_, next| !next.2);
        for part in std::iter::once(run.places.as_slice()).chain(groups) {
            let plain = part.iter().all(|(value, ..)| *value < 10);
            let number = match part {
                [(8, ..), (6, ..), rest @ ..] if rest.len() == 11 => rest,
                other => other,
            };
            if plain && matches!(number, [(1, ..), (3..=9, ..), rest @ ..] if rest.len() == 9) {
                add(Kind::Mobile, number);
            } else if plain && (16..=19).contains(&part.len()) && luhn(part) {
                add(Kind::BankCard, part);
            }
        }
    }
    found
}

/// GB 11643: a date of birth at its place, and the check digit of ISO 7064 MOD 11-2.
fn is_id(window: &[(u8, usize, bool)]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let at = |index: usize| window.get(index).map_or(0, |(value, ..)| u32::from(*value));
    let year = at(6) * 1000 + at(7) * 100 + at(8) * 10 + at(9);
    let (month, day) = (at(10) * 10 + at(11), at(12) * 10 + at(13));
    let born = (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let plain = window.iter().take(17).all(|(value, ..)| *value < 10);
    let sum: u32 = WEIGHTS.iter().enumerate().map(|(index, weight)| weight * at(index)).sum();
    born && plain && at(0) != 0 && (12 - sum % 11) % 11 == at(17)
}

fn luhn(part: &[(u8, usize, bool)]) -> bool {
    let sum: u32 = part
        .iter()
        .rev()
        .enumerate()
        .map(|(index, (value, ..))| {
            let value = u32::from(*value) * if index % 2 == 1 { 2 } else { 1 };
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    // A row of noughts is no card.
    sum > 0 && sum.is_multiple_of(10)
}

fn numeral(one: char) -> bool {
    digit(one).is_some()
        || matches!(one, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '零' | '〇')
}

/// Household addresses: 3栋2单元501室, 12号楼301, 三组15号, 幸福巷8号. What stands behind a number that is no house (a well, a
/// line, a document) is not one.
fn addresses(chars: &[(usize, char)], end: usize) -> Vec<Found> {
    const WITHIN: usize = 8;
    let byte = |index: usize| chars.get(index).map_or(end, |(byte, _)| *byte);
    let char_at = |index: usize| chars.get(index).map(|(_, one)| *one);
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
    let mut found = Vec::new();
    for (index, (_, one)) in chars.iter().enumerate() {
        let next = char_at(index + 1);
        let from = match one {
            '室' => numeral_before(index).and_then(|at| part_before(at, &['栋', '幢', '座', '楼', '元'])),
            '号' if !next.is_some_and(|next| "楼井线机泵杆地路桥令文台车".contains(next)) => {
                numeral_before(index).and_then(|at| part_before(at, &['组', '巷', '弄', '栋', '幢']))
            }
            // A room without its word: three or four digits behind a unit or a building.
            _ if digit(*one).is_some() && !next.is_some_and(|next| digit(next).is_some() || next == '室') => {
                numeral_before(index + 1)
                    .filter(|at| (3..=4).contains(&(index + 1 - at)))
                    .filter(|_| !next.is_some_and(|next| "户人米元套平方年月日".contains(next)))
                    .and_then(|at| part_before(at, &['元', '楼', '栋', '幢']))
            }
            _ => None,
        };
        if let Some(from) = from {
            found.push(Found { kind: Kind::Address, from: byte(from), to: byte(index + 1) });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kinds(text: &str) -> Vec<Kind> {
        find(text).iter().map(|one| one.kind).collect()
    }

    #[test]
    fn e26_what_must_not_be_published_is_found() {
        let cases = [
            ("身份证 11010519491231002X。", vec![Kind::IdNumber]),
            ("身份证：１１０１０５１９４９１２３１００２Ｘ", vec![Kind::IdNumber]),
            ("110105 19491231 002x", vec![Kind::IdNumber]),
            ("联系 13800138000", vec![Kind::Mobile]),
            ("联系 138-0013-8000 或 +86 139 0013 9000", vec![Kind::Mobile, Kind::Mobile]),
            ("13800138000 13900139000", vec![Kind::Mobile, Kind::Mobile]),
            ("8613800138000", vec![Kind::Mobile]),
            ("账号6222 0212 3456 7890 128", vec![Kind::BankCard]),
            ("账号6222 0212 3456 7890 129", vec![]),
            ("卡号 4111 1111 1111 1111", vec![Kind::BankCard]),
            ("住幸福里3栋2单元501室", vec![Kind::Address]),
            ("12号楼301室", vec![Kind::Address]),
            ("2单元301，漏水", vec![Kind::Address]),
            ("三组15号门前", vec![Kind::Address]),
            ("第3组 25号", vec![Kind::Address]),
            ("幸福巷8号", vec![Kind::Address]),
        ];
        for (text, expected) in cases {
            assert_eq!(kinds(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_personal_data_is_left_alone() {
        for text in [
            "投资 764,000 元，长 1500 米，2026-03-16 19:30，决定 2026-3 号",
            "办公电话 000-0000-0001，监督电话 12345，0931-8888888",
            "11010519491231002 1 不是号码，110105194912310021 校验不对",
            "三组12户受益，6号井，3号楼维修，12号楼301户居民，1单元120平方米，2栋300人",
            "文号 国办发〔2007〕4号，第三十五条，合同编号 20260316000123",
            "0000 0000 0000 0000",
            "村委会二楼会议室，一楼大厅",
            "指纹 e3b0c13800138000a4d7f，c4111111111111111d",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn a_place_is_shown_and_blanked() {
        let text = "请联系赵示一 13800138000，住三组15号。";
        let found = find(text);
        assert_eq!(place(text, &found[0]), "…请联系赵示一 138…");
        assert_eq!(blank(text), ("请联系赵示一 ■■■，住■■■。".to_owned(), 2));
        assert_eq!(blank("没有"), ("没有".to_owned(), 0));
    }

    proptest! {
        #[test]
        fn nothing_is_left_after_blanking(text in "\\PC{0,80}", phone in 13_000_000_000_u64..19_999_999_999) {
            let all = format!("{text}，{phone}，{text}");
            let (blanked, count) = blank(&all);
            prop_assert!(count >= 1);
            prop_assert!(!blanked.contains(&phone.to_string()));
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC*") {
            for one in find(&text) {
                prop_assert!(text.get(one.from..one.to).is_some());
            }
        }
    }
}
