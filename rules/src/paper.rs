//! Paper ballots: handed out against a tick on the roll, exchanged when spoilt, taken back when unused. A paper bears no
//! number: what is kept is who took one and how many, never which. Whoever holds one does not vote by phone, and the
//! reverse (P-DUP across channels).

use crate::{
    Refusal,
    ballot::{Mode, Way},
    id::VoteId,
    vote::Window,
};
use serde::{Deserialize, Serialize};

/// How many papers went over the clerk's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Papers {
    /// Handed out, those given in exchange included.
    pub out: u64,
    /// Spoilt ones taken back in exchange.
    pub spoilt: u64,
    /// Unused ones taken back.
    pub back: u64,
}

impl Papers {
    /// The papers that may be in the box: handed out less those taken back.
    #[must_use]
    pub const fn issued(self) -> u64 {
        self.out.saturating_sub(self.spoilt).saturating_sub(self.back)
    }
}

/// What handing out, exchanging and taking back is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaperFacts {
    /// The vote's phase and window.
    pub window: Window,
    /// How the vote is taken.
    pub mode: Mode,
    /// The unit is on the vote's roll.
    pub on_roll: bool,
    /// How the unit has taken part already.
    pub taken: Option<Way>,
    /// The person is in the room and counts.
    pub in_room: bool,
    /// The person is recused on this item.
    pub recused: bool,
}

/// A paper may be handed out, exchanged or taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    vote: VoteId,
    unit: String,
}

impl Handed {
    fn of((vote, unit): (&VoteId, &str)) -> Self {
        Self { vote: vote.clone(), unit: unit.to_owned() }
    }

    /// In which vote.
    #[must_use]
    pub const fn vote(&self) -> &VoteId {
        &self.vote
    }

    /// The unit on its roll whose paper it is.
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.unit
    }
}

impl PaperFacts {
    fn takes_paper(&self) -> Result<(), Refusal> {
        if self.mode == Mode::Hands {
            return Err(Refusal::NoPaperByHands);
        }
        if !self.on_roll {
            return Err(Refusal::NoPaperForThem);
        }
        self.window.takes()
    }
}

/// Judges handing out the paper of a unit in a vote.
///
/// # Errors
/// As [`may_hand_out`].
pub fn hand_out(facts: &PaperFacts, on: (&VoteId, &str)) -> Result<Handed, Refusal> {
    may_hand_out(facts)?;
    Ok(Handed::of(on))
}

/// Judges whether a paper is handed out: to somebody on the roll who is in the room, once, and not to who voted by phone.
///
/// # Errors
/// The refusal that stands in the way.
pub fn may_hand_out(facts: &PaperFacts) -> Result<(), Refusal> {
    facts.takes_paper()?;
    match facts.taken {
        Some(Way::Paper) => return Err(Refusal::PaperHeld),
        // Of a secret vote it is told that somebody has taken part, and no more.
        Some(Way::Phone) if facts.mode == Mode::Secret => return Err(Refusal::TookPart),
        Some(Way::Phone) => return Err(Refusal::VotedByPhone),
        None => {}
    }
    if facts.recused {
        return Err(Refusal::Recused);
    }
    if !facts.in_room {
        return Err(Refusal::PaperInRoomOnly);
    }
    Ok(())
}

/// Judges exchanging a spoilt paper for a fresh one.
///
/// # Errors
/// The refusal that stands in the way.
pub fn exchange(facts: &PaperFacts, on: (&VoteId, &str)) -> Result<Handed, Refusal> {
    facts.takes_paper()?;
    if facts.taken == Some(Way::Paper) { Ok(Handed::of(on)) } else { Err(Refusal::NoPaperOut) }
}

/// Judges taking an unused paper back, until the vote is closed, also when its time is over: its holder may then vote by phone
/// while that is open, or leave without having voted.
///
/// # Errors
/// The refusal that stands in the way.
pub fn take_back(facts: &PaperFacts, on: (&VoteId, &str)) -> Result<Handed, Refusal> {
    PaperFacts { window: Window { ends_at: None, ..facts.window }, ..*facts }.takes_paper()?;
    if facts.taken == Some(Way::Paper) { Ok(Handed::of(on)) } else { Err(Refusal::NoPaperOut) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Moment, vote::Phase};

    const READY: PaperFacts = PaperFacts {
        window: Window { phase: Phase::Open, ends_at: None, now: Moment(0) },
        mode: Mode::Named,
        on_roll: true,
        taken: None,
        in_room: true,
        recused: false,
    };

    #[test]
    fn one_paper_each_and_none_for_who_voted_by_phone() {
        let handed = hand_out(&READY, (&"v".into(), "m")).expect("handed out");
        assert_eq!((handed.vote().as_str(), handed.unit()), ("v", "m"));
        let cases = [
            (PaperFacts { taken: Some(Way::Paper), ..READY }, Refusal::PaperHeld),
            (PaperFacts { taken: Some(Way::Phone), ..READY }, Refusal::VotedByPhone),
            (PaperFacts { mode: Mode::Hands, ..READY }, Refusal::NoPaperByHands),
            (PaperFacts { on_roll: false, ..READY }, Refusal::NoPaperForThem),
            (PaperFacts { recused: true, ..READY }, Refusal::Recused),
            (PaperFacts { in_room: false, ..READY }, Refusal::PaperInRoomOnly),
            (PaperFacts { window: Window { phase: Phase::Closed, ..READY.window }, ..READY }, Refusal::VoteClosed),
        ];
        for (facts, refusal) in cases {
            assert_eq!(may_hand_out(&facts), Err(refusal));
            assert_eq!(hand_out(&facts, (&"v".into(), "m")), Err(refusal));
        }
    }

    #[test]
    fn only_who_holds_a_paper_gives_it_back() {
        let vote = VoteId::from("v");
        let exchange = |facts: &PaperFacts| exchange(facts, (&vote, "m"));
        let take_back = |facts: &PaperFacts| take_back(facts, (&vote, "m"));
        let holds = PaperFacts { taken: Some(Way::Paper), ..READY };
        assert!(exchange(&holds).is_ok() && take_back(&holds).is_ok());
        for taken in [None, Some(Way::Phone)] {
            assert_eq!(exchange(&PaperFacts { taken, ..READY }), Err(Refusal::NoPaperOut));
        }
        let late = Window { phase: Phase::Closed, ..READY.window };
        assert_eq!(take_back(&PaperFacts { window: late, ..holds }), Err(Refusal::VoteClosed));
        let over = Window { ends_at: Some(Moment(0)), now: Moment(60_000), ..READY.window };
        assert!(take_back(&PaperFacts { window: over, ..holds }).is_ok());
        assert_eq!(exchange(&PaperFacts { window: over, ..holds }), Err(Refusal::VoteClosed));
        assert_eq!(Papers { out: 30, spoilt: 2, back: 1 }.issued(), 27);
    }
}
