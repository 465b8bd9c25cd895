//! The phases of a sitting, and who may move it when.

use crate::{Moment, Refusal, coded::coded, id::SessionId};
use serde::{Deserialize, Serialize};

coded! {
    /// Where a session stands.
    Phase {
        /// Being written; seen by chair and clerk.
        Draft "draft",
        /// Public notice is out.
        Announced "announced",
        /// Sitting.
        Open "open",
        /// Interrupted.
        Suspended "suspended",
        /// Ended.
        Closed "closed",
        /// Will not be held.
        Cancelled "cancelled",
    }
}

impl Phase {
    /// Why something that belongs to a session under way cannot be done in this phase, said as it stands.
    #[must_use]
    pub const fn not_now(self) -> Refusal {
        match self {
            Self::Draft | Self::Announced => Refusal::NotBegun,
            Self::Suspended => Refusal::Interrupted,
            Self::Closed => Refusal::Over,
            Self::Cancelled => Refusal::CalledOff,
            Self::Open => Refusal::WrongPhase,
        }
    }
}

/// How long before the announced time a session may be opened: people gather, and whoever comes in time misses nothing.
pub const OPEN_EARLY_MINUTES: i64 = 10;

/// Whether a session that was announced for this time may not be opened yet.
#[must_use]
pub fn too_early(now: Moment, starts: Moment) -> bool {
    now < starts.plus_minutes(-OPEN_EARLY_MINUTES)
}

/// What moves a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Move {
    /// Publish the notice.
    Announce,
    /// Begin the sitting.
    Open,
    /// Interrupt it.
    Suspend,
    /// Go on.
    Resume,
    /// Put it off to another time, with a public reason.
    Postpone,
    /// Call it off, with a public reason.
    Cancel,
    /// End it.
    Close,
}

impl Move {
    /// Every move.
    pub const ALL: [Self; 7] =
        [Self::Announce, Self::Open, Self::Suspend, Self::Resume, Self::Postpone, Self::Cancel, Self::Close];

    /// Stable id; also the last part of the form's address.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Announce => "announce",
            Self::Open => "open",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::Postpone => "postpone",
            Self::Cancel => "cancel",
            Self::Close => "close",
        }
    }

    /// The move with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.id() == id)
    }
}

/// What a move is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// Agenda items.
    pub items: u64,
    /// Votes that are open, or closed and not yet declared.
    pub unfinished_votes: u64,
    /// Whole calendar days from today to the (new) date, in the community's zone; the day of notice is not counted.
    pub notice_days: i64,
    /// Days that the rule asks for.
    pub required_days: i64,
    /// A special circumstance is on record (村组法 Art. 25, 居组法 Art. 26).
    pub special_circumstance: bool,
    /// A reason was given.
    pub reason: bool,
    /// The (new) time is in the past.
    pub in_past: bool,
    /// It is more than ten minutes before the announced time ([`too_early`]).
    pub too_early: bool,
    /// The notice by which it was called was withdrawn.
    pub notice_withdrawn: bool,
    /// The body has a rule by which votes can be judged.
    pub has_rule: bool,
    /// Nobody is on the roll of the body: whoever is called, it is nobody.
    pub nobody: bool,
    /// Interest groups of a consultation with nobody who takes part and no refusal on record.
    pub silent_parties: usize,
}

/// A judged move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    session: SessionId,
    step: Move,
    to: Phase,
}

impl Moved {
    /// Which session.
    #[must_use]
    pub const fn session(&self) -> &SessionId {
        &self.session
    }

    /// The move.
    #[must_use]
    pub const fn step(&self) -> Move {
        self.step
    }

    /// The phase after it.
    #[must_use]
    pub const fn to(&self) -> Phase {
        self.to
    }
}

/// Judges a move.
///
/// Notice: whole calendar days, the day of notice not counted; a shorter notice needs a recorded special circumstance
/// (村组法 Art. 25, 居组法 Art. 26). Suspending, postponing and cancelling are public and need a reason. A session with
/// an unfinished vote cannot end or be interrupted, none is of a body that nobody is in, and none begins more than ten minutes before the time that its notice gave, nor
/// by a notice that was withdrawn: nobody is called by it.
///
/// # Errors
/// The refusal that stands in the way.
pub fn decide(session: &SessionId, phase: Phase, step: Move, facts: &Facts) -> Result<Moved, Refusal> {
    let to = match (step, phase) {
        (Move::Announce, Phase::Draft) | (Move::Postpone, Phase::Announced) => Phase::Announced,
        (Move::Open, Phase::Announced) | (Move::Resume, Phase::Suspended) => Phase::Open,
        (Move::Suspend, Phase::Open) => Phase::Suspended,
        (Move::Cancel, Phase::Announced) => Phase::Cancelled,
        (Move::Close, Phase::Open | Phase::Suspended) => Phase::Closed,
        _ => return Err(Refusal::WrongPhase),
    };
    if matches!(step, Move::Suspend | Move::Postpone | Move::Cancel) && !facts.reason {
        return Err(Refusal::ReasonMissing);
    }
    if matches!(step, Move::Announce | Move::Postpone) {
        if !facts.has_rule {
            return Err(Refusal::NoRule);
        }
        if facts.items == 0 {
            return Err(Refusal::NoItems);
        }
        if facts.in_past {
            return Err(Refusal::TimePast);
        }
        if facts.notice_days < facts.required_days && !facts.special_circumstance {
            return Err(Refusal::NoticeTooShort);
        }
    }
    if matches!(step, Move::Announce | Move::Open) && facts.nobody {
        return Err(Refusal::NobodyOnRoll);
    }
    if matches!(step, Move::Open) && facts.notice_withdrawn {
        return Err(Refusal::NoticeWithdrawn);
    }
    if matches!(step, Move::Open) && facts.too_early {
        return Err(Refusal::TooEarly);
    }
    // Whoever came on the announced day must find the session held or put off, never held without them later.
    if matches!(step, Move::Open) && facts.notice_days < 0 {
        return Err(Refusal::DayPassed);
    }
    if matches!(step, Move::Open) && facts.silent_parties > 0 {
        return Err(Refusal::PartiesMissing);
    }
    if matches!(step, Move::Close | Move::Suspend) && facts.unfinished_votes > 0 {
        return Err(Refusal::VoteStillOpen);
    }
    Ok(Moved { session: session.clone(), step, to })
}

#[cfg(test)]
mod tests {
    use super::{Facts, Move, Moved, Phase};
    use crate::{Moment, Refusal};

    fn decide(phase: Phase, step: Move, facts: &Facts) -> Result<Moved, Refusal> {
        super::decide(&"s".into(), phase, step, facts)
    }

    const READY: Facts = Facts {
        items: 1,
        unfinished_votes: 0,
        notice_days: 10,
        required_days: 3,
        special_circumstance: false,
        reason: true,
        in_past: false,
        too_early: false,
        notice_withdrawn: false,
        has_rule: true,
        nobody: false,
        silent_parties: 0,
    };

    #[test]
    fn a_whole_sitting() {
        let mut phase = Phase::Draft;
        for step in [Move::Announce, Move::Postpone, Move::Open, Move::Suspend, Move::Resume, Move::Close] {
            let moved = decide(phase, step, &READY).expect("allowed");
            assert_eq!((moved.session().as_str(), moved.step()), ("s", step));
            phase = moved.to();
        }
        assert_eq!(phase, Phase::Closed);
        for step in Move::ALL {
            assert_eq!(decide(Phase::Closed, step, &READY), Err(Refusal::WrongPhase));
        }
    }

    /// E20: nine days where ten are asked for, without a special circumstance.
    #[test]
    fn e20_notice_too_short() {
        let short = Facts { notice_days: 9, required_days: 10, ..READY };
        assert_eq!(decide(Phase::Draft, Move::Announce, &short), Err(Refusal::NoticeTooShort));
        assert!(decide(Phase::Draft, Move::Announce, &Facts { special_circumstance: true, ..short }).is_ok());
    }

    #[test]
    fn public_moves_need_their_reason() {
        let silent = Facts { reason: false, ..READY };
        assert_eq!(decide(Phase::Announced, Move::Cancel, &silent), Err(Refusal::ReasonMissing));
        assert_eq!(decide(Phase::Announced, Move::Postpone, &silent), Err(Refusal::ReasonMissing));
        assert_eq!(decide(Phase::Open, Move::Suspend, &silent), Err(Refusal::ReasonMissing));
    }

    #[test]
    fn b7_a_session_does_not_begin_before_its_time() {
        let early = Facts { too_early: true, ..READY };
        assert_eq!(decide(Phase::Announced, Move::Open, &early), Err(Refusal::TooEarly));
        let starts = Moment::default().plus_minutes(60);
        for (minute, early) in [(0, true), (49, true), (50, false), (60, false), (90, false)] {
            assert_eq!(super::too_early(Moment::default().plus_minutes(minute), starts), early, "minute {minute}");
        }
        let late = Facts { notice_days: -1, ..READY };
        assert_eq!(decide(Phase::Announced, Move::Open, &late), Err(Refusal::DayPassed));
        assert!(decide(Phase::Announced, Move::Open, &Facts { notice_days: 0, ..READY }).is_ok());
    }

    /// Each group has somebody who takes part, or its refusal is on record, before a consultation begins.
    #[test]
    fn a_consultation_does_not_open_without_one_of_its_groups() {
        let silent = Facts { silent_parties: 1, ..READY };
        assert_eq!(decide(Phase::Announced, Move::Open, &silent), Err(Refusal::PartiesMissing));
        assert!(decide(Phase::Draft, Move::Announce, &silent).is_ok(), "they are asked by the notice");
        assert!(decide(Phase::Suspended, Move::Resume, &silent).is_ok());
    }

    /// Issue 16, C14: a withdrawn notice calls nobody; putting the session off gives notice anew.
    #[test]
    fn c14_a_session_is_not_held_by_a_withdrawn_notice() {
        let withdrawn = Facts { notice_withdrawn: true, ..READY };
        assert_eq!(decide(Phase::Announced, Move::Open, &withdrawn), Err(Refusal::NoticeWithdrawn));
        for step in [Move::Postpone, Move::Cancel] {
            assert!(decide(Phase::Announced, step, &withdrawn).is_ok());
        }
    }

    #[test]
    fn an_unfinished_vote_holds_the_session_open() {
        let voting = Facts { unfinished_votes: 1, ..READY };
        assert_eq!(decide(Phase::Open, Move::Close, &voting), Err(Refusal::VoteStillOpen));
    }
}
