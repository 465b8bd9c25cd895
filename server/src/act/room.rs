//! A session's room: who follows it, and what is told there.

use super::hub::{Audience, Place};
use crate::store::feed::Touch;
use axum::extract::ws::Utf8Bytes;
use rules::id::CommunityId;
use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};
use tokio::sync::{Notify, broadcast};

/// Messages that a slow socket may lag behind before it is told to load anew.
pub(crate) const BACKLOG: usize = 256;

/// A message, rendered and written once for each audience that somebody is in.
#[derive(Debug, Clone)]
pub struct Told {
    /// Every touch up to this number was read before this message.
    pub(crate) upto: i64,
    /// It brings what waited for its batch, which may be older than what was told before it.
    pub(crate) batch: bool,
    pub(crate) texts: [Option<Utf8Bytes>; Audience::COUNT],
}

/// A session that somebody follows.
pub struct Room {
    pub(crate) community: CommunityId,
    pub(crate) session: String,
    pub(crate) wake: Notify,
    pub(crate) nudged: Mutex<BTreeSet<Touch>>,
    /// What stands in no feed is to be looked at again, too.
    pub(crate) whole: AtomicBool,
    pub(crate) told: broadcast::Sender<Told>,
    pub(crate) audience: [AtomicUsize; Audience::COUNT],
}

impl Room {
    /// A room that nobody follows yet.
    pub(crate) fn new(community: &CommunityId, session: &str) -> Self {
        Self {
            community: community.to_owned(),
            session: session.to_owned(),
            wake: Notify::new(),
            nudged: Mutex::default(),
            whole: AtomicBool::new(false),
            told: broadcast::channel(BACKLOG).0,
            audience: Default::default(),
        }
    }

    /// It looks again.
    pub(crate) fn wake(&self) {
        self.wake.notify_one();
    }

    /// It tells of this with its next batch.
    pub(crate) fn nudge(&self, touch: Touch) {
        self.nudged.lock().unwrap_or_else(PoisonError::into_inner).insert(touch);
        self.wake();
    }

    /// Looks at everything: also at how many have taken part in secret votes, of which no feed tells.
    pub(crate) fn look_whole(&self) {
        self.whole.store(true, Ordering::SeqCst);
        self.wake();
    }

    pub(crate) fn take_nudges(&self) -> BTreeSet<Touch> {
        std::mem::take(&mut *self.nudged.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// One more socket in it.
    pub(crate) fn join(self: &Arc<Self>, audience: Audience, place: Place) -> Follower {
        self.counter(audience).fetch_add(1, Ordering::SeqCst);
        Follower { told: self.told.subscribe(), room: Arc::clone(self), audience, upto: 0, _place: place }
    }

    /// Whether a socket is in it.
    pub(crate) fn is_followed(&self) -> bool {
        self.audience.iter().any(|count| count.load(Ordering::SeqCst) > 0)
    }

    pub(crate) fn counter(&self, audience: Audience) -> &AtomicUsize {
        let [zh, en, screen_zh, screen_en] = &self.audience;
        match audience.index() {
            0 => zh,
            1 => en,
            2 => screen_zh,
            _ => screen_en,
        }
    }

    pub(crate) fn audiences(&self) -> Vec<Audience> {
        use rules::Language as L;
        [Audience::Page(L::Zh), Audience::Page(L::En), Audience::Screen(L::Zh), Audience::Screen(L::En)]
            .into_iter()
            .filter(|one| self.counter(*one).load(Ordering::SeqCst) > 0)
            .collect()
    }
}

/// One socket's place in a room.
pub struct Follower {
    pub(crate) told: broadcast::Receiver<Told>,
    pub(crate) room: Arc<Room>,
    pub(crate) audience: Audience,
    /// What this socket has been told up to.
    pub(crate) upto: i64,
    /// Given back when the socket closes.
    pub(crate) _place: Place,
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.room.counter(self.audience).fetch_sub(1, Ordering::SeqCst);
    }
}
