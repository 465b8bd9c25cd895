//! Texts are sent without leaving the page, so that a break in the connection loses nothing: the text stays in its form
//! and on the phone until the server has acknowledged it. Forms that carry no text are sent by the browser as always.

use super::{Labels, draft, patch};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Event, FormData, HtmlFormElement, HtmlInputElement, RequestInit, Response, SubmitEvent, UrlSearchParams,
};

/// Takes over the sending of every form that asks for it (`data-send`).
pub fn take_over(member: &str, labels: &Labels, held: RwSignal<usize>, said: RwSignal<String>) {
    let (member, labels) = (member.to_owned(), labels.clone());
    let submit = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form.filter(|form| form.has_attribute("data-send")) else { return };
        // A second button (a preview) leaves the page as without script.
        let button = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
        if button.is_some_and(|button| button.has_attribute("name")) {
            draft::save(&member, &form);
            return;
        }
        event.prevent_default();
        if form.get_attribute("data-sending").is_some() {
            return;
        }
        draft::save(&member, &form);
        let _ = form.set_attribute("data-sending", "true");
        said.set(labels.sending.clone());
        let (member, labels) = (member.clone(), labels.clone());
        let sent = draft::typed(&form);
        spawn_local(async move {
            let answer = send(&form).await;
            let _ = form.remove_attribute("data-sending");
            match answer {
                Ok(Answer::Done(to)) => {
                    let _ = form.remove_attribute(UNKNOWN);
                    fresh_key(&form);
                    if patch::show_own(to.split_once('#').map_or("", |(_, id)| id)) {
                        held.update(|count| *count = count.saturating_sub(1));
                    }
                    // What was typed while it was on its way is the next text and stays.
                    if draft::typed(&form) == sent {
                        draft::clear(&member, &form);
                        settle(&form);
                    } else {
                        draft::save(&member, &form);
                    }
                    said.set(labels.sent.clone());
                }
                Ok(Answer::Elsewhere(to)) => {
                    let _ = window().location().assign(&to);
                }
                Err(_) => {
                    let _ = form.set_attribute(UNKNOWN, "true");
                    said.set(labels.unsent.clone());
                }
            }
        });
    });
    let _ = document().add_event_listener_with_callback("submit", submit.as_ref().unchecked_ref());
    submit.forget();
}

enum Answer {
    /// The server has it, and where it is seen.
    Done(String),
    /// The server says something that only a page can show: a refusal beside its field, a sign-in.
    Elsewhere(String),
}

/// Sends what stands in a form. `stays`: the answer is wanted as a word and not as a page.
pub async fn post(form: &HtmlFormElement, action: &str, stays: bool) -> Result<Response, JsValue> {
    let fields = FormData::new_with_form(form)?;
    let body = UrlSearchParams::new()?;
    for entry in js_sys::try_iter(&fields)?.into_iter().flatten() {
        let pair: js_sys::Array = entry?.into();
        body.append(&pair.get(0).as_string().unwrap_or_default(), &pair.get(1).as_string().unwrap_or_default());
    }
    let options = RequestInit::new();
    options.set_method("POST");
    options.set_body(&body.into());
    if stays {
        let headers = web_sys::Headers::new()?;
        headers.set("x-yishi-live", "1")?;
        options.set_headers(&headers.into());
    }
    Ok(JsFuture::from(window().fetch_with_str_and_init(action, &options)).await?.into())
}

async fn send(form: &HtmlFormElement) -> Result<Answer, JsValue> {
    let response = post(form, &form.get_attribute("action").unwrap_or_default(), true).await?;
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    match response.status() {
        200 if !response.redirected() => Ok(Answer::Done(text)),
        409 => Ok(Answer::Elsewhere(text)),
        // Signed out, forbidden, broken: the page itself says it best; the text is kept.
        401 | 403 | 404 => Ok(Answer::Elsewhere(window().location().href()?)),
        _ => Err(JsValue::NULL),
    }
}

/// The form is as on a fresh page: it answers nobody any more, nothing is shown as it would look, and the address asks for
/// neither.
fn settle(form: &HtmlFormElement) {
    for part in ["input[name=parent]", "blockquote"] {
        if let Ok(Some(one)) = form.query_selector(part) {
            one.remove();
        }
    }
    if let Some(preview) = document().get_element_by_id("preview") {
        preview.remove();
    }
    forget_refusal(form);
    if let (Ok(history), Ok(path)) = (window().history(), window().location().pathname()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&path));
    }
}

/// What was refused before is done now: neither its summary, nor the sentence beside its field, nor the title says otherwise.
fn forget_refusal(form: &HtmlFormElement) {
    while let Ok(Some(sentence)) = form.query_selector("p.refusal") {
        if let Ok(Some(field)) = form.query_selector("[aria-invalid]") {
            let _ = field.remove_attribute("aria-invalid");
        }
        sentence.remove();
    }
    let Some(summary) = document().get_element_by_id("problem") else { return };
    let before = summary.get_attribute("data-title").unwrap_or_default();
    summary.remove();
    if let Some(title) = document().title().strip_prefix(&before) {
        document().set_title(title);
    }
}

/// A form that was sent and got no answer: it keeps its key, by which it is known when it is sent again.
const UNKNOWN: &str = "data-unsent";

/// The next text is another submission; so is every other form of the page, for they came with one key.
pub fn fresh_key(form: &HtmlFormElement) {
    let Some(own) = form.query_selector("input[name=key]").ok().flatten() else { return };
    let Some(spent) = own.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value) else { return };
    let Ok(fields) = document().query_selector_all("input[name=key]") else { return };
    let on_its_way = format!("form[data-sending], form[{UNKNOWN}]");
    for at in 0..fields.length() {
        let field = fields.get(at).and_then(|one| one.dyn_into::<HtmlInputElement>().ok());
        let waits = |one: &HtmlInputElement| one.closest(&on_its_way).ok().flatten().is_some();
        if let Some(field) = field.filter(|one| one.value() == spent && !waits(one)) {
            renew(&field);
        }
    }
}

fn renew(field: &HtmlInputElement) {
    let mut bytes = [0_u8; 16];
    let Ok(crypto) = window().crypto() else { return };
    if crypto.get_random_values_with_u8_array(&mut bytes).is_err() {
        return;
    }
    let key: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    // `reset` goes back to the value in the page: that must be the new one too.
    field.set_default_value(&key);
    field.set_value(&key);
}
