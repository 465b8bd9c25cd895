//! How whoever came becomes the numbers of a count record.

use super::{Channel, Weight};
use crate::record::Counts;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, btree_map::Entry};

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

/// Households through their representatives: everybody's, and those for whom somebody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Represented {
    /// Every household, those without a representative included.
    pub all: u64,
    /// Those for whom somebody who counts is there.
    pub here: u64,
}

/// The households for which those stand who are present: each with how many. P-LEAVE holds for them as it does for who stands
/// for themselves.
#[must_use]
pub fn households(attendees: impl IntoIterator<Item = (u64, Attendee)>) -> u64 {
    let there = |one: &Attendee| one.on_roll && one.weight == Weight::Present && (!one.left || one.cast);
    attendees.into_iter().filter(|(_, one)| there(one)).fold(0, |sum, (households, _)| sum.saturating_add(households))
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

    /// Whoever left without casting takes their households along; an observer stands for none.
    #[test]
    fn e6_households_leave_with_their_representative() {
        let gone = Attendee { left: true, ..HERE };
        let cast = Attendee { cast: true, ..gone };
        let observer = Attendee { weight: Weight::Observer, ..HERE };
        let off = Attendee { on_roll: false, ..HERE };
        assert_eq!(households([(12, HERE), (7, gone), (5, cast), (9, observer), (3, off)]), 17);
        assert_eq!(households([]), 0);
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

    /// E19 and P-HOUSEHOLD: 300 households; one whose first comer left before casting is there through the second.
    #[test]
    fn e19_households_are_counted_once() {
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
