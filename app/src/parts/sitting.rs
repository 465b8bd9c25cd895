//! The heading of every page of a session, with the quorum sentence.

use crate::{
    t,
    view::{Cx, sitting::Heading},
};
use leptos::prelude::*;

/// Title, where and when, phase, and the quorum sentence.
pub fn heading(cx: &Cx, heading: &Heading) -> AnyView {
    let lamp = if heading.quorum_met { "quorum met" } else { "quorum" };
    let reason = (!heading.reason.is_empty())
        .then(|| view! { <p class="reason">{t!(cx, "session-reason")} {heading.reason.clone()}</p> });
    view! {
        <header class="sitting">
            <p class="over">{heading.body.clone()}</p>
            <h1>{heading.title.clone()}</h1>
            <p class="facts">
                <span class=format!("phase {}", heading.phase)>{t!(cx, &format!("phase-{}", heading.phase))}</span>
                <span>{heading.starts.clone()}</span>
                <span>{heading.place.clone()}</span>
                <span>{t!(cx, &format!("held-{}", heading.held))}</span>
            </p>
            {reason}
            <p class=lamp id="quorum">
                {heading.quorum.clone()} " " <a class="reload" href=cx.path.clone()>{t!(cx, "reload")}</a>
            </p>
        </header>
    }
    .into_any()
}

/// The way back to the session's page.
pub fn back(cx: &Cx, session: &str) -> AnyView {
    view! { <p class="back"><a href=format!("/s/{session}")>{t!(cx, "back-to-session")}</a></p> }.into_any()
}
