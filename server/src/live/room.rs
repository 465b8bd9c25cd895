//! A session's room: one task reads what was touched, renders it and tells every follower.

use super::render;
use crate::{
    act::{
        Desk, Follower,
        room::{Room, Told},
    },
    fault::Fault,
    sitting::{talk::rows::thread as threads, vote::rows as votes},
    store::feed::{self, FeedRow, Touch},
};
use app::islands::Message;
use axum::extract::ws::Utf8Bytes;
use rules::vote::Phase;
use std::{
    collections::BTreeSet,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::{
    sync::broadcast,
    time::{Instant, sleep_until},
};

/// The most rows that a page which comes back is told one by one; beyond them it loads anew.
const MOST_ROWS: i64 = 200;
/// Turnout, presence and counts are told at most twice a second.
const BATCH: Duration = Duration::from_millis(500);
/// How long a room without followers stays open.
const LINGER: Duration = Duration::from_secs(30);

impl Follower {
    /// What was touched after `since`, as one message: what a page that comes back has missed. `seen`: what the person
    /// had seen before this page; the message says in words what came between.
    ///
    /// # Errors
    /// Database errors.
    pub async fn catch_up(&mut self, desk: &Desk, since: i64, seen: Option<i64>) -> Result<Option<Utf8Bytes>, Fault> {
        let mut conn = desk.read().await?;
        let missed = match seen.filter(|seen| *seen < since) {
            Some(seen) => {
                render::missed_words(&feed::missed(&mut conn, &self.room.session, seen).await?, self.audience)
            }
            None => String::new(),
        };
        let rows = feed::after(&mut conn, &self.room.session, since, MOST_ROWS + 1).await?;
        let Some(last) = rows.last() else {
            self.upto = since;
            let message = Message { seq: since, missed, ..Message::default() };
            return Ok(if message.missed.is_empty() { None } else { Some(text(&message)?) });
        };
        if rows.len() as i64 > MOST_ROWS {
            self.upto = feed::last(&mut conn, &self.room.session).await?;
            return Ok(Some(fresh(self.upto)?));
        }
        self.upto = last.seq;
        let touches: Vec<Touch> = touches(&rows).into_iter().map(|(_, touch)| touch).collect();
        let mut message =
            render::message(desk, &mut conn, &self.room.community, &self.room.session, &touches, self.audience).await?;
        message.seq = self.upto;
        message.missed = missed;
        Ok(Some(text(&message)?))
    }

    /// The next message for this socket. A socket that lagged too far behind is told to load anew.
    ///
    /// # Errors
    /// [`Fault::Stopped`] when the room has closed.
    pub async fn next(&mut self) -> Result<Utf8Bytes, Fault> {
        loop {
            match self.told.recv().await {
                Ok(told) if told.upto < self.upto || (told.upto == self.upto && !told.batch) => {}
                Ok(told) => {
                    self.upto = told.upto;
                    if let Some(text) = told.texts.into_iter().nth(self.audience.index()).flatten() {
                        return Ok(text);
                    }
                }
                Err(broadcast::error::RecvError::Lagged(_)) => return fresh(self.upto),
                Err(broadcast::error::RecvError::Closed) => return Err(Fault::Stopped),
            }
        }
    }
}

/// The number of the session's last touch.
pub async fn last(desk: &Desk, session: &str) -> Result<i64, Fault> {
    feed::last(&mut *desk.read().await?, session).await
}

fn text(message: &Message) -> Result<Utf8Bytes, Fault> {
    Ok(serde_json::to_string(message)?.into())
}

fn fresh(seq: i64) -> Result<Utf8Bytes, Fault> {
    text(&Message { seq, fresh: true, ..Message::default() })
}

/// Every touch once, at its last place.
fn touches(rows: &[FeedRow]) -> Vec<(i64, Touch)> {
    let mut found: Vec<(i64, Touch)> = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(touch) = Touch::from_parts(&row.kind, &row.subject) {
            found.retain(|(_, one)| *one != touch);
            found.push((row.seq, touch));
        }
    }
    found
}

/// Runs a room until nobody has followed it for a while. `last`: what its first follower's page may show already.
pub async fn run(desk: Desk, room: Arc<Room>, mut last: i64) {
    // What waits for the next batch, and the number of the first touch in it.
    let mut waiting: BTreeSet<Touch> = BTreeSet::new();
    let mut waiting_since: Option<i64> = None;
    let mut batch_at = Instant::now();
    loop {
        let idle = Instant::now() + LINGER;
        let due = if waiting.is_empty() { idle } else { batch_at };
        tokio::select! {
            () = room.wake.notified() => {}
            () = sleep_until(due) => {
                if waiting.is_empty() {
                    if desk.hub.close(&room.session, &room) {
                        return;
                    }
                    continue;
                }
            }
        }
        match look(&desk, &room, last, &mut waiting, &mut waiting_since, &mut batch_at).await {
            Ok(seen) => last = seen,
            Err(fault) => {
                // Nothing is lost: the rows stand in the feed and are read at the next look.
                tracing::warn!(fault = fault.chain(), session = room.session, "live feed");
                tokio::time::sleep(BATCH).await;
                room.wake();
            }
        }
    }
}

/// Reads what was touched since `last` and tells it; returns how far it has read.
async fn look(
    desk: &Desk,
    room: &Arc<Room>,
    last: i64,
    waiting: &mut BTreeSet<Touch>,
    waiting_since: &mut Option<i64>,
    batch_at: &mut Instant,
) -> Result<i64, Fault> {
    let mut conn = desk.read().await?;
    if room.whole.load(Ordering::SeqCst) {
        let votes = votes::of_session(&mut conn, &room.session.as_str().into()).await?;
        room.whole.store(false, Ordering::SeqCst);
        let open = votes.iter().filter(|one| one.phase == Phase::Open);
        waiting.extend(open.map(|one| Touch::Turnout(one.id.clone())));
    }
    let mut rows = feed::after(&mut conn, &room.session, last, MOST_ROWS).await?;
    let full = rows.len() as i64 == MOST_ROWS;
    // The limit may have cut through the touches of one act: they are read whole at the next look.
    if let Some(cut) = rows.last().map(|row| row.seq).filter(|_| full) {
        rows.retain(|row| row.seq < cut);
    }
    let seen = rows.last().map_or(last, |row| row.seq);
    let mut now = Vec::new();
    waiting.extend(room.take_nudges());
    for (seq, touch) in touches(&rows) {
        // What is counted waits for the batch; so do the counts beside what was said.
        let counted = match &touch {
            Touch::Presence | Touch::Turnout(_) | Touch::RollCall => Some(touch.clone()),
            Touch::Remark(id) => Some(Touch::Counts(threads::remark(&mut conn, id).await?.item)),
            Touch::Proposal(id) => Some(Touch::Counts(threads::proposal(&mut conn, id).await?.item)),
            _ => None,
        };
        if let Some(counted) = counted {
            waiting.insert(counted);
            waiting_since.get_or_insert(seq);
        }
        if !matches!(touch, Touch::Presence | Touch::Turnout(_) | Touch::RollCall) {
            now.push(touch);
        }
    }
    let batch = !waiting.is_empty() && Instant::now() >= *batch_at;
    if batch {
        now.extend(waiting.iter().cloned());
    }
    if !now.is_empty() {
        let mut told = Told { upto: seen, batch, texts: Default::default() };
        for audience in room.audiences() {
            let mut message = render::message(desk, &mut conn, &room.community, &room.session, &now, audience).await?;
            // A page that breaks off now and comes back is told again what still waits for its batch.
            message.seq = waiting_since.filter(|_| !batch).map_or(seen, |since| since - 1);
            if let Some(slot) = told.texts.get_mut(audience.index()) {
                *slot = Some(text(&message)?);
            }
        }
        // Nobody listening is no fault.
        let _ = room.told.send(told);
    }
    // Only what was told no longer waits: a fault above leaves everything where it was.
    if batch {
        waiting.clear();
        *waiting_since = None;
        *batch_at = Instant::now() + BATCH;
    }
    if full {
        room.wake();
    }
    Ok(seen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::{hub::Audience, room::BACKLOG};
    use crate::live::Hub;
    use rules::Language;

    async fn heard(follower: &mut Follower) -> Message {
        let text = follower.next().await.expect("open");
        serde_json::from_str(text.as_str()).expect("a message")
    }

    /// A socket slower than the room is told to load anew, once, and then hears what is still there, in order.
    #[tokio::test]
    async fn a_socket_that_lags_is_told_to_load_anew() {
        let room = Arc::new(Room::new(&"village".into(), "session"));
        let audience = Audience::Page(Language::Zh);
        let place = || Hub::default().place("login").expect("a place");
        let (mut slow, mut quick) = (room.join(audience, place()), room.join(audience, place()));
        let said = BACKLOG as i64 + 10;
        for seq in 1..=said {
            let told = text(&Message { seq, ..Message::default() }).expect("JSON");
            let texts = [Some(told), None, None, None];
            room.told.send(Told { upto: seq, batch: false, texts }).expect("followers");
            assert_eq!(heard(&mut quick).await.seq, seq);
        }
        let first = heard(&mut slow).await;
        assert!(first.fresh && first.seq == 0, "it was told nothing yet");
        for seq in said - BACKLOG as i64 + 1..=said {
            let next = heard(&mut slow).await;
            assert_eq!((next.seq, next.fresh), (seq, false));
        }
    }
}
