//! Minutes (会议记录): put together from the record of a session, with the clerk's notes; signed off by who presided or a
//! supervisor, never by who wrote them; then published (浙江 Art. 24 and 重庆 Art. 15: decisions must be minuted; the
//! collective's law Art. 33 makes minutes mandatory; domain.md §2.6). Their life is every draft's ([`crate::draft`]).

use crate::{
    Refusal,
    roll::{Attendee, Weight},
    session::Phase,
};
use std::collections::BTreeMap;

/// Judges whether notes may be written: from the moment that the session opened.
///
/// # Errors
/// Why none are written in this phase.
pub const fn writable(session: Phase) -> Result<(), Refusal> {
    match session {
        Phase::Open | Phase::Suspended | Phase::Closed => Ok(()),
        other => Err(other.not_now()),
    }
}

/// Judges whether minutes may be signed off: after the session was closed.
///
/// # Errors
/// [`Refusal::WrongPhase`].
pub fn signable(session: Phase) -> Result<(), Refusal> {
    if session == Phase::Closed { Ok(()) } else { Err(Refusal::WrongPhase) }
}

/// As what somebody stands in the list of names that members read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Was there at the end, and counts.
    Present,
    /// Was there and counted, and left before the end.
    Left,
    /// Was there through the holder of their mandate.
    Represented,
    /// Neither they nor anybody of their unit was there.
    Absent,
    /// Was there without counting.
    Observing,
    /// Somebody else of their unit was there.
    Within,
}

/// Somebody of whom the list of names could tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person<U> {
    /// For which unit they stand on the roll.
    pub unit: U,
    /// They stand on it.
    pub on_roll: bool,
    /// As what they came, if they did.
    pub came: Option<Attendee>,
    /// As what they are there through the holder of their mandate, if they gave one that counts.
    pub proxy: Option<Attendee>,
}

/// Lists everybody as the numbers of the minutes count them ([`crate::roll::one_per_unit`]): each unit is present once.
#[must_use]
pub fn listed<U: Ord + Copy>(people: &[Person<U>]) -> Vec<Listed> {
    // Of each unit: whether its best has left, who that is, and whether through a mandate.
    let mut units: BTreeMap<U, (bool, usize, bool)> = BTreeMap::new();
    let own =
        people.iter().enumerate().filter_map(|(nth, one)| Some((nth, one, one.came.filter(|_| one.on_roll)?, false)));
    let proxies = people.iter().enumerate().filter_map(|(nth, one)| Some((nth, one, one.proxy?, true)));
    for (nth, one, attendee, proxy) in own.chain(proxies) {
        // Whose holder has left was never there.
        if attendee.weight == Weight::Observer || (proxy && attendee.left) {
            continue;
        }
        let best = units.entry(one.unit).or_insert((attendee.left, nth, proxy));
        if best.0 && !attendee.left {
            *best = (false, nth, proxy);
        }
    }
    let as_what = |(nth, one): (usize, &Person<U>)| {
        let best = if one.on_roll { units.get(&one.unit) } else { None };
        match (best, one.came) {
            (Some((left, best, true)), _) if *best == nth && !left => Listed::Represented,
            (_, Some(came)) if !one.on_roll || came.weight == Weight::Observer => Listed::Observing,
            (Some((false, best, _)), Some(_)) if *best == nth => Listed::Present,
            (_, Some(came)) if came.left => Listed::Left,
            // Somebody else of the unit counts for it.
            (_, Some(_)) => Listed::Observing,
            (Some(_), None) => Listed::Within,
            (None, None) => Listed::Absent,
        }
    };
    people.iter().enumerate().map(as_what).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roll::{Channel, counts, one_per_unit, present};
    use proptest::prelude::*;

    fn somebody() -> impl Strategy<Value = Option<(bool, bool)>> {
        prop_oneof![Just(None), (any::<bool>(), any::<bool>()).prop_map(Some)]
    }

    proptest! {
        /// The names say what the numbers say: as many are listed as present as are counted.
        #[test]
        fn as_many_are_named_as_are_counted(
            people in prop::collection::vec((0_u8..5, any::<bool>(), somebody(), prop::option::of(any::<bool>())), 0..12),
        ) {
            let attendee = |on_roll, observes: bool, left, proxy| Attendee {
                on_roll,
                channel: Channel::Onsite,
                weight: if observes { Weight::Observer } else { Weight::Present },
                verified: true,
                left,
                cast: false,
                recused: false,
                proxy,
            };
            let people: Vec<Person<u8>> = people
                .into_iter()
                .map(|(unit, on_roll, came, proxy)| Person {
                    unit,
                    on_roll,
                    came: came.map(|(observes, left)| attendee(on_roll, observes, left, false)),
                    proxy: proxy.filter(|_| on_roll).map(|left| attendee(true, false, left, true)),
                })
                .collect();
            let own = people.iter().filter_map(|one| Some((one.unit, one.came?)));
            let proxies = people.iter().filter_map(|one| Some((one.unit, one.proxy?)));
            let counted = counts(0, one_per_unit(own.chain(proxies)));
            let listed = listed(&people);
            let of = |what: Listed| listed.iter().filter(|one| **one == what).count();
            prop_assert_eq!(u64::try_from(of(Listed::Present) + of(Listed::Represented)), Ok(present(&counted)));
            // Who is absent has nobody of their unit there.
            for (one, what) in people.iter().zip(&listed) {
                let there = people.iter().zip(&listed).any(|(other, as_what)| {
                    other.on_roll && other.unit == one.unit && matches!(as_what, Listed::Present | Listed::Represented)
                });
                prop_assert!(*what != Listed::Absent || !(one.on_roll && there));
            }
        }
    }

    #[test]
    fn minutes_are_written_from_the_opening_and_signed_after_the_session() {
        assert_eq!(writable(Phase::Announced), Err(Refusal::NotBegun));
        assert_eq!((writable(Phase::Open), writable(Phase::Closed)), (Ok(()), Ok(())));
        assert_eq!((signable(Phase::Open), signable(Phase::Closed)), (Err(Refusal::WrongPhase), Ok(())));
    }
}
