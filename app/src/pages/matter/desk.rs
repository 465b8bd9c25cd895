//! What somebody may do about a matter: record a step, waive it, call a sitting for it, lay things to it, end it, follow it.

use super::{super::execution, steps::need_words};
use crate::{
    address::{self, to},
    parts::form::{Beside, Button, Choice, Day, Form, Line, Send, Text, hidden_fields},
    t,
    view::{
        Cx,
        form::FormState,
        matter::{MatterDesk, MatterPage, StepDesk, StepView},
    },
};
use leptos::prelude::*;
use rules::{
    dossier::Opinion,
    procedure::{Kind, Office},
    published::HowEnded,
};

/// How many rows of plans and of groups are offered at first; more are offered where as many were filled in.
const PLANS: usize = 3;
const PARTIES: usize = 4;

/// Following it.
pub(super) fn follow(cx: &Cx, page: &MatterPage) -> Option<AnyView> {
    let follows = page.desk.as_ref()?.follows?;
    let (on, words) = if follows { ("0", t!(cx, "follow-off")) } else { ("1", t!(cx, "matter-follow")) };
    let hidden = vec![("on", on.to_owned())];
    Some(view! { <Button cx to=to::dossier(&page.dossier, "follow") label=words hidden keyed="follow" /> }.into_any())
}

/// Rating it.
pub(super) fn rate(cx: &Cx, page: &MatterPage) -> Option<AnyView> {
    let own = page.desk.as_ref()?.rates?;
    Some(execution::rate(cx, to::dossier(&page.dossier, "rate"), own))
}

/// Saying what one's household thinks, and entering what was signed on paper.
pub(super) fn opinion(cx: &Cx, page: &MatterPage) -> Option<AnyView> {
    let (own, paper) = page.desk.as_ref()?.asks;
    let answers = |form: &FormState<'_>| {
        let one = |opinion: &Opinion| {
            let id = opinion.id();
            let checked = form.kept("answer", "") == id;
            view! {
                <label class="choice">
                    <input type="radio" name="answer" value=id checked=checked required=true />
                    <span>{t!(cx, &format!("opinion-{id}"))}</span>
                </label>
            }
        };
        Opinion::ALL.iter().map(one).collect_view()
    };
    let form = &cx.form(to::dossier(&page.dossier, "opinion")).keyed("opinion");
    let said = page.desk.as_ref()?.answered.map(|(answer, phone)| {
        let key = if phone { "opinion-own-phone" } else { "opinion-own-paper" };
        view! { <p class="state">{t!(cx, key, answer = t!(cx, &format!("opinion-{}", answer.id())))}</p> }
    });
    let own = own.then(|| {
        view! {
            <Form form class="card" tells=false>
                {said}
                <fieldset>
                    <legend>{t!(cx, "opinion-ask")}</legend>
                    <Beside form name="answer" />
                    {answers(form)}
                </fieldset>
                <Send label=t!(cx, "opinion-send") main=true />
            </Form>
        }
    });
    let form = &cx.form(to::dossier(&page.dossier, "opinion-paper")).keyed("paper");
    let paper = paper.then(|| {
        view! {
            <Form form class="card" fold=t!(cx, "opinion-paper") tells=false>
                <Line form name="number" label=t!(cx, "member-named") hint=t!(cx, "opinion-paper-hint") />
                <fieldset>
                    <legend>{t!(cx, "opinion-ask")}</legend>
                    <Beside form name="answer" />
                    {answers(form)}
                </fieldset>
                <Send label=t!(cx, "opinion-enter") />
            </Form>
        }
    });
    let silent = &page.desk.as_ref()?.silent;
    let line =
        |(home, adult): &(String, String)| view! { <li><strong>{home.clone()}</strong> " " {adult.clone()}</li> };
    let silent = (!silent.is_empty()).then(|| {
        view! {
            <details>
                <summary>{t!(cx, "opinions-silent", count = silent.len())}</summary>
                <ul class="names">{silent.iter().map(line).collect_view()}</ul>
            </details>
        }
    });
    Some(view! { {own} {paper} {silent} }.into_any())
}

/// What may be done about a step whose turn it is.
pub(super) fn step(cx: &Cx, page: &MatterPage, step: &StepView) -> Option<AnyView> {
    let own = page.desk.as_ref()?.steps.iter().find(|one| one.step == step.id)?;
    let need = |kind: Kind| step.needs.iter().find(|one| one.need.kind() == kind).map(|one| need_words(cx, &one.need));
    // Who came to a sitting is written down after it was called.
    let first = own.leads.iter().any(|(kind, _)| *kind == Kind::Sitting) && own.records == [Kind::Parties];
    let leads = own.leads.iter().enumerate().map(|(at, (kind, href))| {
        let class = if at == 0 && (first || own.records.is_empty()) { "button main" } else { "button" };
        view! { <p><a class=class href=href.clone()>{t!(cx, &format!("lead-{}", kind.id()))}</a></p> }
    });
    let leads = leads.collect_view().into_any();
    let alone = own.records.len() == 1 && !first;
    let records =
        own.records.iter().map(|kind| record(cx, page, (own, *kind), (need(*kind).unwrap_or_default(), alone)));
    let records = records.collect_view().into_any();
    let (before, after) = if first { (leads, records) } else { (records, leads) };
    Some(view! { <div class="acts">{before} {after} {waive(cx, page, own)}</div> }.into_any())
}

/// The form that records something for a step.
fn record(cx: &Cx, page: &MatterPage, (step, kind): (&StepDesk, Kind), (words, open): (String, bool)) -> AnyView {
    let mark = format!("{}-{}", step.step, kind.id());
    let form = cx.form(to::dossier(&page.dossier, "record")).keyed(&mark).scoped(&mark);
    // Several forms of a page go to one address: what came back is that of the step and the need that it names.
    let own = |one: &crate::view::Refused| {
        let named = |field: &str, value: &str| one.fields.get(field).is_none_or(|kept| kept == value);
        named("step", &step.step) && named("need", kind.id())
    };
    let form = &form.only_where(own);
    let hidden = vec![("step", step.step.clone()), ("need", kind.id().to_owned())];
    let (fields, said) = match kind {
        Kind::Topic => (topic(cx, form), t!(cx, "topic-said")),
        Kind::Options => (plans(cx, form), t!(cx, "record-said-optional")),
        Kind::Parties => (parties(cx, form), t!(cx, "record-said-optional")),
        Kind::Filing => (filing(cx, form), t!(cx, "filing-said")),
        Kind::Study => (().into_any(), t!(cx, "study-said")),
        Kind::Feedback => (().into_any(), t!(cx, "feedback-said")),
        Kind::Execution => (().into_any(), t!(cx, "execution-said")),
        Kind::Rating => (().into_any(), t!(cx, "rating-said")),
        _ => (().into_any(), t!(cx, "record-said")),
    };
    view! {
        <Form form class="card" fold=t!(cx, "record-this", what = words) open=open tells=false>
            {hidden_fields(hidden)}
            {fields}
            <Text form name="said" label=said rows=3 hint=t!(cx, "record-said-hint") />
            <Day form name="on" label=t!(cx, "record-day") />
            <Send label=t!(cx, "record-send") main=open />
        </Form>
    }
    .into_any()
}

fn topic(cx: &Cx, form: &FormState<'_>) -> AnyView {
    let one = |value: &'static str, words: String| {
        let checked = form.kept("accepted", "") == value;
        view! {
            <label class="choice">
                <input type="radio" name="accepted" value=value checked=checked />
                {words}
            </label>
        }
    };
    view! {
        <fieldset>
            <legend>{t!(cx, "topic-question")}</legend>
            <Beside form name="accepted" />
            {one("1", t!(cx, "topic-accept"))}
            {one("0", t!(cx, "topic-refuse"))}
        </fieldset>
    }
    .into_any()
}

/// How many rows are shown: those offered at first, and one more than were filled in.
fn rows(form: &FormState<'_>, (row, part): (&str, &str), least: usize, most: usize) -> usize {
    let filled = (1..=most).filter(|nth| !form.kept(&format!("{row}-{nth}-{part}"), "").is_empty()).count();
    (filled + 1).clamp(least, most)
}

fn plans(cx: &Cx, form: &FormState<'_>) -> AnyView {
    let row = |nth: usize| {
        let at = |part: &str| format!("plan-{nth}-{part}");
        view! {
            <fieldset>
                <legend>{t!(cx, "plan-nth", nth = nth)}</legend>
                <Line form name=at("title") label=t!(cx, "plan-title") />
                <Line form name=at("cost") label=t!(cx, "plan-cost") />
                <Line form name=at("effect") label=t!(cx, "plan-effect") />
                <Line form name=at("pays") label=t!(cx, "plan-pays") />
            </fieldset>
        }
    };
    let all = rows(form, ("plan", "title"), PLANS, 5);
    view! { <p class="hint">{t!(cx, "plans-hint")}</p> {(1..=all).map(row).collect_view()} }.into_any()
}

fn parties(cx: &Cx, form: &FormState<'_>) -> AnyView {
    let row = |nth: usize| {
        let at = |part: &str| format!("party-{nth}-{part}");
        view! {
            <fieldset>
                <legend>{t!(cx, "party-nth", nth = nth)}</legend>
                <Line form name=at("group") label=t!(cx, "party-group") />
                <Line form name=at("present") label=t!(cx, "party-came") />
                <Line form name=at("refused") label=t!(cx, "party-why-not") />
            </fieldset>
        }
    };
    let all = rows(form, ("party", "group"), PARTIES, 12);
    view! { <p class="hint">{t!(cx, "parties-hint")}</p> {(1..=all).map(row).collect_view()} }.into_any()
}

fn filing(cx: &Cx, form: &FormState<'_>) -> AnyView {
    let offices: Vec<_> =
        Office::ALL.iter().map(|one| (one.id().to_owned(), t!(cx, &format!("office-{}", one.id())))).collect();
    view! { <Choice form name="to" label=t!(cx, "filing-to") of=&offices value="township" /> }.into_any()
}

/// Waiving a step, with the reason.
fn waive(cx: &Cx, page: &MatterPage, step: &StepDesk) -> Option<AnyView> {
    if !step.may_waive {
        return None;
    }
    let form = cx.form(to::dossier(&page.dossier, "waive")).keyed(&step.step).scoped(&format!("waive-{}", step.step));
    let own = |one: &crate::view::Refused| one.fields.get("step").is_none_or(|kept| *kept == step.step);
    let form = &form.only_where(own);
    Some(
        view! {
            <Form form class="card" fold=t!(cx, "waive") tells=false>
                {hidden_fields(vec![("step", step.step.clone())])}
                <Line form name="why" label=t!(cx, "waive-why") hint=t!(cx, "waive-hint") />
                <Send label=t!(cx, "waive-send") />
            </Form>
        }
        .into_any(),
    )
}

/// What may be done about the whole: things laid to it, its end, a new one like it.
pub(super) fn whole(cx: &Cx, page: &MatterPage) -> Option<AnyView> {
    let desk = page.desk.as_ref()?;
    let correct = desk.may_correct.then(|| {
        view! { <p><a href=address::correct_matter(&page.dossier)>{t!(cx, "matter-correct")}</a></p> }
    });
    if !desk.may_keep {
        return correct.map(IntoAny::into_any);
    }
    Some(
        view! {
            <section class="no-print" id="keep">
                <h2>{t!(cx, "matter-keep")}</h2>
                {end(cx, page, desk)}
                {lay(cx, page, desk)}
                {take_out(cx, page, desk)}
                {correct}
                {again(cx, page)}
            </section>
        }
        .into_any(),
    )
}

fn lay(cx: &Cx, page: &MatterPage, desk: &MatterDesk) -> Option<AnyView> {
    if desk.free.is_empty() {
        return None;
    }
    let form = &cx.form(to::dossier(&page.dossier, "lay"));
    // Where plans are posted for comment, what is disclosed may be one.
    let comments = page.steps.iter().flat_map(|step| &step.needs).any(|need| need.need.kind() == Kind::Comment);
    let plans = desk.free.iter().filter(|_| comments).filter_map(|(thing, title)| {
        let id = thing.strip_prefix("disclosure:")?;
        Some((format!("plan:{id}"), t!(cx, "matter-lay-plan", title = title)))
    });
    let free: Vec<_> = desk.free.iter().cloned().chain(plans).collect();
    Some(
        view! {
            <Form form class="card" fold=t!(cx, "matter-lay") tells=false>
                <Choice form name="thing" label=t!(cx, "matter-lay-what") of=&free value="" />
                <Send label=t!(cx, "matter-lay-send") />
            </Form>
        }
        .into_any(),
    )
}

fn take_out(cx: &Cx, page: &MatterPage, desk: &MatterDesk) -> Option<AnyView> {
    if desk.laid.is_empty() {
        return None;
    }
    let form = &cx.form(to::dossier(&page.dossier, "take-out"));
    Some(
        view! {
            <Form form class="card" fold=t!(cx, "matter-take-out") tells=false>
                <Choice form name="thing" label=t!(cx, "matter-take-out-what") of=&desk.laid value="" />
                <Line form name="reason" label=t!(cx, "matter-take-out-why") hint=t!(cx, "matter-take-out-why-hint") />
                <Send label=t!(cx, "matter-take-out-send") />
            </Form>
        }
        .into_any(),
    )
}

fn end(cx: &Cx, page: &MatterPage, desk: &MatterDesk) -> AnyView {
    let form = &cx.form(to::dossier(&page.dossier, "end"));
    let done = desk.complete.then_some(HowEnded::Done);
    let ways = done.into_iter().chain([HowEnded::Dropped, HowEnded::Refused]);
    let ways: Vec<_> = ways.map(|how| (how.id().to_owned(), t!(cx, &format!("matter-how-{}", how.id())))).collect();
    let value = if desk.complete { HowEnded::Done.id() } else { HowEnded::Dropped.id() };
    view! {
        <Form form class="card" fold=t!(cx, "matter-end") open=desk.complete tells=false>
            <Choice form name="how" label=t!(cx, "matter-end-how") of=&ways value />
            <Line form name="said" label=t!(cx, "matter-end-said") hint=t!(cx, "matter-end-hint") />
            <Send label=t!(cx, "matter-end-send") main=desk.complete />
        </Form>
    }
    .into_any()
}

/// Where a matter is opened like an earlier one.
fn again(cx: &Cx, page: &MatterPage) -> AnyView {
    let href = address::new_matter_as(&page.community, &page.dossier);
    view! { <p><a href=href>{t!(cx, "matter-again")}</a></p> }.into_any()
}
