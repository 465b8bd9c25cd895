//! A sum that may lie below zero, as a balance does.

use crate::money::Money;
use serde::{Deserialize, Serialize};

/// Money in cents, with its sign. In JSON a decimal text: `-12.00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cents(pub i64);

impl Cents {
    /// Of a sum that is none below zero. A sum is at most a hundred billion yuan, which fits.
    #[must_use]
    pub fn of(money: Money) -> Self {
        Self(i64::try_from(money.0).unwrap_or(i64::MAX))
    }

    /// As people read it, with a sign for thousands.
    #[must_use]
    pub fn words(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{}", Money(self.0.unsigned_abs()).words())
    }

    /// A balance as it is typed; none where it is no sum.
    #[must_use]
    pub fn try_from_words(words: &str) -> Option<Self> {
        let words = words.trim();
        let (below, rest) = match words.strip_prefix(['-', '－', '−']) {
            Some(rest) => (true, rest),
            None => (false, words),
        };
        let cents = i64::try_from(Money::from_text(rest)?.0).ok()?;
        Some(Self(if below { -cents } else { cents }))
    }

    /// With a sum added; none where it grows beyond what can be counted.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// With a sum taken away; none where it grows beyond what can be counted.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
}

impl std::fmt::Display for Cents {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(out, "{sign}{}", Money(self.0.unsigned_abs()))
    }
}

impl From<Cents> for String {
    fn from(cents: Cents) -> Self {
        cents.to_string()
    }
}

impl TryFrom<String> for Cents {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let (sign, rest) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
        let cents = Money::from_text(rest).and_then(|money| i64::try_from(money.0).ok());
        let found = cents.map(|cents| Self(sign * cents)).filter(|one| one.to_string() == text);
        found.ok_or_else(|| format!("{text:?} is no sum"))
    }
}
