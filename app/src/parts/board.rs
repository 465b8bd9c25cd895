//! How a published thing stands on the board: its days, the photo, objections and replies.

use super::filing;
use crate::{
    t,
    view::{
        Cx,
        attachment::Beside,
        board::{HiddenObjection, ObjectionView, Posted},
    },
};
use leptos::prelude::*;

/// At the head of its page for members and staff, which has a section for what was put on file.
pub fn hangs(cx: &Cx, posted: &Posted) -> AnyView {
    let withdrawn = posted
        .is_withdrawn()
        .then(|| view! { <p class="changed">{t!(cx, "board-withdrawn", reason = posted.withdrawn)}</p> });
    let period = (!posted.period.is_empty()).then(|| {
        let mark = if posted.runs { t!(cx, "board-is-up") } else { t!(cx, "board-was-up") };
        view! { <p class="posting"><strong>{mark}</strong> " " {posted.period.clone()}</p> }
    });
    view! { {withdrawn} {period} }.into_any()
}

/// At the head of a published thing: that it was withdrawn and why, its days on the board, and with whom it was put on file.
pub fn state(cx: &Cx, posted: &Posted) -> AnyView {
    view! { {hangs(cx, posted)} {filing::filed(cx, &posted.filings)} }.into_any()
}

/// Below it: the board's photo, what was asked and answered, and where a member asks.
pub fn asked(cx: &Cx, posted: &Posted) -> AnyView {
    let photo = (!posted.photo.is_empty()).then(|| {
        view! {
            <figure class="board-photo">
                <img src=posted.photo.clone() alt=t!(cx, "board-photo-alt") loading="lazy" width="480" />
                <figcaption>{t!(cx, "board-photo")}</figcaption>
            </figure>
        }
    });
    let lines = posted.objections.iter().map(|one| objection(cx, one, ().into_any())).collect_view();
    let class = if posted.objections.is_empty() { "objections none" } else { "objections" };
    let none = posted.objections.is_empty().then(|| view! { <p class="quiet">{t!(cx, "objection-none")}</p> });
    let words = if posted.decision { t!(cx, "about-decision") } else { t!(cx, "objection-file") };
    let file = (!posted.about.is_empty() && !posted.is_withdrawn())
        .then(|| view! { <p class="screen-only"><a class="button" href=cx.href(&posted.about)>{words}</a></p> });
    let pictures = posted.attachments.iter().map(|one| picture(cx, one)).collect_view();
    view! {
        {pictures}
        {photo}
        <section class=class>
            <h2>{t!(cx, "objections")}</h2>
            {none}
            <ol class="asked">{lines}</ol>
            {file}
        </section>
    }
    .into_any()
}

/// A picture that was made public beside it, or why there is none any more.
fn picture(cx: &Cx, one: &Beside) -> AnyView {
    if one.src.is_empty() {
        let words = t!(cx, "attachment-was-withdrawn", title = one.title, reason = one.reason);
        return view! { <p class="changed">{words}</p> }.into_any();
    }
    view! {
        <figure class="board-photo">
            <img src=one.src.clone() alt=one.title.clone() loading="lazy" width="480" />
            <figcaption>{one.title.clone()}</figcaption>
        </figure>
    }
    .into_any()
}

/// An objection with its reply, or since when one is overdue; `act` is what the viewer may do about it.
pub fn objection(cx: &Cx, one: &ObjectionView, act: AnyView) -> AnyView {
    let own = one.own.then(|| view! { <span class="mark">{t!(cx, "objection-yours")}</span> });
    let pending = one.result.filter(|_| one.pending);
    let reply = if one.reply.is_empty() {
        let class = if one.overdue { "overdue" } else { "quiet" };
        let words = if one.overdue {
            t!(cx, "objection-overdue", due = one.due, left = one.left)
        } else {
            t!(cx, "objection-due", due = one.due, left = one.left)
        };
        view! { <p class=class>{words}</p> }.into_any()
    } else {
        view! {
            <blockquote class="reply">
                <p class="quiet">
                    {t!(cx, "objection-replied", role = one.replier.map_or_else(String::new, |role| t!(cx, &format!("role-{}", role.id()))), at = one.replied)} " · "
                    {one.result.map(|result| t!(cx, &format!("objection-{}", result.id())))}
                </p>
                <div dir="auto" class="text" inner_html=one.reply.clone()></div>
                {pending.map(|result| view! { <p class="quiet">{t!(cx, &format!("objection-{}-pending", result.id()))}</p> })}
            </blockquote>
        }
        .into_any()
    };
    let hidden = one.hidden.as_ref().map(|hidden| covered(cx, hidden, one.own));
    let said =
        (!one.text.is_empty()).then(|| view! { <div dir="auto" class="text" inner_html=one.text.clone()></div> });
    view! {
        <li id=format!("objection-{}", one.number)>
            <p class="quiet">
                {t!(cx, &format!("objection-kind-{}", one.kind.id()))} " " {t!(cx, "objection-receipt", number = one.number)} " · "
                {one.at.clone()} " " {own}
            </p>
            {said}
            {hidden}
            {reply}
            {act}
        </li>
    }
    .into_any()
}

/// Why an objection is hidden, or was, and what came of an appeal; who filed it is told who else reads it.
fn covered(cx: &Cx, hidden: &HiddenObjection, own: bool) -> AnyView {
    let read = if own { "hidden-read-own" } else { "hidden-read" };
    let answer = (!hidden.answer.is_empty()).then(|| view! { <p>{t!(cx, "hidden-answer", text = hidden.answer)}</p> });
    let appeal = (!hidden.appeal.is_empty()).then(|| view! { <p>{t!(cx, "hidden-appeal", text = hidden.appeal)}</p> });
    let text = (!hidden.text.is_empty()).then(|| {
        view! {
            <details>
                <summary>{t!(cx, read)}</summary>
                <p dir="auto" class="said">{hidden.text.clone()}</p>
            </details>
        }
    });
    view! {
        <div class="card">
            <p><span class="mark">{t!(cx, &format!("hidden-{}", hidden.state.id()))}</span> " " {t!(cx, "hidden-reason", reason = hidden.reason)}</p>
            <p class="fingerprint">{t!(cx, "hidden-fingerprint")} <code>{hidden.fingerprint.clone()}</code></p>
            {text}
            {appeal}
            {answer}
        </div>
    }
    .into_any()
}
