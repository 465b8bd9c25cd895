//! Who follows what: the rooms of sessions that somebody has open, and how many sockets each login has. An act announces what it
//! touched; what is told of it, the live feed renders (`live`).

use super::room::Room;
use crate::{
    secret,
    store::feed::{self, Touch},
};
use rules::{Language, Refusal, id::VoteId};
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::{Notify, broadcast};

/// What a socket shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// A page of somebody in the session, in their language.
    Page(Language),
    /// The hall's screen, in the language in which it was opened.
    Screen(Language),
}

impl Audience {
    pub(crate) const COUNT: usize = 4;

    pub(crate) const fn index(self) -> usize {
        match self {
            Self::Page(Language::Zh) => 0,
            Self::Page(Language::En) => 1,
            Self::Screen(Language::Zh) => 2,
            Self::Screen(Language::En) => 3,
        }
    }
}

/// Sockets that one login may have open: as many pages as a person follows, with room for those that are breaking off.
const SOCKETS: usize = 24;

/// Persons asked about that a socket may lag behind; behind more, it is asked itself.
const ASKS: usize = 64;

/// Votes in which somebody has taken part: session and vote.
pub(crate) type Turnouts = BTreeSet<(String, String)>;

/// The rooms that somebody follows, by session; and how many sockets each login has open.
#[derive(Clone)]
pub struct Hub {
    rooms: Arc<Mutex<HashMap<String, Arc<Room>>>>,
    sockets: Arc<Mutex<HashMap<String, usize>>>,
    most: usize,
    /// Whose open pages are asked whether they may still hear.
    asks: broadcast::Sender<Arc<str>>,
    /// Who this node is for the others.
    node: Arc<str>,
    /// The secret votes in which somebody has taken part here, and the others do not know yet: session and vote.
    turnouts: Arc<(Mutex<Turnouts>, Notify)>,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            rooms: Arc::default(),
            sockets: Arc::default(),
            most: SOCKETS,
            asks: broadcast::channel(ASKS).0,
            node: secret::id().into(),
            turnouts: Arc::default(),
        }
    }
}

/// One socket's place among those of its login, given back when it closes.
pub struct Place {
    sockets: Arc<Mutex<HashMap<String, usize>>>,
    login: String,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut sockets = self.sockets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = sockets.get_mut(&self.login) {
            *open -= 1;
            if *open == 0 {
                sockets.remove(&self.login);
            }
        }
    }
}

impl Hub {
    /// The same rooms with another number of sockets for a login: for measuring with few logins.
    #[must_use]
    pub fn with_sockets(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// A place for one more socket of a login.
    ///
    /// # Errors
    /// [`Refusal::TooFast`] when the login has too many.
    pub fn place(&self, login: &str) -> Result<Place, Refusal> {
        let mut sockets = self.sockets.lock().unwrap_or_else(PoisonError::into_inner);
        let open = sockets.entry(login.to_owned()).or_default();
        if *open >= self.most {
            return Err(Refusal::TooFast);
        }
        *open += 1;
        Ok(Place { sockets: Arc::clone(&self.sockets), login: login.to_owned() })
    }

    /// Whose sockets are to ask, at once, whether they may still hear.
    pub(crate) fn asks(&self) -> broadcast::Receiver<Arc<str>> {
        self.asks.subscribe()
    }

    /// Something durable touched the session: its room looks again. Or a person lost a login or a right: their sockets ask.
    pub fn announce(&self, session: &str) {
        if let Some(person) = feed::asked(session) {
            // Nobody may have a page open.
            let _ = self.asks.send(person.into());
            return;
        }
        if let Some(room) = self.rooms().get(session) {
            room.wake();
        }
    }

    /// Something changed that leaves no trace on record, as how many have voted in secret: the session's room on this node
    /// tells its batch.
    pub fn nudge(&self, session: &str, touch: Touch) {
        if let Some(room) = self.rooms().get(session) {
            room.nudge(touch);
        }
    }

    /// The sessions that somebody follows on this node.
    pub(crate) fn followed(&self) -> Vec<String> {
        self.rooms().keys().cloned().collect()
    }

    /// Somebody has taken part in a secret vote: this node's room tells its batch, and the other nodes are told in theirs.
    pub fn took_part(&self, session: &str, vote: &VoteId) {
        self.nudge(session, Touch::Turnout(vote.clone()));
        self.keep_turnouts(BTreeSet::from([(session.to_owned(), vote.0.clone())]));
    }

    pub(crate) fn node(&self) -> &str {
        &self.node
    }

    pub(crate) fn keep_turnouts(&self, votes: Turnouts) {
        let (waiting, notify) = &*self.turnouts;
        waiting.lock().unwrap_or_else(PoisonError::into_inner).extend(votes);
        notify.notify_one();
    }

    pub(crate) fn take_turnouts(&self) -> Turnouts {
        std::mem::take(&mut *self.turnouts.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The votes of which the others are to be told, as soon as there is one.
    pub(crate) async fn turnouts(&self) -> Turnouts {
        loop {
            let waiting = self.take_turnouts();
            if !waiting.is_empty() {
                return waiting;
            }
            self.turnouts.1.notified().await;
        }
    }

    /// Every room looks at everything again: what other nodes told may not have been heard.
    pub fn look_all(&self) {
        for room in self.rooms().values() {
            room.look_whole();
        }
    }

    /// Closes a room that nobody follows any more; `false` when somebody came meanwhile.
    pub(crate) fn close(&self, session: &str, room: &Room) -> bool {
        let mut rooms = self.rooms();
        if room.is_followed() {
            return false;
        }
        rooms.remove(session);
        true
    }

    pub(crate) fn rooms(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Room>>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
