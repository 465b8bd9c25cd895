//! The clock, a parameter everywhere. Only this file asks the operating system for the time.
//!
//! Deadlines are judged by one clock for all nodes: the database's on PostgreSQL, the machine's on SQLite. What a node has
//! learned of the database's time runs on by the seconds that have passed since, whatever is done to the machine's clock.

use rules::Moment;
use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
    time::{Instant, SystemTime, UNIX_EPOCH},
};

/// A node whose own clock is further from the database's than this does not act: something is wrong with one of them.
pub const MOST_APART_MILLIS: i64 = 60_000;

/// Where the time comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock, or the database's once it was learned.
    System(System),
    /// A clock that stands still until it is moved: for tests.
    Manual(Arc<AtomicI64>),
}

/// A clock that runs.
#[derive(Debug, Clone, Default)]
pub struct System {
    /// Milliseconds added to the time (0 but for demonstrations).
    shift: i64,
    /// Milliseconds by which the machine's clock is wrong: for tests.
    wrong: i64,
    /// The database's time, and when it was learned.
    learned: Arc<Mutex<Option<(Moment, Instant)>>>,
}

impl System {
    fn machine(&self) -> Moment {
        Moment(machine_millis() + self.wrong)
    }
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::System(System::default())
    }

    /// A machine whose clock is wrong by so many milliseconds.
    #[must_use]
    pub fn wrong_by(millis: i64) -> Self {
        Self::System(System { wrong: millis, ..System::default() })
    }

    /// A clock that runs on from `start`.
    #[must_use]
    pub fn starting_at(start: Moment) -> Self {
        Self::System(System { shift: start.0 - machine_millis(), ..System::default() })
    }

    /// A clock that stands at `start`.
    #[must_use]
    pub fn manual(start: Moment) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(start.0)))
    }

    /// The time now, by which is judged.
    #[must_use]
    pub fn now(&self) -> Moment {
        match self {
            Self::System(system) => {
                let learned = *system.learned.lock().unwrap_or_else(PoisonError::into_inner);
                let base = learned.map_or_else(
                    || system.machine(),
                    |(then, at)| Moment(then.0 + i64::try_from(at.elapsed().as_millis()).unwrap_or(i64::MAX)),
                );
                Moment(base.0 + system.shift)
            }
            Self::Manual(millis) => Moment(millis.load(Ordering::SeqCst)),
        }
    }

    /// Learns the database's time, and says by how many milliseconds the machine's own clock is ahead of it; less than 0:
    /// behind. A manual clock is nobody's but its own.
    pub fn learn(&self, database: Moment) -> i64 {
        match self {
            Self::System(system) => {
                *system.learned.lock().unwrap_or_else(PoisonError::into_inner) = Some((database, Instant::now()));
                system.machine().0 - database.0
            }
            Self::Manual(_) => 0,
        }
    }

    /// Moves a manual clock; a system clock is left alone.
    pub fn advance_millis(&self, millis: i64) {
        if let Self::Manual(now) = self {
            now.fetch_add(millis, Ordering::SeqCst);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
fn machine_millis() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |past| i64::try_from(past.as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b9_what_was_learned_of_the_database_stands_against_a_wrong_machine() {
        let clock = Clock::wrong_by(3_600_000);
        let true_time = Moment(machine_millis());
        assert!(clock.now().0 - true_time.0 >= 3_600_000, "nothing was learned yet");
        assert!((clock.learn(true_time) - 3_600_000).abs() < 1_000, "an hour ahead");
        assert!((clock.now().0 - true_time.0).abs() < 1_000, "the database's time");
        assert_eq!(Clock::manual(Moment(5)).learn(true_time), 0);
    }
}
