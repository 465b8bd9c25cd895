//! Telephones as they are compared: one number is one, however it was typed.

use super::narrow;
use crate::typed::digit;

/// The telephones of a cell: each as its national digits, without the country's code, without the zero that is dialled before
/// an area, and without brackets, dashes and blanks. A text that holds no digit names none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Phones(Vec<String>);

impl Phones {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each of them as a key.
    #[must_use]
    pub fn keys(&self) -> &[String] {
        &self.0
    }

    /// How many telephones both have. A landline that is written without its area is that of any area.
    #[must_use]
    pub fn shared(&self, other: &Self) -> usize {
        self.0.iter().filter(|one| other.0.iter().any(|other| rings(one, other))).count()
    }
}

/// Reads the telephones of a cell, which may hold several: `13900000001/0571-88888888`.
#[must_use]
pub fn phones(text: &str) -> Phones {
    let mut all: Vec<String> = text.split(is_between).flat_map(keys).collect();
    all.sort();
    all.dedup();
    Phones(all)
}

fn is_between(one: char) -> bool {
    matches!(one, '/' | '／' | '\\' | '|' | '｜' | '、' | ',' | '，' | ';' | '；' | '\n' | '或' | '和')
}

/// The numbers of a text in which nothing parts them. Blanks are typed within a number as well as between two, so what follows
/// the eleven digits of a mobile telephone is another number.
fn keys(text: &str) -> Vec<String> {
    let text: Vec<char> = text.chars().filter_map(narrow).collect();
    let digits = text.iter().filter_map(|one| digit(*one)).map(|value| char::from(b'0' + value)).collect();
    let mut rest = national(digits, text.contains(&'+'));
    let mut found = Vec::new();
    while rest.len() >= 18 && rest.get(..11).is_some_and(is_mobile) {
        let next = rest.split_off(11);
        found.push(std::mem::replace(&mut rest, national(next, false)));
    }
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

/// Digits as they are dialled from another area of this country. `abroad`: a plus stands before them.
fn national(digits: String, abroad: bool) -> String {
    let code = ["0086", "86"].into_iter().find_map(|code| Some((code, digits.strip_prefix(code)?)));
    // Seven or eight digits of a landline may begin with 86, and no number of this country has twelve without a zero.
    let after = code.filter(|(code, rest)| {
        rest.len() >= 10 && (abroad || *code == "0086" || rest.len() <= 12 || rest.get(..11).is_some_and(is_mobile))
    });
    let digits = after.map_or(digits.as_str(), |(_, rest)| rest);
    let area = digits.strip_prefix('0').filter(|rest| rest.len() >= 9 && !rest.starts_with('0'));
    area.unwrap_or(digits).to_owned()
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && digits.chars().nth(1).is_some_and(|one| matches!(one, '3'..='9'))
}

/// Whether two keys are one telephone.
fn rings(one: &str, other: &str) -> bool {
    let local = |short: &str, long: &str| {
        let area = long.strip_suffix(short).map(str::len);
        matches!(short.len(), 7 | 8) && matches!(area, Some(2 | 3)) && !is_mobile(long)
    };
    one == other || local(one, other) || local(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a2_one_mobile_telephone_is_one_however_it_is_typed() {
        let one = phones("13900000777");
        for text in [
            "139 0000 0777",
            "139-0000-0777",
            "１３９０００００７７７",
            "１３９ 0000－0777",
            "+86 139 0000 0777",
            "＋８６１３９０００００７７７",
            "+86-139-0000-0777",
            "0086 13900000777",
            "86-13900000777",
            "8613900000777",
            "(86)13900000777",
            "（+86）139-0000-0777",
            "(+86) 139.0000.0777",
            "013900000777",
            "tel:+8613900000777",
            "手机：139 0000 0777",
            "\u{202d}+86 139 0000 0777\u{202c}",
            "13900000777、13900000777",
        ] {
            assert_eq!(phones(text), one, "{text}");
        }
        for text in ["13900000778", "1390000077", "139000007770", "", "无"] {
            assert_ne!(phones(text), one, "{text}");
        }
        assert!(phones("").is_empty() && phones("无").is_empty() && !phones("12").is_empty());
    }

    #[test]
    fn a2_a_landline_has_an_area_or_none() {
        let one = phones("0571-88888888");
        for text in [
            "（0571）88888888",
            "0571 8888 8888",
            "+86 571 8888 8888",
            "+86 (0)571-88888888",
            "0086-571-88888888",
            "86-0571-88888888",
            "tel:0571-88888888",
        ] {
            assert_eq!(phones(text), one, "{text}");
        }
        assert_eq!(phones("+86-10-86123456"), phones("010-86123456"));
        // Without its area it rings as well, and is no other text for that.
        assert_eq!((phones("88888888").shared(&one), one.shared(&phones("8888 8888"))), (1, 1));
        assert_ne!(phones("88888888"), one);
        for text in ["0572-88888888", "88888889", "8888", "86123456", "15788888888"] {
            assert_eq!(phones(text).shared(&one), 0, "{text}");
        }
        assert_eq!(phones("88888888").shared(&phones("15788888888")), 0, "a mobile telephone has no area");
        // What begins like the country's code and is a whole number stays one.
        assert_ne!(phones("86123456"), phones("123456"));
        assert_ne!(phones("000-0000-0001"), phones("00-0000-0001"));
    }

    #[test]
    fn a2_several_telephones_in_one_cell_are_several() {
        let both = phones("13900000001/0571-88888888");
        for text in ["0571-88888888，13900000001", "13900000001 0571-88888888", "+8613900000001、 0571 88888888"] {
            assert_eq!(phones(text), both, "{text}");
        }
        assert_eq!(phones("13900000001 13900000002"), phones("13900000002;13900000001"));
        assert_eq!(both.shared(&phones("0086 13900000001")), 1);
        assert_eq!(both.shared(&phones("13900000002/0571-88888889")), 0);
        assert_eq!(both.shared(&both), 2);
    }
}
