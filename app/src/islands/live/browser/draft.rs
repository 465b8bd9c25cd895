//! Unsent text stays on the phone: per member, form and field, until the server has acknowledged it. A ballot's choice
//! never does: only text fields of forms that ask for it (`data-keep`) are kept.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, Storage};

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Where a form's texts are kept. The key of the form is kept with them, so that what was sent into a broken connection
/// and is sent again is done once.
fn place(member: &str, form: &Element) -> Option<String> {
    let action = form.get_attribute("action")?;
    form.has_attribute("data-keep").then(|| format!("yishi:{member}:{action}"))
}

/// The fields that are kept, with their texts.
fn texts(form: &HtmlFormElement) -> Vec<(String, Element)> {
    let mut found = Vec::new();
    if let Ok(fields) = form.query_selector_all("textarea[name], input[type=text][name], input[name=key]") {
        for at in 0..fields.length() {
            if let Some(field) = fields.get(at).and_then(|one| one.dyn_into::<Element>().ok())
                && let Some(name) = field.get_attribute("name")
            {
                found.push((name, field));
            }
        }
    }
    found
}

/// What a field holds.
pub fn value(field: &Element) -> String {
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        return area.value();
    }
    field.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value).unwrap_or_default()
}

/// Sets what a field holds.
pub fn set_value(field: &Element, text: &str) {
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(text);
    } else if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.set_value(text);
    }
}

/// Keeps the texts of a form, or lets them go where nothing is typed.
pub fn save(member: &str, form: &HtmlFormElement) {
    let (Some(storage), Some(place)) = (storage(), place(member, form)) else { return };
    let texts: Vec<(String, String)> = texts(form).into_iter().map(|(name, field)| (name, value(&field))).collect();
    if texts.iter().all(|(name, text)| name == "key" || text.trim().is_empty()) {
        let _ = storage.remove_item(&place);
    } else if let Ok(json) = serde_json::to_string(&texts) {
        let _ = storage.set_item(&place, &json);
    }
}

/// What is typed in a form, without its key.
pub fn typed(form: &HtmlFormElement) -> Vec<(String, String)> {
    let fields = texts(form).into_iter().filter(|(name, _)| name != "key");
    fields.map(|(name, field)| (name, value(&field))).collect()
}

/// Empties a form and lets go of what is kept of it: the server has it. After a refusal the page itself holds what was
/// typed, so the fields are emptied and not set back.
pub fn clear(member: &str, form: &HtmlFormElement) {
    for (name, field) in texts(form) {
        if name != "key" {
            set_value(&field, "");
            if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
                let _ = area.set_default_value("");
            } else if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
                input.set_default_value("");
            }
        }
    }
    let _ = form.remove_attribute("data-used");
    if let (Some(storage), Some(place)) = (storage(), place(member, form)) {
        let _ = storage.remove_item(&place);
    }
}

/// Fills kept texts in again and keeps what is typed from now on. What the server filled in stands.
pub fn keep(member: &str) {
    if let Ok(forms) = document().query_selector_all("form[data-keep]") {
        for at in 0..forms.length() {
            if let Some(form) = forms.get(at).and_then(|one| one.dyn_into::<HtmlFormElement>().ok()) {
                restore(member, &form);
            }
        }
    }
    let member = member.to_owned();
    let typed = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let form = target.and_then(|one| one.closest("form").ok().flatten());
        if let Some(form) = form.and_then(|one| one.dyn_into::<HtmlFormElement>().ok()) {
            let _ = form.set_attribute("data-used", "true");
            save(&member, &form);
        }
    });
    for kind in ["input", "change"] {
        let _ = document().add_event_listener_with_callback(kind, typed.as_ref().unchecked_ref());
    }
    typed.forget();
}

fn restore(member: &str, form: &HtmlFormElement) {
    let (Some(storage), Some(place)) = (storage(), place(member, form)) else { return };
    let Some(json) = storage.get_item(&place).ok().flatten() else { return };
    let Ok(kept) = serde_json::from_str::<Vec<(String, String)>>(&json) else { return };
    let fields = texts(form);
    // After a refusal the server has filled the form in, with a fresh key.
    if fields.iter().any(|(name, field)| name != "key" && !value(field).trim().is_empty()) {
        return;
    }
    for (name, field) in fields {
        if let Some((_, text)) = kept.iter().find(|(one, _)| *one == name) {
            set_value(&field, text);
        }
    }
    let _ = form.set_attribute("data-used", "true");
    if let Ok(Some(details)) = form.closest("details") {
        let _ = details.set_attribute("open", "");
    }
}
