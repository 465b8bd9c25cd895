//! Numbers as people write them in a text: found, compared by their value, and the sums of money among them. Nothing here
//! judges a text; it is what a decision's numbers are held against those that were voted on by.

use crate::money::Money;

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// As it is written, with what multiplies it: `48.192 万`.
    pub written: String,
    /// Its value, written in one way: `481920`.
    pub value: String,
    /// It is a sum of money: 元 follows.
    pub money: bool,
}

/// Digits of full width are digits.
fn digit(one: char) -> Option<char> {
    let value = match one {
        '0'..='9' => return Some(one),
        '０'..='９' => u32::from(one).checked_sub(u32::from('０'))?,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// Every number of a text, in its order. A comma belongs to a number where three digits follow it and no fourth.
#[must_use]
pub fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|one| digit(one).is_some()) {
        let (_, from) = rest.split_at(start);
        let (number, length) = read(from);
        found.push(number);
        rest = from.split_at(length).1;
    }
    found
}

/// The number with which a text begins, and its length in bytes.
fn read(text: &str) -> (Number, usize) {
    let (mut whole, mut part, mut length) = (String::new(), String::new(), 0);
    let mut point = false;
    let mut rest = text.chars();
    while let Some(one) = rest.next() {
        let ahead: Vec<bool> = rest.clone().take(4).map(|next| digit(next).is_some()).collect();
        let three = ahead.iter().take_while(|is| **is).count() == 3;
        match digit(one) {
            Some(digit) if point => part.push(digit),
            Some(digit) => whole.push(digit),
            None if matches!(one, ',' | '，') && !point && three && !whole.is_empty() => {}
            None if matches!(one, '.' | '．') && !point && ahead.first() == Some(&true) => point = true,
            None => break,
        }
        length += one.len_utf8();
    }
    let (digits, after) = text.split_at(length);
    let unit = after.trim_start_matches([' ', '\u{a0}', '\u{3000}']);
    let shift = match unit.chars().next() {
        Some('万' | '萬') => 4,
        Some('亿' | '億') => 8,
        _ => 0,
    };
    let mut written = digits.to_owned();
    let mut unit = unit;
    if shift > 0 {
        unit = unit.get(unit.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
        length = text.len() - unit.len();
        written = text.get(..length).unwrap_or_default().to_owned();
        let padded = format!("{part:0<shift$}");
        let (up, down) = padded.split_at(shift);
        whole.push_str(up);
        part = down.to_owned();
    }
    let whole = whole.trim_start_matches('0');
    let part = part.trim_end_matches('0');
    let value = match (whole, part) {
        ("", "") => "0".to_owned(),
        ("", part) => format!("0.{part}"),
        (whole, "") => whole.to_owned(),
        (whole, part) => format!("{whole}.{part}"),
    };
    let money = unit.trim_start_matches([' ', '\u{a0}', '\u{3000}', '*']).starts_with('元');
    (Number { written, value, money }, length)
}

/// The numbers of one text that are not in another, each once, as they are written.
#[must_use]
pub fn beyond(text: &str, known: &str) -> Vec<String> {
    let known = numbers(known);
    let mut found: Vec<Number> = Vec::new();
    for one in numbers(text) {
        if !known.iter().chain(&found).any(|other| other.value == one.value) {
            found.push(one);
        }
    }
    found.into_iter().map(|one| one.written).collect()
}

/// The largest sum of money that a text names.
#[must_use]
pub fn largest_sum(text: &str) -> Option<Money> {
    numbers(text).iter().filter(|one| one.money).filter_map(|one| Money::from_text(&one.value)).max()
}

#[cfg(test)]
mod tests {
    use super::{beyond, largest_sum, numbers};
    use crate::money::Money;

    fn values(text: &str) -> Vec<String> {
        numbers(text).into_iter().map(|one| one.value).collect()
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(values("总投资 **764,000 元**，长 1,500 米"), ["764000", "1500"]);
        assert_eq!(values("４８１，９２０元、48.192 万元、0.0048192亿元"), ["481920", "481920", "481920"]);
        // A list is no number; neither is the end of a sentence.
        assert_eq!(
            values("第1，2，3组。6月10日,2026.5.1, 1,2345"),
            ["1", "2", "3", "6", "10", "2026.5", "1", "1", "2345"]
        );
        assert_eq!(values("0.50 米，007 号，0 元"), ["0.5", "7", "0"]);
        assert_eq!(values("四十一万元"), Vec::<String>::new());
        assert_eq!(values("3."), ["3"]);
    }

    /// 418,920 was published for a voted 481,920.
    #[test]
    fn b7_numbers_that_were_not_voted_on_are_found() {
        let voted = "硬化三组道路，总投资 481,920 元，长 1,500 米，6 月 10 日前完工。";
        assert_eq!(beyond("总投资 418,920 元，长 1500 米。", voted), ["418,920"]);
        assert_eq!(beyond("总投资 48.192 万元，6月10日前。", voted), Vec::<String>::new());
        assert_eq!(beyond("41.892 万元，又 418,920 元，7 月", voted), ["41.892 万", "7"]);
    }

    #[test]
    fn the_largest_sum_is_of_money() {
        assert_eq!(largest_sum("长 9,000,000 米，20 万元，其中 12,000.50 元"), Some(Money(20_000_000)));
        assert_eq!(largest_sum("**764,000** 元"), Some(Money(76_400_000)));
        assert_eq!(largest_sum("长 1,500 米"), None);
    }
}
