//! Puts fragments where they belong. A form in use is never touched; what would move the lines that somebody reads waits
//! behind a button.

use super::{ballot, morph::morph};
use crate::islands::Part;
use leptos::prelude::{document, window};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

thread_local! {
    /// The fragment that this page's own text will be: it is not held back when it comes.
    static OWN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Shows what the viewer has just sent, now or as soon as it is told; `true` when it had been held back.
pub fn show_own(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else {
        OWN.with(|own| id.clone_into(&mut own.borrow_mut()));
        return false;
    };
    let was_held = element.has_attribute("data-held");
    let _ = element.remove_attribute("hidden");
    let _ = element.remove_attribute("data-held");
    element.scroll_into_view();
    was_held
}

/// Puts a fragment in its place; `true` when it is held back.
pub fn apply(part: &Part) -> bool {
    let Some(new) = element_of(&part.html) else { return false };
    if let Some(old) = document().get_element_by_id(&part.id) {
        // A line that is there already keeps its answers: only what is said in it takes its place.
        let inner = new.query_selector(&format!("#{}", part.id)).ok().flatten();
        morph(&old, inner.as_ref().unwrap_or(&new), false);
        return false;
    }
    if part.list.is_empty() {
        return false;
    }
    let Some(list) = document().get_element_by_id(&part.list) else { return false };
    // Something older than all that the list shows was hidden or answered: it does not join it.
    let number = |one: &Element, name: &str| one.get_attribute(name).and_then(|text| text.parse::<i64>().ok());
    if number(&list, "data-from").zip(number(&new, "data-seq")).is_some_and(|(from, seq)| seq < from) {
        return false;
    }
    let own = OWN.with(|own| *own.borrow() == part.id);
    if own {
        OWN.with(|own| own.borrow_mut().clear());
    }
    let hold = !own && would_move(&list);
    if hold {
        let _ = new.set_attribute("hidden", "");
        let _ = new.set_attribute("data-held", "");
    }
    let _ = list.append_child(&new);
    if own {
        new.scroll_into_view();
    }
    hold
}

/// A page that the server has sent.
pub fn parsed(page: &str) -> Option<web_sys::Document> {
    web_sys::DomParser::new().ok()?.parse_from_string(page, web_sys::SupportedType::TextHtml).ok()
}

/// Puts the parts of the page that are the viewer's own in their places, from the page as the server shows it now; with
/// `all`, every part that follows the session, for a page that was away too long. Returns how many lines are held back.
pub fn apply_page(page: &str, all: bool) -> usize {
    let Some(parsed) = parsed(page) else { return 0 };
    // The title says what is asked for, also where the page is not the one that is looked at.
    document().set_title(&parsed.title());
    let parts = if all { "[data-own], [data-live]" } else { "[data-own]" };
    let Ok(own) = document().query_selector_all(parts) else { return 0 };
    for at in 0..own.length() {
        let Some(old) = own.get(at).and_then(|one| one.dyn_into::<Element>().ok()) else { continue };
        let Some(new) = parsed.get_element_by_id(&old.id()) else { continue };
        let Ok(new) = document().import_node_with_deep(&new, true) else { continue };
        if let Ok(new) = new.dyn_into::<Element>() {
            // A stored ballot takes the place of a form, filled in or not: there is nothing left to send.
            let last = new.has_attribute("data-final");
            // What is told once stands until the reader leaves it.
            let told = old.query_selector("[data-once]").ok().flatten().is_some();
            if told && last {
                continue;
            }
            morph(&old, &new, last);
        }
    }
    ballot::looked(&parsed);
    if all { join_lists(&parsed) } else { 0 }
}

/// A page that was away for long has lines that a page of now no longer begins with: between them and the newest others would be
/// missing unseen. They go, and the link to what was said earlier leads to them.
fn leave_older(parsed: &web_sys::Document) {
    let Ok(lists) = parsed.query_selector_all("[data-from]") else { return };
    for new in (0..lists.length()).filter_map(|at| lists.get(at)?.dyn_into::<Element>().ok()) {
        let Some(list) = document().get_element_by_id(&new.id()) else { continue };
        let from = new.get_attribute("data-from").unwrap_or_default();
        let _ = list.set_attribute("data-from", &from);
        let first = from.parse::<i64>().unwrap_or_default();
        let lines = list.children();
        for line in (0..lines.length()).rev().filter_map(|at| lines.item(at)) {
            if line.get_attribute("data-seq").and_then(|seq| seq.parse::<i64>().ok()).is_some_and(|seq| seq < first) {
                line.remove();
            }
        }
    }
}

/// Joins the lines that the page does not have yet to their lists.
fn join_lists(parsed: &web_sys::Document) -> usize {
    leave_older(parsed);
    let mut held = 0;
    let Ok(lines) = parsed.query_selector_all("[data-list] > [id]") else { return 0 };
    for at in 0..lines.length() {
        let Some(line) = lines.get(at).and_then(|one| one.dyn_into::<Element>().ok()) else { continue };
        let list = line.parent_element().map(|list| list.id()).unwrap_or_default();
        if document().get_element_by_id(&line.id()).is_none() {
            held += usize::from(apply(&Part { id: line.id(), html: line.outer_html(), list }));
        }
    }
    held
}

fn element_of(html: &str) -> Option<Element> {
    let holder = document().create_element("template").ok()?;
    holder.set_inner_html(html);
    let holder: web_sys::HtmlTemplateElement = holder.dyn_into().ok()?;
    holder.content().first_element_child()
}

/// Whether a line at the end of the list would move something that is on the screen.
fn would_move(list: &Element) -> bool {
    let height = window().inner_height().ok().and_then(|one| one.as_f64()).unwrap_or_default();
    let end = list.get_bounding_client_rect().bottom();
    let typing = document()
        .active_element()
        .is_some_and(|focus| focus.matches("input:not([type=hidden]), textarea, select").unwrap_or(false));
    // Below the screen nothing moves; above it everything would. On the screen it moves what somebody types at.
    end < 0.0 || (end < height && typing)
}

/// Shows what was held back and goes to the first of it.
pub fn show_held() {
    let Ok(held) = document().query_selector_all("[data-held]") else { return };
    for at in 0..held.length() {
        if let Some(element) = held.get(at).and_then(|one| one.dyn_into::<HtmlElement>().ok()) {
            let _ = element.remove_attribute("hidden");
            let _ = element.remove_attribute("data-held");
            if at == 0 {
                element.scroll_into_view();
            }
        }
    }
}
