//! Who is entitled, who is there, and how that becomes the numbers of a count record.

mod counted;

use crate::{Refusal, coded::coded};
pub use counted::{Attendee, Represented, counts, households, one_per_unit, present};
use std::collections::BTreeSet;

coded! {
    /// How somebody takes part.
    Channel {
        /// In the room.
        Onsite "onsite",
        /// By phone from elsewhere.
        Online "online",
    }
}

coded! {
    /// How a session is held.
    Attendance {
        /// In the room only.
        Onsite "onsite",
        /// Both.
        Both "both",
        /// By phone only.
        Online "online",
    }
}

impl Attendance {
    /// Whether the channel is open.
    #[must_use]
    pub const fn takes(self, channel: Channel) -> bool {
        matches!((self, channel), (Self::Both, _) | (Self::Onsite, Channel::Onsite) | (Self::Online, Channel::Online))
    }
}

coded! {
    /// What presence counts as.
    Weight {
        /// Present (到会): counts for the quorum and may vote.
        Present "present",
        /// Observer (列席): never counts.
        Observer "observer",
    }
}

/// What a check-in is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckInFacts {
    /// The session sits, or is announced for today.
    pub session_takes_check_in: bool,
    /// How the session is held.
    pub held: Attendance,
    /// By which way the person comes.
    pub channel: Channel,
    /// The person is on the session's roll.
    pub on_roll: bool,
    /// The person's identity was verified: seen by the clerk, or by a verified login.
    pub verified: bool,
    /// The body has an online basis (P-IDENTITY and domain.md §0.4).
    pub online_basis: bool,
    /// What the person is here as already.
    pub here_as: Option<Weight>,
    /// The person has counted as present in this session before.
    pub has_counted: bool,
    /// Somebody else of the person's household is here and counts (P-HOUSEHOLD).
    pub represented: bool,
}

/// A judged check-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckedIn {
    channel: Channel,
    weight: Weight,
    verified: bool,
}

impl CheckedIn {
    /// By which way.
    #[must_use]
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// As what.
    #[must_use]
    pub const fn weight(&self) -> Weight {
        self.weight
    }

    /// Whether identity was verified.
    #[must_use]
    pub const fn verified(&self) -> bool {
        self.verified
    }
}

/// Judges a check-in (P-PRESENT, P-IDENTITY): on site counts; online counts with a verified identity and where the body
/// has an online basis; everybody else, and whoever is not on the roll, observes. An observer who now counts, because the
/// clerk has verified the login or the person has come into the room, is checked in anew. Whoever has counted once is
/// never turned into an observer: leaving and coming back must not shrink the base of a vote. Where households are counted,
/// the first of a household who comes counts for it, and the others observe.
///
/// # Errors
/// When the session takes no check-in now or not by this way, or the person is present already.
pub fn check_in(facts: &CheckInFacts) -> Result<CheckedIn, Refusal> {
    if !facts.session_takes_check_in {
        return Err(Refusal::WrongPhase);
    }
    if !facts.held.takes(facts.channel) {
        return Err(Refusal::NotOnline);
    }
    let weight = takes_part(facts.on_roll && !facts.represented, facts.channel, facts.verified && facts.online_basis);
    if facts.here_as.is_some_and(|now| now == weight || now == Weight::Present) {
        return Err(Refusal::AlreadyPresent);
    }
    if facts.has_counted && weight == Weight::Observer && !facts.represented {
        return Err(Refusal::ComeBackInRoom);
    }
    Ok(CheckedIn { channel: facts.channel, weight, verified: facts.verified })
}

/// As what somebody who is there takes part: who is on the roll and in the room counts, elsewhere with a verified identity and
/// an online basis.
const fn takes_part(on_roll: bool, channel: Channel, online: bool) -> Weight {
    match channel {
        Channel::Onsite if on_roll => Weight::Present,
        Channel::Online if on_roll && online => Weight::Present,
        Channel::Onsite | Channel::Online => Weight::Observer,
    }
}

/// Somebody who checked in, before they are judged anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Came {
    /// On the roll as it stands now.
    pub on_roll: bool,
    /// By which way.
    pub channel: Channel,
    /// As what they were checked in.
    pub weight: Weight,
    /// Identity verified.
    pub verified: bool,
    /// Here still.
    pub here: bool,
    /// When they came.
    pub at: i64,
}

/// As what everybody who came takes part by the roll of this moment, in the order given. Between checking in and opening seats
/// are given and taken, and people move: whoever is no longer on the roll observes, and whoever observed and now is on it counts.
/// Of one unit only one counts: who did before, then who came first.
#[must_use]
pub fn judged_anew<U: Ord + Clone>(came: &[(U, Came)], online_basis: bool) -> Vec<Weight> {
    let mut order: Vec<usize> = (0..came.len()).collect();
    order.sort_by_key(|index| came.get(*index).map(|(_, one)| (one.weight == Weight::Observer, one.at)));
    let mut weights = vec![Weight::Observer; came.len()];
    let mut represented = BTreeSet::new();
    for index in order {
        let (Some((unit, one)), Some(weight)) = (came.get(index), weights.get_mut(index)) else { continue };
        if one.here {
            let free = one.on_roll && !represented.contains(unit);
            *weight = takes_part(free, one.channel, one.verified && online_basis);
            if *weight == Weight::Present {
                represented.insert(unit.clone());
            }
        } else if one.on_roll {
            // Who has gone is judged when they come back.
            *weight = one.weight;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMING: CheckInFacts = CheckInFacts {
        session_takes_check_in: true,
        held: Attendance::Both,
        channel: Channel::Online,
        on_roll: true,
        verified: true,
        online_basis: true,
        here_as: None,
        has_counted: false,
        represented: false,
    };

    #[test]
    fn online_counts_only_with_identity_and_basis() {
        assert_eq!(check_in(&COMING).map(|one| one.weight()), Ok(Weight::Present));
        for facts in [
            CheckInFacts { verified: false, ..COMING },
            CheckInFacts { online_basis: false, ..COMING },
            CheckInFacts { on_roll: false, ..COMING },
        ] {
            assert_eq!(check_in(&facts).map(|one| one.weight()), Ok(Weight::Observer));
        }
        assert_eq!(check_in(&CheckInFacts { held: Attendance::Onsite, ..COMING }), Err(Refusal::NotOnline));
        assert_eq!(check_in(&CheckInFacts { here_as: Some(Weight::Present), ..COMING }), Err(Refusal::AlreadyPresent));
        let back = CheckInFacts { has_counted: true, online_basis: false, ..COMING };
        assert_eq!(check_in(&back), Err(Refusal::ComeBackInRoom));
        let observing = CheckInFacts { here_as: Some(Weight::Observer), ..COMING };
        assert_eq!(check_in(&observing).map(|one| one.weight()), Ok(Weight::Present));
        assert_eq!(check_in(&CheckInFacts { verified: false, ..observing }), Err(Refusal::AlreadyPresent));
    }

    /// Seats taken and given, and households changed, between checking in and opening.
    #[test]
    fn a5_at_opening_everybody_is_judged_anew() {
        let came = Came {
            on_roll: true,
            channel: Channel::Onsite,
            weight: Weight::Present,
            verified: true,
            here: true,
            at: 1,
        };
        let observed = Came { weight: Weight::Observer, ..came };
        let online = Came { channel: Channel::Online, ..observed };
        let people = [
            (1, came),
            (2, Came { on_roll: false, ..came }),
            (3, observed),
            (4, Came { on_roll: false, ..observed }),
            (5, online),
            (6, Came { verified: false, ..online }),
            (7, Came { here: false, ..came }),
            (8, Came { here: false, on_roll: false, ..came }),
        ];
        let counts = |people: &[(u32, Came)], basis| {
            judged_anew(people, basis).into_iter().map(|one| one == Weight::Present).collect::<Vec<_>>()
        };
        assert_eq!(counts(&people, true), [true, false, true, false, true, false, true, false]);
        assert_eq!(counts(&people, false), [true, false, true, false, false, false, true, false]);
        // One of a household: who counted stays, then who came first; who has left stands for nobody.
        let house = [(1, Came { at: 9, ..came }), (1, Came { at: 2, ..observed })];
        assert_eq!(counts(&house, true), [true, false]);
        let house =
            [(1, Came { at: 9, ..observed }), (1, Came { at: 2, ..observed }), (1, Came { here: false, ..came })];
        assert_eq!(counts(&house, true), [false, true, true]);
    }

    /// E19 and P-HOUSEHOLD: whoever comes second of a household observes.
    #[test]
    fn e19_who_comes_second_of_a_household_observes() {
        let second = CheckInFacts { represented: true, channel: Channel::Onsite, ..COMING };
        assert_eq!(check_in(&second).map(|one| one.weight()), Ok(Weight::Observer));
        let back = CheckInFacts { has_counted: true, ..second };
        assert_eq!(check_in(&back).map(|one| one.weight()), Ok(Weight::Observer));
    }
}
