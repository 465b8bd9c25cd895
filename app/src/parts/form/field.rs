//! Fields: each with its label, a hint where one helps, and what was refused of it.

use crate::{
    parts::{masked, refusals},
    say,
    view::form::FormState,
};
use leptos::prelude::*;
use rules::Refusal;
use std::borrow::Cow;

/// A label, the hint, what was refused, and the field itself.
fn field(form: &FormState<'_>, name: &str, label: String, hint: Option<String>, inside: AnyView) -> AnyView {
    let refused = beside(form, name, Some(label.trim_end_matches(['：', ':'])));
    let hint = hint.map(|hint| view! { <p class="hint" id=format!("{}-hint", form.id(name))>{hint}</p> });
    view! {
        <div class="field">
            <label for=form.id(name)>{label}</label>
            {hint}
            {refused}
            {inside}
        </div>
    }
    .into_any()
}

/// The refusal that stands beside a field. Of personal data it shows each place, to be said of it that it is none.
fn beside(form: &FormState<'_>, name: &str, label: Option<&str>) -> Option<AnyView> {
    let places = form.masked_at(name).map(|places| masked::ticks(form, places));
    let Some(refusal) = form.refusal_at(name) else { return places };
    // A person who is named is named beside the field as well, before the question whether it is they.
    let who = form.asked_back(name).filter(|(_, why)| *why != Refusal::NamesToConfirm);
    let who = who.map(|(who, _)| format!("{who} · ")).unwrap_or_default();
    let sentence = format!("{who}{}", say::refusal(form.cx.language, refusal));
    let refusal = refusals::refusal(form.cx, &form.id(name), label, sentence);
    Some(view! { {refusal} {places} }.into_any())
}

/// What was refused beside something that is no field of its own: a choice between buttons, a sum of fields.
#[component]
pub fn Beside<'a>(
    /// The state of its form.
    form: &'a FormState<'a>,
    /// What it would be called, were it a field.
    name: &'a str,
) -> AnyView {
    beside(form, name, None).into_any()
}

/// What a field is described by: its hint and what was refused of it.
fn described(form: &FormState<'_>, name: &str, hint: bool) -> Option<String> {
    let hint = hint.then(|| format!("{}-hint", form.id(name)));
    let refusal = form.refusal_at(name).map(|_| format!("{}-refusal", form.id(name)));
    let ids = hint.into_iter().chain(refusal).collect::<Vec<_>>().join(" ");
    (!ids.is_empty()).then_some(ids)
}

fn invalid(form: &FormState<'_>, name: &str) -> Option<&'static str> {
    form.refusal_at(name).map(|_| "true")
}

/// A field of one line.
#[component]
pub fn Line<'a>(
    /// The state of its form.
    form: &'a FormState<'a>,
    /// Its name.
    #[prop(into)]
    name: Cow<'static, str>,
    /// Its words.
    #[prop(into)]
    label: String,
    /// The kind of input.
    #[prop(default = "text")]
    kind: &'static str,
    /// What stands in it.
    #[prop(optional, into)]
    value: String,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// It has the focus when the page comes, for whoever types one after the other.
    #[prop(optional)]
    focus: bool,
    /// The id of a list of what may stand in it.
    #[prop(optional)]
    list: Option<&'static str>,
) -> AnyView {
    // A password that is chosen is none that the browser knows.
    let anew = kind == "new-password";
    let (secret, number) = (anew || kind == "password", kind == "number");
    // A field that a browser holds to be a number takes no digit of another width, and shows nothing of what was mistyped.
    let kind = match kind {
        "number" => "text",
        "new-password" => "password",
        kind => kind,
    };
    let value = if secret { String::new() } else { form.kept(&name, &value) };
    let (autocomplete, mode) = match &*name {
        "username" => (Some("username"), None),
        _ if anew => (Some("new-password"), None),
        "password" => (Some("current-password"), None),
        "code" => (Some("one-time-code"), Some("text")),
        // Who stands at the table is nobody whom this device has typed before.
        "who" => (Some("off"), None),
        _ => (None, number.then_some("numeric")),
    };
    let input = view! {
        <input
            id=form.id(&name)
            name=name.to_string()
            type=kind
            value=value
            autocomplete=autocomplete
            inputmode=mode
            autofocus=focus
            list=list
            aria-invalid=invalid(form, &name)
            aria-describedby=described(form, &name, hint.is_some())
        />
    };
    field(form, &name, label, hint, input.into_any())
}

/// A day.
#[component]
pub fn Day<'a>(
    /// The state of its form.
    form: &'a FormState<'a>,
    /// Its name.
    name: &'static str,
    /// Its words.
    #[prop(into)]
    label: String,
    /// What stands in it.
    #[prop(optional, into)]
    value: String,
) -> AnyView {
    view! { <Line form name kind="date" label value /> }.into_any()
}

/// A sum of money, as people write it: with or without cents.
#[component]
pub fn Money<'a>(
    /// The state of its form.
    form: &'a FormState<'a>,
    /// Its name.
    name: &'static str,
    /// Its words.
    #[prop(into)]
    label: String,
    /// What stands in it.
    #[prop(optional, into)]
    value: String,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
) -> AnyView {
    view! { <Line form name label value nostrip:hint=hint /> }.into_any()
}

/// A field for a whole number that has to be said: silence is not nought.
#[component]
pub fn Number<'a>(
    /// The state of its form.
    form: &'a FormState<'a>,
    /// Its name.
    #[prop(into)]
    name: Cow<'static, str>,
    /// Its words.
    #[prop(into)]
    label: String,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
) -> AnyView {
    let input = view! {
        <input
            id=form.id(&name)
            name=name.to_string()
            type="text"
            inputmode="numeric"
            value=form.kept(&name, "")
            required=true
            aria-invalid=invalid(form, &name)
            aria-describedby=described(form, &name, hint.is_some())
        />
    };
    field(form, &name, label, hint, input.into_any())
}

/// A field of several lines.
#[component]
pub fn Text<'a>(
    /// The state of its form.
    form: &'a FormState<'a>,
    /// Its name.
    #[prop(into)]
    name: Cow<'static, str>,
    /// Its words.
    #[prop(into)]
    label: String,
    /// So many lines of it are seen.
    rows: u32,
    /// What stands in it.
    #[prop(optional, into)]
    value: String,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
) -> AnyView {
    let value = form.kept(&name, &value);
    let area = view! {
        <textarea
            id=form.id(&name)
            name=name.to_string()
            rows=rows.to_string()
            aria-invalid=invalid(form, &name)
            aria-describedby=described(form, &name, hint.is_some())
        >
            {super::typed(&value)}
        </textarea>
    };
    field(form, &name, label, hint, area.into_any())
}

/// A choice from a list.
#[component]
pub fn Choice<'a>(
    /// The state of its form.
    form: &'a FormState<'a>,
    /// Its name.
    #[prop(into)]
    name: Cow<'static, str>,
    /// Its words.
    #[prop(into)]
    label: String,
    /// Value and words of each.
    of: &'a [(String, String)],
    /// The one that is chosen.
    #[prop(optional, into)]
    value: String,
) -> AnyView {
    let value = form.kept(&name, &value);
    let options = of
        .iter()
        .map(|(id, words)| {
            let selected = *id == value;
            view! { <option value=id.clone() selected=selected>{words.clone()}</option> }
        })
        .collect_view();
    let list = view! {
        <select id=form.id(&name) name=name.to_string() aria-describedby=described(form, &name, false)>
            {options}
        </select>
    };
    field(form, &name, label, None, list.into_any())
}

/// A file.
#[component]
pub fn File<'a>(
    /// The state of its form.
    form: &'a FormState<'a>,
    /// Its name.
    name: &'static str,
    /// Its words.
    #[prop(into)]
    label: String,
    /// The kinds of file that are taken.
    accept: &'static str,
) -> AnyView {
    let input = view! {
        <input
            id=form.id(name)
            name=name
            type="file"
            accept=accept
            aria-invalid=invalid(form, name)
            aria-describedby=described(form, name, false)
        />
    };
    field(form, name, label, None, input.into_any())
}

/// A box to tick.
#[component]
pub fn Tick<'a>(
    /// The state of its form, where what was refused of the box stands above it.
    #[prop(optional)]
    form: Option<&'a FormState<'a>>,
    /// Its name.
    name: &'static str,
    /// What it sends when it is ticked.
    #[prop(default = "1".to_owned(), into)]
    value: String,
    /// Its words.
    #[prop(into)]
    label: String,
    /// It is ticked beforehand.
    #[prop(optional)]
    ticked: bool,
) -> AnyView {
    let id = form.map_or_else(|| format!("{name}-{value}"), |form| form.id(name));
    view! {
        {form.and_then(|form| beside(form, name, Some(&label)))}
        <div class="tick">
            <input type="checkbox" id=id.clone() name=name value=value checked=ticked />
            <label for=id>{label}</label>
        </div>
    }
    .into_any()
}
