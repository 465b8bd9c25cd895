//! The disk's last no. An act that found no room, or a disk that failed, has tried the write path better than any question could:
//! a try needs a page of its own, an act many.

use crate::fault::Fault;
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::Instant;

/// What the disk last said to an act, until one is durable again.
#[derive(Debug, Clone, Default)]
pub(super) struct Trouble(Arc<Mutex<Option<(Instant, String)>>>);

impl Trouble {
    /// Remembers a fault that is the disk's, and no other.
    pub(super) fn note(&self, fault: &Fault) {
        if fault.is_of_the_disk() {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), fault.chain()));
        }
    }

    /// An act is durable: it is over.
    pub(super) fn over(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// What was said within so long a time, if nothing was written since.
    pub(super) fn within(&self, time: Duration) -> Option<String> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().filter(|(at, _)| at.elapsed() < time).map(|(_, said)| said.clone())
    }
}
