//! What arrives moves nothing under the finger: it waits while a finger or a button is down, so that no click is lost, and what is
//! looked at stays at its height on the screen.

use leptos::{
    leptos_dom::helpers::set_timeout,
    prelude::{document, window},
};
use std::{cell::RefCell, time::Duration};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, HtmlElement};

/// A click comes right after the finger is lifted: what waits lets it go first.
const AFTER_LIFTING: u64 = 60;
/// A finger that is never lifted, as that of a lost pointer, holds nothing back for longer.
const LONGEST: u64 = 3_000;

thread_local! {
    static WAITING: RefCell<Waiting> = const { RefCell::new(Waiting { down: false, changes: Vec::new() }) };
}

struct Waiting {
    down: bool,
    changes: Vec<Box<dyn FnOnce()>>,
}

/// Begins to watch for fingers.
pub fn watch() {
    if let Some(root) = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        // The browser's own way of holding the page would do it twice.
        let _ = root.style().set_property("overflow-anchor", "none");
    }
    let down = Closure::<dyn FnMut(Event)>::new(|_| {
        WAITING.with(|waiting| waiting.borrow_mut().down = true);
        set_timeout(lifted, Duration::from_millis(LONGEST));
    });
    let _ = document().add_event_listener_with_callback("pointerdown", down.as_ref().unchecked_ref());
    down.forget();
    let up = Closure::<dyn FnMut(Event)>::new(|_| set_timeout(lifted, Duration::from_millis(AFTER_LIFTING)));
    for kind in ["pointerup", "pointercancel"] {
        let _ = document().add_event_listener_with_callback(kind, up.as_ref().unchecked_ref());
    }
    up.forget();
}

fn lifted() {
    let changes = WAITING.with(|waiting| {
        let mut waiting = waiting.borrow_mut();
        waiting.down = false;
        std::mem::take(&mut waiting.changes)
    });
    for change in changes {
        steadily(change);
    }
}

/// Changes the page, now or as soon as no finger is on it.
pub fn change(change: impl FnOnce() + 'static) {
    let now = WAITING.with(|waiting| {
        let mut waiting = waiting.borrow_mut();
        if waiting.down {
            waiting.changes.push(Box::new(change));
            return None;
        }
        Some(change)
    });
    if let Some(change) = now {
        steadily(change);
    }
}

/// Changes the page; what is looked at keeps its height on the screen.
fn steadily(change: impl FnOnce()) {
    let held = looked_at();
    let before = held.as_ref().map(top);
    change();
    if let (Some(held), Some(before)) = (held.filter(|one| one.is_connected()), before) {
        let moved = top(&held) - before;
        if moved.abs() >= 1.0 {
            window().scroll_by_with_x_and_y(0.0, moved);
        }
    }
}

fn top(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}

/// What somebody is at: what has the focus, if it is on the screen, else what stands in the middle of it.
fn looked_at() -> Option<Element> {
    let size = |of: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| of.ok().and_then(|one| one.as_f64());
    let (width, height) = (size(window().inner_width())?, size(window().inner_height())?);
    let on_screen = |one: &Element| {
        let rect = one.get_bounding_client_rect();
        rect.bottom() > 0.0 && rect.top() < height
    };
    let focus = document().active_element().filter(|one| one.tag_name() != "BODY").filter(on_screen);
    focus.or_else(|| document().element_from_point((width / 2.0) as f32, (height / 2.0) as f32))
}
