//! What a cell holds that is not what was typed into it: dates, digits that are lost; and what is nobody's number.

use rules::folding::folded;

/// The months as a spreadsheet that speaks English shows them.
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// 3月2日, 31-May, 2026/3/2: what a spreadsheet makes of 3-2 and 5-31.
pub(super) fn is_date(text: &str) -> bool {
    let text = folded(text).replace(['/', '\u{b7}'], "-");
    let digits =
        |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|one| one.is_ascii_digit());
    let month = |part: &str| {
        MONTHS.iter().any(|name| part.starts_with(name)) && part.bytes().all(|one| one.is_ascii_alphabetic())
    };
    if let Some((before, after)) = text.split_once('月') {
        let before = before.rsplit('年').next().unwrap_or_default();
        return digits(before, 2)
            && after.strip_suffix(['日', '号']).is_none_or(|day| digits(day, 2))
            && digits_or_day(after);
    }
    match text.split('-').collect::<Vec<_>>().as_slice() {
        [one, two] => (month(one) && digits(two, 4)) || (digits(one, 2) && month(two)),
        [year, one, two] => {
            (year.len() == 4 && digits(year, 4) && digits(one, 2) && digits(two, 2))
                || (digits(year, 2) && month(one) && digits(two, 4))
        }
        _ => false,
    }
}

/// 18 signs of an identity number, or 16 to 19 digits of a card: no member has so long a number.
pub(super) fn is_identity(text: &str) -> bool {
    let text = folded(text);
    let digits = text.strip_suffix('x').unwrap_or(&text);
    (15..=19).contains(&text.len()) && digits.len() >= 15 && digits.bytes().all(|one| one.is_ascii_digit())
}

fn digits_or_day(text: &str) -> bool {
    text.trim_end_matches(['日', '号']).bytes().all(|one| one.is_ascii_digit())
}

/// 1.99E+10.
pub(super) fn is_rounded(text: &str) -> bool {
    let text = text.to_lowercase();
    text.split_once("e+").is_some_and(|(before, after)| {
        before.starts_with(|one: char| one.is_ascii_digit())
            && before.bytes().all(|one| one.is_ascii_digit() || one == b'.')
            && !after.is_empty()
            && after.bytes().all(|one| one.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a4_what_a_spreadsheet_makes_of_a_number_is_a_date() {
        for text in [
            "3月2日",
            "3月12日",
            "1月5日",
            "31-May",
            "May-31",
            "2026/3/2",
            "2026-03-02",
            "2026年3月2日",
            "5-Mar-2026",
            "３月２日",
            "3月",
        ] {
            assert!(is_date(text), "{text}");
        }
        for text in [
            "5-31",
            "3-2",
            "1",
            "H0001",
            "一组",
            "六月",
            "000-0000-0001",
            "139-0000-0001",
            "12-3-401",
            "月示一",
            "maytwo",
            "G1-12",
        ] {
            assert!(!is_date(text), "{text}");
        }
        assert!(is_rounded("1.99E+10") && is_rounded("2E+17") && !is_rounded("E+1") && !is_rounded("199"));
    }
}
