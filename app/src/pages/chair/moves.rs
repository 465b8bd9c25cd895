//! The steps of a session: calling it, opening, interrupting, putting off, closing. What cannot be taken back says first what will be,
//! and is done by a second tap.

use crate::{
    address::to,
    parts::{
        base::{base, seen},
        form::{Button, Choice, Form, Line, Send, hidden_fields},
    },
    t,
    view::{
        Cx,
        sitting::{ChairPage, MoveView},
    },
};
use leptos::prelude::*;
use rules::{autopilot::Next, session::Move};

/// The steps that may be taken besides the one that is asked for next, and the chair handed on.
pub(super) fn moves(cx: &Cx, page: &ChairPage) -> AnyView {
    let asked = match page.next.act {
        Next::Announce => Some(Move::Announce),
        Next::CallAnew => Some(Move::Postpone),
        Next::Open => Some(Move::Open),
        Next::Resume => Some(Move::Resume),
        Next::Close => Some(Move::Close),
        _ => None,
    };
    let all = page.moves.iter().filter(|one| Some(one.step) != asked).map(|one| step(cx, page, one)).collect_view();
    let to = to::session(&page.heading.id, "hand-chair");
    let next = if page.lent {
        Some(t!(cx, "chair-hand-back"))
    } else {
        page.deputy.as_ref().map(|name| t!(cx, "chair-hand", name = name))
    };
    let hand = next.filter(|_| page.presiding).map(|label| {
        view! { <Button cx to=to.clone() label hidden=seen(&page.heading.presides) /> }
    });
    let host = (page.presiding && !page.hosts.is_empty()).then(|| {
        let form = &cx.form(to).scoped("host");
        view! {
            <Form form>
                {hidden_fields(seen(&page.heading.presides))}
                <Choice form name="to" label=t!(cx, "chair-hand-host") of=&page.hosts />
                <Send label=t!(cx, "chair-hand-host-go") />
            </Form>
        }
    });
    let back = cx.refused.as_ref().is_some_and(|one| one.form.contains("/move/") || one.form.ends_with("/hand-chair"));
    view! {
        <section id="moves" data-own="all">
            <details open=back>
                <summary><h2>{t!(cx, "chair-now")}</h2></summary>
                {all}
                {hand}
                {host}
            </details>
        </section>
    }
    .into_any()
}

/// A step: its form, or why it cannot be taken now.
pub(super) fn step(cx: &Cx, page: &ChairPage, one: &MoveView) -> AnyView {
    let label = t!(cx, &format!("move-{}", one.step.id()));
    if let Some(why) = &one.refused {
        return view! { <p class="missing"><strong>{label}</strong> " " {why.clone()}</p> }.into_any();
    }
    let form = &cx.form(to::session(&page.heading.id, &format!("move/{}", one.step.id())));
    let main = matches!(one.step, Move::Open | Move::Resume);
    let told = match one.step {
        Move::Announce => Some(notice(cx, page)),
        Move::Close => Some(closing(cx, page)),
        _ => None,
    };
    if told.is_none() && !one.needs_reason && !one.needs_time {
        return view! { <Button cx to=form.to.as_str() label main hidden=seen(&page.stands) /> }.into_any();
    }
    let irrevocable = told.is_some();
    let time = one.needs_time.then(|| {
        let stands = [
            ("starts_at", t!(cx, "session-new-time"), page.starts_value.clone()),
            ("special", t!(cx, "session-special"), page.special.clone()),
        ];
        view! {
            {base(form, &page.base, &stands)}
            <Line form name="starts_at" kind="datetime-local" label=t!(cx, "session-new-time") value=&page.starts_value />
            <Line form name="special" label=t!(cx, "session-special") value=&page.special hint=t!(cx, "session-special-hint") />
        }
    });
    let reason =
        one.needs_reason.then(|| view! { <Line form name="reason" label=t!(cx, "reason-public") /> }.into_any());
    view! {
        <Form form fold=label.clone() class="card" tells=false>
            {hidden_fields(seen(&page.stands))}
            {told}
            {time}
            {reason}
            <Send label main=irrevocable />
        </Form>
    }
    .into_any()
}

/// What the public will read, before it does.
fn notice(cx: &Cx, page: &ChairPage) -> AnyView {
    let heading = &page.heading;
    let items = page.items.iter().map(|one| view! { <li>{one.title.clone()}</li> }).collect_view();
    let special = (!page.special.is_empty()).then(|| view! { <p>{t!(cx, "notice-special", text = page.special)}</p> });
    view! {
        <p>{t!(cx, "announce-text")}</p>
        <dl class="notice-ahead">
            <dt>{t!(cx, "session-title")}</dt>
            <dd>{heading.title.clone()}</dd>
            <dt>{t!(cx, "notice-time")}</dt>
            <dd>{heading.starts.clone()}</dd>
            <dt>{t!(cx, "notice-place")}</dt>
            <dd>{heading.place.clone()}</dd>
            <dt>{t!(cx, "notice-held")}</dt>
            <dd>{t!(cx, &format!("held-{}", heading.held.id()))}</dd>
            <dt>{t!(cx, "agenda")}</dt>
            <dd><ol>{items}</ol></dd>
        </dl>
        {special}
    }
    .into_any()
}

/// What will be when the sitting is closed.
fn closing(cx: &Cx, page: &ChairPage) -> AnyView {
    let ahead: Vec<_> = page
        .items
        .iter()
        .filter(|one| one.rounds.is_empty() && one.ending.is_none())
        .map(|one| one.title.clone())
        .collect();
    let ahead = (!ahead.is_empty()).then(
        || view! { <p class="missing">{t!(cx, "close-ahead", count = ahead.len(), titles = ahead.join("、"))}</p> },
    );
    let write =
        (page.next.to_write > 0).then(|| view! { <p>{t!(cx, "close-to-write", count = page.next.to_write)}</p> });
    view! {
        <p>{t!(cx, "close-text")}</p>
        {ahead}
        {write}
    }
    .into_any()
}
