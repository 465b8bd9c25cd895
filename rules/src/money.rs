//! Money: whole cents.

use crate::{Refusal, typed};

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
    use super::Money;

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
}
