//! Where what was announced is corrected, and where an item of a draft is changed.

use crate::{
    address::to,
    parts::{
        base::base,
        form::{AsTyped, Choice, Form, Line, Send, Text, hidden_fields, typed_hint},
        shell, sitting,
    },
    t,
    view::{
        Cx,
        form::FormState,
        sitting::{ItemForm, SessionForm, SessionValues},
    },
};
use leptos::prelude::*;
use rules::{roll::Attendance, session::Phase};

/// `/s/…/correct`: what the notice says of the session.
pub fn correct_page(cx: &Cx, page: SessionForm) -> String {
    let heading = t!(cx, "notice-correct");
    shell::page(cx, &heading.clone(), || {
        let id = page.session.clone().unwrap_or_default();
        let form = &cx.only_form(to::session(&id, "correct-notice"));
        let SessionValues { body, title, place, held, special, .. } = &page.values;
        let held = held.map_or("", Attendance::id);
        let stands =
            [("title", t!(cx, "session-title"), title.clone()), ("place", t!(cx, "notice-place"), place.clone())];
        view! {
            {page.heading.as_ref().map(|one| sitting::heading(cx, one))}
            <h2>{heading}</h2>
            <p>{t!(cx, "notice-correct-text")}</p>
            <Form form class="card">
                {base(form, &page.base, &stands)}
                <Line form name="title" label=t!(cx, "session-title") value=title />
                <Line form name="place" label=t!(cx, "notice-place") value=place />
                <Choice form name="held" label=t!(cx, "notice-held") of=&page.held value=held />
                <Choice form name="body" label=t!(cx, "body") of=&page.bodies value=body />
                {note(form, special)}
                <Send label=t!(cx, "notice-correct-send") main=true />
            </Form>
            {sitting::back(cx, &id)}
        }
    })
}

/// What the public reads of a correction, and why the days are too few.
fn note(form: &FormState<'_>, special: &str) -> AnyView {
    let cx = form.cx;
    view! {
        <Line form name="note" label=t!(cx, "notice-correct-note") hint=t!(cx, "notice-correct-note-hint") />
        <Line form name="special" label=t!(cx, "session-special") value=special hint=t!(cx, "notice-correct-special-hint") />
    }
    .into_any()
}

/// `/i/…/edit`: an item of a draft, or of a notice.
pub fn item_page(cx: &Cx, page: ItemForm) -> String {
    let draft = page.heading.phase == Phase::Draft;
    let heading = if draft { t!(cx, "item-edit") } else { t!(cx, "item-correct") };
    shell::page(cx, &heading.clone(), || {
        let act = if draft { "edit-item" } else { "correct-item" };
        let form = &cx.only_form(to::session(&page.heading.id, act));
        let stands =
            [("title", t!(cx, "item-title"), page.title.clone()), ("paper", t!(cx, "paper"), page.paper.clone())];
        let send = if draft { t!(cx, "save") } else { t!(cx, "notice-correct-send") };
        view! {
            {sitting::heading(cx, &page.heading)}
            <h2>{heading}</h2>
            {(!draft).then(|| view! { <p>{t!(cx, "item-correct-text")}</p> })}
            <Form form class="card">
                {base(form, &page.base, &stands)}
                {hidden_fields(vec![("item", page.item.clone())])}
                <Line form name="title" label=t!(cx, "item-title") value=&page.title />
                <Choice form name="matter" label=t!(cx, "matter") of=&page.matters value=&page.matter />
                <Text form name="paper" label=t!(cx, "paper") rows=8 value=&page.paper hint=typed_hint(cx) />
                <AsTyped form stored=page.form written=!page.paper.is_empty() />
                {(!draft).then(|| note(form, &page.special))}
                <Send label=send main=true />
            </Form>
            {sitting::back(cx, &page.heading.id)}
        }
    })
}
