//! Money: whole cents.

use crate::{Language, Refusal, typed};

/// The largest sum, in cents: a hundred billion yuan.
const MOST_CENTS: u64 = 10_000_000_000_000;

/// Money in cents. Written as a decimal text: `764000.00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Money(pub u64);

impl Money {
    /// Reads yuan as typed, with at most two decimals; whatever digits and signs for thousands were typed.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        // The decimals of an area are those of money.
        let cents = crate::kind::Area::from_text(&typed::decimal(text)?)?.0;
        (cents <= MOST_CENTS).then_some(Self(cents))
    }

    /// The sum as people read it, with a sign for thousands: `418,920.00`. Files and records keep the other form.
    #[must_use]
    pub fn words(self) -> String {
        let (mut yuan, mut groups) = (self.0 / 100, Vec::new());
        while yuan >= 1000 {
            groups.push(format!(",{:03}", yuan % 1000));
            yuan /= 1000;
        }
        let rest: String = groups.into_iter().rev().collect();
        format!("{yuan}{rest}.{:02}", self.0 % 100)
    }

    /// A large sum as it is said aloud, beside the exact one: `76.4 万元`, `约 41.89 万元`. From ten thousand yuan on, and in Chinese
    /// alone: English counts in the groups that are written.
    #[must_use]
    pub fn said(self, language: Language) -> Option<String> {
        const WAN: u64 = 1_000_000;
        const YI: u64 = WAN * 10_000;
        let (unit, name) = if self.0 >= YI { (YI, "亿元") } else { (WAN, "万元") };
        if self.0 < WAN || language == Language::En {
            return None;
        }
        // Hundredths of the unit, rounded half up; what was rounded says so.
        let hundredths = (self.0 + unit / 200) / (unit / 100);
        let exact = hundredths * (unit / 100) == self.0;
        let (whole, rest) = (hundredths / 100, format!("{:02}", hundredths % 100));
        let rest = rest.trim_end_matches('0');
        let point = if rest.is_empty() { "" } else { "." };
        let about = if exact { "" } else { "约 " };
        Some(format!("{about}{whole}{point}{rest} {name}"))
    }

    /// What falls on each of so many, in whole yuan, rounded half up; none where there is nobody, or less than a yuan each.
    #[must_use]
    pub fn each(self, of: u64) -> Option<u64> {
        let each = (self.0 / 100).checked_add(of / 2)?.checked_div(of)?;
        (each > 0).then_some(each)
    }
}

impl std::fmt::Display for Money {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        crate::kind::Area(self.0).fmt(out)
    }
}

/// A sum as typed into a field that may be left empty.
///
/// # Errors
/// [`Refusal::BadMoney`] beside the field.
pub(crate) fn sum(text: &str, field: &'static str) -> Result<Option<Money>, (&'static str, Refusal)> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Money::from_text(text).map(Some).ok_or((field, Refusal::BadMoney))
}

#[cfg(test)]
mod tests {
    use super::{Language, Money};

    #[test]
    fn a_sum_is_read_in_groups_of_three_and_read_again() {
        for (cents, words) in [
            (0, "0.00"),
            (99_999, "999.99"),
            (100_000, "1,000.00"),
            (41_892_000, "418,920.00"),
            (100_000_005, "1,000,000.05"),
            (super::MOST_CENTS, "100,000,000,000.00"),
        ] {
            assert_eq!(Money(cents).words(), words);
            assert_eq!(Money::from_text(words), Some(Money(cents)));
        }
    }

    #[test]
    fn a_large_sum_is_said_as_people_say_it() {
        for (cents, words) in [
            (99_999_999, Some("约 100 万元")),
            (999_999, None),
            (1_000_000, Some("1 万元")),
            (41_892_000, Some("约 41.89 万元")),
            (76_400_000, Some("76.4 万元")),
            (76_405_000, Some("约 76.41 万元")),
            (12_000_000_000, Some("1.2 亿元")),
        ] {
            assert_eq!(Money(cents).said(Language::Zh).as_deref(), words, "{cents}");
            assert_eq!(Money(cents).said(Language::En), None);
        }
    }

    #[test]
    fn what_falls_on_each_is_in_whole_yuan() {
        assert_eq!(Money(76_400_000).each(406), Some(1882));
        assert_eq!(Money(76_400_000).each(0), None);
        assert_eq!(Money(1_000).each(406), None);
    }
}
