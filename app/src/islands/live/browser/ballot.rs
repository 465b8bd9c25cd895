//! A ballot in two screens without leaving the page: the choice, then "您选的是 赞成". What stands there is never more than is known:
//! not sent, on its way, not known yet, looked up and not cast, too late. While it is not known nothing can be changed: the page
//! asks the server until it knows.

use super::{page, patch, send, steady};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Event, HtmlElement, HtmlFormElement, Response, SubmitEvent};

/// Takes over every ballot of the page (`data-ballot`).
pub fn take_over() {
    let submit = Closure::<dyn FnMut(Event)>::new(|event: Event| {
        let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form.filter(|form| form.has_attribute("data-ballot")) else { return };
        event.prevent_default();
        let button = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
        match button.and_then(|button| button.get_attribute("formaction")) {
            None => check(&form),
            Some(action) => cast(form, action),
        }
    });
    let _ = document().add_event_listener_with_callback("submit", submit.as_ref().unchecked_ref());
    submit.forget();
    // A ballot that found no network is looked up as soon as there is one, also where the line itself was never lost.
    let back = Closure::<dyn FnMut(Event)>::new(|_| {
        let root = document().document_element();
        for form in root.map(|root| all(&root, "[data-ballot]")).unwrap_or_default() {
            let waits = form.get_attribute("data-step").as_deref() == Some(OFFLINE);
            if let Some(form) = form.dyn_into::<HtmlFormElement>().ok().filter(|_| waits) {
                spawn_local(async move { find_out(&form).await });
            }
        }
    });
    let _ = window().add_event_listener_with_callback("online", back.as_ref().unchecked_ref());
    back.forget();
    let change = Closure::<dyn FnMut(Event)>::new(|event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(button) = target.and_then(|one| one.closest("[data-change]").ok().flatten()) else { return };
        if let Some(form) = button.closest("form").ok().flatten().and_then(|one| one.dyn_into::<HtmlFormElement>().ok())
        {
            // Another choice is another ballot: what was sent before is not answered for it.
            send::fresh_key(&form);
            turn(&form, false);
            focus(&form, "input[name=choice]:checked");
        }
    });
    let _ = document().add_event_listener_with_callback("click", change.as_ref().unchecked_ref());
    change.forget();
}

/// The second screen: what was chosen.
fn check(form: &HtmlFormElement) {
    let Some(chosen) = part(form, "input[name=choice]:checked") else { return };
    let words = chosen.closest("label").ok().flatten().and_then(|label| label.text_content()).unwrap_or_default();
    if let Some(place) = part(form, "[data-chosen]") {
        place.set_text_content(Some(words.trim()));
    }
    let _ = form.set_attribute("data-used", "true");
    turn(form, true);
    focus(form, "[data-check]");
}

/// Shows the one screen or the other.
fn turn(form: &Element, checking: bool) {
    for (screen, shown) in [("[data-choose]", !checking), ("[data-check]", checking)] {
        if let Some(screen) = part(form, screen) {
            let _ = screen.toggle_attribute_with_force("hidden", !shown);
        }
    }
    say(form, "");
}

/// Not sent: there is no network.
const OFFLINE: &str = "offline";
/// On its way.
const SENDING: &str = "sending";
/// Sent, and no answer came: whether it is cast is not known.
const UNKNOWN: &str = "unknown";
/// Looked up: it is not cast.
const UNCAST: &str = "uncast";
/// It is not cast, and not taken now: the vote has closed, its voter holds a paper or has left. The server's words say which.
const LATE: &str = "late";

/// Says how the ballot stands. Its words stand in the page beforehand, in the page's language.
fn say(form: &Element, state: &str) {
    let _ = form.set_attribute("data-step", state);
    for words in all(form, "[data-when]") {
        let _ = words.toggle_attribute_with_force("hidden", words.get_attribute("data-when").as_deref() != Some(state));
    }
    let shut = [SENDING, UNKNOWN, LATE].contains(&state);
    for button in all(form, "[data-check] button") {
        let _ = button.toggle_attribute_with_force("disabled", shut);
    }
}

fn cast(form: HtmlFormElement, action: String) {
    if form.has_attribute("data-sending") {
        return;
    }
    if !window().navigator().on_line() {
        return say(&form, OFFLINE);
    }
    let _ = form.set_attribute("data-sending", "true");
    say(&form, SENDING);
    spawn_local(async move {
        let answer = stored(&form, &action).await;
        let _ = form.remove_attribute("data-sending");
        match answer {
            Some(Stored::Page(page)) if settle(&form, &page) => {}
            Some(Stored::Elsewhere(to)) => leave(&to),
            Some(Stored::Page(_)) | None => {
                say(&form, UNKNOWN);
                find_out(&form).await;
            }
        }
    });
}

enum Stored {
    /// The page as it is now.
    Page(String),
    /// It was refused, or somebody has to sign in: another page says so.
    Elsewhere(String),
}

/// Sends it. Nothing where there was no answer, or one that says that the server cannot answer now.
async fn stored(form: &HtmlFormElement, action: &str) -> Option<Stored> {
    let response: Response = send::post(form, action, false).await.ok()?;
    let (status, to) = (response.status(), response.url());
    match status {
        200 if !to.contains("form=") && to.contains("/v/") => {
            Some(Stored::Page(JsFuture::from(response.text().ok()?).await.ok()?.as_string()?))
        }
        200 => Some(Stored::Elsewhere(to)),
        401 | 403 | 404 => Some(Stored::Elsewhere(String::new())),
        _ => None,
    }
}

/// Goes to a page; to none, the one that is there is loaded anew and says what there is to say.
fn leave(to: &str) {
    let location = window().location();
    let _ = if to.is_empty() { location.reload() } else { location.assign(to) };
}

/// Asks until it is known whether the ballot is cast.
async fn find_out(form: &HtmlFormElement) {
    for turn in 0_u32.. {
        pause(1_000 * 2_u64.pow(turn.min(3))).await;
        if !form.is_connected() {
            return;
        }
        let Some(page) = page::now().await else { continue };
        if !settle(form, &page) {
            say(form, UNCAST);
        }
        return;
    }
}

/// Puts what the server says in the ballot's place, if it says that there is nothing to cast any more; whether it did.
fn settle(form: &HtmlFormElement, page: &str) -> bool {
    let Some(own) = form.closest("[data-own]").ok().flatten() else { return false };
    let Some(parsed) = patch::parsed(page) else { return false };
    let now = parsed.get_element_by_id(&own.id());
    if now.is_none_or(|now| now.query_selector("[data-ballot]").ok().flatten().is_some()) {
        return false;
    }
    form.reset();
    let _ = form.remove_attribute("data-used");
    turn(form, false);
    let (page, id) = (page.to_owned(), own.id());
    steady::change(move || {
        patch::apply_page(&page, false);
        focus_stored(&id);
    });
    true
}

/// The page was looked at anew, for whatever reason: a second screen that is open says what became of its ballot.
pub fn looked(parsed: &Document) {
    for form in document().document_element().map(|root| all(&root, "[data-ballot]")).unwrap_or_default() {
        let checking = part(&form, "[data-check]").is_some_and(|screen| !screen.has_attribute("hidden"));
        let state = form.get_attribute("data-step").unwrap_or_default();
        if !checking || state == SENDING || state == UNKNOWN {
            continue;
        }
        let own = form.closest("[data-own]").ok().flatten().map(|own| own.id()).unwrap_or_default();
        let Some(now) = parsed.get_element_by_id(&own) else { continue };
        if now.query_selector("[data-ballot]").ok().flatten().is_none() {
            tell_why(&form, &now);
            say(&form, LATE);
        } else if state == OFFLINE {
            say(&form, UNCAST);
        } else if state == LATE {
            // It is taken again: the paper was given back, or whoever had left is here.
            say(&form, "");
        }
    }
}

/// Puts the server's own words where the page says that the ballot is not taken now.
fn tell_why(form: &Element, now: &Element) {
    let words = |why: Element| why.text_content().map(|text| text.trim().to_owned());
    let Some(why) = part(now, "[data-why]").and_then(words).filter(|why| !why.is_empty()) else { return };
    let Some(place) = part(form, &format!("[data-when={LATE}]")) else { return };
    let uncast = place.get_attribute("data-uncast").unwrap_or_default();
    place.set_text_content(Some(&format!("{why} {uncast}")));
}

/// The receipt is read next.
fn focus_stored(id: &str) {
    if let Some(receipt) = document().get_element_by_id(id) {
        let _ = receipt.set_attribute("tabindex", "-1");
        if let Some(receipt) = receipt.dyn_ref::<HtmlElement>() {
            let _ = receipt.focus();
        }
    }
}

async fn pause(milliseconds: u64) {
    let wait = js_sys::Promise::new(&mut |done, _| {
        set_timeout(
            move || {
                let _ = done.call0(&JsValue::NULL);
            },
            Duration::from_millis(milliseconds),
        );
    });
    let _ = JsFuture::from(wait).await;
}

fn part(form: &Element, selector: &str) -> Option<Element> {
    form.query_selector(selector).ok().flatten()
}

fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

fn focus(form: &Element, selector: &str) {
    if let Some(element) = part(form, selector).and_then(|one| one.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
