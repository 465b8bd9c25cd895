//! Casting a ballot by phone.

use super::Window;
use crate::{
    Refusal,
    ballot::{Choice, Mode, Way},
    id::VoteId,
    roll::Channel,
};

/// What a ballot is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CastFacts {
    /// Whether the vote takes ballots now.
    pub window: Window,
    /// How the vote is taken.
    pub mode: Mode,
    /// Ballots are taken by phone; else on paper alone.
    pub phones: bool,
    /// The person's unit has an entry on the vote's roll.
    pub on_roll: bool,
    /// How the unit has taken part already (P-DUP: the first accepted stands).
    pub taken: Option<Way>,
    /// By which way the person is present now and counts; `None`: not present.
    pub present: Option<Channel>,
    /// The person is there as an observer.
    pub observer: bool,
    /// The login was verified in person.
    pub verified: bool,
    /// The person is recused on this item (P-RECUSE).
    pub recused: bool,
}

/// A judged ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    vote: VoteId,
    unit: String,
    choice: Choice,
}

impl Cast {
    /// In which vote.
    #[must_use]
    pub const fn vote(&self) -> &VoteId {
        &self.vote
    }

    /// The unit on its roll that has voted: a member, a household, or a unit of an estate.
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// What was chosen.
    #[must_use]
    pub const fn choice(&self) -> Choice {
        self.choice
    }
}

/// Judges the ballot of a unit in a vote.
///
/// # Errors
/// As [`may_cast`].
pub fn cast(facts: &CastFacts, (vote, unit): (&VoteId, &str), choice: Choice) -> Result<Cast, Refusal> {
    may_cast(facts)?;
    Ok(Cast { vote: vote.clone(), unit: unit.to_owned(), choice })
}

/// Judges whether a ballot is taken (P-WINDOW, P-DUP, P-PRESENT, P-IDENTITY, P-RECUSE). In a show of hands only who is elsewhere casts
/// one.
///
/// # Errors
/// The refusal that stands in the way, the most final first.
pub fn may_cast(facts: &CastFacts) -> Result<(), Refusal> {
    if !facts.on_roll {
        return Err(Refusal::NotOnRoll);
    }
    match facts.taken {
        Some(Way::Phone) if facts.mode == Mode::Secret => return Err(Refusal::SecretlyVoted),
        Some(Way::Phone) => return Err(Refusal::AlreadyVoted),
        // What can still be done with it, while anything can.
        Some(Way::Paper) => {
            facts.window.takes()?;
            return Err(if facts.phones { Refusal::PaperHandedOut } else { Refusal::PaperInHand });
        }
        None => {}
    }
    facts.window.takes()?;
    if !facts.phones {
        return Err(Refusal::PaperOnly);
    }
    if facts.recused {
        return Err(Refusal::Recused);
    }
    if !facts.verified {
        return Err(Refusal::LoginUnverified);
    }
    if facts.observer {
        return Err(Refusal::BallotObserver);
    }
    match facts.present {
        None => Err(Refusal::BallotNotPresent),
        Some(Channel::Onsite) if facts.mode == Mode::Hands => Err(Refusal::HandsInRoom),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Moment, vote::Phase};

    const OPEN: Window = Window { phase: Phase::Open, ends_at: Some(Moment(1_000_000)), now: Moment(1_000_999) };
    const READY: CastFacts = CastFacts {
        window: OPEN,
        mode: Mode::Named,
        phones: true,
        on_roll: true,
        taken: None,
        present: Some(Channel::Onsite),
        observer: false,
        verified: true,
        recused: false,
    };

    #[test]
    fn p_window_the_closing_second_is_inside() {
        assert!(may_cast(&READY).is_ok());
        let late = Window { now: Moment(1_001_000), ..OPEN };
        assert_eq!(may_cast(&CastFacts { window: late, ..READY }), Err(Refusal::VoteClosed));
    }

    /// E9: who holds a paper, or has voted by phone, is refused on the other channel.
    #[test]
    fn every_ballot_is_stored_once_or_refused_with_its_reason() {
        let at = |phase| Window { phase, ..OPEN };
        let cases = [
            (CastFacts { on_roll: false, ..READY }, Refusal::NotOnRoll),
            (CastFacts { taken: Some(Way::Phone), ..READY }, Refusal::AlreadyVoted),
            (CastFacts { taken: Some(Way::Phone), mode: Mode::Secret, ..READY }, Refusal::SecretlyVoted),
            (CastFacts { taken: Some(Way::Paper), ..READY }, Refusal::PaperHandedOut),
            (CastFacts { taken: Some(Way::Phone), window: at(Phase::Closed), ..READY }, Refusal::AlreadyVoted),
            (CastFacts { window: at(Phase::Prepared), ..READY }, Refusal::VoteNotOpen),
            (CastFacts { window: at(Phase::Closed), ..READY }, Refusal::VoteClosed),
            (CastFacts { window: at(Phase::Void), ..READY }, Refusal::VoteClosed),
            (CastFacts { phones: false, ..READY }, Refusal::PaperOnly),
            (CastFacts { recused: true, ..READY }, Refusal::Recused),
            (CastFacts { verified: false, ..READY }, Refusal::LoginUnverified),
            (CastFacts { observer: true, present: None, ..READY }, Refusal::BallotObserver),
            (CastFacts { present: None, ..READY }, Refusal::BallotNotPresent),
            (CastFacts { mode: Mode::Hands, ..READY }, Refusal::HandsInRoom),
        ];
        for (facts, refusal) in cases {
            assert_eq!(may_cast(&facts), Err(refusal));
        }
        let elsewhere = CastFacts { mode: Mode::Hands, present: Some(Channel::Online), ..READY };
        let ballot = cast(&elsewhere, (&"v".into(), "m"), Choice::Against).expect("cast");
        assert_eq!((ballot.vote().as_str(), ballot.unit(), ballot.choice()), ("v", "m", Choice::Against));
        let refused = cast(&CastFacts { recused: true, ..elsewhere }, (&"v".into(), "m"), Choice::For);
        assert_eq!(refused, Err(Refusal::Recused));
    }
}
