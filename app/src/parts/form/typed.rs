//! Texts as they are typed, and as they would look.

use crate::{
    t,
    view::{Cx, form::FormState},
};
use leptos::prelude::*;
use rules::typed::TextForm;

/// What stands in a field of several lines, ready to be its content: the renderer writes the children of a `textarea` as they
/// are, so that what somebody typed could close it and put a form of their own into the page.
pub fn typed(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;")
}

/// The line over a field whose text is shown as it is typed.
pub fn typed_hint(cx: &Cx) -> String {
    t!(cx, "typed-hint")
}

/// The button that shows a text as it would look, and sends nothing.
#[component]
pub fn Preview<'a>(
    /// The page.
    cx: &'a Cx,
) -> AnyView {
    view! {
        <button type="submit" name="preview" value="1" class="plain-button" formnovalidate=true>
            {t!(cx, "preview")}
        </button>
    }
    .into_any()
}

/// Under a text: that it is to be shown as Markdown instead of as typed, and how it would look. Nobody sends Markdown unseen. A text
/// that was written before there was a choice becomes "as typed", and its writer is told.
#[component]
pub fn AsTyped<'a>(
    /// The state of its form.
    form: &'a FormState<'a>,
    /// The form of the text that is being changed.
    #[prop(default = TextForm::Typed)]
    stored: TextForm,
    /// There is such a text.
    #[prop(optional)]
    written: bool,
) -> AnyView {
    let cx = form.cx;
    let chosen = form.refused.map_or(stored == TextForm::Markdown, |one| {
        one.fields.get("form").is_some_and(|form| form == TextForm::Markdown.id())
    });
    let id = form.id("form");
    let before = (written && stored.is_before()).then(|| view! { <p class="hint">{t!(cx, "form-before")}</p> });
    let preview = form.refused.and_then(|one| one.preview.clone()).map(|preview| {
        let hint = if preview.changed { "preview-changed" } else { "preview-hint" };
        view! {
            <section class="preview" id="preview">
                <h2>{t!(cx, "preview")}</h2>
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
