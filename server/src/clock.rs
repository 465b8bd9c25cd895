//! The clock, a parameter everywhere. Only this file asks the operating system for the time.

use rules::Moment;
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

/// Where the time comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock, shifted by so many milliseconds (0 but for demonstrations).
    System {
        /// Milliseconds added to the machine's time.
        shift: i64,
    },
    /// A clock that stands still until it is moved: for tests.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub const fn system() -> Self {
        Self::System { shift: 0 }
    }

    /// A clock that runs on from `start`.
    #[must_use]
    pub fn starting_at(start: Moment) -> Self {
        Self::System { shift: start.0 - machine_millis() }
    }

    /// A clock that stands at `start`.
    #[must_use]
    pub fn manual(start: Moment) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(start.0)))
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Moment {
        match self {
            Self::System { shift } => Moment(machine_millis() + shift),
            Self::Manual(millis) => Moment(millis.load(Ordering::SeqCst)),
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
