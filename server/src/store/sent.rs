//! What was sent with a key, of forms of which the database may keep no hash: of papers, counts and named ballots so little is typed
//! that it could be found again by trying. This node alone remembers it, in memory and for an hour, under a secret that ends with it.
//! Whoever goes back, changes the form and sends it is told so, and is not given the answer to what was sent first.

use crate::secret;
use rules::Moment;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// How long it is remembered: as long as somebody may still press once more.
const MINUTES: i64 = 60;
/// How many are remembered at once.
const MOST: usize = 20_000;

/// What this node remembers.
pub(super) struct Sent {
    salt: String,
    known: Mutex<HashMap<String, (String, Moment)>>,
}

impl Default for Sent {
    fn default() -> Self {
        Self { salt: secret::token(), known: Mutex::default() }
    }
}

impl Sent {
    fn mark(&self, typed: &str) -> String {
        secret::digest(&[&self.salt, typed])
    }

    /// Remembers what was done with a key.
    pub fn note(&self, key: &str, typed: &str, now: Moment) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, (_, at)| at.plus_minutes(MINUTES) > now);
        if known.len() < MOST {
            known.insert(key.to_owned(), (self.mark(typed), now));
        }
    }

    /// Whether this was sent with the key. Of what is not remembered any more it is not known: then it is not said to be the same.
    pub fn is_same(&self, key: &str, typed: &str) -> bool {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(key).is_some_and(|(mark, _)| *mark == self.mark(typed))
    }
}

#[cfg(test)]
mod tests {
    use super::{MINUTES, Sent};
    use rules::Moment;

    #[test]
    fn what_is_not_remembered_is_not_the_same() {
        let sent = Sent::default();
        sent.note("key", "typed", Moment(0));
        assert!(sent.is_same("key", "typed") && !sent.is_same("key", "other") && !sent.is_same("no", "typed"));
        assert!(!Sent::default().is_same("key", "typed"), "another node does not know");
        sent.note("later", "x", Moment(0).plus_minutes(MINUTES));
        assert!(!sent.is_same("key", "typed"));
    }
}
