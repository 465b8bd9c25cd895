//! Wrong tries at signing in. They are counted at the account that is tried, not at the address: a hall is one address.
//! Five are free; then one waits, longer with each that follows, ten minutes at most; a day without any is forgiven.

use crate::Moment;

/// Wrong tries before one has to wait.
pub const FREE: i64 = 5;
/// The longest wait, in minutes.
pub const LONGEST_MINUTES: i64 = 10;
/// After so many days without a try they are forgotten.
const FORGIVEN_DAYS: i64 = 1;

/// The tries at one account that have not come out right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tries {
    /// How many.
    pub wrong: i64,
    /// When the last was made.
    pub last: Moment,
}

/// How many minutes one waits after so many wrong tries: none, then 1, 2, 4, 8 and 10.
#[must_use]
pub const fn wait_minutes(wrong: i64) -> i64 {
    match wrong - FREE {
        ..0 => 0,
        0 => 1,
        1 => 2,
        2 => 4,
        3 => 8,
        _ => LONGEST_MINUTES,
    }
}

impl Tries {
    /// These tries as they count now.
    #[must_use]
    pub fn at(self, now: Moment) -> Self {
        let over = now >= self.last.plus_days(FORGIVEN_DAYS);
        // A clock that was put back would hold everybody for as long as it was put back by.
        let ahead = self.last > now.plus_minutes(LONGEST_MINUTES);
        if over || ahead { Self::default() } else { self }
    }

    /// From when on the next one is allowed.
    #[must_use]
    pub const fn until(self) -> Moment {
        self.last.plus_minutes(wait_minutes(self.wrong))
    }

    /// The tries with one more, which counts as wrong until it has come out right.
    ///
    /// # Errors
    /// From when on it is allowed.
    pub fn once_more(self, now: Moment) -> Result<Self, Moment> {
        let held = self.at(now);
        if held.wrong >= FREE && now < held.until() {
            return Err(held.until());
        }
        Ok(Self { wrong: held.wrong.saturating_add(1), last: now })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_773_000_000_000);

    /// Makes so many tries, each as soon as it is allowed; how many minutes the next one waits.
    fn after(tries: i64) -> i64 {
        let (mut held, mut now) = (Tries::default(), NOW);
        for _ in 0..tries {
            held = match held.once_more(now) {
                Ok(held) => held,
                Err(until) => {
                    now = until;
                    held.once_more(now).expect("allowed by then")
                }
            };
        }
        held.once_more(now).err().map_or(0, |until| (until.0 - now.0) / 60_000)
    }

    #[test]
    fn d17_five_are_free_and_the_wait_grows_to_ten_minutes() {
        assert_eq!([0, 4, 5, 6, 7, 8, 9, 10, 400].map(after), [0, 0, 1, 2, 4, 8, 10, 10, 10]);
        let waiting = (0..5).try_fold(Tries::default(), |held, _| held.once_more(NOW)).expect("five are free");
        assert_eq!(waiting.once_more(NOW), Err(NOW.plus_minutes(1)));
        assert!(waiting.once_more(NOW.plus_minutes(1)).is_ok());
    }

    #[test]
    fn d17_a_day_forgives_and_a_clock_put_back_holds_nobody() {
        let waiting = Tries { wrong: 50, last: NOW };
        assert_eq!(waiting.once_more(NOW.plus_minutes(9)), Err(NOW.plus_minutes(10)));
        assert_eq!(waiting.at(NOW.plus_days(1)), Tries::default());
        assert_eq!(waiting.once_more(NOW.plus_days(-1)), Ok(Tries { wrong: 1, last: NOW.plus_days(-1) }));
        // Nodes differ by a little: that opens nothing.
        assert!(waiting.once_more(Moment(NOW.0 - 50)).is_err());
    }
}
