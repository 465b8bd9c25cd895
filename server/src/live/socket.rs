//! The socket of the live feed. It only tells, and answers that it is alive when it is asked: every act is a POST.

use crate::{
    act::{Desk, Follower, Viewer, hub::Audience},
    fault::Fault,
    sitting::view,
    web::{Site, guard, visit::Visit},
};
use axum::{
    Router,
    extract::{
        Path,
        ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade},
    },
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use rules::{
    Refusal,
    id::{CommunityId, SessionId},
    permit::Act,
};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::Instant,
};

/// So often the server says that it is there, and asks whether the login still holds.
const PING: Duration = Duration::from_secs(25);
/// Asked whether the line is alive, the server answers at most so often.
const ANSWER: Duration = Duration::from_millis(900);
/// A script does not see pings: an empty message tells it that the line is alive.
const ALIVE: Utf8Bytes = Utf8Bytes::from_static("{\"s\":0}");
/// A socket that does not take a message for so long is closed: it comes back and catches up.
const SLOW: Duration = Duration::from_secs(15);
/// A socket has nothing to say: what it sends is kept small. axum's own buffers would cost 128 KiB a connection.
const BUFFER: usize = 4096;

/// The addresses of this file.
pub fn routes() -> Router<Site> {
    Router::new().route("/live/s/{session}", get(follow))
}

async fn follow(
    visit: Visit,
    Path(session): Path<SessionId>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Result<Response, Fault> {
    // Login, membership and origin are judged before anything is upgraded.
    let viewer = visit.viewer()?.clone();
    let desk = visit.site.desk.clone();
    let asks = desk.hub.asks();
    let row = desk.session_for(&viewer, &session).await?;
    let standing = view::may_watch(&desk, &viewer, &row.community, &session).await?;
    // A script that was refused a socket is not told why: asked as a page, this address says that the login holds.
    let Ok(upgrade) = upgrade else { return Ok(StatusCode::NO_CONTENT.into_response()) };
    if !guard::is_own(&visit.site, &headers) {
        return Err(Fault::Forbidden(Refusal::ForeignOrigin));
    }
    let language = visit.cx.language;
    let audience = if visit.query.get("view").is_some_and(|view| view == "screen") {
        if !standing.may(Act::ShowScreen) {
            return Err(Fault::Forbidden(Refusal::NotYourRole));
        }
        Audience::Screen(language)
    } else {
        Audience::Page(language)
    };
    let number = |name: &str| visit.query.get(name).and_then(|number| number.parse::<i64>().ok());
    let (since, seen) = (number("since").unwrap_or(0), number("seen"));
    let place = desk.hub.place(&viewer.login).map_err(Fault::Forbidden)?;
    // Following begins before the socket is open: nothing falls between the page and its feed.
    let mut follower = desk.hub.follow(&desk, &row.community, &session, audience, place).await?;
    let missed = follower.catch_up(&desk, since, seen).await?;
    // Nor is room made for a frame that says it is longer.
    let upgrade = upgrade.read_buffer_size(BUFFER).write_buffer_size(0).max_message_size(BUFFER).max_frame_size(BUFFER);
    Ok(upgrade.on_upgrade(move |socket| async move {
        tell(socket, follower, (missed, asks), desk, (viewer, row.community, session)).await;
    }))
}

async fn tell(
    mut socket: WebSocket,
    mut follower: Follower,
    (missed, mut asks): (Option<Utf8Bytes>, Receiver<Arc<str>>),
    desk: Desk,
    (viewer, community, session): (Viewer, CommunityId, SessionId),
) {
    // Between the request and now, it may have ended.
    if !desk.still_belongs(&viewer, &community).await {
        return;
    }
    if let Some(text) = missed
        && !send(&mut socket, text).await
    {
        return;
    }
    let mut ping = tokio::time::interval(PING);
    let mut answered = Instant::now() - ANSWER;
    loop {
        tokio::select! {
            // Whoever may not hear any more is told nothing that was said since.
            biased;
            person = asks.recv() => {
                let may = match person {
                    Ok(person) if *person != *viewer.person => true,
                    Ok(_) | Err(RecvError::Lagged(_)) => {
                        desk.still_belongs(&viewer, &community).await
                            && view::may_watch(&desk, &viewer, &community, &session).await.is_ok()
                    }
                    Err(RecvError::Closed) => false,
                };
                if !may {
                    break;
                }
            },
            told = follower.next() => match told {
                Ok(text) => {
                    if !send(&mut socket, text).await {
                        return;
                    }
                }
                Err(_) => break,
            },
            _ = ping.tick() => {
                if !desk.still_belongs(&viewer, &community).await || !send(&mut socket, ALIVE).await {
                    break;
                }
            }
            said = socket.recv() => match said {
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                // Whatever it says, it asks whether the line is alive. What this node cannot read it cannot tell: a line
                // behind which there is no database is none.
                Some(Ok(Message::Text(_))) => {
                    if desk.db.down().is_some() {
                        break;
                    }
                    if answered.elapsed() >= ANSWER {
                        answered = Instant::now();
                        if !send(&mut socket, ALIVE).await {
                            return;
                        }
                    }
                }
                Some(Ok(_)) => {}
            },
        }
    }
    let _ = tokio::time::timeout(SLOW, socket.send(Message::Close(None))).await;
}

async fn send(socket: &mut WebSocket, text: Utf8Bytes) -> bool {
    matches!(tokio::time::timeout(SLOW, socket.send(Message::Text(text))).await, Ok(Ok(())))
}
