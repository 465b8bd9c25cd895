//! The heading of every page of a session, with the quorum sentence.

use super::room;
use crate::{
    address, t,
    view::{Cx, sitting::Heading},
};
use leptos::prelude::*;

/// Title, where and when, phase, and the quorum sentence.
pub fn heading(cx: &Cx, heading: &Heading) -> AnyView {
    view! {
        <header class="sitting">
            <p class="over">{heading.body.clone()}</p>
            <h1 lang=cx.tongue(&heading.title)>{heading.title.clone()}</h1>
            {facts(cx, heading)}
            {room::quorum(heading)}
            <p class="reload"><a href=cx.path.clone()>{t!(cx, "reload")}</a></p>
        </header>
    }
    .into_any()
}

/// Phase, where and when; a pause and a reason where there is one.
pub fn facts(cx: &Cx, heading: &Heading) -> AnyView {
    let reason = (!heading.reason.is_empty())
        .then(|| view! { <p class="reason">{t!(cx, "session-reason")} {heading.reason.clone()}</p> });
    let paused = (!heading.paused.is_empty())
        .then(|| view! { <p class="state">{t!(cx, "session-paused", until = heading.paused)}</p> });
    let withdrawn = (!heading.notice_withdrawn.is_empty()).then(|| {
        view! { <p class="changed">{t!(cx, "notice-withdrawn", reason = heading.notice_withdrawn)}</p> }
    });
    let coming = heading.phase == rules::session::Phase::Announced && heading.notice_withdrawn.is_empty();
    let calendar = coming.then(|| {
        let href = address::calendar(&heading.community, &heading.id);
        view! { <a href=href>{t!(cx, "calendar-add")}</a> }
    });
    view! {
        <div id="facts" data-live="">
            <p class="facts">
                <span class=format!("phase {}", heading.phase.id())>{t!(cx, &format!("phase-{}", heading.phase.id()))}</span> " "
                <span>{heading.starts.clone()}</span> " "
                <span>{heading.place.clone()}</span> " "
                <span>{t!(cx, &format!("held-{}", heading.held.id()))}</span>
                {calendar}
            </p>
            {withdrawn}
            {reason}
            {paused}
        </div>
    }
    .into_any()
}

/// The way back to the session's page.
pub fn back(cx: &Cx, session: &str) -> AnyView {
    view! { <p class="back"><a href=address::session(&session)>{t!(cx, "back-to-session")}</a></p> }.into_any()
}
