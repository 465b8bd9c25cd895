//! The speaking queue (domain.md §3.11 \[P\], after the rules of order tried in 南塘): those who have not spoken go first,
//! for and against speak in turn, at most two minutes and two turns for a person and item.

use crate::{Moment, Refusal, coded::coded, session};

/// How long a turn takes, in seconds.
pub const TURN_SECONDS: i64 = 120;
/// How many seconds before the end the speaker is warned.
pub const WARN_SECONDS: i64 = 30;
/// How many turns a person has on an item.
pub const TURNS: u64 = 2;
/// How often a person may take a raised hand down again in one sitting: whoever changes their mind without end keeps the hall busy,
/// and fills its record.
pub const MOST_TAKEN: i64 = 20;

coded! {
    /// On which side somebody asks to speak.
    Side {
        /// For what is proposed.
        For "for",
        /// Against it.
        Against "against",
        /// A question or something else.
        Other "other",
    }
}

coded! {
    /// Where a request to speak stands.
    State {
        /// Waits.
        Waiting "waiting",
        /// Has the floor.
        Speaking "speaking",
        /// Has spoken.
        Done "done",
        /// Took the hand down.
        Taken "taken",
    }
}

/// What raising a hand is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandFacts {
    /// The session's phase.
    pub session: session::Phase,
    /// Whether the sitting pauses.
    pub paused: bool,
    /// Whether ballots are being cast: nobody speaks meanwhile.
    pub voting: bool,
    /// Whether an item has been called.
    pub has_item: bool,
    /// Whether the person has checked in and not left.
    pub here: bool,
    /// Whether the person waits or speaks already.
    pub raised: bool,
    /// Turns that the person has had on the item.
    pub turns: u64,
    /// How often the person has taken a hand down in this sitting without having spoken. Whom the chair puts into the queue is not
    /// asked for it.
    pub taken: i64,
}

/// A raised hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raised(Side);

impl Raised {
    /// On which side.
    #[must_use]
    pub const fn side(self) -> Side {
        self.0
    }
}

/// Judges raising a hand.
///
/// # Errors
/// The first reason why not.
pub fn raise(facts: &HandFacts, side: Side) -> Result<Raised, Refusal> {
    if facts.session != session::Phase::Open {
        return Err(facts.session.not_now());
    }
    may_speak(facts.paused, facts.voting)?;
    if !facts.here {
        return Err(Refusal::NotHere);
    }
    if !facts.has_item {
        return Err(Refusal::NoCurrentItem);
    }
    if facts.raised {
        return Err(Refusal::HandRaised);
    }
    if facts.turns >= TURNS {
        return Err(Refusal::TurnsUsed);
    }
    if facts.taken >= MOST_TAKEN {
        return Err(Refusal::HandsUsed);
    }
    Ok(Raised(side))
}

/// Whether anybody is given the floor now: not in a pause, and not while ballots are being cast.
///
/// # Errors
/// Why not.
pub const fn may_speak(paused: bool, voting: bool) -> Result<(), Refusal> {
    match (paused, voting) {
        (true, _) => Err(Refusal::Paused),
        (false, true) => Err(Refusal::Voting),
        (false, false) => Ok(()),
    }
}

/// Somebody who waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Turns had on the item.
    pub turns: u64,
    /// On which side.
    pub side: Side,
    /// Since when.
    pub asked_at: Moment,
}

/// The order in which those who wait will speak, as positions in `waiting`: who has not spoken before who has; among these
/// the sides in turn, beginning with another than spoke last; and then who asked first.
#[must_use]
pub fn order(waiting: &[Waiting], last: Option<Side>) -> Vec<usize> {
    let mut left: Vec<(usize, Waiting)> = waiting.iter().copied().enumerate().collect();
    let (mut order, mut last) = (Vec::with_capacity(left.len()), last);
    while let Some((at, (position, next))) = left
        .iter()
        .copied()
        .enumerate()
        .min_by_key(|(_, (position, one))| (one.turns, last == Some(one.side), one.asked_at, *position))
    {
        left.remove(at);
        order.push(position);
        last = Some(next.side);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACTS: HandFacts = HandFacts {
        session: session::Phase::Open,
        paused: false,
        voting: false,
        has_item: true,
        here: true,
        raised: false,
        turns: 1,
        taken: MOST_TAKEN - 1,
    };

    #[test]
    fn a_hand_is_raised_once_and_for_two_turns() {
        assert_eq!(raise(&FACTS, Side::For).map(Raised::side), Ok(Side::For));
        for (facts, why) in [
            (HandFacts { session: session::Phase::Announced, ..FACTS }, Refusal::NotBegun),
            (HandFacts { paused: true, ..FACTS }, Refusal::Paused),
            (HandFacts { voting: true, ..FACTS }, Refusal::Voting),
            (HandFacts { here: false, ..FACTS }, Refusal::NotHere),
            (HandFacts { has_item: false, ..FACTS }, Refusal::NoCurrentItem),
            (HandFacts { raised: true, ..FACTS }, Refusal::HandRaised),
            (HandFacts { turns: 2, ..FACTS }, Refusal::TurnsUsed),
            (HandFacts { taken: MOST_TAKEN, ..FACTS }, Refusal::HandsUsed),
        ] {
            assert_eq!(raise(&facts, Side::Other), Err(why));
        }
    }

    #[test]
    fn who_has_not_spoken_goes_first_and_sides_alternate() {
        let one = |turns, side, at| Waiting { turns, side, asked_at: Moment(at) };
        let (f, a) = (Side::For, Side::Against);
        assert!(order(&[], None).is_empty());
        assert_eq!(order(&[one(1, f, 1), one(0, f, 5)], None), [1, 0]);
        let queue = [one(0, f, 1), one(0, f, 2), one(0, a, 3), one(0, a, 4), one(1, a, 0)];
        assert_eq!(order(&queue, None), [0, 2, 1, 3, 4]);
        assert_eq!(order(&queue, Some(f)), [2, 0, 3, 1, 4]);
        assert_eq!(order(&[one(0, f, 2), one(0, f, 1)], Some(f)), [1, 0], "one side alone goes on");
    }
}
