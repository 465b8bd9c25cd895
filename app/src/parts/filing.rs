//! What was put on file (备案): a line that tells it, and the forms by which it is put there and answered.

use super::{
    base::{SEEN, seen},
    form::{Choice, Form, Line, Send, SendBack, hidden_fields},
};
use crate::{
    address::to,
    t,
    view::{Choices, Cx, office::FilingView},
};
use leptos::prelude::*;
use rules::{filing::State, procedure::Office};

/// A line for each: with whom it was put on file and when, and what they said.
pub fn filed(cx: &Cx, all: &[FilingView]) -> Option<AnyView> {
    let lines = all.iter().map(|one| line(cx, one)).collect_view();
    (!all.is_empty()).then(|| view! { <div class="filed">{lines}</div> }.into_any())
}

/// What an addressee is called.
pub fn office(cx: &Cx, to: Office, name: &str) -> String {
    if name.is_empty() { t!(cx, &format!("filing-to-{}", to.id())) } else { name.to_owned() }
}

/// One line.
pub fn line(cx: &Cx, one: &FilingView) -> AnyView {
    let office = office(cx, one.to, &one.office);
    let said = match one.state {
        State::Waiting => t!(cx, "filing-waiting", office = office, day = one.day, number = one.number),
        State::Acknowledged => {
            t!(
                cx,
                "filing-acknowledged",
                office = office,
                day = one.day,
                number = one.number,
                answered = one.answer_day
            )
        }
        State::Returned => {
            t!(cx, "filing-returned", office = office, day = one.day, number = one.number, answered = one.answer_day)
        }
    };
    let earlier = one.earlier.then(|| view! { " " <span>{t!(cx, "filing-earlier")}</span> });
    let told = |key: &str, text: &str| {
        (!text.is_empty())
            .then(|| view! { <br /> <span dir="auto" class="said">{t!(cx, key, text = text)}</span> }.into_any())
    };
    let class = if one.state == State::Returned { "posting changed" } else { "posting" };
    view! {
        <p class=class>
            {said} {earlier} {told("filing-note-said", &one.note)} {told("filing-words-said", &one.words)}
        </p>
    }
    .into_any()
}

/// How one is answered by whoever may: acknowledged, or sent back with a reason.
pub fn answer(cx: &Cx, one: &FilingView) -> AnyView {
    if !one.may_answer || one.state != State::Waiting {
        return ().into_any();
    }
    let id = one.id.as_str();
    let acknowledge = &cx.form(to::filing(id, "acknowledge")).keyed(id).scoped(&format!("acknowledge-{id}"));
    let back = &cx.form(to::filing(id, "send-back")).keyed(id).scoped(&format!("back-{id}"));
    view! {
        <Form form=acknowledge class="row" tells=false>
            {hidden_fields(seen(&one.stands))}
            <Line form=acknowledge name="words" label=t!(cx, "filing-words") />
            <Send label=t!(cx, "filing-acknowledge") />
        </Form>
        <SendBack form=back label=t!(cx, "filing-send-back") reason=t!(cx, "filing-send-back-why") hidden=vec![(SEEN, one.stands.clone())] />
    }
    .into_any()
}

/// On the page of a published thing: what was put on file of it, and the form that puts it there.
pub fn desk(cx: &Cx, to: String, filings: &[FilingView], offices: &Choices) -> AnyView {
    if filings.is_empty() && offices.is_empty() {
        return ().into_any();
    }
    let lines = filings.iter().map(|one| view! { {line(cx, one)} {answer(cx, one)} }).collect_view();
    let form = &cx.form(to);
    let named = |(id, name): &(String, String)| {
        let to = Office::from_id(id).unwrap_or(Office::Township);
        (id.clone(), office(cx, to, name))
    };
    let offices: Choices = offices.iter().map(named).collect();
    let file = (!offices.is_empty()).then(|| {
        view! {
            <Form form class="card" fold=t!(cx, "filing-make") tells=false>
                <p>{t!(cx, "filing-lead")}</p>
                <Choice form name="to" label=t!(cx, "filing-to") of=&offices />
                <Line form name="note" label=t!(cx, "filing-note") />
                <Send label=t!(cx, "filing-send") />
            </Form>
        }
    });
    view! { <section id="filings"><h2>{t!(cx, "filings")}</h2> {lines} {file}</section> }.into_any()
}
