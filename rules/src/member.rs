//! One person of the roll: struck off, back on it, and from one household to another. Who is struck off keeps their history, their
//! seats and their units; those end in their own ways (`belonging`).

use crate::{Refusal, belonging::Residence, coded::coded, days::Date, proposal, typed::day};

/// So long ago somebody left at most, in days: thirty years (\[P\]).
const LONG_AGO_DAYS: i64 = 30 * 366;

/// The longest reason, in characters.
const REASON: usize = 200;

coded! {
    /// Why somebody is struck off the roll.
    Leaving {
        /// They have died.
        Died "died",
        /// They have moved away.
        Moved "moved",
        /// Something else, which is said.
        Other "other",
    }
}

coded! {
    /// Why somebody changes their household.
    Moving {
        /// They married into it.
        Married "married",
        /// They moved within the place.
        Within "within",
        /// A household became two.
        Split "split",
        /// The roll had it wrong.
        Mended "mended",
    }
}

/// Somebody who is struck off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Struck {
    why: Leaving,
    on: Date,
    reason: String,
}

impl Struck {
    /// Why.
    #[must_use]
    pub const fn why(&self) -> Leaving {
        self.why
    }

    /// Since which day.
    #[must_use]
    pub const fn on(&self) -> Date {
        self.on
    }

    /// What was said of it.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// Judges whether somebody is struck off: who lives here, for a reason of the list, since a day that is not to come. Where the list has
/// no word for it, it is said.
///
/// # Errors
/// The field, and why not.
pub fn strike(
    residence: Residence,
    (why, on, reason): (&str, &str, &str),
    today: Date,
) -> Result<Struck, (&'static str, Refusal)> {
    if residence != Residence::Living {
        return Err(("", Refusal::MemberLeft));
    }
    let why = Leaving::from_id(why).ok_or(("why", Refusal::NotOffered))?;
    let on = day(on).and_then(|day| Date::from_text(&day)).ok_or(("on", Refusal::BadDay))?;
    if on > today {
        return Err(("on", Refusal::DayAhead));
    }
    // A year with a digit wrong: nobody is struck off for what was half a lifetime ago.
    if on.until(today) > LONG_AGO_DAYS {
        return Err(("on", Refusal::DayFar));
    }
    let reason = proposal::optional(reason, REASON).map_err(|refusal| ("reason", refusal))?;
    if why == Leaving::Other && reason.is_empty() {
        return Err(("reason", Refusal::ReasonMissing));
    }
    Ok(Struck { why, on, reason })
}

/// Judges whether somebody comes back on the roll: who was struck off and whose data are still there.
///
/// # Errors
/// Why not.
pub const fn returns(residence: Residence) -> Result<(), Refusal> {
    match residence {
        Residence::Away => Ok(()),
        Residence::Living => Err(Refusal::NotAway),
        Residence::Erased => Err(Refusal::MemberLeft),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_struck_off_lived_here_until_a_day_that_has_come() {
        let today = Date::from_text("2026-03-06").unwrap();
        let judge = |residence, said| strike(residence, said, today);
        let struck = judge(Residence::Living, ("died", "2026-03-01", "")).unwrap();
        assert_eq!(
            (struck.why(), struck.on().to_string().as_str(), struck.reason()),
            (Leaving::Died, "2026-03-01", "")
        );
        assert!(judge(Residence::Living, ("moved", "2026-03-06", "")).is_ok());
        for (residence, said, refused) in [
            (Residence::Away, ("died", "2026-03-01", ""), ("", Refusal::MemberLeft)),
            (Residence::Erased, ("died", "2026-03-01", ""), ("", Refusal::MemberLeft)),
            (Residence::Living, ("", "2026-03-01", ""), ("why", Refusal::NotOffered)),
            (Residence::Living, ("died", "", ""), ("on", Refusal::BadDay)),
            (Residence::Living, ("died", "2026-03-07", ""), ("on", Refusal::DayAhead)),
            (Residence::Living, ("died", "1926-03-01", ""), ("on", Refusal::DayFar)),
            (Residence::Living, ("other", "2026-03-01", " "), ("reason", Refusal::ReasonMissing)),
        ] {
            assert_eq!(judge(residence, said), Err(refused), "{said:?}");
        }
    }

    #[test]
    fn who_was_struck_off_may_come_back() {
        assert_eq!(returns(Residence::Away), Ok(()));
        assert_eq!(returns(Residence::Living), Err(Refusal::NotAway));
        assert_eq!(returns(Residence::Erased), Err(Refusal::MemberLeft));
    }
}
