//! A period for which something is published: a month, a quarter, a half-year, a year.

use super::Period;
use crate::{Language, days::Date};
use serde::{Deserialize, Serialize};

/// A period; in JSON and addresses `2026-03`, `2026-Q1`, `2026-H1`, `2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span {
    year: i64,
    /// In months: 1, 3, 6 or 12.
    months: i64,
    /// Which of its year's, from 0.
    nth: i64,
}

impl Span {
    /// The periods of a year, in order; none of what has no calendar.
    #[must_use]
    pub fn of_year(period: Period, year: i64) -> Vec<Self> {
        let months = match period {
            Period::Month => 1,
            Period::Quarter => 3,
            Period::Half => 6,
            Period::Year => 12,
            Period::Standing | Period::Event | Period::Tied => return Vec::new(),
        };
        (0..12 / months).map(|nth| Self { year, months, nth }).collect()
    }

    /// Reads `2026-03`, `2026-Q1`, `2026-H1` or `2026`.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (year, rest) = text.split_once('-').unwrap_or((text, ""));
        let year: i64 = (year.len() == 4).then(|| year.parse().ok())??;
        let (period, nth) = match rest.split_at_checked(1) {
            None => (Period::Year, 1),
            Some(("Q", nth)) => (Period::Quarter, nth.parse().ok()?),
            Some(("H", nth)) => (Period::Half, nth.parse().ok()?),
            Some(_) => (Period::Month, rest.parse().ok().filter(|_| rest.len() == 2)?),
        };
        let all = Self::of_year(period, year);
        let found =
            usize::try_from(nth).ok().and_then(|nth: usize| nth.checked_sub(1)).and_then(|at| all.get(at).copied());
        // One way of writing each.
        found.filter(|one| one.to_string() == text)
    }

    /// The year in which it lies.
    #[must_use]
    pub const fn year(self) -> i64 {
        self.year
    }

    /// Its place among the months of its year, from 0: the first month of it.
    #[must_use]
    pub const fn at_month(self) -> i64 {
        self.nth * self.months
    }

    /// How many months it has.
    #[must_use]
    pub const fn months(self) -> i64 {
        self.months
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Date {
        month(self.year, self.at_month())
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Date {
        month(self.year, self.at_month() + self.months).plus(-1)
    }

    /// A day of the month that is so many after its first one; that month's last day where it has fewer days.
    #[must_use]
    pub fn day_of_month(self, after: i64, day: i64) -> Date {
        let first = month(self.year, self.at_month() + after);
        let next = month(self.year, self.at_month() + after + 1);
        let last = first.until(next);
        first.plus(day.clamp(1, last) - 1)
    }

    /// As people say it.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        let (year, nth) = (self.year, self.nth + 1);
        match (language, self.months) {
            (Language::Zh, 1) => format!("{year}年{nth}月"),
            (Language::Zh, 3) => format!("{year}年第{nth}季度"),
            (Language::Zh, 6) => format!("{year}年{}", if self.nth == 0 { "上半年" } else { "下半年" }),
            (Language::Zh, _) => format!("{year}年"),
            (Language::En, 1) => {
                let words = self.first().words(language);
                words.split(' ').skip(2).collect::<Vec<_>>().join(" ")
            }
            (Language::En, 3) => format!("quarter {nth} of {year}"),
            (Language::En, 6) => format!("{} half of {year}", if self.nth == 0 { "first" } else { "second" }),
            (Language::En, _) => format!("{year}"),
        }
    }
}

/// The first day of a month, counted from January of a year as 0; months run on into other years.
fn month(year: i64, nth: i64) -> Date {
    let (year, month) = (year + nth.div_euclid(12), nth.rem_euclid(12) + 1);
    // Every month has a first day.
    Date::new(year, month, 1).unwrap_or(Date::FIRST)
}

impl std::fmt::Display for Span {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, nth) = (self.year, self.nth + 1);
        match self.months {
            1 => write!(out, "{year:04}-{nth:02}"),
            3 => write!(out, "{year:04}-Q{nth}"),
            6 => write!(out, "{year:04}-H{nth}"),
            _ => write!(out, "{year:04}"),
        }
    }
}

impl From<Span> for String {
    fn from(span: Span) -> Self {
        span.to_string()
    }
}

impl TryFrom<String> for Span {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::from_text(&text).ok_or_else(|| format!("{text:?} is no period"))
    }
}
