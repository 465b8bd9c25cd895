//! A ballot in two screens without leaving the page: the choice, then "您选的是 赞成". Until the server has answered nothing is cast, and
//! that is what stands there: the page stays, and asks the server once the network is back.

use super::{patch, send, steady};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, HtmlElement, HtmlFormElement, Response, SubmitEvent};

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
    let change = Closure::<dyn FnMut(Event)>::new(|event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(button) = target.and_then(|one| one.closest("[data-change]").ok().flatten()) else { return };
        if let Some(form) = button.closest("form").ok().flatten() {
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
    unsent(form, false);
}

/// Says that the ballot is not cast, or takes that away.
fn unsent(form: &Element, is: bool) {
    if let Some(words) = part(form, "[data-unsent]") {
        let _ = words.toggle_attribute_with_force("hidden", !is);
    }
}

fn cast(form: HtmlFormElement, action: String) {
    if form.has_attribute("data-sending") {
        return;
    }
    unsent(&form, false);
    if !window().navigator().on_line() {
        unsent(&form, true);
        return;
    }
    let _ = form.set_attribute("data-sending", "true");
    spawn_local(async move {
        let page = stored(&form, &action).await;
        let _ = form.remove_attribute("data-sending");
        match page {
            Some(Stored::Page(page)) => {
                form.reset();
                let _ = form.remove_attribute("data-used");
                turn(&form, false);
                steady::change(move || {
                    patch::apply_page(&page, false);
                    focus_stored();
                });
            }
            Some(Stored::Elsewhere(to)) => {
                let _ = window().location().assign(&to);
            }
            None => unsent(&form, true),
        }
    });
}

enum Stored {
    /// The page that says that it is stored.
    Page(String),
    /// It was refused, or somebody has to sign in: another page says so.
    Elsewhere(String),
}

/// Sends it. Nothing where there was no answer, or one that says that the server cannot answer now.
async fn stored(form: &HtmlFormElement, action: &str) -> Option<Stored> {
    let response: Response = send::post(form, action, false).await.ok()?;
    let status = response.status();
    if status >= 500 {
        return None;
    }
    let to = response.url();
    if status != 200 || to.contains("form=") || !to.contains("/v/") {
        return Some(Stored::Elsewhere(if status == 200 { to } else { window().location().href().ok()? }));
    }
    Some(Stored::Page(JsFuture::from(response.text().ok()?).await.ok()?.as_string()?))
}

/// The receipt is read next.
fn focus_stored() {
    if let Some(receipt) = document().get_element_by_id("ballot") {
        let _ = receipt.set_attribute("tabindex", "-1");
        if let Some(receipt) = receipt.dyn_ref::<HtmlElement>() {
            let _ = receipt.focus();
        }
    }
}

fn part(form: &Element, selector: &str) -> Option<Element> {
    form.query_selector(selector).ok().flatten()
}

fn focus(form: &Element, selector: &str) {
    if let Some(element) = part(form, selector).and_then(|one| one.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
