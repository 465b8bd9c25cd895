//! A month of the account as everybody reads it: what it began and ended with, what the checks found, income and spending by heading, and
//! every line with its balance.

use crate::{
    address,
    parts::chart::{self, Bar},
    say, t,
    view::{Cx, ledger::Corrected},
};
use leptos::prelude::*;
use rules::{
    ledger::{Cents, Class, Dropped, Flow, Review},
    published::{LedgerContent, LedgerLine},
};

/// The whole month. `beside`: what stands beside a line, by its place, for those who keep and judge it.
pub fn month(cx: &Cx, community: &str, content: &LedgerContent, beside: &dyn Fn(usize) -> Option<AnyView>) -> AnyView {
    let sums = [
        ("ledger-opening", content.opening),
        ("ledger-income", content.income),
        ("ledger-expense", content.expense),
        ("ledger-closing", content.closing),
    ];
    let sums =
        sums.into_iter().map(|(key, sum)| view! { <dt>{t!(cx, key)}</dt> <dd class="number">{yuan(cx, sum)}</dd> });
    let limit = content.limit.map(|limit| {
        view! { <p class="quiet">{t!(cx, "ledger-limit-told", limit = limit.words(), basis = content.limit_basis)}</p> }
    });
    let changed = content.limit_was.map(|was| {
        let of = |sum: Option<Cents>| sum.map_or_else(|| t!(cx, "ledger-limit-none"), |sum| yuan(cx, sum));
        let words = t!(cx, "ledger-limit-was", was = of(was.sum), now = of(content.limit), basis = content.limit_basis);
        view! { <p class="changed">{words}</p> }
    });
    let lines = content
        .lines
        .iter()
        .enumerate()
        .map(|(at, one)| line(cx, community, content, (one, beside(at))))
        .collect_view();
    view! {
        <section class="ledger" aria-label=t!(cx, "ledger-month", span = content.span.words(cx.language))>
            <dl class="facts-list">{sums.collect_view()}</dl>
            {limit}
            {changed}
            {found(cx, content)}
            {by_class(cx, content)}
            <h2>{t!(cx, "ledger-lines")}</h2>
            <ol class="account">{lines}</ol>
            {dropped(cx, &content.dropped)}
        </section>
    }
    .into_any()
}

/// Lines that were taken out, each with its reason; folded, for it changes nothing of the sums.
pub fn dropped(cx: &Cx, all: &[Dropped]) -> Option<AnyView> {
    let each = all.iter().map(|one| {
        let sum = signed(cx, one.flow, one.sum);
        let said = match one.review {
            Review::Waiting => String::new(),
            review => format!("{} · ", t!(cx, &format!("ledger-was-{}", review.id()), reason = one.said)),
        };
        view! {
            <li dir="auto">
                <span class="quiet">{say::day(cx.language, &one.on.to_string())}</span> " " {one.summary.clone()} " "
                <span class="number">{sum}</span> " · " {said} {one.reason.clone()}
            </li>
        }
    });
    (!all.is_empty()).then(|| {
        view! {
            <details class="card">
                <summary>{t!(cx, "ledger-taken-out", count = all.len())}</summary>
                <ul>{each.collect_view()}</ul>
            </details>
        }
        .into_any()
    })
}

/// That lines of a later month put a line right, each with its place.
pub fn corrected(cx: &Cx, all: &[Corrected], number: u64) -> Option<AnyView> {
    let own: Vec<_> = all.iter().filter(|one| one.number == number).collect();
    let each = own.iter().map(|one| {
        let sum = signed(cx, one.flow, one.sum);
        let words = t!(cx, "ledger-corrected", span = one.span.words(cx.language), line = one.nth, sum = sum);
        view! { <p class="changed"><a href=format!("{}#line-{}", one.href, one.nth)>{words}</a></p> }
    });
    (!own.is_empty()).then(|| each.collect_view().into_any())
}

/// A sum with its sign; what is taken away of what was written says so in words, for two signs are read as a mistake.
pub fn signed(cx: &Cx, flow: Flow, sum: Cents) -> String {
    let words = yuan(cx, Cents(sum.0.saturating_abs()));
    match (flow, sum < Cents(0)) {
        (Flow::Income, false) => format!("+ {words}"),
        (Flow::Expense, false) => format!("− {words}"),
        (Flow::Income, true) => t!(cx, "ledger-less-income", sum = words),
        (Flow::Expense, true) => t!(cx, "ledger-less-expense", sum = words),
    }
}

/// A sum with its unit.
fn yuan(cx: &Cx, sum: Cents) -> String {
    t!(cx, "ledger-yuan", sum = sum.words())
}

/// What the checks found, each with its line.
fn found(cx: &Cx, content: &LedgerContent) -> AnyView {
    if content.findings.is_empty() {
        let key = if content.limit.is_some() { "ledger-found-none" } else { "ledger-found-none-unlimited" };
        return view! { <p class="state">{t!(cx, key)}</p> }.into_any();
    }
    let all = content.findings.iter().map(|one| {
        let words = t!(cx, &format!("ledger-found-{}", one.check.id().replace('_', "-")), line = one.line);
        view! { <li><a href=format!("#line-{}", one.line)>{words}</a></li> }
    });
    view! {
        <section class="card" id="found">
            <h2>{t!(cx, "ledger-found", count = content.findings.len())}</h2>
            <ul>{all.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// Income and spending by heading, as bars with their sums.
fn by_class(cx: &Cx, content: &LedgerContent) -> AnyView {
    let sums = content.by_class();
    let of = |flow: Flow| {
        let own = sums.iter().filter(|(class, _)| class.flow == flow);
        let all: Vec<_> = own
            .map(|(class, sum)| Bar {
                name: format!("{} {}", class.code, class.name(cx.language)),
                // Under a heading that was put right more was taken away than came: there is nothing to draw.
                value: u64::try_from(sum.0).unwrap_or_default(),
                shown: yuan(cx, *sum),
            })
            .collect();
        let title = t!(cx, &format!("ledger-by-{}", flow.id()));
        (!all.is_empty()).then(|| chart::bars(cx, &title, &all))
    };
    view! { {of(Flow::Income)} {of(Flow::Expense)} }.into_any()
}

/// A line: its sum and balance first, then by which hands, from which purse, by which decision, and what the supervisors say.
fn line(cx: &Cx, community: &str, content: &LedgerContent, (one, beside): (&LedgerLine, Option<AnyView>)) -> AnyView {
    let class = Class::from_code(&one.class)
        .map_or_else(|| one.class.clone(), |class| format!("{} {}", class.code, class.name(cx.language)));
    let payee = if one.member { t!(cx, "ledger-member", number = one.payee) } else { one.payee.clone() };
    let voucher = if one.voucher.is_empty() {
        view! { <strong class="mark red">{t!(cx, "ledger-slip")}</strong> " " {one.why_none.clone()} }.into_any()
    } else {
        one.voucher.clone().into_any()
    };
    let basis = match &one.basis {
        Some(basis) => {
            let href = cx.href(&address::published(community, basis.kind.id(), &basis.subject));
            view! { <dt>{t!(cx, "ledger-basis")}</dt> <dd><a href=href>{basis.title.clone()}</a></dd> }.into_any()
        }
        None if content.findings.iter().any(|found| {
            found.line == one.number && found.check == rules::ledger::Check::NoDecision
        }) =>
        {
            view! { <dt>{t!(cx, "ledger-basis")}</dt> <dd><strong class="mark red">{t!(cx, "ledger-basis-none")}</strong></dd> }
                .into_any()
        }
        None => ().into_any(),
    };
    let review = match one.review {
        Review::Refused => {
            view! { <strong class="mark red">{t!(cx, "ledger-is-refused")}</strong> " " {one.reason.clone()} }
                .into_any()
        }
        other => t!(cx, &format!("ledger-is-{}", other.id())).into_any(),
    };
    let source = one.source.name(cx.language);
    let corrects = one.corrects.as_ref().map(|which| {
        let words = t!(
            cx,
            "ledger-corrects",
            span = which.span.words(cx.language),
            line = which.number,
            summary = which.summary,
            sum = signed(cx, which.flow, which.sum),
            class = which.class,
            payee = which.payee
        );
        view! { <dt>{t!(cx, "ledger-correction")}</dt> <dd dir="auto">{words}</dd> }
    });
    let red = (one.sum < Cents(0)).then(|| view! { <strong class="mark red">{t!(cx, "ledger-in-red")}</strong> " " });
    view! {
        <li id=format!("line-{}", one.number) class="card">
            <p>
                <span class="quiet">{one.number} " · " {say::day(cx.language, &one.on.to_string())}</span> " "
                <strong dir="auto">{one.summary.clone()}</strong>
            </p>
            <p class="sums">
                {red} <strong class="number">{signed(cx, one.flow, one.sum)}</strong> " "
                <span class="quiet">{t!(cx, "ledger-balance", sum = one.balance.words())}</span>
            </p>
            <dl class="facts-list">
                <dt>{t!(cx, "ledger-class")}</dt>
                <dd>{class} " · " {source}</dd>
                <dt>{t!(cx, "ledger-payee")}</dt>
                <dd dir="auto">{payee}</dd>
                <dt>{t!(cx, "ledger-voucher")}</dt>
                <dd dir="auto">{voucher}</dd>
                <dt>{t!(cx, "ledger-hands")}</dt>
                <dd dir="auto">{t!(cx, "ledger-hands-told", handler = one.handler, witness = one.witness, approver = one.approver)}</dd>
                {corrects}
                {basis}
                <dt>{t!(cx, "ledger-review")}</dt>
                <dd dir="auto">{review}</dd>
            </dl>
            {beside}
        </li>
    }
    .into_any()
}
