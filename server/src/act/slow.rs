//! What slows strangers, by address: a hall is one address, so that it only slows, and only those who mistype without end.

use rules::Moment;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Wrong tries by address, in memory: they only slow.
#[derive(Debug, Default)]
pub struct Slow(Mutex<HashMap<String, (u32, Moment)>>);

/// Wrong tries from one address that slow nothing: a hall full of people who mistype.
const ADDRESS_FREE: u32 = 60;
/// After so many more, each try takes a second longer.
const ADDRESS_STEP: u32 = 20;
/// The longest that a try takes longer, in seconds.
const ADDRESS_SECONDS: u32 = 5;
/// After so many minutes without a wrong one, an address is forgotten.
const ADDRESS_MINUTES: i64 = 10;
/// Addresses that are remembered.
const ADDRESSES: usize = 10_000;

impl Slow {
    /// How much longer a stranger's try from this address takes.
    #[must_use]
    pub fn by(&self, address: &str, now: Moment) -> Duration {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wrong = held.get(address).filter(|(_, last)| now < last.plus_minutes(ADDRESS_MINUTES));
        let more = wrong.map_or(0, |(wrong, _)| *wrong).saturating_sub(ADDRESS_FREE);
        Duration::from_secs(more.div_ceil(ADDRESS_STEP).min(ADDRESS_SECONDS).into())
    }

    /// A wrong try from this address.
    pub(crate) fn wrong(&self, address: &str, now: Moment) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= ADDRESSES {
            held.retain(|_, (_, last)| now < last.plus_minutes(ADDRESS_MINUTES));
        }
        if held.len() >= ADDRESSES && !held.contains_key(address) {
            return;
        }
        let (wrong, last) = held.entry(address.to_owned()).or_insert((0, now));
        let rested = now >= last.plus_minutes(ADDRESS_MINUTES);
        (*wrong, *last) = (if rested { 1 } else { wrong.saturating_add(1) }, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d17_an_address_only_slows_and_a_hall_is_free() {
        let (slow, now) = (Slow::default(), Moment(1_773_000_000_000));
        let after = |tries: u32| {
            (0..tries).for_each(|_| slow.wrong("hall", now));
            slow.by("hall", now).as_secs()
        };
        assert_eq!([after(ADDRESS_FREE), after(1), after(20), after(1000)], [0, 1, 2, 5]);
        assert_eq!(slow.by("elsewhere", now), Duration::ZERO);
        assert_eq!(slow.by("hall", now.plus_minutes(10)), Duration::ZERO);
    }
}
