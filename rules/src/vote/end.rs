//! Declaring a result, voiding a vote, extending its window.

use super::{Phase, WINDOW_MINUTES, Window};
use crate::{Moment, Refusal, id::VoteId};

/// The result is said in the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    vote: VoteId,
}

impl Declared {
    /// Of which vote.
    #[must_use]
    pub const fn vote(&self) -> &VoteId {
        &self.vote
    }
}

/// Judges declaring.
///
/// # Errors
/// [`Refusal::VoteWrongPhase`] unless the count is accepted.
pub fn declare(vote: &VoteId, phase: Phase) -> Result<Declared, Refusal> {
    if phase == Phase::Counted { Ok(Declared { vote: vote.clone() }) } else { Err(Refusal::VoteWrongPhase) }
}

/// The ballots of a vote are void.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voided {
    vote: VoteId,
    reason: String,
}

impl Voided {
    /// Which vote.
    #[must_use]
    pub const fn vote(&self) -> &VoteId {
        &self.vote
    }

    /// Why, for everybody to read.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// Judges voiding a vote: the text is amended while ballots are cast (P-AMEND), or something went wrong that the chair says in
/// words. Everything stays on record, and the vote is run again. Once a teller has entered a count, or the count is accepted,
/// there is a result to be seen, and the only way on is to declare it.
///
/// # Errors
/// [`Refusal::VoteWrongPhase`] or [`Refusal::ReasonMissing`].
pub fn void(vote: &VoteId, phase: Phase, entered: bool, reason: &str) -> Result<Voided, Refusal> {
    if phase == Phase::Counted || (phase == Phase::Closed && entered) {
        return Err(Refusal::ResultKnown);
    }
    if !phase.is_running() {
        return Err(Refusal::VoteWrongPhase);
    }
    if reason.trim().is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    Ok(Voided { vote: vote.clone(), reason: reason.to_owned() })
}

/// A longer window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extended {
    vote: VoteId,
    ends_at: Moment,
}

impl Extended {
    /// Of which vote.
    #[must_use]
    pub const fn vote(&self) -> &VoteId {
        &self.vote
    }

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
pub fn extend(vote: &VoteId, window: Window, minutes: i64, reason: &str) -> Result<Extended, (&'static str, Refusal)> {
    let end = window.ends_at.filter(|_| window.phase == Phase::Open).ok_or(("", Refusal::VoteWrongPhase))?;
    if !(1..=WINDOW_MINUTES).contains(&minutes) {
        return Err(("minutes", Refusal::BadMinutes));
    }
    if reason.trim().is_empty() {
        return Err(("reason", Refusal::ReasonMissing));
    }
    Ok(Extended { vote: vote.clone(), ends_at: end.max(window.now).plus_minutes(minutes) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vote_is_voided_with_a_reason_and_before_it_is_declared() {
        let vote = VoteId::from("v");
        for phase in [Phase::Open, Phase::Closed] {
            let voided = void(&vote, phase, false, "文本修改").expect("voided");
            assert_eq!((voided.vote(), voided.reason()), (&vote, "文本修改"));
            assert_eq!(void(&vote, phase, false, "  "), Err(Refusal::ReasonMissing));
        }
        for phase in [Phase::Prepared, Phase::Declared, Phase::Void] {
            assert_eq!(void(&vote, phase, false, "文本修改"), Err(Refusal::VoteWrongPhase));
        }
        // Nobody runs a vote again because they do not like what they have seen.
        assert_eq!(void(&vote, Phase::Counted, false, "设备故障"), Err(Refusal::ResultKnown));
        assert_eq!(void(&vote, Phase::Closed, true, "设备故障"), Err(Refusal::ResultKnown));
    }

    /// E27: after a power cut the window is counted from now; before its end, from its end. It never shrinks.
    #[test]
    fn e27_a_window_is_extended_with_a_reason() {
        let window = Window { phase: Phase::Open, ends_at: Some(Moment(600_000)), now: Moment(300_000) };
        let vote = VoteId::from("v");
        let to = |window, minutes| extend(&vote, window, minutes, "停电").map(|extended| extended.ends_at().0);
        assert_eq!(to(window, 10), Ok(1_200_000));
        assert_eq!(to(Window { now: Moment(900_000), ..window }, 10), Ok(1_500_000));
        assert_eq!(to(window, 0), Err(("minutes", Refusal::BadMinutes)));
        assert_eq!(to(window, WINDOW_MINUTES + 1), Err(("minutes", Refusal::BadMinutes)));
        assert_eq!(extend(&vote, window, 10, " "), Err(("reason", Refusal::ReasonMissing)));
        for other in [Window { ends_at: None, ..window }, Window { phase: Phase::Closed, ..window }] {
            assert_eq!(to(other, 10), Err(("", Refusal::VoteWrongPhase)));
        }
    }
}
