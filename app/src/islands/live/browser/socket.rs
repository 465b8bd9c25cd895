//! The socket: it only tells. It resumes where the page stopped, waits longer after each break and never in step with
//! others, and says in words how things stand.

use super::patch;
use crate::islands::Message;
use leptos::{prelude::*, task::spawn_local};
use std::{cell::RefCell, rc::Rc, time::Duration};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent, Response, WebSocket};

/// The first wait after a break, in milliseconds; each further one is twice as long, up to the last.
const FIRST_WAIT: u64 = 500;
const LAST_WAIT: u64 = 8_000;
/// The server sends something at least every 25 seconds: after so long a silence the connection is dead.
const SILENCE: u64 = 60_000;
/// After so long the viewer's own parts are loaded anew, in milliseconds, and over so long a hall full of phones does it.
const OWN_WAIT: u64 = 300;
const OWN_SPREAD: f64 = 1_500.0;

struct Feed {
    url: String,
    since: i64,
    seen: Seen,
    wait: u64,
    heard: f64,
    socket: Option<WebSocket>,
    own_due: bool,
    state: RwSignal<&'static str>,
    held: RwSignal<usize>,
    said: RwSignal<String>,
}

/// How far this phone has followed a session, kept so that somebody who comes back is told what they missed.
struct Seen {
    place: String,
    before: Option<i64>,
}

impl Seen {
    fn of(member: &str, url: &str) -> Self {
        let place = format!("yishi-seen:{member}:{url}");
        let stored = window().local_storage().ok().flatten().and_then(|one| one.get_item(&place).ok().flatten());
        Self { place, before: stored.and_then(|text| text.parse().ok()) }
    }

    fn keep(&self, seq: i64) {
        if let Ok(Some(storage)) = window().local_storage() {
            let _ = storage.set_item(&self.place, &seq.to_string());
        }
    }
}

type Shared = Rc<RefCell<Feed>>;

/// Follows a session from an entry on.
pub fn follow(
    url: &str,
    since: i64,
    member: &str,
    state: RwSignal<&'static str>,
    held: RwSignal<usize>,
    said: RwSignal<String>,
) {
    let feed = Rc::new(RefCell::new(Feed {
        url: url.to_owned(),
        since,
        seen: Seen::of(member, url),
        wait: FIRST_WAIT,
        heard: now(),
        socket: None,
        own_due: false,
        state,
        held,
        said,
    }));
    connect(&feed);
    // A phone that comes back, from sleep or to its network, does not wait for the next try.
    for kind in ["online", "pageshow"] {
        let feed = Rc::clone(&feed);
        let back = Closure::<dyn FnMut(Event)>::new(move |_| {
            let dead = feed.borrow().socket.is_none();
            if dead {
                feed.borrow_mut().wait = FIRST_WAIT;
                connect(&feed);
            }
        });
        let _ = window().add_event_listener_with_callback(kind, back.as_ref().unchecked_ref());
        back.forget();
    }
    let watched = Rc::clone(&feed);
    set_interval(
        move || {
            let silent = now() - watched.borrow().heard > SILENCE as f64;
            let socket = watched.borrow().socket.clone();
            if let Some(socket) = socket.filter(|_| silent) {
                let _ = socket.close();
                lost(&watched, &socket);
            }
        },
        Duration::from_secs(10),
    );
}

fn now() -> f64 {
    js_sys::Date::now()
}

fn connect(feed: &Shared) {
    let location = window().location();
    let scheme = if location.protocol().is_ok_and(|one| one == "https:") { "wss" } else { "ws" };
    let host = location.host().unwrap_or_default();
    let url = {
        let feed = feed.borrow();
        let language = document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
        let mark = if feed.url.contains('?') { '&' } else { '?' };
        // What was seen before this page is asked about once: the answer says what was missed.
        let seen = feed.seen.before.map_or_else(String::new, |seen| format!("&seen={seen}"));
        format!("{scheme}://{host}{}{mark}since={}&lang={language}{seen}", feed.url, feed.since)
    };
    let Ok(socket) = WebSocket::new(&url) else { return again(feed) };
    feed.borrow_mut().heard = now();
    feed.borrow_mut().socket = Some(socket.clone());

    let opened = Rc::clone(feed);
    let open = Closure::<dyn FnMut()>::new(move || {
        let back = opened.borrow().wait > FIRST_WAIT;
        let state = opened.borrow().state;
        state.set("live");
        opened.borrow_mut().seen.before = None;
        let since = opened.borrow().since;
        opened.borrow().seen.keep(since);
        opened.borrow_mut().wait = FIRST_WAIT;
        if back {
            // After a break the page asks what is stored before it offers anything.
            load(&opened, false);
        }
    });
    socket.set_onopen(Some(open.as_ref().unchecked_ref()));
    open.forget();

    let told = Rc::clone(feed);
    let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        told.borrow_mut().heard = now();
        if let Some(text) = event.data().as_string()
            && let Ok(message) = serde_json::from_str::<Message>(&text)
        {
            take(&told, message);
        }
    });
    socket.set_onmessage(Some(message.as_ref().unchecked_ref()));
    message.forget();

    let ended = Rc::clone(feed);
    let own = socket.clone();
    let close = Closure::<dyn FnMut()>::new(move || lost(&ended, &own));
    socket.set_onclose(Some(close.as_ref().unchecked_ref()));
    close.forget();
}

/// The connection is gone: it is made again, unless another one has taken its place.
fn lost(feed: &Shared, socket: &WebSocket) {
    let current = feed.borrow().socket.as_ref() == Some(socket);
    if current {
        socket.set_onclose(None);
        feed.borrow_mut().socket = None;
        again(feed);
    }
}

fn again(feed: &Shared) {
    let online = window().navigator().on_line();
    let (state, wait) = (feed.borrow().state, feed.borrow().wait);
    state.set(if online { "again" } else { "offline" });
    // Half of the wait is chance: a hall full of phones does not come back in one second.
    let jitter = (js_sys::Math::random() * wait as f64 / 2.0) as u64;
    feed.borrow_mut().wait = (wait * 2).min(LAST_WAIT);
    let feed = Rc::clone(feed);
    set_timeout(
        move || {
            let idle = feed.borrow().socket.is_none();
            if idle {
                connect(&feed);
            }
        },
        Duration::from_millis(wait / 2 + jitter),
    );
}

fn take(feed: &Shared, message: Message) {
    let (held, said) = (feed.borrow().held, feed.borrow().said);
    let mut waiting = 0;
    for part in &message.parts {
        waiting += usize::from(patch::apply(part));
    }
    if waiting > 0 {
        held.update(|count| *count += waiting);
    }
    {
        let mut feed = feed.borrow_mut();
        feed.since = feed.since.max(message.seq);
        feed.seen.keep(feed.since);
    }
    for words in [message.said, message.missed] {
        if !words.is_empty() {
            said.set(words);
        }
    }
    // The chair's desk follows everything at once; of fifty phones each takes its own moment.
    let has = |part: &str| document().query_selector(part).ok().flatten().is_some();
    if message.fresh {
        load(feed, true);
    } else if !message.parts.is_empty() && has("[data-own=all]") {
        own_soon(feed, OWN_WAIT);
    } else if message.own && has("[data-own]") {
        own_soon(feed, OWN_WAIT + (js_sys::Math::random() * OWN_SPREAD) as u64);
    }
}

/// The viewer's own parts follow, once for several messages.
fn own_soon(feed: &Shared, wait: u64) {
    if feed.borrow().own_due {
        return;
    }
    feed.borrow_mut().own_due = true;
    let feed = Rc::clone(feed);
    set_timeout(
        move || {
            feed.borrow_mut().own_due = false;
            load(&feed, false);
        },
        Duration::from_millis(wait),
    );
}

/// Loads the page again and takes the viewer's own parts from it, or all that follow the session.
fn load(feed: &Shared, all: bool) {
    let held = feed.borrow().held;
    let Ok(address) = window().location().href() else { return };
    let address = address.split('#').next().unwrap_or_default().to_owned();
    spawn_local(async move {
        let Ok(response) = JsFuture::from(window().fetch_with_str(&address)).await else { return };
        let response: Response = response.into();
        if !response.ok() {
            return;
        }
        if let Ok(text) = response.text()
            && let Ok(text) = JsFuture::from(text).await
            && let Some(page) = text.as_string()
        {
            let waiting = patch::apply_page(&page, all);
            if waiting > 0 {
                held.update(|count| *count += waiting);
            }
        }
    });
}
