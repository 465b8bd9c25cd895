//! A matter (事项档案): its page, where it is worked at, the list of a community's matters, and its procedures in plain words.

mod correct;
mod desk;
pub mod flow;
mod form;
mod list;
mod procedure;
mod steps;

pub use correct::correct;
pub use form::open;
pub use list::list;
pub use procedure::procedure;

use super::record::matter as type_of;
use crate::{
    address,
    parts::{chart, execution, fold::fold, masked, seal, shell, stack},
    t,
    view::{
        Cx,
        matter::{MatterPage, RecordView, Stage, Stands, StepView},
    },
};
use leptos::prelude::*;
use rules::{
    dossier::Opinion,
    procedure::{Actor, Phase},
};

/// The page of a matter: for everybody, or with what the viewer may do about it.
pub fn page(cx: &Cx, page: &MatterPage) -> String {
    let content = &page.content;
    let title = t!(cx, "matter-titled", number = content.number, title = content.title);
    // Of what was withdrawn it is not told how it stood.
    let withdrawn = page.seal.posted.is_withdrawn();
    let shared = if withdrawn {
        shell::Shared::posting(cx, &content.title, true, "")
    } else {
        shell::Shared { title: content.title.clone(), description: stands(cx, page) }
    };
    shell::shared_page(cx, &title, shared, || {
        let of = t!(cx, "matter-number", number = content.number);
        let at_work = page.desk.is_none().then(|| {
            view! { <p class="no-print"><a class="button" href=address::dossier(&page.dossier)>{t!(cx, "matter-take-part")}</a></p> }
        });
        let public = page.desk.as_ref().map(|_| {
            view! { <p class="back"><a href=page.seal.path.clone()>{t!(cx, "matter-public-page")}</a></p> }
        });
        view! {
            <article class="sheet matter">
                <p class="over">{content.community.clone()}</p>
                <h1 lang=cx.tongue(&content.title)>{content.title.clone()}</h1>
                <p class="quiet">
                    {of} " · " {type_of(cx, &content.matter)} " · "
                    <a href=cx.href(&page.procedure_at)>{page.procedure.clone()}</a> " · " {content.responsible.clone()}
                </p>
                {seal::superseded(cx, &page.seal)}
                {masked::masked(cx)}
                {life(cx, page)}
                {next(cx, page)}
                {desk::opinion(cx, page)}
                {desk::follow(cx, page)}
                <section>
                    <h2>{t!(cx, "matter-what")}</h2>
                    <div class="text" inner_html=page.text.clone()></div>
                    <p id="intake" class="quiet">{intake(cx, page)}</p>
                </section>
                {money(cx, page)}
                {steps::all(cx, page)}
                {opinions(cx, page)}
                {page.rating.as_ref().map(|one| execution::rating(cx, one))}
                {desk::rate(cx, page)}
                {at_work}
                {records(cx, page)}
                {correct::told(cx, page)}
                {desk::whole(cx, page)}
                {public}
                // What proves it and what was said of it stand on its public page.
                {page.desk.is_none().then(|| view! {
                    <p class="quiet">{t!(cx, "matter-seal-covers")}</p>
                    {seal::seal(cx, &page.seal, Vec::new())}
                })}
            </article>
        }
    })
}

/// Where it comes from.
fn intake(cx: &Cx, page: &MatterPage) -> String {
    let intake = &page.content.intake;
    let from = t!(cx, &format!("matter-from-{}", intake.from.id()));
    t!(cx, "matter-intake", on = intake.on, from = from, said = intake.said)
}

/// The line of life: 提议 → 议 → 决 → 办 → 评, readable without colour.
fn life(cx: &Cx, page: &MatterPage) -> AnyView {
    let part = |phase: &Phase| {
        let stage = page.phase(*phase)?;
        let words = t!(cx, &format!("phase-of-life-{}", phase.id()));
        Some(match stage {
            Stage::Done => {
                view! { <li class="done">{words} <span class="aside">{t!(cx, "step-done")}</span></li> }.into_any()
            }
            Stage::Current => view! { <li class="now" aria-current="step">{words}</li> }.into_any(),
            Stage::Later => view! { <li>{words}</li> }.into_any(),
        })
    };
    let parts = Phase::ALL.iter().filter_map(part).collect_view();
    view! { <ol class="steps life" aria-label=t!(cx, "matter-life")>{parts}</ol> }.into_any()
}

/// The steps that are to be taken now.
fn current(page: &MatterPage) -> impl Iterator<Item = &StepView> {
    page.steps.iter().filter(|step| step.stands.stage() == Stage::Current)
}

/// How it stands, in one line: how it ended, or what comes next.
fn stands(cx: &Cx, page: &MatterPage) -> String {
    if let Some(end) = &page.content.ended {
        return t!(cx, &format!("matter-ended-{}", end.how.id()), on = end.on);
    }
    let names: Vec<_> = current(page).map(|step| step.name.as_str()).collect();
    match (names.is_empty(), page.steps.is_empty()) {
        (false, _) => t!(cx, "matter-stands", number = page.content.number, steps = names.join(" · ")),
        (true, false) => t!(cx, "matter-all-done"),
        (true, true) => String::new(),
    }
}

/// What comes next, by which day, and who may do it; or how it ended.
fn next(cx: &Cx, page: &MatterPage) -> AnyView {
    if let Some(end) = &page.content.ended {
        let how = t!(cx, &format!("matter-ended-{}", end.how.id()), on = end.on);
        let said = (!end.said.is_empty()).then(|| view! { <p dir="auto">{end.said.clone()}</p> });
        return view! { <section class="card" id="next"><h2>{how}</h2>{said}</section> }.into_any();
    }
    let lines = current(page).map(|step| {
        let by = t!(cx, "matter-by", who = actors(cx, &step.by));
        view! {
            <li>
                <strong><a href=format!("#step-{}", step.id)>{step.name.clone()}</a></strong> " · " {by} " " {due(cx, step)}
                {steps::needs(cx, step)}
                {desk::step(cx, page, step)}
            </li>
        }
    });
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() && !page.steps.is_empty() {
        return view! { <section class="card" id="next"><h2>{t!(cx, "matter-all-done")}</h2></section> }.into_any();
    }
    (!lines.is_empty())
        .then(|| {
            view! {
                <section class="card" id="next">
                    <h2>{t!(cx, "matter-next")}</h2>
                    <ul class="plain">{lines}</ul>
                </section>
            }
        })
        .into_any()
}

/// By which day a step is due, and that the day has passed.
fn due(cx: &Cx, step: &StepView) -> Option<AnyView> {
    let Stands::Current { due: Some(due), overdue } = step.stands else { return None };
    let words = t!(cx, "matter-due", due = due);
    let late = overdue.then(|| view! { " " <span class="mark late">{t!(cx, "overdue-mark")}</span> });
    Some(view! { <span class="due">{words} {late}</span> }.into_any())
}

/// Who takes a step: offices and bodies, in words.
fn actors(cx: &Cx, by: &[Actor]) -> String {
    let one = |actor: &Actor| match actor {
        Actor::Role(role) => t!(cx, &format!("role-{}", role.id())),
        Actor::Body(body) => body.name(cx.language).to_owned(),
    };
    by.iter().map(one).collect::<Vec<_>>().join(&t!(cx, "list-between"))
}

/// What was planned and what was spent.
fn money(cx: &Cx, page: &MatterPage) -> Option<AnyView> {
    let (plan, spent) = page.money.filter(|(plan, spent)| plan.0 > 0 || spent.0 > 0)?;
    Some(view! { <section>{execution::plan_and_spent(cx, plan, spent)}</section> }.into_any())
}

/// What the households say, with the denominator beside it.
fn opinions(cx: &Cx, page: &MatterPage) -> Option<AnyView> {
    let (answers, of) = page.opinions?;
    let signed: u64 = answers.iter().sum();
    let bar = |name: String, count: u64| chart::Bar { name, value: count, shown: count.to_string() };
    let said =
        Opinion::ALL.iter().zip(answers).map(|(one, count)| bar(t!(cx, &format!("opinion-{}", one.id())), count));
    let bars: Vec<_> = said.chain([bar(t!(cx, "opinion-not-yet"), of.saturating_sub(signed))]).collect();
    Some(
        view! {
            <section>
                <h2>{t!(cx, "opinions")}</h2>
                <p>{t!(cx, "opinions-of", signed = signed, of = of)}</p>
                {chart::bars(cx, &t!(cx, "opinions"), &bars)}
            </section>
        }
        .into_any(),
    )
}

/// Every record, oldest first.
fn records(cx: &Cx, page: &MatterPage) -> Option<AnyView> {
    if page.records.is_empty() {
        return None;
    }
    // What was written for the matter itself is led to by its place here.
    let place = |one: &RecordView| one.own.as_ref().and(one.href.strip_prefix('#')).map(str::to_owned);
    let lines = page.records.iter().map(|one| view! { <li id=place(one)>{steps::record(cx, one)}</li> }).collect_view();
    let count = page.records.len();
    Some(fold(t!(cx, "matter-records", count = count), view! { <ol class="plain">{lines}</ol> }))
}

/// Plans beside each other.
fn plans(cx: &Cx, all: &[rules::published::Plan]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let heads = ["plan-title", "plan-cost", "plan-effect", "plan-pays"].map(|key| t!(cx, key));
    let row = |plan: &rules::published::Plan| {
        let cost = execution::sum(cx, &plan.cost);
        vec![plan.title.clone(), cost, plan.effect.clone(), plan.pays.clone()]
    };
    Some(stack::table(cx, &t!(cx, "plans"), &heads, all.iter().map(row).collect()))
}
