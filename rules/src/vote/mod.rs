//! The procedure of a vote: open, cast, close, count, declare, or void; publishing is the outcome's (`outcome`).

mod appraisal;
mod cast;
mod close;
mod end;
mod open;
mod owners;
mod represented;

pub use cast::{Cast, CastFacts, cast, may_cast};
pub use close::{Again, Closed, Closing, Counted, close, count};
pub use end::{Declared, Extended, Voided, declare, extend, void};
pub use open::{FEW, Host, OpenFacts, Opened, PreviousRound, few, open};
pub use owners::{OwnersClosing, by_owners};
pub use represented::{RepresentedClosing, by_represented};

use crate::{Moment, Refusal, coded::coded};

/// The longest that a window is set or extended by, in minutes.
pub const WINDOW_MINUTES: i64 = 24 * 60;

coded! {
    /// Where a vote stands.
    Phase {
        /// Written, not open.
        Prepared "prepared",
        /// Takes ballots.
        Open "open",
        /// Takes no more ballots on any channel; roll and presence are fixed.
        Closed "closed",
        /// The count is accepted; tally and verdict exist.
        Counted "counted",
        /// The result has been said in the room.
        Declared "declared",
        /// P-VOID: to be run again.
        Void "void",
    }
}

/// The longest window of a vote of owners, whose ballots are carried to their doors ([P]: sixty days).
pub const OWNERS_WINDOW_MINUTES: i64 = 60 * WINDOW_MINUTES;

impl Phase {
    /// The vote is under way: opened, and its result not yet declared.
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Open | Self::Closed | Self::Counted)
    }
}

/// Whether a vote takes ballots at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The vote's phase.
    pub phase: Phase,
    /// The last moment at which a ballot is taken; the closing second is inside (P-WINDOW).
    pub ends_at: Option<Moment>,
    /// The act's time.
    pub now: Moment,
}

impl Window {
    /// Judges whether ballots are taken, by phone or paper.
    ///
    /// # Errors
    /// [`Refusal::VoteNotOpen`] before, [`Refusal::VoteClosed`] after.
    pub fn takes(&self) -> Result<(), Refusal> {
        match self.phase {
            Phase::Open => {}
            Phase::Prepared => return Err(Refusal::VoteNotOpen),
            Phase::Closed | Phase::Counted | Phase::Declared | Phase::Void => return Err(Refusal::VoteClosed),
        }
        if self.ends_at.is_some_and(|end| self.now.0 / 1000 > end.0 / 1000) {
            return Err(Refusal::VoteClosed);
        }
        Ok(())
    }
}
