//! What a person sees when a page is not to be had: a sentence, and where to go.

use crate::{parts::shell, t, view::Cx};
use leptos::prelude::*;

/// `kind` is `not-found`, `fault`, `sign-in` or `refused`; `reference` helps the operator to find the log's lines.
pub fn problem(cx: &Cx, kind: &str, sentence: Option<String>, reference: &str) -> String {
    let title = t!(cx, &format!("problem-{kind}"));
    let text = sentence.unwrap_or_else(|| t!(cx, &format!("problem-{kind}-text")));
    shell::page(cx, &title, || {
        // Signed in, one may find here what is not there for everybody: the way leads back.
        let sign_in = match kind {
            "not-found" => cx.href_with("/in", &[("next", &cx.path)]),
            _ => "/in".to_owned(),
        };
        let reference = (!reference.is_empty())
            .then(|| view! { <p class="quiet">{t!(cx, "problem-reference", id = reference)}</p> });
        view! {
            <h1>{title.clone()}</h1>
            <p>{text}</p>
            {reference}
            <p><a href=cx.href("/")>{t!(cx, "to-board")}</a></p>
            <p><a href=sign_in>{t!(cx, "sign-in")}</a></p>
        }
    })
}
