//! What was announced is corrected before the sitting begins, with a note that the public reads.
//!
//! Where it is held, how one takes part and what it is called may be put right at any time. What is decided, and by whom, is what
//! people were called for: a correction of that is a new call, and needs the days of notice once more, or a special circumstance on
//! record (村组法 Art. 25, 居组法 Art. 26). The program cannot tell a slip of the pen in an item from another question, so that every
//! word of an item counts. Another time is no correction: that is putting off, which gives notice anew.

use crate::{Refusal, id::SessionId, session::Phase};

/// What a correction changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Change {
    /// What the sitting is called.
    pub title: bool,
    /// Where it is held.
    pub place: bool,
    /// How one takes part.
    pub held: bool,
    /// Which body meets.
    pub body: bool,
    /// An item: its title, its matter, its paper.
    pub item: bool,
}

impl Change {
    /// Whether it changes anything.
    #[must_use]
    pub const fn is_any(self) -> bool {
        self.title || self.place || self.held || self.body || self.item
    }

    /// Whether it changes what is decided, or by whom: then it calls anew.
    #[must_use]
    pub const fn calls_anew(self) -> bool {
        self.body || self.item
    }

    /// Whether whoever has come already is asked again: it is another room, another way, or another body.
    #[must_use]
    pub const fn asks_again(self) -> bool {
        self.place || self.held || self.body
    }

    /// Its parts by their names, as the chain tells them: `title.place`.
    #[must_use]
    pub fn parts(self) -> String {
        let all = [
            (self.title, "title"),
            (self.place, "place"),
            (self.held, "held"),
            (self.body, "body"),
            (self.item, "item"),
        ];
        all.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect::<Vec<_>>().join(".")
    }
}

/// What a correction is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// What it changes.
    pub change: Change,
    /// A note for the public was written.
    pub note: bool,
    /// The notice by which it was called was withdrawn.
    pub notice_withdrawn: bool,
    /// The body as it will be has a rule by which votes can be judged.
    pub has_rule: bool,
    /// Whole calendar days from today until it begins, as for a call.
    pub notice_days: i64,
    /// Days that the rule asks for.
    pub required_days: i64,
    /// A special circumstance is on record.
    pub special_circumstance: bool,
}

/// A judged correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    session: SessionId,
    change: Change,
}

impl Corrected {
    /// Of which session.
    #[must_use]
    pub const fn session(&self) -> &SessionId {
        &self.session
    }

    /// What it changes.
    #[must_use]
    pub const fn change(&self) -> Change {
        self.change
    }
}

/// Judges a correction of what was announced.
///
/// # Errors
/// The refusal that stands in the way. A notice that was withdrawn calls nobody and is not corrected; putting the session off gives
/// notice anew.
pub fn correct(session: &SessionId, phase: Phase, facts: &Facts) -> Result<Corrected, Refusal> {
    match phase {
        Phase::Announced => {}
        Phase::Closed | Phase::Cancelled => return Err(phase.not_now()),
        Phase::Draft | Phase::Open | Phase::Suspended => return Err(Refusal::WrongPhase),
    }
    if facts.notice_withdrawn {
        return Err(Refusal::NoticeWithdrawn);
    }
    if !facts.change.is_any() {
        return Err(Refusal::NothingChanges);
    }
    if !facts.note {
        return Err(Refusal::ReasonMissing);
    }
    if facts.change.calls_anew() {
        if !facts.has_rule {
            return Err(Refusal::NoRule);
        }
        if facts.notice_days < facts.required_days && !facts.special_circumstance {
            return Err(Refusal::CallsAnew);
        }
    }
    Ok(Corrected { session: session.clone(), change: facts.change })
}

#[cfg(test)]
mod tests {
    use super::{Change, Corrected, Facts, correct};
    use crate::{Refusal, session::Phase};

    fn judge(phase: Phase, facts: &Facts) -> Result<Corrected, Refusal> {
        correct(&"s".into(), phase, facts)
    }

    const PLACE: Change = Change { title: false, place: true, held: false, body: false, item: false };
    const ITEM: Change = Change { title: false, place: false, held: false, body: false, item: true };
    const READY: Facts = Facts {
        change: PLACE,
        note: true,
        notice_withdrawn: false,
        has_rule: true,
        notice_days: 0,
        required_days: 10,
        special_circumstance: false,
    };

    #[test]
    fn a_place_is_corrected_at_any_time_and_with_a_note() {
        assert_eq!(judge(Phase::Announced, &READY).expect("allowed").change(), PLACE);
        assert_eq!(judge(Phase::Announced, &Facts { note: false, ..READY }), Err(Refusal::ReasonMissing));
        let nothing = Facts { change: Change::default(), ..READY };
        assert_eq!(judge(Phase::Announced, &nothing), Err(Refusal::NothingChanges));
    }

    #[test]
    fn what_is_decided_is_called_anew() {
        for change in [ITEM, Change { body: true, ..Change::default() }] {
            let short = Facts { change, notice_days: 9, ..READY };
            assert_eq!(judge(Phase::Announced, &short), Err(Refusal::CallsAnew));
            assert!(judge(Phase::Announced, &Facts { notice_days: 10, ..short }).is_ok());
            assert!(judge(Phase::Announced, &Facts { special_circumstance: true, ..short }).is_ok());
            let no_rule = Facts { has_rule: false, notice_days: 10, ..short };
            assert_eq!(judge(Phase::Announced, &no_rule), Err(Refusal::NoRule));
        }
    }

    #[test]
    fn only_what_is_announced_is_corrected() {
        for phase in [Phase::Draft, Phase::Open, Phase::Suspended] {
            assert_eq!(judge(phase, &READY), Err(Refusal::WrongPhase));
        }
        assert_eq!(judge(Phase::Closed, &READY), Err(Refusal::Over));
        assert_eq!(judge(Phase::Cancelled, &READY), Err(Refusal::CalledOff));
        let withdrawn = Facts { notice_withdrawn: true, ..READY };
        assert_eq!(judge(Phase::Announced, &withdrawn), Err(Refusal::NoticeWithdrawn));
    }

    #[test]
    fn its_parts_are_told_by_name() {
        let all = Change { title: true, place: true, held: true, body: true, item: true };
        assert_eq!((all.parts().as_str(), PLACE.parts().as_str()), ("title.place.held.body.item", "place"));
        assert!(PLACE.asks_again() && !PLACE.calls_anew() && ITEM.calls_anew() && !ITEM.asks_again());
    }
}
