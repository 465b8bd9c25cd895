//! What a person sees when a page is not to be had: a sentence, and where to go.

use crate::{
    parts::{form::typed, shell},
    t,
    view::Cx,
};
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

/// What can be done where the database gave no answer.
pub enum Again {
    /// The page is loaded again, at this address.
    Load(String),
    /// The form is sent again, as it was typed and with its key.
    Send {
        /// Where to.
        action: String,
        /// Its fields.
        fields: Vec<(String, String)>,
    },
    /// What was typed is repeated by no page: back to where it is typed.
    Back(String),
}

/// A page or a form for which the database gave no answer.
pub struct Later {
    /// Nobody knows yet whether it was done.
    pub unknown: bool,
    /// What can be done now.
    pub again: Again,
    /// Helps the operator to find the log's lines.
    pub reference: String,
}

/// The database gave no answer: what that means, and how to go on.
pub fn later(cx: &Cx, page: &Later) -> String {
    let title = t!(cx, if page.unknown { "problem-unknown" } else { "problem-later" });
    shell::page(cx, &title, || {
        let text = match (&page.again, page.unknown) {
            (Again::Load(_), _) => "problem-later-load",
            (_, true) => "problem-unknown-text",
            (_, false) => "problem-later-text",
        };
        let way = match &page.again {
            Again::Load(to) => {
                view! { <p><a class="button main" href=to.clone()>{t!(cx, "load-again")}</a></p> }.into_any()
            }
            Again::Back(to) => view! {
                <p>{t!(cx, "problem-later-back")}</p>
                <p><a class="button main" href=to.clone()>{t!(cx, "problem-later-look")}</a></p>
            }
            .into_any(),
            Again::Send { action, fields } => view! {
                <form method="post" action=action.clone()>
                    {fields.iter().map(|(name, value)| field(name, value)).collect_view()}
                    <button class="main">{t!(cx, "problem-later-send")}</button>
                </form>
            }
            .into_any(),
        };
        let reference = (!page.reference.is_empty())
            .then(|| view! { <p class="quiet">{t!(cx, "problem-reference", id = page.reference)}</p> });
        view! {
            <h1>{title.clone()}</h1>
            <p>{t!(cx, text)}</p>
            {way}
            {reference}
        }
    })
}

/// A field of a form that is sent again: what somebody wrote is shown, and can be copied; the rest goes along.
fn field(name: &str, value: &str) -> AnyView {
    let name = name.to_owned();
    // Ids, numbers and marks are no words.
    if value.contains(|one: char| one.is_whitespace() || !one.is_ascii()) {
        view! { <textarea name=name.clone() aria-label=name rows="8" readonly inner_html=typed(value)></textarea> }
            .into_any()
    } else {
        view! { <input type="hidden" name=name value=value.to_owned() /> }.into_any()
    }
}
