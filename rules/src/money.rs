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
