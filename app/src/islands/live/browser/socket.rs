//! The socket: it only tells. It resumes where the page stopped, waits longer after each break and never in step with
//! others, and says in words how things stand: "live" only where the server has answered just now and everything that it told
//! is shown.

use super::{page, patch, seen::Seen, steady};
use crate::islands::Message;
use leptos::{prelude::*, task::spawn_local};
use std::{cell::RefCell, rc::Rc, time::Duration};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, MessageEvent, WebSocket};

/// The first wait after a break, in milliseconds; each further one is twice as long, up to the last.
const FIRST_WAIT: u64 = 500;
const LAST_WAIT: u64 = 8_000;
/// After so long a silence the server is asked whether it is there.
const SILENCE: f64 = 5_000.0;
/// After so long a silence the page says no more that it is live, whatever may still come.
const HUSHED: f64 = 9_000.0;
/// An answer that does not come within so long is none: the connection is dead.
const ANSWER: f64 = 6_000.0;
/// How long a connection may take to be made.
const OPENING: f64 = 15_000.0;
/// A phone that wakes up after a silence of this length asks before it claims anything.
const DOUBT: f64 = 2_000.0;
/// So often it is looked how things stand.
const LOOK: u64 = 1_000;
/// So often a page that is behind is loaded anew because more was told meanwhile.
const LOADS: u8 = 3;
/// After so long the viewer's own parts are loaded anew, in milliseconds, and over so long a hall full of phones does it.
const OWN_WAIT: u64 = 300;
const OWN_SPREAD: f64 = 1_500.0;

struct Feed {
    url: String,
    since: i64,
    seen: Seen,
    wait: u64,
    heard: f64,
    /// When the server was asked whether it is there, if it has not answered yet.
    asked: Option<f64>,
    /// The socket has been open: what ends then ended on the way, and was not refused.
    opened: bool,
    /// Too much was missed to be told: up to which entry, as long as the page has not been loaded anew.
    stale: Option<i64>,
    /// So often it was loaded while more was told: in a busy hall there is always more.
    loads: u8,
    socket: Option<WebSocket>,
    own_due: bool,
    /// The line was lost since the page was last looked at.
    broken: bool,
    /// A load that failed waits to be tried again.
    again_due: bool,
    state: RwSignal<&'static str>,
    held: RwSignal<usize>,
    said: RwSignal<String>,
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
        asked: None,
        opened: false,
        stale: None,
        loads: 0,
        socket: None,
        own_due: false,
        again_due: false,
        broken: false,
        state,
        held,
        said,
    }));
    connect(&feed);
    // A phone that comes back, from sleep or to its network, does not wait for the next try, and believes nothing.
    for kind in ["online", "pageshow", "focus"] {
        let feed = Rc::clone(&feed);
        let back = Closure::<dyn FnMut(Event)>::new(move |_| wake(&feed));
        let _ = window().add_event_listener_with_callback(kind, back.as_ref().unchecked_ref());
        back.forget();
    }
    let shown = Rc::clone(&feed);
    let back = Closure::<dyn FnMut(Event)>::new(move |_| {
        if !document().hidden() {
            wake(&shown);
        }
    });
    let _ = document().add_event_listener_with_callback("visibilitychange", back.as_ref().unchecked_ref());
    back.forget();
    set_interval(move || look(&feed), Duration::from_millis(LOOK));
}

/// The page is looked at again: what is connected has to say so first.
fn wake(feed: &Shared) {
    let Some(socket) = feed.borrow().socket.clone() else {
        feed.borrow_mut().wait = FIRST_WAIT;
        return connect(feed);
    };
    if now() - feed.borrow().heard > DOUBT {
        let state = feed.borrow().state;
        state.set("again");
        ask(feed, &socket);
    }
}

/// Asks the server whether it is there.
fn ask(feed: &Shared, socket: &WebSocket) {
    if socket.ready_state() == WebSocket::OPEN && socket.send_with_str("?").is_ok() {
        let mut feed = feed.borrow_mut();
        feed.asked = Some(feed.asked.unwrap_or_else(now));
    }
}

/// Looks how the connection stands.
fn look(feed: &Shared) {
    let (heard, asked, socket) = {
        let feed = feed.borrow();
        (feed.heard, feed.asked, feed.socket.clone())
    };
    let Some(socket) = socket else { return };
    let opening = socket.ready_state() == WebSocket::CONNECTING;
    let dead = asked.is_some_and(|at| now() - at > ANSWER) || (opening && now() - heard > OPENING);
    if dead {
        let _ = socket.close();
        lost(feed, &socket);
    } else if asked.is_none() && now() - heard > SILENCE {
        ask(feed, &socket);
    } else if now() - heard > HUSHED {
        says(feed, "again");
    }
}

/// Says how things stand, where it is news.
fn says(feed: &Shared, stands: &'static str) {
    let state = feed.borrow().state;
    if state.get_untracked() != stands {
        state.set(stands);
    }
}

/// Something was heard: the line is alive, and where nothing is missing the page says so.
fn alive(feed: &Shared) {
    let shown = {
        let mut feed = feed.borrow_mut();
        feed.heard = now();
        feed.asked = None;
        feed.stale.is_none()
    };
    if shown {
        says(feed, "live");
    }
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
    feed.borrow_mut().asked = None;
    feed.borrow_mut().opened = false;
    feed.borrow_mut().socket = Some(socket.clone());

    let opened = Rc::clone(feed);
    let open = Closure::<dyn FnMut()>::new(move || {
        let back = std::mem::take(&mut opened.borrow_mut().broken);
        // Whether it is live is said by the first message, which tells what was missed or that nothing was.
        opened.borrow_mut().heard = now();
        opened.borrow_mut().opened = true;
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
        if let Some(text) = event.data().as_string()
            && let Ok(message) = serde_json::from_str::<Message>(&text)
        {
            take(&told, message);
        }
        alive(&told);
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
        socket.set_onmessage(None);
        feed.borrow_mut().socket = None;
        feed.borrow_mut().broken = true;
        let refused = !feed.borrow().opened;
        again(feed);
        if refused {
            ask_why(feed);
        }
    }
}

/// A socket that was never open may have been refused, which its script is not told: the same address, asked as a page, says whether
/// the login still holds. Where it does not, the page says so and tries no more, until it is looked at again.
fn ask_why(feed: &Shared) {
    let (feed, url) = (Rc::clone(feed), feed.borrow().url.clone());
    spawn_local(async move {
        if page::is_closed(&url).await && feed.borrow().socket.is_none() {
            says(&feed, "out");
        }
    });
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
            let (idle, out) = (feed.borrow().socket.is_none(), feed.borrow().state.get_untracked() == "out");
            if idle && !out {
                connect(&feed);
            }
        },
        Duration::from_millis(wait / 2 + jitter),
    );
}

fn take(feed: &Shared, message: Message) {
    let (held, said) = (feed.borrow().held, feed.borrow().said);
    let has_parts = !message.parts.is_empty();
    if has_parts {
        steady::change(move || {
            let waiting = message.parts.iter().filter(|part| patch::apply(part)).count();
            if waiting > 0 {
                held.update(|count| *count += waiting);
            }
        });
    }
    {
        let mut feed = feed.borrow_mut();
        match (message.fresh, feed.stale) {
            // Nothing counts as shown before the page was loaded anew.
            (true, stale) => feed.stale = Some(stale.unwrap_or_default().max(message.seq)),
            (false, Some(upto)) => feed.stale = Some(upto.max(message.seq)),
            (false, None) => {
                feed.since = feed.since.max(message.seq);
                feed.seen.keep(feed.since);
            }
        }
    }
    // What the bar asks for is said there; the room's announcement is for pages without one.
    let announced = if document().get_element_by_id("ask").is_some() { String::new() } else { message.said };
    for words in [announced, message.missed] {
        if !words.is_empty() {
            said.set(words);
        }
    }
    // The chair's desk follows everything at once; of fifty phones each takes its own moment.
    let has = |part: &str| document().query_selector(part).ok().flatten().is_some();
    if message.fresh {
        let state = feed.borrow().state;
        state.set("again");
        load(feed, true);
    } else if has_parts && has("[data-own=all]") {
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

/// Loads the page again and takes the viewer's own parts from it, or all that follow the session. What fails is tried again,
/// and as long as the page is behind it does not say that it is live.
fn load(feed: &Shared, all: bool) {
    let Ok(address) = window().location().href() else { return };
    let address = address.split('#').next().unwrap_or_default().to_owned();
    let (feed, upto) = (Rc::clone(feed), feed.borrow().stale);
    let all = all || upto.is_some();
    spawn_local(async move {
        let Some(page) = page::at(&address).await else { return load_again(&feed, all) };
        let held = feed.borrow().held;
        steady::change(move || {
            let waiting = patch::apply_page(&page, all);
            if waiting > 0 {
                held.update(|count| *count += waiting);
            }
        });
        let caught_up = {
            let mut feed = feed.borrow_mut();
            // What was told meanwhile was put in its place, and maybe overwritten by an older state of the page.
            let caught_up = upto.is_some() && (feed.stale == upto || feed.loads >= LOADS);
            feed.loads = if caught_up { 0 } else { feed.loads.saturating_add(1) };
            if let Some(upto) = feed.stale.filter(|_| caught_up) {
                feed.stale = None;
                feed.since = feed.since.max(upto);
                feed.seen.keep(feed.since);
            }
            caught_up
        };
        if caught_up {
            let socket = feed.borrow().socket.clone();
            if socket.is_some_and(|one| one.ready_state() == WebSocket::OPEN) && feed.borrow().asked.is_none() {
                alive(&feed);
            }
        } else if feed.borrow().stale.is_some() {
            load_again(&feed, true);
        }
    });
}

/// Tries once more, each phone at its own moment.
fn load_again(feed: &Shared, all: bool) {
    if feed.borrow().again_due {
        return;
    }
    feed.borrow_mut().again_due = true;
    let feed = Rc::clone(feed);
    let wait = FIRST_WAIT * 2 + (js_sys::Math::random() * OWN_SPREAD) as u64;
    set_timeout(
        move || {
            feed.borrow_mut().again_due = false;
            // Without a line it is loaded when there is one again.
            if feed.borrow().socket.is_some() {
                load(&feed, all);
            }
        },
        Duration::from_millis(wait),
    );
}
