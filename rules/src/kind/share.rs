//! Shares with a named base, areas, and what the ballots of each answer weigh.

use crate::{fraction::Fraction, verdict::Malformed};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Unexpected, Visitor},
};

/// What a turnout is taken of in an election or a recall; the names say who was registered.
pub(super) const REGISTERED: [&str; 6] =
    ["registered", "eligible", "reps", "registered_reps", "registered_households", "household_reps"];
/// What winning an election or a recall is taken of: the ballots collected, unless the rule names those registered.
pub(super) const COLLECTED: [&str; 4] = ["ballots_collected", "ballots_cast", "collected", "registered"];

/// A share of a base that is named in the words of its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Numerator.
    pub num: u64,
    /// Denominator.
    pub den: u64,
    /// Whether reaching it is enough.
    pub inclusive: bool,
    /// What it is taken of; empty where the kind leaves no choice.
    #[serde(default)]
    pub base: String,
}

impl Share {
    /// The bare fraction, where its base is one of those allowed. An empty base is the first of them.
    ///
    /// # Errors
    /// [`Malformed`] for another base or a denominator of 0; `field` names the share.
    pub fn fraction(&self, field: &'static str, bases: &[&str]) -> Result<Fraction, Malformed> {
        if self.den == 0 || !(self.base.is_empty() || bases.contains(&self.base.as_str())) {
            return Err(Malformed::Field(field));
        }
        Ok(self.fraction_unchecked())
    }

    /// The bare fraction, whatever it is taken of.
    #[must_use]
    pub const fn fraction_unchecked(&self) -> Fraction {
        Fraction { num: self.num, den: self.den, inclusive: self.inclusive }
    }
}

/// An area, exact to 0.01 m². Written as a decimal text: `"62000.00"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Area(pub u64);

impl Area {
    /// Reads a decimal text; digits beyond the second after the point must be zeros.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || !plain(fraction) {
            return None;
        }
        let padded = format!("{fraction}00");
        let (cents, rest) = padded.split_at_checked(2)?;
        if rest.bytes().any(|byte| byte != b'0') {
            return None;
        }
        let whole = whole.parse::<u64>().ok()?.checked_mul(100)?;
        whole.checked_add(cents.parse().ok()?).map(Self)
    }

    /// The sum, unless it is too large to be an area.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
}

/// What the ballots of each answer weigh, where not every ballot is worth the same: as tellers find it on paper, or phones give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PerPile<T> {
    /// 赞成.
    #[serde(rename = "for")]
    pub in_favour: T,
    /// 反对.
    pub against: T,
    /// 弃权, marked as such.
    pub abstain: T,
    /// Without a mark.
    pub blank: T,
    /// 废票.
    pub invalid: T,
}

/// Owners' areas by answer.
pub type Areas = PerPile<Area>;

/// By answer the households for which representatives stand.
pub type Households = PerPile<u64>;

impl<T: Copy> PerPile<T> {
    /// In the order of the piles.
    #[must_use]
    pub const fn piles(&self) -> [T; 5] {
        [self.in_favour, self.against, self.abstain, self.blank, self.invalid]
    }

    /// The same piles, each as something else.
    #[must_use]
    pub fn map<U>(self, to: impl Fn(T) -> U) -> PerPile<U> {
        PerPile {
            in_favour: to(self.in_favour),
            against: to(self.against),
            abstain: to(self.abstain),
            blank: to(self.blank),
            invalid: to(self.invalid),
        }
    }
}

impl Areas {
    /// All of them, unless that is too large to be an area.
    #[must_use]
    pub fn total(&self) -> Option<Area> {
        self.piles().into_iter().try_fold(Area(0), Area::plus)
    }
}

impl Households {
    /// All of them, unless that is too large a number.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        crate::verdict::sum(&self.piles())
    }
}

impl std::fmt::Display for Area {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl Serialize for Area {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Area {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Written)
    }
}

/// An area as it is written: a decimal text, or a whole number.
struct Written;

impl Visitor<'_> for Written {
    type Value = Area;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("an area: a decimal text with at most two digits after the point")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Area, E> {
        Area::from_text(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }

    fn visit_u64<E: Error>(self, whole: u64) -> Result<Area, E> {
        whole.checked_mul(100).map(Area).ok_or_else(|| E::invalid_value(Unexpected::Unsigned(whole), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::Area;
    use proptest::prelude::*;

    #[test]
    fn areas_are_exact_to_a_hundredth() {
        assert_eq!(Area::from_text("23999.99"), Some(Area(2_399_999)));
        assert_eq!(Area::from_text("960"), Some(Area(96_000)));
        assert_eq!(Area::from_text("0.5"), Some(Area(50)));
        assert_eq!(Area::from_text("1.2300"), Some(Area(123)));
        for bad in ["", ".5", "1.", "1.234", "-1", "1e3", "1,000.00", "99999999999999999999"] {
            assert_eq!(Area::from_text(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn areas_are_written_as_read(area in 0u64..u64::MAX / 200) {
            prop_assert_eq!(Area::from_text(&Area(area).to_string()), Some(Area(area)));
        }
    }
}
