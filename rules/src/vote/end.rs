//! Declaring a result, voiding a vote, extending its window.

use super::{Phase, WINDOW_MINUTES, Window};
use crate::{Moment, Refusal};

/// The result is said in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared(());

/// Judges declaring.
///
/// # Errors
/// [`Refusal::VoteWrongPhase`] unless the count is accepted.
pub fn declare(phase: Phase) -> Result<Declared, Refusal> {
    if phase == Phase::Counted { Ok(Declared(())) } else { Err(Refusal::VoteWrongPhase) }
}

/// The ballots of a vote are void.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voided(());

/// Judges voiding a vote: the text is amended while ballots are cast (P-AMEND), or something went wrong that the chair says in
/// words. Everything stays on record, and the vote is run again. Once a teller has entered a count, or the count is accepted,
/// there is a result to be seen, and the only way on is to declare it.
///
/// # Errors
/// [`Refusal::VoteWrongPhase`] or [`Refusal::ReasonMissing`].
pub fn void(phase: Phase, entered: bool, reason: &str) -> Result<Voided, Refusal> {
    if phase == Phase::Counted || (phase == Phase::Closed && entered) {
        return Err(Refusal::ResultKnown);
    }
    if !phase.is_running() {
        return Err(Refusal::VoteWrongPhase);
    }
    if reason.trim().is_empty() { Err(Refusal::ReasonMissing) } else { Ok(Voided(())) }
}

/// A longer window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extended {
    ends_at: Moment,
}

impl Extended {
    /// The last moment at which a ballot is taken now.
    #[must_use]
    pub const fn ends_at(&self) -> Moment {
        self.ends_at
    }
}

/// Judges extending the window of an open vote, for a reason that is said (E27: after a power cut): counted from its end or,
/// when that has passed, from now. A window never shrinks.
///
/// # Errors
/// `(field, refusal)`: no window runs, no such number of minutes, no reason.
pub fn extend(window: Window, minutes: i64, reason: &str) -> Result<Extended, (&'static str, Refusal)> {
    let end = window.ends_at.filter(|_| window.phase == Phase::Open).ok_or(("", Refusal::VoteWrongPhase))?;
    if !(1..=WINDOW_MINUTES).contains(&minutes) {
        return Err(("minutes", Refusal::BadTime));
    }
    if reason.trim().is_empty() {
        return Err(("reason", Refusal::ReasonMissing));
    }
    Ok(Extended { ends_at: end.max(window.now).plus_minutes(minutes) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vote_is_voided_with_a_reason_and_before_it_is_declared() {
        for phase in [Phase::Open, Phase::Closed] {
            assert!(void(phase, false, "文本修改").is_ok());
            assert_eq!(void(phase, false, "  "), Err(Refusal::ReasonMissing));
        }
        for phase in [Phase::Prepared, Phase::Declared, Phase::Void] {
            assert_eq!(void(phase, false, "文本修改"), Err(Refusal::VoteWrongPhase));
        }
        // Nobody runs a vote again because they do not like what they have seen.
        assert_eq!(void(Phase::Counted, false, "设备故障"), Err(Refusal::ResultKnown));
        assert_eq!(void(Phase::Closed, true, "设备故障"), Err(Refusal::ResultKnown));
    }

    /// E27: after a power cut the window is counted from now; before its end, from its end. It never shrinks.
    #[test]
    fn e27_a_window_is_extended_with_a_reason() {
        let window = Window { phase: Phase::Open, ends_at: Some(Moment(600_000)), now: Moment(300_000) };
        let to = |window, minutes| extend(window, minutes, "停电").map(|extended| extended.ends_at().0);
        assert_eq!(to(window, 10), Ok(1_200_000));
        assert_eq!(to(Window { now: Moment(900_000), ..window }, 10), Ok(1_500_000));
        assert_eq!(to(window, 0), Err(("minutes", Refusal::BadTime)));
        assert_eq!(to(window, WINDOW_MINUTES + 1), Err(("minutes", Refusal::BadTime)));
        assert_eq!(extend(window, 10, " "), Err(("reason", Refusal::ReasonMissing)));
        for other in [Window { ends_at: None, ..window }, Window { phase: Phase::Closed, ..window }] {
            assert_eq!(to(other, 10), Err(("", Refusal::VoteWrongPhase)));
        }
    }
}
