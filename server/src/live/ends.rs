//! What ends by itself: an open vote whose announced end comes, a pause that is over. No act says so, so each node looks at the clock for
//! the sessions that somebody follows on it, and their rooms tell it.

use crate::{
    act::Desk,
    fault::Fault,
    sitting::{session::rows as sessions, vote::rows as votes},
    store::feed::Touch,
};
use rules::{Moment, id::SessionId};
use std::time::Duration;

/// How often the clock is looked at: a page says that the time is up this much late at most.
const EVERY: Duration = Duration::from_secs(2);

/// Tells what ends, for as long as the server runs.
pub async fn watch(desk: Desk) {
    let mut turns = tokio::time::interval(EVERY);
    let mut told = desk.now();
    loop {
        turns.tick().await;
        let now = desk.now();
        match tell(&desk, told, now).await {
            Ok(()) => told = now,
            // What ended meanwhile is told at the next look.
            Err(fault) => tracing::warn!(fault = fault.chain(), "telling what has ended"),
        }
    }
}

/// Tells the followed sessions what ended after one moment and not after the other.
///
/// # Errors
/// Database errors.
pub async fn tell(desk: &Desk, after: Moment, now: Moment) -> Result<(), Fault> {
    let ended = |at: i64| after.0 < at && at <= now.0;
    let followed = desk.hub.followed();
    if followed.is_empty() {
        return Ok(());
    }
    let mut conn = desk.read().await?;
    for session in followed {
        let id = SessionId::from(session.as_str());
        let open = votes::open_one(&mut conn, &id).await?;
        if let Some(vote) = open.filter(|vote| vote.ends_at.is_some_and(ended)) {
            desk.hub.nudge(&session, Touch::Vote(vote.id));
        }
        if ended(sessions::find(&mut conn, &id).await?.paused_until) {
            desk.hub.nudge(&session, Touch::Sitting);
        }
    }
    Ok(())
}
