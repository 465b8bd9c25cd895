//! Whether somebody is of age (民法典 Art. 17: eighteen), as far as the roll knows when they were born: by the year, the month or the
//! day. Who may or may not be eighteen yet is what a person says of them, until it is certain; then it is so by itself.

use crate::{Refusal, days::Date, typed::ascii};

/// Full age, in years.
pub const FULL_AGE: i64 = 18;

/// The earliest year of birth that is taken for one.
const EARLIEST: i64 = 1900;

/// When somebody was born, as exactly as it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Born {
    year: i64,
    month: Option<i64>,
    day: Option<i64>,
}

impl Born {
    /// Reads `2008`, `2008-05`, `2008-05-20`, also with 年, 月, 日, points or strokes, or all digits in a row.
    ///
    /// # Errors
    /// [`Refusal::BadBirth`] where it is none of these, no such day, or not past.
    pub fn read(text: &str, today: Date) -> Result<Self, Refusal> {
        let text = ascii(text);
        let mut parts: Vec<&str> = text.split(['-', '/', '.', ' ', '年', '月', '日']).collect();
        parts.retain(|part| !part.is_empty());
        if let [row] = parts.as_slice()
            && matches!(row.len(), 6 | 8)
            && row.is_ascii()
        {
            let row = *row;
            parts = [row.get(..4), row.get(4..6), row.get(6..)].into_iter().flatten().collect();
            parts.retain(|part| !part.is_empty());
        }
        let whole = |part: &str| {
            let plain = !part.is_empty() && part.len() <= 4 && part.bytes().all(|one| one.is_ascii_digit());
            part.parse::<i64>().ok().filter(|_| plain).ok_or(Refusal::BadBirth)
        };
        let born = match parts.as_slice() {
            [year] => Self { year: whole(year)?, month: None, day: None },
            [year, month] => Self { year: whole(year)?, month: Some(whole(month)?), day: None },
            [year, month, day] => Self { year: whole(year)?, month: Some(whole(month)?), day: Some(whole(day)?) },
            _ => return Err(Refusal::BadBirth),
        };
        let first = Date::new(born.year, born.month.unwrap_or(1), born.day.unwrap_or(1));
        let first = first.filter(|first| born.year >= EARLIEST && *first <= today);
        first.map(|_| born).ok_or(Refusal::BadBirth)
    }

    /// The day from which they are certainly of age: their birthday, or the first day after the month or year in which it lies.
    fn certainly(&self) -> Option<Date> {
        let year = self.year + FULL_AGE;
        match (self.month, self.day) {
            // Born on 29 February: from 1 March.
            (Some(month), Some(day)) => Date::new(year, month, day).or_else(|| Date::new(year, 3, 1)),
            (Some(12), None) | (None, _) => Date::new(year + 1, 1, 1),
            (Some(month), None) => Date::new(year, month + 1, 1),
        }
    }

    /// The day before which they certainly are not.
    fn earliest(&self) -> Option<Date> {
        let year = self.year + FULL_AGE;
        Date::new(year, self.month.unwrap_or(1), self.day.unwrap_or(1)).or_else(|| Date::new(year, 3, 1))
    }

    /// Whether they are certainly of age on a day.
    #[must_use]
    pub fn is_adult(&self, today: Date) -> bool {
        self.certainly().is_some_and(|day| day <= today)
    }

    /// Whether they are certainly not.
    #[must_use]
    pub fn is_minor(&self, today: Date) -> bool {
        self.earliest().is_some_and(|day| today < day)
    }
}

impl std::fmt::Display for Born {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(out, "-{part:02}")?;
        }
        Ok(())
    }
}

/// Whether somebody stands on the roll as of age: by their birth where that is certain, and otherwise as it is said.
#[must_use]
pub fn adult(born: Option<&Born>, said_minor: bool, today: Date) -> bool {
    match born {
        Some(born) if born.is_adult(today) => true,
        Some(born) if born.is_minor(today) => false,
        _ => !said_minor,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::from_text(text).unwrap()
    }

    #[test]
    fn a_birth_is_read_as_people_write_it() {
        let today = day("2026-03-06");
        for (typed, read) in [
            ("2008", "2008"),
            ("２００８年", "2008"),
            ("2008-5", "2008-05"),
            ("200805", "2008-05"),
            ("2008年5月20日", "2008-05-20"),
            ("2008/05/20", "2008-05-20"),
            ("2008.5.20", "2008-05-20"),
            ("20080520", "2008-05-20"),
            ("2026-03-06", "2026-03-06"),
        ] {
            assert_eq!(Born::read(typed, today).map(|born| born.to_string()), Ok(read.to_owned()), "{typed}");
        }
        for typed in ["", "08", "1899", "2027", "2026-03-07", "2008-13", "2007-02-29", "五月", "2008-5-20-1", "+2008"]
        {
            assert_eq!(Born::read(typed, today), Err(Refusal::BadBirth), "{typed}");
        }
    }

    #[test]
    fn a_child_is_of_age_on_the_day_on_which_that_is_certain() {
        let early = day("2020-01-01");
        for (born, minor, adult) in [
            ("2008-05-20", "2026-05-19", "2026-05-20"),
            ("2008-05", "2026-04-30", "2026-06-01"),
            ("2008-12", "2026-11-30", "2027-01-01"),
            ("2008", "2025-12-31", "2027-01-01"),
            ("2008-02-29", "2026-02-28", "2026-03-01"),
        ] {
            let born = Born::read(born, early).unwrap();
            assert!(born.is_minor(day(minor)) && !born.is_minor(day(minor).plus(1)), "{born}");
            assert!(born.is_adult(day(adult)) && !born.is_adult(day(adult).plus(-1)), "{born}");
        }
    }

    #[test]
    fn where_it_is_not_certain_it_is_as_somebody_says() {
        let (today, born) = (day("2026-03-06"), |text: &str| Born::read(text, day("2026-03-06")).ok());
        for (born, said_minor, of_age) in [
            (None, false, true),
            (None, true, false),
            (born("2000"), true, true),
            (born("2010"), false, false),
            (born("2008"), false, true),
            (born("2008"), true, false),
        ] {
            assert_eq!(adult(born.as_ref(), said_minor, today), of_age, "{born:?} {said_minor}");
        }
    }
}
