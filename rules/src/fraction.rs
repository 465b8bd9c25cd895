//! Exact fractions. Counting words of the law: 以上 includes the number, 超过 and 过半数 do not (民法典 Art. 1259).

use serde::{Deserialize, Serialize};

/// A share of a base that a count must reach, e.g. at least 2/3 or more than 1/2. No percentages, no rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fraction {
    /// Numerator.
    pub num: u64,
    /// Denominator; never 0 in a checked rule.
    pub den: u64,
    /// `true`: reaching the share is enough (以上). `false`: it must be exceeded (超过, 过半数).
    pub inclusive: bool,
}

impl Fraction {
    /// At least `num/den`.
    #[must_use]
    pub const fn at_least(num: u64, den: u64) -> Self {
        Self { num, den, inclusive: true }
    }

    /// More than `num/den`.
    #[must_use]
    pub const fn more_than(num: u64, den: u64) -> Self {
        Self { num, den, inclusive: false }
    }

    /// Reads a share as the rule files write it: `>=2/3`, `>1/2`.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (inclusive, share) = match text.strip_prefix(">=") {
            Some(share) => (true, share),
            None => (false, text.strip_prefix('>')?),
        };
        let (num, den) = share.trim().split_once('/')?;
        let (num, den) = (num.trim().parse().ok()?, den.trim().parse().ok()?);
        (den > 0).then_some(Self { num, den, inclusive })
    }

    /// Whether whatever satisfies this share satisfies the other too, whatever the base.
    #[must_use]
    pub fn is_as_strict_as(self, other: Self) -> bool {
        let left = u128::from(self.num) * u128::from(other.den);
        let right = u128::from(other.num) * u128::from(self.den);
        left > right || (left == right && (!self.inclusive || other.inclusive))
    }

    /// P-EXACT: whether `count` out of `base` satisfies the fraction, by comparing `count * den` with `base * num`.
    #[must_use]
    pub fn holds(self, count: u64, base: u64) -> bool {
        let left = u128::from(count) * u128::from(self.den);
        let right = u128::from(base) * u128::from(self.num);
        if self.inclusive { left >= right } else { left > right }
    }

    /// The smallest whole number that satisfies the fraction of `base`.
    #[must_use]
    pub fn required(self, base: u64) -> u64 {
        let share = u128::from(base) * u128::from(self.num);
        let den = u128::from(self.den.max(1));
        let needed = if self.inclusive { share.div_ceil(den) } else { share / den + 1 };
        u64::try_from(needed).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::Fraction;
    use proptest::prelude::*;

    /// E1, E2, E19: exactly two thirds is enough, one less is not, and 2/3 of 49 needs 33.
    #[test]
    fn e1_e2_e19_two_thirds_is_exact() {
        let two_thirds = Fraction::at_least(2, 3);
        assert!(two_thirds.holds(32, 48));
        assert!(!two_thirds.holds(32, 49));
        assert_eq!(two_thirds.required(49), 33);
        assert!(!two_thirds.holds(199, 300));
        assert!(two_thirds.holds(200, 300));
    }

    /// E3, E18: half is not a majority.
    #[test]
    fn e3_e18_half_is_not_more_than_half() {
        let majority = Fraction::more_than(1, 2);
        assert!(!majority.holds(19, 38));
        assert!(!majority.holds(20, 40));
        assert_eq!(majority.required(40), 21);
        assert_eq!(majority.required(41), 21);
    }

    #[test]
    fn a_share_is_as_strict_as_itself() {
        let (reach, exceed) = (Fraction::at_least(1, 2), Fraction::more_than(1, 2));
        assert!(reach.is_as_strict_as(reach) && exceed.is_as_strict_as(exceed) && exceed.is_as_strict_as(reach));
        assert!(!reach.is_as_strict_as(exceed) && Fraction::at_least(2, 4).is_as_strict_as(reach));
    }

    #[test]
    fn shares_are_read_as_written() {
        assert_eq!(Fraction::from_text(">=2/3"), Some(Fraction::at_least(2, 3)));
        assert_eq!(Fraction::from_text("> 1/2"), Some(Fraction::more_than(1, 2)));
        for bad in ["2/3", ">=2/0", ">=-1/2", ">=2", "", ">=a/b"] {
            assert_eq!(Fraction::from_text(bad), None, "{bad}");
        }
    }

    proptest! {
        /// Stricter means: no count passes it that does not pass the other.
        #[test]
        fn stricter_lets_nothing_more_pass(a in 0u64..6, b in 1u64..6, c in 0u64..6, d in 1u64..6, x: bool, y: bool, base in 1u64..40) {
            let (one, other) = (Fraction { num: a, den: b, inclusive: x }, Fraction { num: c, den: d, inclusive: y });
            if one.is_as_strict_as(other) {
                for count in 0..=base {
                    prop_assert!(!one.holds(count, base) || other.holds(count, base));
                }
            }
        }

        #[test]
        fn required_is_the_smallest_that_holds(num in 0u64..10, den in 1u64..10, inclusive: bool, base in 0u64..1_000_000_000_000) {
            let fraction = Fraction { num, den, inclusive };
            let needed = fraction.required(base);
            prop_assert!(fraction.holds(needed, base));
            prop_assert!(needed == 0 || !fraction.holds(needed - 1, base));
        }
    }
}
