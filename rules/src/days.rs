//! Periods in days (民法典 Art. 200–203): the first day is not counted, the period ends at 24:00 of its last day, and where
//! the last day is a day off it ends on the next working day. Days of notice are plain calendar days and need none of this.

use crate::{Language, moment::days_from_civil};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    sync::{LazyLock, OnceLock},
};

/// A calendar date; in JSON `2026-03-17`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    /// Days since 1970-01-01.
    day: i64,
}

impl Date {
    /// The first day that is counted: 1970-01-01.
    pub const FIRST: Self = Self { day: 0 };

    /// A date of the Gregorian calendar, if there is such a day.
    #[must_use]
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        days_from_civil(year, month, day).map(|day| Self { day })
    }

    /// Reads `2026-03-17`.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-').map(|part| part.parse::<i64>().ok());
        Self::new(parts.next()??, parts.next()??, parts.next()??)
    }

    /// Year, month and day.
    #[must_use]
    pub const fn parts(self) -> (i64, i64, i64) {
        let days = self.day + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400;
        (if month <= 2 { year + 1 } else { year }, month, day)
    }

    /// So many days later.
    #[must_use]
    pub const fn plus(self, days: i64) -> Self {
        Self { day: self.day.saturating_add(days) }
    }

    /// How many days later another day is; less than 0 where it is earlier.
    #[must_use]
    pub const fn until(self, later: Self) -> i64 {
        later.day.saturating_sub(self.day)
    }

    /// The day of the week: 0 is Sunday, 6 Saturday; 1970-01-01 was a Thursday.
    #[must_use]
    pub const fn weekday(self) -> i64 {
        self.day.saturating_add(4).rem_euclid(7)
    }

    /// Saturday or Sunday.
    #[must_use]
    pub const fn is_weekend(self) -> bool {
        matches!(self.weekday(), 0 | 6)
    }

    /// The day as people read it, with its day of the week: `2026年3月27日（周五）`, `Friday 27 March 2026`.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        const ZH: [&str; 7] = ["日", "一", "二", "三", "四", "五", "六"];
        const EN: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let (year, month, day) = self.parts();
        let of = |names: &'static [&str], at: i64| {
            usize::try_from(at).ok().and_then(|at| names.get(at)).copied().unwrap_or_default()
        };
        match language {
            Language::Zh => format!("{year}年{month}月{day}日（周{}）", of(&ZH, self.weekday())),
            Language::En => {
                let month = of(&MONTHS, month - 1);
                format!("{} {day} {month} {year}", of(&EN, self.weekday()))
            }
        }
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.parts();
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::from_text(&text).ok_or_else(|| format!("{text:?} is no day"))
    }
}

/// The end of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// The last day; the period runs to its 24:00.
    pub last: Date,
    /// Whether the holidays of the year in which it ends are known. Where they are not, the page says so.
    pub known: bool,
}

/// A year as the yearly announcement has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "checked")]
    _checked: crate::rule_set::Checked,
    off: Vec<String>,
    worked: Vec<String>,
}

/// What was laid beside the program.
static LAID: OnceLock<Holidays> = OnceLock::new();

/// Which days are off, year by year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holidays {
    /// `true`: off; `false`: a weekend's day that is worked.
    days: BTreeMap<Date, bool>,
    years: Vec<i64>,
}

impl Holidays {
    /// The years that come with the program.
    #[must_use]
    pub fn published() -> &'static Self {
        static PUBLISHED: LazyLock<Holidays> =
            LazyLock::new(|| Holidays::read(include_str!("../data/holidays.toml")).unwrap_or_default());
        &PUBLISHED
    }

    /// The years that are known: those that come with the program and those that were laid beside it.
    #[must_use]
    pub fn known() -> &'static Self {
        LAID.get().unwrap_or_else(|| Self::published())
    }

    /// Lays these years beside the program, for as long as it runs: the announcement of the next year comes after the program. A year of
    /// them stands in the place of the same year that comes with the program.
    ///
    /// # Errors
    /// That years were laid already.
    pub fn lay_beside(self) -> Result<(), String> {
        let laid = Self::published().clone().with(self);
        LAID.set(laid).map_err(|_| "a file of holidays was read already".to_owned())
    }

    fn with(mut self, laid: Self) -> Self {
        self.days.retain(|day, _| !laid.years.contains(&day.parts().0));
        self.days.extend(laid.days);
        self.years.retain(|year| !laid.years.contains(year));
        self.years.extend(laid.years);
        self
    }

    /// The year that somebody has to find out about: in December the next one, where its holidays are not known yet.
    #[must_use]
    pub fn missing(&self, today: Date) -> Option<i64> {
        let (year, month, _) = today.parts();
        (month == 12 && !self.years.contains(&(year + 1))).then_some(year + 1)
    }

    /// Reads a file of years.
    ///
    /// # Errors
    /// The entry that cannot be read.
    pub fn read(text: &str) -> Result<Self, String> {
        let years: BTreeMap<String, Year> = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        let mut holidays = Self::default();
        for (name, year) in years {
            let number = name.parse::<i64>().ok().filter(|year| name.len() == 4 && (1949..=2199).contains(year));
            let number = number.ok_or_else(|| format!("{name} is not a year"))?;
            let date = |text: &str| {
                Date::from_text(&format!("{name}-{text}")).ok_or_else(|| format!("{name}: {text:?} is not a day"))
            };
            for span in &year.off {
                let (from, to) = span.split_once("..").unwrap_or((span, span));
                let (mut at, to) = (date(from)?, date(to)?);
                if to < at {
                    return Err(format!("{name}: {span:?} ends before it begins"));
                }
                while at <= to {
                    holidays.days.insert(at, true);
                    at = at.plus(1);
                }
            }
            for worked in &year.worked {
                let day = date(worked)?;
                if !day.is_weekend() || holidays.days.contains_key(&day) {
                    return Err(format!("{name}: {worked:?} is no day of a weekend that is worked"));
                }
                holidays.days.insert(day, false);
            }
            holidays.years.push(number);
        }
        if holidays.years.is_empty() {
            return Err("it names no year".to_owned());
        }
        Ok(holidays)
    }

    /// Whether the holidays of the date's year are known.
    #[must_use]
    pub fn knows(&self, date: Date) -> bool {
        self.years.contains(&date.parts().0)
    }

    /// Whether nobody works on this day.
    #[must_use]
    pub fn is_off(&self, date: Date) -> bool {
        self.days.get(&date).copied().unwrap_or(self.knows(date) && date.is_weekend())
    }

    /// The last day of a period of `days` that begins on `first`, which is not counted. In a year whose holidays are not
    /// known the period ends on its calendar day: guessing would be worse than saying so.
    #[must_use]
    pub fn end_of(&self, first: Date, days: i64) -> Ended {
        let mut last = first.plus(days);
        while self.is_off(last) {
            last = last.plus(1);
        }
        Ended { last, known: self.knows(last) }
    }

    /// E24: whether something posted on `first` for so many days may be taken down on `today`.
    #[must_use]
    pub fn may_be_taken_down(&self, first: Date, days: i64, today: Date) -> bool {
        today > self.end_of(first, days).last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        Date::from_text(text).expect("a date")
    }

    /// domain.md §2.1: posted 2026-03-17 for 15 days runs to the end of 2026-04-01.
    #[test]
    fn a_day_is_read_with_its_day_of_the_week() {
        let words = |text: &str, language| Date::from_text(text).expect("a day").words(language);
        assert_eq!(words("2026-03-27", Language::Zh), "2026年3月27日（周五）");
        assert_eq!(words("2026-03-27", Language::En), "Friday 27 March 2026");
        assert_eq!(words("2024-02-29", Language::Zh), "2024年2月29日（周四）");
        assert_eq!(words("1970-01-01", Language::En), "Thursday 1 January 1970");
        assert_eq!(words("1969-12-28", Language::Zh), "1969年12月28日（周日）");
    }

    #[test]
    fn a_year_laid_beside_stands_instead_of_the_own_one() {
        let next = "[2027]\nsource = \"s\"\nchecked = \"text\"\noff = [\"01-01..01-03\"]\nworked = [\"01-09\"]";
        let own = Holidays::published();
        assert_eq!(own.missing(date("2026-12-01")), Some(2027));
        assert_eq!(own.missing(date("2026-11-30")), None, "nobody is asked before it is announced");
        let both = own.clone().with(Holidays::read(next).expect("a year"));
        assert_eq!(both.missing(date("2026-12-31")), None);
        assert!(both.is_off(date("2027-01-03")) && !both.is_off(date("2027-01-09")) && both.is_off(date("2026-10-01")));
        let other = next.replace("2027", "2026").replace("01-01..01-03", "10-08").replace("01-09", "01-10");
        let other = own.clone().with(Holidays::read(&other).expect("a year"));
        assert!(other.is_off(date("2026-10-08")) && !other.is_off(date("2026-10-01")), "a year is read whole");
        for (from, to, why) in [
            ("01-09", "02-30", "is not a day"),
            ("01-01..01-03", "01-03..01-01", "ends before it begins"),
            ("01-01..01-03", "12-30..01-02", "ends before it begins"),
            ("01-09", "01-06", "no day of a weekend"),
            ("01-09", "01-02", "no day of a weekend"),
            ("2027", "27", "is not a year"),
            ("2027", "9223372036854775807", "is not a year"),
        ] {
            let said = Holidays::read(&next.replace(from, to)).expect_err(to);
            assert!(said.contains(why), "{from} → {to}: {said}");
        }
        assert!(Holidays::read("").is_err(), "a file that says nothing is a mistake");
    }

    #[test]
    fn a_posting_of_fifteen_days() {
        let ended = Holidays::published().end_of(date("2026-03-17"), 15);
        assert_eq!((ended.last.to_string().as_str(), ended.known), ("2026-04-01", true));
    }

    #[test]
    fn a_period_that_ends_on_a_day_off_ends_on_the_next_working_day() {
        let holidays = Holidays::published();
        // The last day is Qingming, then a weekend's Sunday and the Monday off.
        assert_eq!(holidays.end_of(date("2026-03-20"), 15).last, date("2026-04-07"));
        // A Saturday moves to Monday; a Saturday that is worked does not.
        assert_eq!(holidays.end_of(date("2026-03-06"), 15).last, date("2026-03-23"));
        assert_eq!(holidays.end_of(date("2026-02-08"), 6).last, date("2026-02-14"));
        // The last days of 2026 end in a year that is not known: the calendar day stands, and the page says so.
        let over = holidays.end_of(date("2026-12-25"), 15);
        assert_eq!((over.last, over.known), (date("2027-01-09"), false));
    }

    /// E24: refused on day 14, allowed on day 16.
    #[test]
    fn e24_taking_down() {
        let holidays = Holidays::published();
        let posted = date("2026-03-17");
        assert!(!holidays.may_be_taken_down(posted, 15, posted.plus(14)));
        assert!(!holidays.may_be_taken_down(posted, 15, posted.plus(15)));
        assert!(holidays.may_be_taken_down(posted, 15, posted.plus(16)));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let year = |off: &str| format!("[2026]\nsource = \"s\"\nchecked = \"text\"\noff = [\"{off}\"]\nworked = []\n");
        assert!(Holidays::read(&year("01-01..01-03")).is_ok());
        assert!(Holidays::read(&year("02-30")).is_err_and(|why| why.contains("02-30")));
        assert!(Holidays::read("[next]\nsource = \"\"\nchecked = \"text\"\noff = []\nworked = []").is_err());
    }

    proptest! {
        #[test]
        fn dates_go_there_and_back(day in -200_000i64..200_000) {
            let date = Date { day };
            let (year, month, of_month) = date.parts();
            prop_assert_eq!(Date::new(year, month, of_month), Some(date));
            prop_assert_eq!(date.is_weekend(), date.plus(7).is_weekend());
        }

        #[test]
        fn a_period_is_never_shorter_than_its_days(start in 20_000i64..21_000, days in 0i64..60) {
            let holidays = Holidays::published();
            let first = Date { day: start };
            let last = holidays.end_of(first, days).last;
            prop_assert!(last >= first.plus(days) && !holidays.is_off(last));
        }
    }
}
