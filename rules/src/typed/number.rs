//! Numbers, days and times as people type them: in digits of any script and width, with the punctuation of a Chinese or a Western
//! keyboard. What can be read in two ways is not read.

use crate::moment::days_from_civil;

/// The noughts of every script: nine more digits follow each (Unicode 16, Nd).
const NOUGHTS: [u32; 76] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620,
    0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136,
    0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0,
    0x11c50, 0x11d50, 0x11da0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8,
    0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
];

/// The value of a digit of any script and width.
#[must_use]
pub fn digit(one: char) -> Option<u8> {
    let at = u32::from(one);
    let nought = match NOUGHTS.binary_search(&at) {
        Ok(_) => at,
        Err(place) => *NOUGHTS.get(place.checked_sub(1)?)?,
    };
    u8::try_from(at - nought).ok().filter(|value| *value < 10)
}

/// A text with its digits, letters, signs and blanks of any width as a Western keyboard has them; everything else stays.
#[must_use]
pub fn ascii(text: &str) -> String {
    text.chars()
        .map(|one| match one {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(one) - 0xfee0).unwrap_or(one),
            '−' | '‐' | '‑' | '–' | '—' | '﹣' => '-',
            '٫' | '﹒' => '.',
            '٬' | '﹐' => ',',
            '﹕' | '∶' | '︓' => ':',
            other if other.is_whitespace() && !matches!(other, '\n' | '\t') => ' ',
            other => digit(other).map_or(other, |value| char::from(b'0' + value)),
        })
        .collect()
}

/// A whole number: digits, in groups of three if they are grouped at all (`12,000`, `１２，０００`, `12 000`).
#[must_use]
pub fn whole(text: &str) -> Option<u64> {
    ungrouped(ascii(text).trim())?.parse().ok()
}

/// A decimal number in plain digits and a point, for an exact reader: `１２，０００．５` is `12000.5`.
#[must_use]
pub fn decimal(text: &str) -> Option<String> {
    let text = ascii(text);
    match text.trim().split_once('.') {
        None => ungrouped(text.trim()),
        Some((whole, fraction)) => {
            let plain = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| Some(format!("{}.{fraction}", ungrouped(whole)?)))?
        }
    }
}

/// The digits of a whole number; where they are grouped, every group but the first has three, parted by one sign throughout.
fn ungrouped(text: &str) -> Option<String> {
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let sign = [',', ' '].into_iter().find(|sign| text.contains(*sign));
    let Some(sign) = sign else { return plain(text).then(|| text.to_owned()) };
    let mut groups = text.split(sign);
    let first = groups.next().filter(|first| plain(first) && first.len() <= 3 && !first.starts_with('0'))?;
    groups.try_fold(first.to_owned(), |whole, group| (plain(group) && group.len() == 3).then(|| whole + group))
}

/// A day as `2026-03-16`, typed as `2026-3-16`, `2026/3/16`, `2026.3.16`, `2026年3月16日` or `20260316`.
#[must_use]
pub fn day(text: &str) -> Option<String> {
    let text: String = ascii(text).chars().filter(|one| *one != ' ').collect();
    let text = text.strip_suffix(['日', '号']).unwrap_or(&text).replace(['年', '月', '/', '.'], "-");
    let parts: Vec<&str> = match text.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] => vec![*year, *month, *day],
        [all] if all.len() == 8 => vec![all.get(..4)?, all.get(4..6)?, all.get(6..)?],
        _ => return None,
    };
    let [year, month, day] = parts.as_slice() else { return None };
    let (year, month, day) = (digits(year, 4..=4)?, digits(month, 1..=2)?, digits(day, 1..=2)?);
    days_from_civil(year, month, day)?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// An hour of the day as `19:30`, typed as `19:30`, `19：30`, `19点30分`, `19时` or `19:30:00`.
#[must_use]
pub fn clock(text: &str) -> Option<String> {
    let text: String = ascii(text).chars().filter(|one| *one != ' ').collect();
    let text = text.strip_suffix(['分', '整']).unwrap_or(&text).replace(['点', '时'], ":");
    let (hour, rest) = text.split_once(':')?;
    let (minute, second) = rest.split_once(':').unwrap_or((rest, "00"));
    let minute = if minute.is_empty() { "00" } else { minute };
    let (hour, minute, second) = (digits(hour, 1..=2)?, digits(minute, 1..=2)?, digits(second, 2..=2)?);
    (hour < 24 && minute < 60 && second < 60).then(|| format!("{hour:02}:{minute:02}"))
}

/// A day and an hour as `2026-03-16T19:30`, typed as both are, with a T, a blank or nothing between them.
#[must_use]
pub fn moment(text: &str) -> Option<String> {
    let text = ascii(text);
    let text = text.trim();
    // Behind the day: a mark of its own, else the last blank or T before the hour.
    let cut = match text.find(['日', '号']) {
        Some(at) => at + '日'.len_utf8(),
        None => text.get(..text.find(':').or_else(|| text.find(['点', '时']))?)?.rfind(['T', 't', ' '])?,
    };
    let (date, time) = text.split_at_checked(cut)?;
    Some(format!("{}T{}", day(date)?, clock(time.trim_start_matches(['T', 't', ' ']))?))
}

fn digits(text: &str, width: std::ops::RangeInclusive<usize>) -> Option<i64> {
    (width.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn c12_digits_of_every_script_are_digits() {
        for (text, value) in [("０12３", 123), ("٣٤", 34), ("۵۶", 56), ("᠑᠒", 12), ("༡༢", 12), ("𝟟𝟘", 70), ("१०", 10)]
        {
            assert_eq!(whole(text), Some(value), "{text}");
        }
        assert!(NOUGHTS.is_sorted());
        for other in ['a', '一', '①', '²', 'Ⅳ', '½', '〇', '\u{2f}', '\u{3a}'] {
            assert_eq!(digit(other), None, "{other}");
        }
    }

    #[test]
    fn c12_numbers_are_exact_and_never_guessed() {
        for (text, value) in
            [("12,000", 12_000), ("１２，０００", 12_000), ("1 200 000", 1_200_000), (" 7 ", 7), ("007", 7)]
        {
            assert_eq!(whole(text), Some(value), "{text}");
        }
        for bad in [
            "",
            ",",
            "1,2",
            "12,00",
            "1,2000",
            "0,123",
            "1,000 000",
            "1,,000",
            "-3",
            "+3",
            "3.0",
            "1e3",
            "十",
            "1、000",
        ] {
            assert_eq!(whole(bad), None, "{bad}");
        }
        for (text, value) in
            [("12,000.5", "12000.5"), ("１２，０００．５０", "12000.50"), ("62000", "62000"), ("0.05", "0.05")]
        {
            assert_eq!(decimal(text).as_deref(), Some(value), "{text}");
        }
        for bad in ["1.", ".5", "1.2.3", "1.200,50", "1,00.5", "12。5", "1.5元", "1.0 0"] {
            assert_eq!(decimal(bad), None, "{bad}");
        }
    }

    #[test]
    fn c12_days_and_hours_are_read_as_they_are_written() {
        for text in [
            "2026-03-16",
            "２０２６－０３－１６",
            "2026年3月16日",
            "2026/3/16",
            "2026.3.16",
            "20260316",
            "2026 年 3 月 16 日",
        ] {
            assert_eq!(day(text).as_deref(), Some("2026-03-16"), "{text}");
        }
        for bad in ["", "3月16日", "2026-02-30", "26-3-16", "2026-13-1", "16/3/2026", "四月", "2026-3", "2026031"] {
            assert_eq!(day(bad), None, "{bad}");
        }
        for text in [
            "2026-03-16T19:30",
            "2026-03-16 19：30",
            "２０２６年３月１６日１９：３０",
            "2026年3月16日 19点30分",
            "2026-3-16T19:30:00",
        ] {
            assert_eq!(moment(text).as_deref(), Some("2026-03-16T19:30"), "{text}");
        }
        assert_eq!(moment("2026年3月16日19点").as_deref(), Some("2026-03-16T19:00"));
        for bad in ["", "2026-03-16", "2026-03-16T24:00", "2026-03-16T7:60", "19:30", "2026-03-16T19:30+08:00"] {
            assert_eq!(moment(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn c12_a_number_is_read_back(value in any::<u64>(), nought in proptest::sample::select(NOUGHTS.to_vec())) {
            let text: String = value.to_string().chars()
                .map(|one| char::from_u32(nought + one.to_digit(10).unwrap_or(0)).unwrap_or(one)).collect();
            prop_assert_eq!(whole(&text), Some(value));
        }

        #[test]
        fn c12_nothing_typed_panics(text in "\\PC*") {
            let _ = (whole(&text), decimal(&text), day(&text), clock(&text), moment(&text));
        }
    }
}
