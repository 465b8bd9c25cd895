//! Moderation in the open: what was hidden and why, appeals, and what the supervision committee said.

use crate::{
    address::to,
    parts::{
        form::{Choice, Form, Send, Text},
        shell, sitting,
    },
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
            <h3>{t!(cx, &format!("hidden-kind-{}", one.kind.id()))} " " <span class="mark">{t!(cx, &format!("hidden-{}", one.state.id()))}</span></h3>
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
    let form = &cx.form(to::hiding(&one.id, "appeal"));
    view! {
        <Form form fold=t!(cx, "appeal") tells=false>
            <Text form name="appeal" label=t!(cx, "appeal-text") rows=3 />
            <Send label=t!(cx, "appeal") />
        </Form>
    }
    .into_any()
}

fn answer_form(cx: &Cx, one: &HiddenLine) -> AnyView {
    let form = &cx.form(to::hiding(&one.id, "answer"));
    let mut choices = vec![(String::new(), t!(cx, "choose")), ("undo".to_owned(), t!(cx, "appeal-undo"))];
    if one.may_uphold {
        choices.push(("uphold".to_owned(), t!(cx, "appeal-uphold")));
    }
    view! {
        <Form form tells=false>
            <Choice form name="decision" label=t!(cx, "appeal-decision") of=&choices />
            <Text form name="answer" label=t!(cx, "appeal-answer") rows=3 />
            <Send label=t!(cx, "appeal-decide") />
        </Form>
    }
    .into_any()
}
