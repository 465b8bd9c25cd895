//! How a decision is carried out: plan and what happened, side by side, late in amber; how it was rated.

use super::chart;
use crate::{
    say, t,
    view::{
        Cx,
        execution::{Execution, Rating, Step},
    },
};
use leptos::prelude::*;
use rules::{days::Date, execution::Grade, money::Money, published::MilestoneContent};

/// The part of a decision's public page.
pub fn execution(cx: &Cx, execution: &Execution) -> Option<AnyView> {
    if execution.milestones.is_empty() && execution.completion.is_empty() {
        return None;
    }
    let completion = (!execution.completion.is_empty())
        .then(|| view! { <p><a class="button" href=cx.href(&execution.completion)>{t!(cx, "completion")}</a></p> });
    Some(
        view! {
            <section class="execution">
                <h2>{t!(cx, "execution")}</h2>
                {milestones(cx, &execution.milestones)}
                {completion}
            </section>
        }
        .into_any(),
    )
}

/// The milestones as a list that fits a phone, with the sums as bars and as a table.
pub fn milestones(cx: &Cx, steps: &[Step]) -> AnyView {
    let lines = steps.iter().map(|step| milestone(cx, step, ().into_any())).collect_view();
    view! { <ol class="milestones">{lines}</ol> {money(cx, steps)} }.into_any()
}

/// By how many days a milestone was reached after its day.
fn days_late(one: &MilestoneContent) -> Option<i64> {
    let days = Date::from_text(&one.due)?.until(Date::from_text(&one.done)?);
    (days > 0).then_some(days)
}

/// A milestone; `act` is what the viewer may do about it.
pub fn milestone(cx: &Cx, step: &Step, act: AnyView) -> AnyView {
    let Step { content: one, late, due_in, .. } = step;
    let late = *late;
    let left = due_in.map_or_else(String::new, |days| say::days_left(cx.language, days));
    let name = if one.dropped.is_empty() {
        view! { <strong>{one.name.clone()}</strong> }.into_any()
    } else {
        view! { <s>{one.name.clone()}</s> }.into_any()
    };
    let plan = t!(cx, "milestone-plan", due = one.due, money = sum(cx, &one.money));
    let happened = if !one.dropped.is_empty() {
        view! { <p class="state">{t!(cx, "milestone-dropped", reason = one.dropped)}</p> }.into_any()
    } else if !one.done.is_empty() {
        let words = t!(cx, "milestone-done", done = one.done, money = sum(cx, &one.done_money));
        let after = days_late(one).map(|days| {
            view! { <span class="mark late">{t!(cx, "milestone-was-late", days = days)}</span> }
        });
        let accepted = match (one.accepted, one.returned.is_empty()) {
            (true, _) => t!(cx, "milestone-accepted"),
            (false, true) => t!(cx, "milestone-waits"),
            (false, false) => t!(cx, "milestone-returned-mark"),
        };
        let returned = (!one.returned.is_empty())
            .then(|| view! { <p class="late">{t!(cx, "milestone-returned", reason = one.returned)}</p> });
        let corrected = (one.reports > 1).then(|| t!(cx, "milestone-corrected", count = one.reports - 1));
        let corrected = corrected.map(|words| view! { <p class="quiet">{words}</p> });
        let overdue = (late && !one.returned.is_empty())
            .then(|| view! { <p class="late">{t!(cx, "milestone-late", due = one.due, left = left)}</p> });
        view! { <p>{words} " " {after} " " <span class="mark">{accepted}</span></p> {returned} {overdue} {corrected} }
            .into_any()
    } else if late {
        view! { <p class="late">{t!(cx, "milestone-late", due = one.due, left = left)}</p> }.into_any()
    } else {
        view! { <p class="quiet">{t!(cx, "milestone-open")} " " {left}</p> }.into_any()
    };
    let planned = (!one.planned.is_empty())
        .then(|| view! { " " <span class="quiet">{t!(cx, "milestone-planned-on", day = one.planned)}</span> });
    let photo = (!one.photo.is_empty())
        .then(|| view! { <img src=one.photo.clone() alt=t!(cx, "milestone-photo", name = one.name) loading="lazy" width="320" /> });
    view! {
        <li>
            {name} " · " {one.responsible.clone()}
            <p>{plan} {planned}</p>
            {(!one.over_reason.is_empty()).then(|| view! { <p dir="auto">{t!(cx, "milestone-over", reason = one.over_reason)}</p> })}
            {happened}
            {(!one.note.is_empty()).then(|| view! { <p dir="auto" class="said">{one.note.clone()}</p> })}
            {photo}
            {act}
        </li>
    }
    .into_any()
}

/// A sum with its words beside it where it is large.
#[must_use]
pub fn said(cx: &Cx, money: Money) -> String {
    let exact = t!(cx, "money-yuan", sum = money.words());
    match money.said(cx.language) {
        Some(said) => t!(cx, "money-said", exact = exact, said = said),
        None => exact,
    }
}

/// A sum as it is stored, in words; of none that there is none.
#[must_use]
pub fn sum(cx: &Cx, money: &str) -> String {
    if money.is_empty() {
        return t!(cx, "money-none");
    }
    Money::from_text(money).map_or_else(|| t!(cx, "money-yuan", sum = money), |sum| said(cx, sum))
}

/// Plan against what was spent, as bars with the table beside them, where money was planned or spent.
fn money(cx: &Cx, steps: &[Step]) -> Option<AnyView> {
    let total = |pick: fn(&MilestoneContent) -> String| {
        steps
            .iter()
            .map(|step| &step.content)
            .filter(|one| one.dropped.is_empty())
            .filter_map(|one| Money::from_text(&pick(one)))
            .fold(Money(0), |sum, one| Money(sum.0.saturating_add(one.0)))
    };
    // What was not accepted is not spent as far as anybody knows.
    let spent = |one: &MilestoneContent| if one.returned.is_empty() { one.done_money.clone() } else { String::new() };
    let (plan, spent) = (total(|one| one.money.clone()), total(spent));
    if plan == Money(0) && spent == Money(0) {
        return None;
    }
    Some(plan_and_spent(cx, plan, spent))
}

/// What was planned beside what was spent, as bars.
pub fn plan_and_spent(cx: &Cx, plan: Money, spent: Money) -> AnyView {
    let bars = [(t!(cx, "money-plan"), plan), (t!(cx, "money-spent"), spent)].map(|(name, sum)| chart::Bar {
        name,
        value: sum.0,
        shown: t!(cx, "money-yuan", sum = sum.words()),
    });
    chart::bars(cx, &t!(cx, "money-chart"), &bars)
}

/// How it was rated, with the denominator beside it.
pub fn rating(cx: &Cx, rating: &Rating) -> AnyView {
    let all: u64 = rating.grades.iter().sum();
    let bars: Vec<_> = Grade::ALL
        .iter()
        .zip(rating.grades)
        .map(|(grade, count)| chart::Bar {
            name: t!(cx, &format!("grade-{}", grade.id())),
            value: count,
            shown: count.to_string(),
        })
        .collect();
    view! {
        <section class="rating">
            <h2>{t!(cx, "rating")}</h2>
            <p>{t!(cx, "rating-of", all = all, rated = rating.rated, households = rating.households)}</p>
            {chart::bars(cx, &t!(cx, "rating"), &bars)}
        </section>
    }
    .into_any()
}
