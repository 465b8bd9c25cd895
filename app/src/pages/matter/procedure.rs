//! A procedure in plain words: its steps in order, who takes each, what shows that it was taken, and where that comes from. The chair
//! may take it over with changes.

use super::{actors, flow, steps::need_words};
use crate::{
    address::{self, to},
    parts::{
        base,
        form::{Form, Line, Send},
        shell,
    },
    t,
    view::{
        Cx,
        matter::{Adopts, ProcedurePage},
    },
};
use leptos::prelude::*;
use rules::procedure::{Need, Procedure, Step};

/// `/c/…/procedures/…`.
pub fn procedure(cx: &Cx, page: &ProcedurePage) -> String {
    let procedure = &page.procedure;
    let name = procedure.name.of(cx.language).to_owned();
    shell::page(cx, &name, || {
        let steps = procedure.steps.iter().map(|step| one(cx, procedure, step)).collect_view();
        view! {
            <p class="over">{page.name.clone()}</p>
            <h1>{name.clone()}</h1>
            <p class="lead">{procedure.about.of(cx.language).to_owned()}</p>
            <p class="quiet">{t!(cx, "procedure-version", version = procedure.version)}</p>
            {flow::chart(cx, procedure)}
            <ol class="matter-steps">{steps}</ol>
            {left_out(cx, page)}
            {page.adopts.as_ref().map(|adopts| adopt(cx, page, adopts))}
            <p class="back"><a href=cx.href(&address::matters(&page.community))>{t!(cx, "matters")}</a></p>
        }
    })
}

/// What a place has left out of it, and why.
fn left_out(cx: &Cx, page: &ProcedurePage) -> Option<AnyView> {
    if page.left_out.is_empty() {
        return None;
    }
    let line = |(name, why): &(String, String)| view! { <li dir="auto">{t!(cx, "procedure-left-out-why", name = name, why = why)}</li> };
    Some(
        view! {
            <section>
                <h2>{t!(cx, "procedure-left-out")}</h2>
                <ul>{page.left_out.iter().map(line).collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}

fn one(cx: &Cx, procedure: &Procedure, step: &Step) -> AnyView {
    let needs = step.needs.iter().map(|need| view! { <li>{need_words(cx, need)}</li> }).collect_view();
    let within = step.within.map(|days| view! { <p>{t!(cx, "procedure-within", days = days)}</p> });
    let after: Vec<_> = step
        .after
        .iter()
        .filter_map(|at| procedure.steps.get(*at))
        .map(|before| before.name.of(cx.language).to_owned())
        .collect();
    let after = (!after.is_empty()).then(
        || view! { <p class="quiet">{t!(cx, "procedure-after", steps = after.join(&t!(cx, "list-between")))}</p> },
    );
    let waived: Vec<_> = step.waived_by.iter().map(|role| t!(cx, &format!("role-{}", role.id()))).collect();
    let waived = (!waived.is_empty()).then(
        || view! { <p class="quiet">{t!(cx, "procedure-waived-by", who = waived.join(&t!(cx, "list-between")))}</p> },
    );
    let mark = t!(cx, &format!("rule-mark-{}", step.mark.id()));
    view! {
        <li>
            <strong>{step.name.of(cx.language).to_owned()}</strong> " " <span class="mark">{mark}</span>
            <p>{step.what.of(cx.language).to_owned()}</p>
            <p class="quiet">{t!(cx, "matter-by", who = actors(cx, &step.by))}</p>
            {after}
            <p>{t!(cx, "procedure-shown-by")}</p>
            <ul class="needs">{needs}</ul>
            {within}
            {waived}
            <p class="quiet">{t!(cx, "matter-source", source = step.source)}</p>
        </li>
    }
    .into_any()
}

/// What of a procedure a place may make stricter or leave out.
fn adopt(cx: &Cx, page: &ProcedurePage, Adopts { shipped, changes, seen }: &Adopts) -> AnyView {
    let form = &cx.only_form(to::community(&page.community, "procedures"));
    let own = |step: &Step| page.procedure.step(&step.id).cloned();
    let fields = shipped.steps.iter().map(|step| {
        let now = own(step);
        let name = now.as_ref().map_or_else(|| step.name.zh.clone(), |now| now.name.zh.clone());
        let days = step.needs.iter().find_map(Need::days);
        let days_now = now.as_ref().and_then(|now| now.needs.iter().find_map(Need::days)).or(days);
        let within = now.as_ref().and_then(|now| now.within).or(step.within);
        let at = |part: &str| format!("{part}-{}", step.id);
        let text = |days: Option<i64>| days.map(|days| days.to_string()).unwrap_or_default();
        let days = days.map(|least| {
            let label = t!(cx, "procedure-days", least = least);
            view! { <Line form name=at("days") label value=text(days_now) /> }
        });
        let out = (!step.waived_by.is_empty()).then(|| {
            let why = changes.get(&step.id).and_then(|change| change.left_out.clone()).unwrap_or_default();
            view! { <Line form name=at("out") label=t!(cx, "procedure-leave-out") value=why /> }
        });
        view! {
            <fieldset>
                <legend>{step.name.of(cx.language).to_owned()}</legend>
                <Line form name=at("name") label=t!(cx, "procedure-name") value=name />
                {days}
                <Line form name=at("within") label=t!(cx, "procedure-own-within") value=text(within) />
                {out}
            </fieldset>
        }
    });
    let mut hidden = vec![("procedure", shipped.id.clone())];
    hidden.extend(base::seen(seen));
    view! {
        <Form form class="card" fold=t!(cx, "procedure-adopt")>
            <p>{t!(cx, "procedure-adopt-lead")}</p>
            {crate::parts::form::hidden_fields(hidden)}
            {fields.collect_view()}
            <Send label=t!(cx, "procedure-adopt-send") main=true />
        </Form>
    }
    .into_any()
}
