//! How fast one login may act. A hall behind one address is many people, so it is the login that is paced, and generously:
//! a clerk checks a village in without noticing; a script is slowed.

use rules::Moment;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Acts that a login may do at once.
const BURST: u32 = 300;
/// The milliseconds after which one more is allowed.
const ONE_MORE: i64 = 500;
/// Logins that are remembered; those who have rested are let go.
const MOST: usize = 10_000;

/// Refused forms that are kept for a login, or for an address where nobody is signed in, at once.
const KEPT: u32 = 100;

/// What each login has used, and when it was last looked at.
#[derive(Debug)]
pub struct Pace {
    burst: u32,
    used: Mutex<HashMap<String, (u32, Moment)>>,
}

impl Default for Pace {
    fn default() -> Self {
        Self { burst: BURST, used: Mutex::default() }
    }
}

impl Pace {
    /// That of keeping what was refused.
    #[must_use]
    pub fn of_kept() -> Self {
        Self { burst: KEPT, ..Self::default() }
    }

    /// Whether a login may act now; counts the act.
    pub fn allows(&self, login: &str, now: Moment) -> bool {
        let mut all = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.retain(|_, (used, at)| *used > rested(*at, now));
            // Still full of such as do not rest: whoever is new waits for a place.
            if all.len() >= MOST && !all.contains_key(login) {
                return false;
            }
        }
        let (used, at) = all.entry(login.to_owned()).or_insert((0, now));
        let back = rested(*at, now);
        // A clock that was set back is gone by from where it stands.
        if back > 0 || now < *at {
            *used = used.saturating_sub(back);
            *at = now;
        }
        if *used >= self.burst {
            return false;
        }
        *used += 1;
        true
    }
}

/// How many acts have become free since.
fn rested(since: Moment, now: Moment) -> u32 {
    u32::try_from((now.0 - since.0).max(0) / ONE_MORE).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_slowed_and_rests() {
        let (pace, now) = (Pace::default(), Moment(1_000_000));
        assert!((0..BURST).all(|_| pace.allows("a", now)));
        assert!(!pace.allows("a", now) && pace.allows("b", now));
        let later = Moment(now.0 + ONE_MORE * 2);
        assert!(pace.allows("a", later) && pace.allows("a", later) && !pace.allows("a", later));
        // Set back, the clock keeps nobody waiting for longer than they would have waited.
        assert!(!pace.allows("a", now) && pace.allows("a", Moment(now.0 + ONE_MORE)));
    }
}
