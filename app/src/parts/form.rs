//! Fields of forms. A refusal stands beside the field that caused it; what was typed is there again.

use crate::{say, t, view::Cx};
use leptos::prelude::*;
use rules::{Refusal, typed::TextForm};

/// The hidden key by which a form sent twice is known.
pub fn key(cx: &Cx) -> impl IntoView + use<> {
    view! { <input type="hidden" name="key" value=cx.key.clone() /> }
}

/// The refusal of the form as a whole.
pub fn problem(cx: &Cx) -> Option<impl IntoView + use<>> {
    let refusal = cx.refusal_at("")?;
    let sentence = say::refusal(cx.language, refusal);
    Some(view! { <p class="refusal" role="alert" id="problem">{sentence}</p> })
}

/// The refusal that stands beside a field. Of personal data it shows each place, to be said of it that it is none.
pub fn beside(cx: &Cx, name: &str) -> Option<AnyView> {
    let places = cx.masked_at(name).map(|masked| super::masked::ticks(cx, masked));
    let Some(refusal) = cx.refusal_at(name) else { return places };
    // A person who is named is named beside the field as well, before the question whether it is they.
    let who = cx.asked_back(name).filter(|(_, why)| *why == Refusal::NameToConfirm);
    let who = who.map(|(who, _)| format!("{who} · ")).unwrap_or_default();
    let sentence = format!("{who}{}", say::refusal(cx.language, refusal));
    Some(
        view! {
            <p class="refusal" role="alert" id=format!("{name}{}-refusal", cx.scope)>{sentence}</p>
            {places}
        }
        .into_any(),
    )
}

fn described(cx: &Cx, name: &str) -> Option<String> {
    cx.refusal_at(name).map(|_| format!("{name}{}-refusal", cx.scope))
}

/// A field of one line. `kind` is the input's type.
pub fn line(
    cx: &Cx,
    name: &'static str,
    kind: &'static str,
    label: String,
    value: &str,
    hint: Option<String>,
) -> AnyView {
    let id = format!("{name}{}", cx.scope);
    let secret = kind == "password";
    let value = if secret { String::new() } else { cx.kept(name, value) };
    let (autocomplete, mode) = match name {
        "username" => (Some("username"), None),
        "password" => (Some("current-password"), None),
        "code" => (Some("one-time-code"), Some("text")),
        _ => (None, None),
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
            {beside(cx, name)}
            <input
                id=id
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                inputmode=mode
                aria-invalid=cx.refusal_at(name).map(|_| "true")
                aria-describedby=described(cx, name)
            />
        </div>
    }
    .into_any()
}

/// A field for a whole number that has to be said: silence is not nought.
pub fn number(cx: &Cx, name: &'static str, label: String, hint: Option<String>) -> AnyView {
    let id = format!("{name}{}", cx.scope);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
            {beside(cx, name)}
            <input
                id=id
                name=name
                type="number"
                min="0"
                value=cx.kept(name, "")
                required=true
                aria-invalid=cx.refusal_at(name).map(|_| "true")
                aria-describedby=described(cx, name)
            />
        </div>
    }
    .into_any()
}

/// The button that shows a text as it would look, and sends nothing.
pub fn preview(cx: &Cx) -> impl IntoView + use<> {
    view! {
        <button type="submit" name="preview" value="1" class="plain-button" formnovalidate=true>
            {t!(cx, "preview")}
        </button>
    }
}

/// What stands in a field of several lines, ready to be its content: the renderer writes the children of a `textarea` as they
/// are, so that what somebody typed could close it and put a form of their own into the page.
pub fn typed(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;")
}

/// A field of several lines, as typed.
pub fn text(cx: &Cx, name: &'static str, label: String, value: &str, rows: u32, hint: Option<String>) -> AnyView {
    let id = format!("{name}{}", cx.scope);
    let value = cx.kept(name, value);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
            {beside(cx, name)}
            <textarea
                id=id
                name=name
                rows=rows.to_string()
                aria-invalid=cx.refusal_at(name).map(|_| "true")
                aria-describedby=described(cx, name)
            >
                {typed(&value)}
            </textarea>
        </div>
    }
    .into_any()
}

/// A choice from a list.
pub fn select(cx: &Cx, name: &'static str, label: String, choices: &[(String, String)], value: &str) -> AnyView {
    let id = format!("{name}{}", cx.scope);
    let value = cx.kept(name, value);
    let options = choices
        .iter()
        .map(|(id, words)| {
            let selected = *id == value;
            view! { <option value=id.clone() selected=selected>{words.clone()}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {beside(cx, name)}
            <select id=id name=name aria-describedby=described(cx, name)>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// A box to tick.
pub fn tick(name: &'static str, value: String, label: String) -> AnyView {
    tick_as(name, value, label, false)
}

/// The same, ticked or not beforehand.
pub fn tick_as(name: &'static str, value: String, label: String, ticked: bool) -> AnyView {
    let id = format!("{name}-{value}");
    view! {
        <div class="tick">
            <input type="checkbox" id=id.clone() name=name value=value checked=ticked />
            <label for=id>{label}</label>
        </div>
    }
    .into_any()
}

/// Sending something back with a reason, beside the button that signs or accepts it.
pub fn send_back(
    cx: &Cx,
    action: String,
    words: String,
    reason: String,
    hidden: Vec<(&'static str, String)>,
) -> AnyView {
    let cx = &Cx {
        key: format!("{}-return{}", cx.key, cx.scope),
        scope: format!("{}-return", cx.scope),
        ..cx.for_form(&action)
    };
    let hidden =
        hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view();
    view! {
        <details open=cx.refused.is_some()>
            <summary>{words.clone()}</summary>
            <form method="post" action=action class="card">
                {problem(cx)}
                {key(cx)}
                {hidden}
                {line(cx, "reason", "text", reason, "", None)}
                {send(words, false)}
            </form>
        </details>
    }
    .into_any()
}

/// The button that sends the form. `main`: the one main action of the screen.
pub fn send(label: String, main: bool) -> impl IntoView {
    view! { <button type="submit" class=if main { "main" } else { "" }>{label}</button> }
}

/// A form that is one button.
pub fn button(cx: &Cx, action: String, label: String, main: bool, hidden: Vec<(&'static str, String)>) -> AnyView {
    let hidden =
        hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view();
    view! {
        <form method="post" action=action class="single">
            {key(cx)}
            {hidden}
            {send(label, main)}
        </form>
    }
    .into_any()
}

/// A form that is one button and needs no key: doing it twice is doing it once.
pub fn bare_button(action: String, label: String) -> AnyView {
    view! { <form method="post" action=action class="single">{send(label, false)}</form> }.into_any()
}

/// The line over a field whose text is shown as it is typed.
pub fn typed_hint(cx: &Cx) -> String {
    t!(cx, "typed-hint")
}

/// Under a text: that it is to be shown as Markdown instead of as typed, and how it would look. Nobody sends Markdown unseen.
/// `stored`: the form of the text that is being changed; one that was written before there was a choice becomes "as typed", and
/// its writer is told.
pub fn text_form(cx: &Cx, stored: TextForm, written: bool) -> AnyView {
    let kept = cx.refused.as_ref();
    let chosen = kept.map_or(stored == TextForm::Markdown, |one| {
        one.fields.get("form").is_some_and(|form| form == TextForm::Markdown.id())
    });
    let id = format!("form{}", cx.scope);
    let before = (written && stored.is_before()).then(|| view! { <p class="hint">{t!(cx, "form-before")}</p> });
    let preview = kept.and_then(|one| one.preview.clone()).map(|preview| {
        let hint = if preview.changed { "preview-changed" } else { "preview-hint" };
        view! {
            <section class="preview" id="preview">
                <h3>{t!(cx, "preview")}</h3>
                <p class="hint">{t!(cx, hint)}</p>
                <div class="text" dir="auto" inner_html=preview.html></div>
                <input type="hidden" name="previewed" value=preview.seen />
            </section>
        }
    });
    view! {
        {before}
        <div class="tick">
            <input type="checkbox" id=id.clone() name="form" value=TextForm::Markdown.id() checked=chosen />
            <label for=id>{t!(cx, "form-markdown")}</label>
        </div>
        {preview}
    }
    .into_any()
}

/// What somebody is told of sign-ins that were refused, until they have read it.
pub fn refused_sign_ins(cx: &Cx, refused: Option<(i64, String)>) -> Option<AnyView> {
    let (times, last) = refused?;
    Some(
        view! {
            <section class="card" id="refused-sign-ins">
                <p class="missing" role="status">{t!(cx, "sign-ins-refused", times = times, last = last)}</p>
                <p class="quiet">{t!(cx, "sign-ins-refused-lead")}</p>
                {button(
                    cx,
                    "/do/refused-read".to_owned(),
                    t!(cx, "sign-ins-refused-read"),
                    false,
                    vec![("back", cx.path.clone())],
                )}
            </section>
        }
        .into_any(),
    )
}
