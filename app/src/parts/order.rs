//! An order to publish (责令公开), as it stands.

use super::tags;
use crate::{
    address, say, t,
    view::{Cx, office::OrderView, record::Tag},
};
use leptos::prelude::*;
use rules::order::State;

/// The word that tells how an order stands, with its tone.
pub fn tag(cx: &Cx, one: &OrderView) -> Tag {
    let (words, tone) = match one.state {
        State::Open if one.overdue => (t!(cx, "order-overdue", days = -one.left), "late"),
        State::Open => (t!(cx, "days-left", left = one.left), ""),
        State::Met if one.late_by > 0 => (t!(cx, "order-met-late", days = one.late_by), "late"),
        State::Met => (t!(cx, "order-met"), "good"),
        State::Answered => (t!(cx, "order-answered"), "bad"),
        State::Withdrawn => (t!(cx, "order-withdrawn"), ""),
    };
    Tag { words, tone }
}

/// The open orders at the head of a board: what, by which day, red where that has passed.
pub fn open(cx: &Cx, community: &str, all: &[OrderView]) -> Option<AnyView> {
    let lines = all
        .iter()
        .map(|one| {
            let class = if one.overdue { "overdue" } else { "late" };
            let href = cx.href(&format!("{}#order-{}", address::orders(community), one.number));
            let key = if one.overdue { "order-line-overdue" } else { "order-line" };
            let words = t!(cx, key, office = one.office, due = one.due, left = one.left.abs());
            view! { <p class=class>{words} " · " <a href=href dir="auto">{one.what.clone()}</a></p> }
        })
        .collect_view();
    (!all.is_empty()).then(|| view! { <div id="orders">{lines}</div> }.into_any())
}

/// The whole of one.
pub fn order(cx: &Cx, one: &OrderView) -> AnyView {
    let by = one.by.as_ref().map(|by| {
        let withdrawn = by.withdrawn.then(|| view! { " " <span class="mark">{t!(cx, "board-withdrawn-mark")}</span> });
        view! {
            <dt>{t!(cx, "order-by")}</dt>
            <dd><a href=cx.href(&by.href) lang=cx.tongue(&by.title)>{by.title.clone()}</a> {withdrawn}</dd>
        }
    });
    let closed = (!one.closed_day.is_empty()).then(|| {
        let key = if one.state == State::Met { "order-met-on" } else { "order-withdrawn-on" };
        view! { <dt>{t!(cx, key)}</dt> <dd>{say::day(cx.language, &one.closed_day)}</dd> }
    });
    let reason = (!one.reason.is_empty())
        .then(|| view! { <dt>{t!(cx, "order-reason")}</dt> <dd dir="auto" class="said">{one.reason.clone()}</dd> });
    let answer = (!one.answer.is_empty()).then(|| {
        let role = one.answer_role.map_or_else(String::new, |role| t!(cx, &format!("role-{}", role.id())));
        view! {
            <blockquote class="reply">
                <p class="quiet">{t!(cx, "order-answer-by", role = role, day = one.answer_day)}</p>
                <p dir="auto" class="said">{one.answer.clone()}</p>
            </blockquote>
        }
    });
    view! {
        <h2>{t!(cx, "order-number", number = one.number)}</h2>
        {tags(&[tag(cx, one)])}
        <p dir="auto" class="said">{one.what.clone()}</p>
        <dl class="facts-list">
            <dt>{t!(cx, "order-office")}</dt>
            <dd>{one.office.clone()}</dd>
            <dt>{t!(cx, "order-basis")}</dt>
            <dd dir="auto" class="said">{one.basis.clone()}</dd>
            <dt>{t!(cx, "order-day")}</dt>
            <dd>{say::day(cx.language, &one.day)}</dd>
            <dt>{t!(cx, "order-due")}</dt>
            <dd>{say::day(cx.language, &one.due)}</dd>
            {by}
            {closed}
            {reason}
        </dl>
        {answer}
    }
    .into_any()
}
