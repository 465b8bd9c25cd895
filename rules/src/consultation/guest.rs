//! Guests (列席): marked present at the door, called to the floor by whoever presides; the clerk takes down what they say. They have no
//! ballot and stand in no count.

use crate::{Refusal, proposal, session::Phase, speech};

/// How long a guest has the floor, in seconds: as long as anybody.
pub const TURN_SECONDS: i64 = speech::TURN_SECONDS;

/// What a guest's coming and speaking is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuestFacts {
    /// Where the sitting stands.
    pub phase: Phase,
    /// It is called for today.
    pub today: bool,
    /// The guest is there.
    pub here: bool,
    /// The sitting pauses.
    pub paused: bool,
    /// Ballots are being cast.
    pub voting: bool,
    /// An item has been called.
    pub has_item: bool,
    /// The guest has the floor.
    pub speaking: bool,
}

impl GuestFacts {
    const fn door(self) -> Result<(), Refusal> {
        match self.phase {
            Phase::Open | Phase::Suspended => Ok(()),
            Phase::Announced if self.today => Ok(()),
            other => Err(other.not_now()),
        }
    }
}

/// A judged coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Came(());

/// A judged leaving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left(());

/// A judged turn at the floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn(());

/// Judges marking a guest present: on the day of the sitting, until it is over.
///
/// # Errors
/// Why not.
pub const fn came(facts: GuestFacts) -> Result<Came, Refusal> {
    match facts.door() {
        Ok(()) if facts.here => Err(Refusal::GuestHere),
        Ok(()) => Ok(Came(())),
        Err(refusal) => Err(refusal),
    }
}

/// Judges that a guest leaves.
///
/// # Errors
/// Why not.
pub const fn left(facts: GuestFacts) -> Result<Left, Refusal> {
    match facts.door() {
        Ok(()) if facts.here => Ok(Left(())),
        Ok(()) => Err(Refusal::GuestNotHere),
        Err(refusal) => Err(refusal),
    }
}

/// Judges calling a guest to the floor: as a member's turn is judged, but for the queue, in which no guest stands.
///
/// # Errors
/// Why not.
pub fn call(facts: GuestFacts) -> Result<Turn, Refusal> {
    if facts.phase != Phase::Open {
        return Err(facts.phase.not_now());
    }
    speech::may_speak(facts.paused, facts.voting)?;
    if !facts.here {
        Err(Refusal::GuestNotHere)
    } else if !facts.has_item {
        Err(Refusal::NoCurrentItem)
    } else if facts.speaking {
        Err(Refusal::NothingChanges)
    } else {
        Ok(Turn(()))
    }
}

/// What a guest said, as it was taken down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenDown(String);

impl TakenDown {
    /// The words.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.0
    }
}

/// Judges taking down what a guest said in a turn: once, for what stands in the record is not written over.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn take_down(stands: &str, body: &str) -> Result<TakenDown, (&'static str, Refusal)> {
    if !stands.is_empty() {
        return Err(("", Refusal::TakenDown));
    }
    proposal::text(body, super::opinion::LIMIT).map(TakenDown).map_err(|refusal| ("said", refusal))
}
