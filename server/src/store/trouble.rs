//! The disk's last no. An act that found no room, or a disk that failed, has tried the write path better than any question could:
//! a try needs a page of its own, an act many.

use crate::fault::Fault;
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::Instant;

/// What the disk last said to an act: no, until one is durable again, or when one was.
#[derive(Debug, Clone, Default)]
pub(super) struct Trouble(Arc<Mutex<Last>>);

#[derive(Debug, Default)]
struct Last {
    no: Option<(Instant, String)>,
    durable: Option<Instant>,
}

impl Trouble {
    /// Remembers a fault that is the disk's, and no other.
    pub(super) fn note(&self, fault: &Fault) {
        if fault.is_of_the_disk() {
            self.last().no = Some((Instant::now(), fault.chain()));
        }
    }

    /// An act is durable: it is over.
    pub(super) fn over(&self) {
        *self.last() = Last { no: None, durable: Some(Instant::now()) };
    }

    /// What was said within so long a time, if nothing was written since.
    pub(super) fn within(&self, time: Duration) -> Option<String> {
        self.last().no.as_ref().filter(|(at, _)| at.elapsed() < time).map(|(_, said)| said.clone())
    }

    /// Whether an act was durable after this moment.
    pub(super) fn over_since(&self, moment: Instant) -> bool {
        self.last().durable.is_some_and(|at| at > moment)
    }

    fn last(&self) -> MutexGuard<'_, Last> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
