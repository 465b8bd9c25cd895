//! Household numbers that may be one: they look alike, and are two until somebody says that they are not.

use super::folded;

/// What household numbers have in common that are perhaps one household's, written in other ways: 1, 01, 1号, 第1户 and 一.
/// It is a key for asking, never for joining.
#[must_use]
pub fn household_look(text: &str) -> String {
    let key: String = folded(text).chars().flat_map(in_a_circle).collect();
    // 1.0 is what a spreadsheet makes of 1.
    let whole = |key: &str| {
        key.strip_suffix("·0").filter(|rest| rest.bytes().all(|one| one.is_ascii_digit())).map(str::to_owned)
    };
    let key = whole(&key).unwrap_or(key);
    let key = ["第", "no·", "no", "№", "#", "户"].iter().find_map(|start| key.strip_prefix(start)).unwrap_or(&key);
    let key = ["号户", "户号", "号", "户", "家"].iter().find_map(|end| key.strip_suffix(end)).unwrap_or(key);
    let (mut look, mut run) = (String::new(), String::new());
    let mut last = None;
    for one in key.chars() {
        let kind = kind(one);
        if kind != last {
            look.push_str(&read(&run));
            run.clear();
        }
        last = kind;
        if kind.is_some() {
            run.push(one);
        } else {
            look.push(if is_dash(one) { '-' } else { one });
        }
    }
    look + &read(&run)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Arabic,
    Chinese,
}

/// Of which kind of numeral a character is, where it is one.
fn kind(one: char) -> Option<Kind> {
    if one.is_ascii_digit() {
        Some(Kind::Arabic)
    } else if value(one).is_some() || matches!(one, '十' | '百' | '拾' | '佰') {
        Some(Kind::Chinese)
    } else {
        None
    }
}

fn is_dash(one: char) -> bool {
    matches!(one, '-' | '‐' | '‑' | '–' | '—' | '―' | '−' | '_' | '~')
}

fn value(one: char) -> Option<u32> {
    let within = |all: &str| all.chars().position(|known| known == one);
    let at = within("零一二三四五六七八九").or_else(|| within("〇壹贰叁肆伍陆柒捌玖"))?;
    u32::try_from(at).ok()
}

/// ① and ⑫ as their digits; every other character as it is.
fn in_a_circle(one: char) -> Vec<char> {
    match u32::from(one).checked_sub(0x2460).filter(|at| *at < 20) {
        Some(at) => (at + 1).to_string().chars().collect(),
        None => vec![one],
    }
}

/// A run of numerals in plain digits.
fn read(run: &str) -> String {
    if run.bytes().all(|one| one.is_ascii_digit()) {
        let plain = run.trim_start_matches('0');
        return if plain.is_empty() && !run.is_empty() { "0".to_owned() } else { plain.to_owned() };
    }
    if !run.contains(['十', '百', '拾', '佰']) {
        let digits: String = run.chars().filter_map(value).map(|digit| digit.to_string()).collect();
        return read(&digits);
    }
    let (mut sum, mut digit): (u32, Option<u32>) = (0, None);
    for one in run.chars() {
        let unit = match one {
            '十' | '拾' => 10,
            '百' | '佰' => 100,
            other => {
                digit = value(other);
                continue;
            }
        };
        sum = sum.saturating_add(digit.take().unwrap_or(1).saturating_mul(unit));
    }
    sum.saturating_add(digit.unwrap_or_default()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a1_household_numbers_that_look_alike_have_one_look() {
        for (look, texts) in [
            (
                "1",
                &[
                    "1.0",
                    "壹",
                    "①",
                    "壹号",
                    "1",
                    "01",
                    "１",
                    "1号",
                    "1 号",
                    "一",
                    "第1户",
                    "第一户",
                    "一号",
                    "1户",
                    "No.1",
                    "户1",
                    "001",
                ][..],
            ),
            ("12", &["⑫", "拾贰", "12.0", "12", "十二", "一二", "第十二户"]),
            ("120", &["120", "一百二十", "一百二十号"]),
            ("205", &["二百零五", "二〇五", "205号"]),
            ("h1", &["H0001", "h1", "Ｈ01"]),
            ("3-101", &["3-101", "3－101", "03—0101", "三-101"]),
            ("0", &["0", "00", "〇"]),
            ("", &["", "户"]),
        ] {
            for text in texts {
                assert_eq!(household_look(text), look, "{text}");
            }
        }
        for (one, other) in [("1", "10"), ("1", "2"), ("1-2", "12"), ("H1", "1"), ("1甲", "1"), ("十", "一")] {
            assert_ne!(household_look(one), household_look(other), "{one} {other}");
        }
    }
}
