//! A consultation: where it is kept (groups, guests, opinion, dissent), and the page of its opinion for everybody.

mod opinion;
mod people;

pub use opinion::published;

use crate::{
    address::{self, to},
    parts::{
        form::{Choice, Form, Line, Send, Text, hidden_fields},
        masked, shell, sitting,
    },
    t,
    view::{
        Cx,
        consultation::{ConsultationPage, DissentView, SaidView},
    },
};
use leptos::prelude::*;
use rules::consultation::Became;

/// `/s/…/consultation`.
pub fn consultation(cx: &Cx, page: ConsultationPage) -> String {
    shell::page(cx, &t!(cx, "consultation"), || {
        let public = (!page.public.is_empty())
            .then(|| view! { <p><a class="button" href=page.public.clone()>{t!(cx, "opinion-public")}</a></p> });
        view! {
            {sitting::heading(cx, &page.heading)}
            <p class="lead">{t!(cx, "consultation-lead")}</p>
            {public}
            {masked::masked(cx)}
            {people::parties(cx, &page)}
            {people::guests(cx, &page)}
            {said(cx, &page)}
            {page.begun.then(|| opinion::sheet(cx, &page))}
            {(page.begun).then(|| dissents(cx, &page))}
            {feedback(cx, &page)}
            {sitting::back(cx, &page.heading.id)}
        }
    })
}

/// What guests said, and what is still to be taken down.
fn said(cx: &Cx, page: &ConsultationPage) -> Option<AnyView> {
    let one = |turn: &SaidView| {
        let form = &cx
            .form(to::session(&page.heading.id, "guest/said"))
            .keyed(&turn.turn)
            .scoped(&format!("said-{}", turn.turn))
            .only_where(|refused| refused.fields.get("turn") == Some(&turn.turn));
        let body = match turn.body.as_str() {
            "" if page.may.keep => view! {
                <Form form tells=true>
                    {hidden_fields(vec![("turn", turn.turn.clone())])}
                    <Text form name="said" label=t!(cx, "guest-said-text") rows=3 />
                    <Send label=t!(cx, "guest-said-send") />
                </Form>
            }
            .into_any(),
            "" => view! { <p class="quiet">{t!(cx, "guest-said-not-yet")}</p> }.into_any(),
            body => view! { <div class="text" dir="auto" inner_html=body.to_owned()></div> }.into_any(),
        };
        let speaking = turn.speaking.then(|| view! { " " <span class="mark">{t!(cx, "guest-speaking")}</span> });
        view! {
            <li>
                <strong>{turn.who.clone()}</strong> " " <span class="quiet">{turn.item.clone()}</span> {speaking}
                {body}
            </li>
        }
    };
    let all = page.said.iter().map(one).collect_view();
    (!page.said.is_empty()).then(|| {
        view! {
            <section id="said">
                <h2>{t!(cx, "guest-said")}</h2>
                <ul class="listed">{all}</ul>
            </section>
        }
        .into_any()
    })
}

/// Who does not agree, in their own words.
fn dissents(cx: &Cx, page: &ConsultationPage) -> AnyView {
    let one = |dissent: &DissentView| {
        let paper = dissent.paper.then(|| t!(cx, "dissent-on-paper"));
        view! {
            <li>
                <strong>{dissent.who.clone()}</strong> " "
                <span class="quiet">{dissent.party.clone()} " " {dissent.day.clone()} " " {paper}</span>
                <div class="text" dir="auto" inner_html=dissent.body.clone()></div>
            </li>
        }
    };
    let all = page.dissents.iter().map(one).collect_view();
    let none = page.dissents.is_empty().then(|| view! { <p class="quiet">{t!(cx, "dissent-none")}</p> });
    let own = page.may.dissent.then(|| {
        let form = &cx.form(to::session(&page.heading.id, "dissent"));
        view! {
            <Form form class="card" fold=t!(cx, "dissent-add")>
                <p>{t!(cx, "dissent-lead")}</p>
                <Text form name="dissent" label=t!(cx, "dissent-text") rows=4 hint=t!(cx, "objection-text-hint") />
                <Send label=t!(cx, "dissent-send") main=true />
            </Form>
        }
    });
    let paper = page.may.enter.then(|| {
        let form = &cx.form(to::session(&page.heading.id, "dissent/paper"));
        let guests = page.parties.iter().flat_map(|party| &party.people).chain(&page.guests).filter(|one| one.guest);
        let mut of = vec![(String::new(), t!(cx, "dissent-of-member"))];
        of.extend(guests.map(|one| (one.id.clone(), one.name.clone())));
        view! {
            <Form form class="card" fold=t!(cx, "dissent-paper")>
                <p>{t!(cx, "dissent-paper-lead")}</p>
                <Choice form name="guest" label=t!(cx, "dissent-of") of=&of />
                <Line form name="number" label=t!(cx, "member-named") />
                <Text form name="dissent" label=t!(cx, "dissent-text") rows=4 />
                <Send label=t!(cx, "dissent-paper-send") />
            </Form>
        }
    });
    view! {
        <section id="dissents">
            <h2>{t!(cx, "dissents")}</h2>
            <p class="quiet">{t!(cx, "dissents-lead")}</p>
            {none}
            <ul class="listed">{all}</ul>
            {own}
            {paper}
        </section>
    }
    .into_any()
}

/// What became of it: told to all who took part, once it is public.
fn feedback(cx: &Cx, page: &ConsultationPage) -> Option<AnyView> {
    let told = page.feedback.as_ref().map(|one| opinion::told(cx, one));
    let form = &cx.form(to::session(&page.heading.id, "feedback"));
    let tell = page.may.tell.then(|| {
        let kinds: Vec<_> = [(String::new(), t!(cx, "feedback-choose"))]
            .into_iter()
            .chain(Became::ALL.iter().map(|one| (one.id().to_owned(), t!(cx, &format!("became-{}", one.id())))))
            .collect();
        let before = |nth: usize| page.feedback.as_ref().and_then(|one| one.answers.get(nth)).cloned();
        let each = page.content.suggestions.iter().enumerate().map(|(nth, suggestion)| {
            let (became, reason) =
                before(nth).map_or_else(Default::default, |one| (one.became.id().to_owned(), one.reason));
            view! {
                <fieldset>
                    <legend dir="auto">{suggestion.clone()}</legend>
                    <Choice form name=format!("became-{}", nth + 1) label=t!(cx, "feedback-became") of=&kinds value=became />
                    <Line form name=format!("reason-{}", nth + 1) label=t!(cx, "feedback-reason") value=reason />
                </fieldset>
            }
        });
        let each = each.collect_view();
        let said = page.feedback.as_ref().map(|one| one.said.clone()).unwrap_or_default();
        let fold = if page.feedback.is_some() { t!(cx, "feedback-again") } else { t!(cx, "feedback-tell") };
        view! {
            <Form form class="card" fold=fold open=page.feedback.is_none()>
                <p>{t!(cx, "feedback-lead")}</p>
                {hidden_fields(crate::parts::base::seen(&page.feedback_seen))}
                {each}
                <Text form name="said" label=t!(cx, "feedback-words") rows=4 value=said hint=t!(cx, "feedback-said-hint") />
                <Send label=t!(cx, "feedback-send") main=true />
            </Form>
        }
    });
    (told.is_some() || tell.is_some()).then(|| {
        view! {
            <section id="feedback">
                <h2>{t!(cx, "feedback")}</h2>
                {told}
                {tell}
            </section>
        }
        .into_any()
    })
}

/// The way to its guests from the door.
pub fn way(cx: &Cx, session: &str) -> AnyView {
    view! { <p><a href=format!("{}#guests", address::consultation(session))>{t!(cx, "consultation-go")}</a></p> }
        .into_any()
}
