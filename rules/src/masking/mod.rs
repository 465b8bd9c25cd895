//! What must not be published (E26; design.md §2, 10): identity numbers, mobile numbers, bank cards, household addresses.
//! [P] after the cases in which prosecutors had village boards taken down (domain.md §2.9). A machine finds the usual
//! shapes and no more: whoever publishes still reads the text, and says where it found what is none.
//!
//! Digits of any script, full width and Chinese numerals are digits here; positions are those of the text as typed.

mod account;
mod address;
#[cfg(test)]
mod affairs;
#[cfg(test)]
mod cases;
mod home;
mod identity;
mod label;
mod number;
mod permit;
mod said;

pub use number::digit;
pub use said::{Mention, Said, mentions};

use crate::{
    Refusal,
    coded::coded,
    kind::gate::says_something,
    proposal,
    reading::{self, Seen},
};
use std::collections::HashSet;

coded! {
    /// A kind of personal data.
    Kind {
        /// An identity number of 18 places, or of 15, with a date of birth.
        IdNumber "id_number",
        /// A mobile number.
        Mobile "mobile",
        /// A bank card or an account, by Luhn's check or by what it is called.
        BankCard "bank_card",
        /// A household's address: building, unit and room, or group and house number.
        Address "address",
        /// A passport, a travel permit or an officer's card.
        Permit "permit",
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
            Self::Permit => Refusal::HoldsPermit,
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
    /// Whether it is beyond doubt: an identity number whose check digit is right, and of which nothing says that it names a thing, or
    /// one with a date of birth that is called an identity number. Of anything else whoever publishes may say that it is none.
    pub certain: bool,
}

impl Found {
    /// The characters that were found.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.from..self.to).unwrap_or_default()
    }
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
pub fn reason<'t>(text: impl Into<Said<'t>>) -> Result<String, (&'static str, Refusal)> {
    let beside = |refusal| ("reason", refusal);
    let said = text.into();
    let reason = proposal::optional(said.text(), 300).map_err(beside)?;
    if !gives_reason(&reason) {
        return Err(beside(Refusal::ReasonMissing));
    }
    said.leaves_nothing(&reason).map_err(beside)?;
    Ok(reason)
}

/// Whether a text can be a reason: it is not "无" or its like, and has more than one letter, of an alphabet at least four. A word that is
/// one letter again and again says nothing.
#[must_use]
pub fn gives_reason(text: &str) -> bool {
    let letters: HashSet<char> = text.chars().filter(|one| one.is_alphabetic()).collect();
    let least = if letters.iter().any(|one| !one.is_ascii()) { 2 } else { 4 };
    says_something(text) && letters.len() >= least
}

/// Everything in a text that must not be published, in its order, no two overlapping: as it is written, and as a page shows it.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for seen in reading::readings(text) {
        found.extend(number::find(&seen));
        found.extend(number::plain_alone(&seen).iter().flat_map(|seen| number::find(seen)));
        found.extend(permit::find(&seen));
        found.extend(address::find(&seen));
    }
    found.sort_by_key(|one| (one.from, std::cmp::Reverse(one.to)));
    let mut kept: Vec<Found> = Vec::new();
    for one in found {
        match kept.last_mut().filter(|last| one.from < last.to) {
            // Read in two ways, it is covered as a whole.
            Some(last) => {
                last.to = last.to.max(one.to);
                last.certain |= one.certain;
            }
            None => kept.push(one),
        }
    }
    kept
}

/// The bytes of characters from one up to another, also where they are read backwards.
fn place(chars: &[Seen], from: usize, to: usize) -> Option<(usize, usize)> {
    let (first, last) = (chars.get(from)?, chars.get(to.checked_sub(1)?)?);
    Some((first.from.min(last.from), first.to.max(last.to)))
}

/// The place of something found, with a few characters before it and itself half covered: enough to find it again.
#[must_use]
pub fn shown(text: &str, found: &Found) -> String {
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
    (cover(text, &found), found.len())
}

/// The text with these places, in their order, blanked out, and nothing else.
#[must_use]
pub fn cover(text: &str, places: &[Found]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for one in places {
        out.push_str(text.get(at..one.from).unwrap_or_default());
        out.push_str(BLANK);
        at = one.to;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
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
            ("账号6222 0212 3456 7890 129", vec![Kind::BankCard]),
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
            "11010519491331002 1 不是号码，930105194912310021 没有这个省",
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
        assert_eq!(shown(text, &found[0]), "…请联系赵示一 138…");
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
        fn c13_blanking_covers_what_was_found_and_nothing_else(text in "[一二三0-9１ -]{0,30}(电话|合同编号|\\n|\\|)?[0-9 -]{0,24}\\PC{0,10}") {
            let (blanked, count) = blank(&text);
            let found = find(&text);
            prop_assert_eq!(found.len(), count);
            let mut at = 0;
            let mut kept = String::new();
            for one in &found {
                prop_assert!(one.from >= at && one.to > one.from);
                kept.push_str(&text[at..one.from]);
                at = one.to;
            }
            kept.push_str(&text[at..]);
            prop_assert_eq!(blanked.replace(BLANK, ""), kept.replace(BLANK, ""));
        }

        #[test]
        fn c13_however_a_number_is_broken_it_is_found(
            rest in 100_000_000_u64..999_999_999,
            second in 3_u64..=9,
            marks in proptest::collection::vec(proptest::sample::select(vec!["", " ", "-", ".", "\u{200b}", "－", " - "]), 10),
        ) {
            let number = format!("1{second}{rest}");
            let mut broken = String::new();
            for (at, one) in number.chars().enumerate() {
                broken.push(one);
                // As people break numbers: in at most three groups.
                if matches!(at, 2 | 6) {
                    broken.push_str(marks[at]);
                }
            }
            let text = format!("联系{broken}，谢谢");
            let found = find(&text);
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert_eq!(&text[found[0].from..found[0].to], broken.as_str());
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC*") {
            for one in find(&text) {
                prop_assert!(text.get(one.from..one.to).is_some());
            }
        }
    }
}
