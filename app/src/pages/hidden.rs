//! Moderation in the open: what was hidden and why, appeals, and what the supervision committee said.

use crate::{
    parts::{form, shell, sitting},
    t,
    view::{
        Cx,
        room::{HiddenLine, HiddenPage},
    },
};
use leptos::prelude::*;

/// `/s/…/hidden`.
pub fn hidden(cx: &Cx, page: HiddenPage) -> String {
    shell::page(cx, &t!(cx, "hidden"), || {
        let lines = page.lines.iter().map(|one| line(cx, one)).collect_view();
        view! {
            {sitting::heading(cx, &page.heading)}
            <h2>{t!(cx, "hidden-count", count = page.lines.len())}</h2>
            <p>{t!(cx, "hidden-lead")}</p>
            {form::problem(cx)}
            {lines}
            {sitting::back(cx, &page.heading.id)}
        }
    })
}

fn line(cx: &Cx, one: &HiddenLine) -> AnyView {
    let read = if one.own { "hidden-read-own" } else { "hidden-read" };
    let text = one.text.clone().map(|html| {
        view! {
            <details>
                <summary>{t!(cx, read)}</summary>
                <div class="text" dir="auto" inner_html=html></div>
            </details>
        }
    });
    let appeal =
        (!one.appeal.is_empty()).then(|| view! { <p class="said">{t!(cx, "hidden-appeal", text = one.appeal)}</p> });
    let answer =
        (!one.answer.is_empty()).then(|| view! { <p class="said">{t!(cx, "hidden-answer", text = one.answer)}</p> });
    view! {
        <section class="card" id=one.id.clone()>
            <h3>{t!(cx, &format!("hidden-kind-{}", one.kind))} " " <span class="mark">{t!(cx, &format!("hidden-{}", one.state))}</span></h3>
            <p class="quiet">{one.item.clone()} " · " {one.at.clone()} {one.own.then(|| t!(cx, "hidden-own"))}</p>
            <p class="said">{t!(cx, "hidden-reason", reason = one.reason)}</p>
            <p class="fingerprint">{t!(cx, "hidden-fingerprint")} <code>{one.fingerprint.clone()}</code></p>
            {text}
            {appeal}
            {answer}
            {one.may_appeal.then(|| appeal_form(cx, one))}
            {(one.may_uphold || one.may_undo).then(|| answer_form(cx, one))}
        </section>
    }
    .into_any()
}

fn appeal_form(cx: &Cx, one: &HiddenLine) -> AnyView {
    let action = format!("/do/h/{}/appeal", one.id);
    let cx = &cx.for_form(&action);
    view! {
        <details open=cx.refused.is_some()>
            <summary>{t!(cx, "appeal")}</summary>
            <form method="post" action=action>
                {form::key(cx)}
                {form::text(cx, "appeal", t!(cx, "appeal-text"), "", 3, None)}
                {form::send(t!(cx, "appeal"), false)}
            </form>
        </details>
    }
    .into_any()
}

fn answer_form(cx: &Cx, one: &HiddenLine) -> AnyView {
    let action = format!("/do/h/{}/answer", one.id);
    let cx = &cx.for_form(&action);
    let mut choices = vec![(String::new(), t!(cx, "choose")), ("undo".to_owned(), t!(cx, "appeal-undo"))];
    if one.may_uphold {
        choices.push(("uphold".to_owned(), t!(cx, "appeal-uphold")));
    }
    view! {
        <form method="post" action=action>
            {form::key(cx)}
            {form::select(cx, "decision", t!(cx, "appeal-decision"), &choices, "")}
            {form::text(cx, "answer", t!(cx, "appeal-answer"), "", 3, None)}
            {form::send(t!(cx, "appeal-decide"), false)}
        </form>
    }
    .into_any()
}
