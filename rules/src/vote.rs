//! The procedure of a vote: open, cast, close, count, declare; publishing is the outcome's (`outcome`).

use crate::{
    Moment, Refusal,
    ballot::Choice,
    coded::coded,
    record::{Ballots, CountRecord, Counts},
    rule_set::SourcedRule,
    session,
    verdict::{Malformed, Verdict, judge},
};

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

impl Phase {
    /// The vote is under way: opened, and its result not yet declared.
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Open | Self::Closed | Self::Counted)
    }
}

/// The round before, on the same item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreviousRound {
    /// Its number.
    pub round: i64,
    /// It was void and is run again.
    pub void: bool,
    /// For and against were equal.
    pub tie: bool,
    /// It was on the revision that is to be put now.
    pub same_text: bool,
}

/// What opening a vote is judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFacts {
    /// The session's phase.
    pub session: session::Phase,
    /// Another vote of the session takes ballots.
    pub other_open: bool,
    /// The item has a text.
    pub has_text: bool,
    /// Everyone on the roll.
    pub eligible: u64,
    /// Those present now.
    pub present: u64,
    /// A roll-call is under way: it decides who is present.
    pub roll_call: bool,
    /// The sitting pauses.
    pub paused: bool,
    /// The item was ended without a vote.
    pub ended: bool,
    /// Every gate of the item is open.
    pub gates_open: bool,
    /// The body's rule.
    pub rule: Option<SourcedRule>,
    /// The round before, if there was one.
    pub previous: Option<PreviousRound>,
}

/// A judged opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    round: i64,
    rule: SourcedRule,
}

impl Opened {
    /// Which round this is, from 1.
    #[must_use]
    pub const fn round(&self) -> i64 {
        self.round
    }

    /// The rule that the vote will be judged by.
    #[must_use]
    pub const fn rule(&self) -> &SourcedRule {
        &self.rule
    }
}

/// Judges the opening of a vote (P-GATES: every gate is open; P-QUORUM: attendance is tested when voting opens; P-REVOTE: a second round needs a
/// changed text, a tie, or a void first round).
///
/// # Errors
/// The refusal that stands in the way.
pub fn open(facts: OpenFacts) -> Result<Opened, Refusal> {
    if facts.session != session::Phase::Open {
        return Err(Refusal::WrongPhase);
    }
    if facts.paused {
        return Err(Refusal::Paused);
    }
    if facts.ended {
        return Err(Refusal::ItemEnded);
    }
    if facts.other_open {
        return Err(Refusal::OtherVoteOpen);
    }
    if facts.roll_call {
        return Err(Refusal::RollCallRuns);
    }
    if !facts.has_text {
        return Err(Refusal::NoText);
    }
    let rule = facts.rule.ok_or(Refusal::NoRule)?;
    if !facts.gates_open {
        return Err(Refusal::GateShut);
    }
    if facts.eligible == 0 || !rule.rule.quorum.fraction().holds(facts.present, facts.eligible) {
        return Err(Refusal::QuorumNotMet);
    }
    let round = match facts.previous {
        None => 1,
        Some(before) if before.void || before.tie || !before.same_text => before.round + 1,
        Some(_) => return Err(Refusal::NoSecondRound),
    };
    Ok(Opened { round, rule })
}

/// What a ballot is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CastFacts {
    /// The vote's phase.
    pub phase: Phase,
    /// The last moment at which a ballot is taken; the closing second is inside (P-WINDOW).
    pub ends_at: Option<Moment>,
    /// The act's time.
    pub now: Moment,
    /// The person has an entry on the vote's roll.
    pub on_roll: bool,
    /// A ballot of this entry is stored (P-DUP: the first accepted stands).
    pub already: bool,
    /// The person is present now and counts.
    pub present: bool,
    /// The person is there as an observer.
    pub observer: bool,
    /// The login was verified in person.
    pub verified: bool,
}

/// A judged ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cast {
    choice: Choice,
}

impl Cast {
    /// What was chosen.
    #[must_use]
    pub const fn choice(&self) -> Choice {
        self.choice
    }
}

/// Judges a ballot (P-WINDOW, P-DUP, P-PRESENT, P-IDENTITY).
///
/// # Errors
/// The refusal that stands in the way, the most final first.
pub fn cast(facts: &CastFacts, choice: Choice) -> Result<Cast, Refusal> {
    if !facts.on_roll {
        return Err(Refusal::NotOnRoll);
    }
    if facts.already {
        return Err(Refusal::AlreadyVoted);
    }
    match facts.phase {
        Phase::Open => {}
        Phase::Prepared => return Err(Refusal::VoteNotOpen),
        Phase::Closed | Phase::Counted | Phase::Declared | Phase::Void => return Err(Refusal::VoteClosed),
    }
    if facts.ends_at.is_some_and(|end| facts.now.0 / 1000 > end.0 / 1000) {
        return Err(Refusal::VoteClosed);
    }
    if !facts.verified {
        return Err(Refusal::LoginUnverified);
    }
    if facts.observer {
        return Err(Refusal::BallotObserver);
    }
    if !facts.present {
        return Err(Refusal::BallotNotPresent);
    }
    Ok(Cast { choice })
}

/// The end of voting: roll, presence and phone ballots as they stand are fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    counts: Counts,
    ballots: Ballots,
}

impl Closed {
    /// Who was there.
    #[must_use]
    pub const fn counts(&self) -> &Counts {
        &self.counts
    }
}

/// Judges the closing of a vote.
///
/// # Errors
/// [`Refusal::VoteWrongPhase`] unless the vote is open.
pub fn close(phase: Phase, counts: Counts, ballots: Ballots) -> Result<Closed, Refusal> {
    if phase == Phase::Open { Ok(Closed { counts, ballots }) } else { Err(Refusal::VoteWrongPhase) }
}

/// An accepted count: record and verdict, made once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    record: CountRecord,
    verdict: Verdict,
}

impl Counted {
    /// The count record.
    #[must_use]
    pub const fn record(&self) -> &CountRecord {
        &self.record
    }

    /// What follows from it.
    #[must_use]
    pub const fn verdict(&self) -> &Verdict {
        &self.verdict
    }
}

/// Accepts the count of a closed vote on which no paper was handed out; with paper, two tellers agree on it first.
///
/// # Errors
/// [`Malformed`] if the numbers contradict each other, which would be a fault of the program.
pub fn count(closed: Closed, id: &str, title: &str, rule: &SourcedRule) -> Result<Counted, Malformed> {
    let record = CountRecord {
        id: id.to_owned(),
        kind: "resolution".to_owned(),
        title: title.to_owned(),
        basis: rule.basis.clone(),
        source: rule.source.clone(),
        rule: rule.rule.clone(),
        counts: closed.counts,
        ballots: closed.ballots,
        gate: None,
    };
    let verdict = judge(&record)?;
    Ok(Counted { record, verdict })
}

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

#[cfg(test)]
mod tests {
    use super::*;

    const READY: CastFacts = CastFacts {
        phase: Phase::Open,
        ends_at: Some(Moment(1_000_000)),
        now: Moment(1_000_999),
        on_roll: true,
        already: false,
        present: true,
        observer: false,
        verified: true,
    };

    #[test]
    fn p_window_the_closing_second_is_inside() {
        assert!(cast(&READY, Choice::For).is_ok());
        assert_eq!(cast(&CastFacts { now: Moment(1_001_000), ..READY }, Choice::For), Err(Refusal::VoteClosed));
    }

    #[test]
    fn every_ballot_is_stored_once_or_refused_with_its_reason() {
        let cases = [
            (CastFacts { on_roll: false, ..READY }, Refusal::NotOnRoll),
            (CastFacts { already: true, ..READY }, Refusal::AlreadyVoted),
            (CastFacts { already: true, phase: Phase::Closed, ..READY }, Refusal::AlreadyVoted),
            (CastFacts { phase: Phase::Prepared, ..READY }, Refusal::VoteNotOpen),
            (CastFacts { phase: Phase::Closed, ..READY }, Refusal::VoteClosed),
            (CastFacts { verified: false, ..READY }, Refusal::LoginUnverified),
            (CastFacts { observer: true, present: false, ..READY }, Refusal::BallotObserver),
            (CastFacts { present: false, ..READY }, Refusal::BallotNotPresent),
        ];
        for (facts, refusal) in cases {
            assert_eq!(cast(&facts, Choice::Against), Err(refusal));
        }
    }

    fn open_facts() -> OpenFacts {
        OpenFacts {
            session: session::Phase::Open,
            other_open: false,
            has_text: true,
            eligible: 52,
            present: 41,
            roll_call: false,
            paused: false,
            ended: false,
            gates_open: true,
            rule: crate::rule_set::statutory(crate::body::BodyKind::VillagerRepMeeting),
            previous: None,
        }
    }

    /// E11 and P-REVOTE: a second round needs a tie, a changed text or a void round; the quorum is tested anew.
    #[test]
    fn e11_second_round() {
        let first = PreviousRound { round: 1, void: false, tie: false, same_text: true };
        let with = |before| OpenFacts { previous: Some(before), ..open_facts() };
        assert_eq!(open(with(first)), Err(Refusal::NoSecondRound));
        for before in [
            PreviousRound { tie: true, ..first },
            PreviousRound { same_text: false, ..first },
            PreviousRound { void: true, ..first },
        ] {
            assert_eq!(open(with(before)).map(|opened| opened.round()), Ok(2));
        }
        assert_eq!(open(OpenFacts { gates_open: false, ..open_facts() }), Err(Refusal::GateShut));
        let thin = OpenFacts { present: 34, ..with(PreviousRound { tie: true, ..first }) };
        assert_eq!(open(thin), Err(Refusal::QuorumNotMet));
    }
}
