//! Who is entitled, who is there, and how that becomes the numbers of a count record.

use crate::{Refusal, record::Counts};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

/// How somebody takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// In the room.
    Onsite,
    /// By phone from elsewhere.
    Online,
}

impl Channel {
    /// Stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Onsite => "onsite",
            Self::Online => "online",
        }
    }

    /// The channel with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Onsite, Self::Online].into_iter().find(|channel| channel.id() == id)
    }
}

/// How a session is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    /// In the room only.
    Onsite,
    /// By phone only.
    Online,
    /// Both.
    Both,
}

impl Attendance {
    /// Every way, in the order offered.
    pub const ALL: [Self; 3] = [Self::Onsite, Self::Both, Self::Online];

    /// Stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Onsite => "onsite",
            Self::Online => "online",
            Self::Both => "both",
        }
    }

    /// The way with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.id() == id)
    }

    /// Whether the channel is open.
    #[must_use]
    pub const fn takes(self, channel: Channel) -> bool {
        matches!((self, channel), (Self::Both, _) | (Self::Onsite, Channel::Onsite) | (Self::Online, Channel::Online))
    }
}

/// What presence counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Present (到会): counts for the quorum and may vote.
    Present,
    /// Observer (列席): never counts.
    Observer,
}

impl Weight {
    /// Stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Observer => "observer",
        }
    }

    /// The weight with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Present, Self::Observer].into_iter().find(|weight| weight.id() == id)
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

/// Somebody who checked in, as the count sees them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attendee {
    /// On the roll.
    pub on_roll: bool,
    /// By which way.
    pub channel: Channel,
    /// As what.
    pub weight: Weight,
    /// Identity verified.
    pub verified: bool,
    /// Left the session.
    pub left: bool,
    /// Has taken part in this vote, by phone or with a paper.
    pub cast: bool,
    /// Recused on the item that is voted on.
    pub recused: bool,
    /// There through whoever holds their written mandate: channel and leaving are the holder's.
    pub proxy: bool,
}

/// One attendee for each unit: where somebody else of a household came after its first one had left, the household is there
/// once. Who is here goes before who cast and left, and that one before who only left; observers are all kept.
#[must_use]
pub fn one_per_unit<U: Ord>(attendees: impl IntoIterator<Item = (U, Attendee)>) -> Vec<Attendee> {
    let rank = |one: &Attendee| u8::from(one.left) + u8::from(one.left && !one.cast);
    let mut units: BTreeMap<U, Attendee> = BTreeMap::new();
    let mut others = Vec::new();
    for (unit, one) in attendees {
        if !one.on_roll || one.weight == Weight::Observer {
            others.push(one);
            continue;
        }
        match units.entry(unit) {
            Entry::Vacant(free) => {
                free.insert(one);
            }
            Entry::Occupied(mut known) if rank(&one) < rank(known.get()) => {
                known.insert(one);
            }
            Entry::Occupied(_) => {}
        }
    }
    others.extend(units.into_values());
    others
}

/// The numbers of a count record. P-LEAVE: who cast and then left still counts; who left without casting is taken off.
#[must_use]
pub fn counts(eligible: u64, attendees: impl IntoIterator<Item = Attendee>) -> Counts {
    let mut counts = Counts { eligible, ..Counts::default() };
    for one in attendees {
        let gone = one.left && !one.cast;
        // Somebody who was taken off the roll after checking in does not count.
        let weight = if one.on_roll { one.weight } else { Weight::Observer };
        match (weight, one.channel) {
            // Whose holder left without casting was never there.
            (Weight::Present, _) if one.proxy && gone => continue,
            (Weight::Present, _) if one.proxy => counts.proxies_accepted += 1,
            (Weight::Present, Channel::Onsite) => counts.onsite += 1,
            (Weight::Present, Channel::Online) => counts.online_verified += 1,
            (Weight::Observer, _) if gone => continue,
            (Weight::Observer, Channel::Online) if one.on_roll && !one.verified => counts.online_unverified += 1,
            (Weight::Observer, _) => counts.observers += 1,
        }
        if weight == Weight::Present {
            if gone {
                counts.left_before_vote += 1;
            } else if one.recused && !one.cast {
                counts.recused += 1;
            }
        }
    }
    counts
}

/// How many of the counted are present now.
#[must_use]
pub const fn present(counts: &Counts) -> u64 {
    (counts.onsite + counts.online_verified + counts.proxies_accepted).saturating_sub(counts.left_before_vote)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Attendee = Attendee {
        on_roll: true,
        channel: Channel::Onsite,
        weight: Weight::Present,
        verified: true,
        left: false,
        cast: false,
        recused: false,
        proxy: false,
    };

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

    /// E6 and P-LEAVE: 40 came, 3 left without casting; one who cast and left still counts.
    #[test]
    fn e6_leaving_before_and_after_casting() {
        let here = HERE;
        let mut people = vec![here; 36];
        people.extend(vec![Attendee { left: true, ..here }; 3]);
        people.push(Attendee { left: true, cast: true, ..here });
        let counts = counts(57, people);
        assert_eq!((counts.onsite, counts.left_before_vote, present(&counts)), (40, 3, 37));
    }

    /// E7 and P-RECUSE: the recused are present and counted apart; one who left is gone, one who observes never counted.
    #[test]
    fn e7_the_recused_are_counted_apart() {
        let here = HERE;
        let recused = Attendee { recused: true, ..here };
        let mut people = vec![here; 41];
        people.extend(vec![recused; 5]);
        people.push(Attendee { left: true, ..recused });
        people.push(Attendee { weight: Weight::Observer, ..recused });
        let counts = counts(52, people);
        assert_eq!((present(&counts), counts.recused, counts.left_before_vote), (46, 5, 1));
    }

    /// E19 and P-HOUSEHOLD: 300 households; whoever comes second of one observes, and one whose first comer left before casting
    /// is there through the second.
    #[test]
    fn e19_households_are_counted_once() {
        let second = CheckInFacts { represented: true, channel: Channel::Onsite, ..COMING };
        assert_eq!(check_in(&second).map(|one| one.weight()), Ok(Weight::Observer));
        let back = CheckInFacts { has_counted: true, ..second };
        assert_eq!(check_in(&back).map(|one| one.weight()), Ok(Weight::Observer));
        let came = HERE;
        let rule = crate::rule_set::statutory(crate::body::BodyKind::VillagerAssemblyByHousehold).unwrap();
        for (households, met) in [(199_u64, false), (200, true)] {
            let mut people: Vec<(u64, Attendee)> = (0..households).map(|unit| (unit, came)).collect();
            people.extend((0..50).map(|unit| (unit, Attendee { weight: Weight::Observer, ..came })));
            people.extend((0..10).map(|unit| (unit, Attendee { left: true, ..came })));
            let counts = counts(300, one_per_unit(people));
            assert_eq!((present(&counts), counts.left_before_vote, counts.observers), (households, 0, 50));
            assert_eq!(rule.rule.quorum.fraction().holds(present(&counts), counts.eligible), met);
        }
        let gone = Attendee { left: true, ..came };
        let voted = Attendee { cast: true, ..gone };
        let numbers = |people: Vec<Attendee>| counts(300, one_per_unit(people.into_iter().map(|one| (0, one))));
        assert_eq!(present(&numbers(vec![gone, voted])), 1, "cast and left still counts");
        assert_eq!(present(&numbers(vec![gone, gone])), 0);
    }

    /// P-PRESENT: a mandate counts while its holder is there, and once its ballot is cast; whoever comes in person counts once.
    #[test]
    fn a_mandate_counts_once_and_with_its_holder() {
        let proxy = Attendee { proxy: true, ..HERE };
        let numbers = |people: Vec<Attendee>| counts(10, one_per_unit(people.into_iter().map(|one| (0, one))));
        let seen = |people: Vec<Attendee>| {
            let counts = numbers(people);
            (counts.onsite, counts.proxies_accepted, counts.left_before_vote, present(&counts))
        };
        assert_eq!(seen(vec![proxy]), (0, 1, 0, 1));
        assert_eq!(seen(vec![Attendee { left: true, ..proxy }]), (0, 0, 0, 0));
        assert_eq!(seen(vec![Attendee { left: true, cast: true, ..proxy }]), (0, 1, 0, 1));
        assert_eq!(seen(vec![HERE, proxy]), (1, 0, 0, 1), "who comes in person is not there twice");
        assert_eq!(seen(vec![Attendee { left: true, ..HERE }, proxy]), (0, 1, 0, 1));
        assert_eq!(numbers(vec![Attendee { recused: true, ..proxy }]).recused, 1);
    }

    /// E13: observers never count.
    #[test]
    fn e13_observers_never_count() {
        let member = HERE;
        let observer = Attendee { on_roll: false, weight: Weight::Observer, ..member };
        let counts = counts(52, std::iter::repeat_n(member, 33).chain(std::iter::repeat_n(observer, 20)));
        assert_eq!((present(&counts), counts.observers), (33, 20));
    }
}
