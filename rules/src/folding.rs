//! Comparing what people typed: names, headers and words to search for that look alike are one.
//! What stands on the roll is kept and shown as it was written; a folded text is a key for comparing and nothing else.

mod household;
mod natural;
mod phone;

pub use household::household_look;
pub use natural::{Natural, natural};
pub use phone::{Phones, phones};

/// A text as it is compared: full width becomes half width, every middle dot one dot, blanks and invisible characters go,
/// characters of the private use area that old GB18030 files hold become what they stand for, and letters become small.
pub fn folded(text: &str) -> String {
    text.chars().filter_map(plain).flat_map(char::to_lowercase).collect()
}

/// Whether two names are one name: spelling variants are no change.
pub fn same(one: &str, other: &str) -> bool {
    one == other || folded(one) == folded(other)
}

/// The key of a member's or household's number: folded, and of plain digits without the zeros before them, which a
/// spreadsheet drops: 0001 and 1 are one number.
pub fn number(text: &str) -> String {
    let key = half_width(text);
    let digits = key.trim_start_matches('0');
    if !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit()) {
        if digits.is_empty() { "0".to_owned() } else { digits.to_owned() }
    } else {
        key.to_lowercase()
    }
}

/// The key of a group or grid: 1组, １组, 一组, 第一组 and 第一村民小组 are one group.
pub fn group(text: &str) -> String {
    let key = folded(text);
    let key = key.strip_prefix('第').unwrap_or(&key);
    let (stem, kind) = [("村民小组", "组"), ("小组", "组"), ("组", "组"), ("网格", "网格"), ("格", "网格")]
        .iter()
        .find_map(|(end, kind)| key.strip_suffix(end).map(|stem| (stem, *kind)))
        .unwrap_or((key, ""));
    match ordinal(stem) {
        Some(count) => format!("{count}{kind}"),
        None => format!("{stem}{kind}"),
    }
}

/// A number as a person reads and types it: half width, without blanks. Of letters the case stays.
pub fn half_width(text: &str) -> String {
    text.chars().filter_map(narrow).collect()
}

/// 1 to 99 in Arabic or Chinese numerals.
fn ordinal(text: &str) -> Option<u32> {
    if let Ok(count) = text.parse() {
        return Some(count);
    }
    let digit = |one: char| "一二三四五六七八九".chars().position(|known| known == one);
    let digit = |text: &str| match text.chars().collect::<Vec<_>>().as_slice() {
        [one] => digit(*one).and_then(|at| u32::try_from(at + 1).ok()),
        _ => None,
    };
    match text.split_once('十') {
        None => digit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { Some(1) } else { digit(tens) };
            let ones = if ones.is_empty() { Some(0) } else { digit(ones) };
            Some(tens? * 10 + ones?)
        }
    }
}

/// Half width, and nothing for what nobody sees.
fn narrow(one: char) -> Option<char> {
    match one {
        // Zero width, direction marks, soft hyphen, variation selectors.
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{ad}'
        | '\u{180e}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' => None,
        _ if one.is_whitespace() || one.is_control() => None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(one) - 0xfee0),
        _ => Some(one),
    }
}

/// What a character is seen as: half width, what stands for it today, and nothing where nobody sees it.
#[must_use]
pub fn seen(one: char) -> Option<char> {
    plain(one)
}

fn plain(one: char) -> Option<char> {
    let one = narrow(one)?;
    Some(match one {
        '\u{b7}' | '\u{387}' | '\u{2022}' | '\u{2024}' | '\u{2027}' | '\u{2219}' | '\u{22c5}' | '\u{30fb}'
        | '\u{ff65}' | '\u{25cf}' | '\u{25e6}' | '\u{1427}' | '.' => '\u{b7}',
        '\u{e815}'..='\u{e864}' => {
            let at = usize::try_from(u32::from(one) - 0xe815).ok()?;
            TWINS.get(at).copied().unwrap_or(one)
        }
        '\u{e7c7}' => '\u{1e3f}',
        '\u{e7c8}' => '\u{1f9}',
        _ => one,
    })
}

/// U+E815 to U+E864: where GB18030 put characters (FE50 to FEA0) that Unicode did not have yet, and what they are now.
const TWINS: [char; 80] = [
    '\u{2e81}',
    '\u{20087}',
    '\u{20089}',
    '\u{200cc}',
    '\u{2e84}',
    '\u{3473}',
    '\u{3447}',
    '\u{2e88}',
    '\u{2e8b}',
    '\u{9fb4}',
    '\u{359e}',
    '\u{361a}',
    '\u{360e}',
    '\u{2e8c}',
    '\u{2e97}',
    '\u{396e}',
    '\u{3918}',
    '\u{9fb5}',
    '\u{39cf}',
    '\u{39df}',
    '\u{3a73}',
    '\u{39d0}',
    '\u{9fb6}',
    '\u{9fb7}',
    '\u{3b4e}',
    '\u{3c6e}',
    '\u{3ce0}',
    '\u{2ea7}',
    '\u{215d7}',
    '\u{9fb8}',
    '\u{2eaa}',
    '\u{4056}',
    '\u{415f}',
    '\u{2eae}',
    '\u{4337}',
    '\u{2eb3}',
    '\u{2eb6}',
    '\u{2eb7}',
    '\u{2298f}',
    '\u{43b1}',
    '\u{43ac}',
    '\u{2ebb}',
    '\u{43dd}',
    '\u{44d6}',
    '\u{4661}',
    '\u{464c}',
    '\u{9fb9}',
    '\u{4723}',
    '\u{4729}',
    '\u{477c}',
    '\u{478d}',
    '\u{2eca}',
    '\u{4947}',
    '\u{497a}',
    '\u{497d}',
    '\u{4982}',
    '\u{4983}',
    '\u{4985}',
    '\u{4986}',
    '\u{499f}',
    '\u{499b}',
    '\u{49b7}',
    '\u{49b6}',
    '\u{9fba}',
    '\u{241fe}',
    '\u{4ca3}',
    '\u{4c9f}',
    '\u{4ca0}',
    '\u{4ca1}',
    '\u{4c77}',
    '\u{4ca2}',
    '\u{4d13}',
    '\u{4d14}',
    '\u{4d15}',
    '\u{4d16}',
    '\u{4d17}',
    '\u{4d18}',
    '\u{4d19}',
    '\u{4dae}',
    '\u{9fbb}',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a4_names_that_look_alike_are_one() {
        for (one, other) in [
            ("买买提·艾合买提", "买买提•艾合买提"),
            ("古丽·示例", "古丽・示例"),
            ("古丽·示例", "古丽．示例"),
            ("古丽·示例", "古丽 ‧ 示例"),
            ("王伟", "王\u{3000}伟"),
            ("王伟", "\u{200b}王\u{a0}伟\u{feff}"),
            ("刘䶮", "刘\u{e863}"),
            ("李明", "李明\u{fe00}"),
            ("ＡＢ", "ab"),
        ] {
            assert!(same(one, other), "{one} {other}: {:?} {:?}", folded(one), folded(other));
        }
        for (one, other) in [("王伟", "王玮"), ("𠮷示一", "吉示一"), ("王晴", "王㛃")] {
            assert!(!same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a4_numbers_and_groups_have_one_key() {
        for (text, key) in [("0001", "1"), ("１９", "19"), (" 23 ", "23"), ("000", "0"), ("H0001", "h0001"), ("", "")]
        {
            assert_eq!(number(text), key, "{text}");
        }
        for text in ["一组", "1组", "１组", "第一组", "第1小组", "第一村民小组"] {
            assert_eq!(group(text), "1组", "{text}");
        }
        assert_eq!(group("第二十一组"), "21组");
        assert_eq!(group("十组"), "10组");
        assert_eq!(group("第三网格"), "3网格");
        assert_eq!(group("东头组"), "东头组");
        assert_ne!(group("一网格"), group("一组"));
    }
}
