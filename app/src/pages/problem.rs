//! What a person sees when a page is not to be had: a sentence, and where to go.

use crate::{parts::shell, t, view::Cx};
use leptos::prelude::*;

/// `kind` is `not-found`, `fault`, `sign-in` or `refused`; `reference` helps the operator to find the log's lines.
pub fn problem(cx: &Cx, kind: &str, sentence: Option<String>, reference: &str) -> String {
    let title = t!(cx, &format!("problem-{kind}"));
    let text = sentence.unwrap_or_else(|| t!(cx, &format!("problem-{kind}-text")));
    shell::page(cx, &title, || {
        // Signed in, one may find here what is not there for everybody: the way leads back.
        let way = match (kind, &cx.who) {
            (_, Some(who)) => view! { <a href=who.home()>{t!(cx, "signed-in-as", name = who.name)}</a> }.into_any(),
            ("not-found", None) => {
                view! { <a href=cx.href_with("/in", &[("next", &cx.path)])>{t!(cx, "sign-in")}</a> }.into_any()
            }
            // Who is refused for a role is somebody.
            ("refused", None) => view! { <a href="/home">{t!(cx, "sign-in-or-mine")}</a> }.into_any(),
            (_, None) => view! { <a href="/in">{t!(cx, "sign-in")}</a> }.into_any(),
        };
        let reference = (!reference.is_empty())
            .then(|| view! { <p class="quiet">{t!(cx, "problem-reference", id = reference)}</p> });
        view! {
            <h1>{title.clone()}</h1>
            <p>{text}</p>
            {reference}
            <p><a href=cx.href("/")>{t!(cx, "to-board")}</a></p>
            <p>{way}</p>
        }
    })
}
