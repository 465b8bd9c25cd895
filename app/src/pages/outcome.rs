//! The decision on its way to the public: written, countersigned, published.

use crate::{
    address::{self, to},
    parts::{
        base::base,
        draft::{self, Steps},
        form::{AsTyped, Day, Form, Line, Send, Text, typed_hint},
        masked, result, shell, sitting,
    },
    say, t,
    view::{Cx, sitting::OutcomeForm},
};
use leptos::prelude::*;
use rules::draft::Phase;

/// `/v/…/outcome`.
pub fn outcome(cx: &Cx, page: OutcomeForm) -> String {
    shell::page(cx, &t!(cx, "outcome"), || {
        let result = page.result.as_ref().map(|one| result::result(cx, &one.record, &one.verdict, &one.sentence));
        let at = to::vote(&page.vote, "outcome");
        let steps = Steps::countersigned(t!(cx, "outcome-step-write"), t!(cx, "outcome-step-done"));
        let step = if page.withdrawn.is_empty() {
            draft::step(cx, &page.draft, &steps)
        } else {
            view! { <p class="changed">{t!(cx, "board-withdrawn", reason = page.withdrawn)}</p> }.into_any()
        };
        let shown = page.draft.phase.is_some().then(|| {
            view! {
                <div class="card">
                    <div class="text" inner_html=page.body_html.clone()></div>
                    <dl class="facts-list">
                        <dt>{t!(cx, "outcome-responsible")}</dt>
                        <dd>{page.responsible.clone()}</dd>
                        <dt>{t!(cx, "outcome-due")}</dt>
                        <dd>{say::day(cx.language, &page.due)}</dd>
                    </dl>
                </div>
            }
        });
        let public = page.published.then(|| {
            let href = address::published(&page.heading.community, "outcome", &page.vote);
            view! { <p><a class="button" href=href>{t!(cx, "outcome-public")}</a></p> }
        });
        let write = (page.may_write && page.withdrawn.is_empty()).then(|| write(cx, &page, &at));
        view! {
            {sitting::heading(cx, &page.heading)}
            {result}
            <h2>{t!(cx, "outcome")}</h2>
            {step}

            {masked::masked(cx)}
            {shown}
            {beside(cx, &page)}
            {draft::acts(cx, &page.draft, &at, &steps)}
            {public}
            {write}
            {sitting::back(cx, &page.heading.id)}
        }
    })
}

/// What was voted on and what is decided, beside each other; and in words, right above the buttons, every number that nobody
/// voted on: 418,920 for a voted 481,920.
fn beside(cx: &Cx, page: &OutcomeForm) -> Option<AnyView> {
    let [voted, decided] = page.beside.clone()?;
    let numbers = page.new_numbers.iter().map(|one| format!("“{one}”")).collect::<Vec<_>>().join("、");
    let numbers = (!numbers.is_empty())
        .then(|| view! { <p class="missing" id="new-numbers">{t!(cx, "outcome-new-numbers", numbers = numbers)}</p> });
    let both = if voted == decided {
        view! { <p class="state">{t!(cx, "outcome-same")}</p> }.into_any()
    } else {
        view! {
            <p class="quiet">{t!(cx, "outcome-beside")}</p>
            <div class="beside">
                <section>
                    <h3>{t!(cx, "outcome-voted")}</h3>
                    <div class="text changes" dir="auto" inner_html=voted></div>
                </section>
                <section>
                    <h3>{t!(cx, "outcome-decision")}</h3>
                    <div class="text changes" dir="auto" inner_html=decided></div>
                </section>
            </div>
        }
        .into_any()
    };
    Some(view! { <section class="card" id="beside">{both} {numbers}</section> }.into_any())
}

fn write(cx: &Cx, page: &OutcomeForm, at: &str) -> AnyView {
    let form = &cx.only_form(at);
    let correction = page.published.then(|| {
        let hint = Some(t!(cx, "outcome-correction-hint"));
        view! { <Line form name="correction" label=t!(cx, "outcome-correction") value=&page.correction nostrip:hint=hint /> }.into_any()
    });
    let open = page.draft.phase.is_none() || page.draft.moved || form.is_back();
    let mut stands = vec![
        ("body", t!(cx, "outcome-body"), page.body.clone()),
        ("responsible", t!(cx, "outcome-responsible"), page.responsible.clone()),
        ("due", t!(cx, "outcome-due"), page.due.clone()),
    ];
    if page.published {
        stands.push(("correction", t!(cx, "outcome-correction"), page.correction.clone()));
    }
    let words = match page.draft.phase {
        Some(Phase::Countersigned) => t!(cx, "outcome-rewrite"),
        _ if page.published => t!(cx, "outcome-correct"),
        _ => t!(cx, "outcome-write"),
    };
    view! {
        <details id="write" open=open>
            <summary>{words}</summary>
            <Form form class="card" tells=false>
                {base(form, &page.base, &stands)}
                {correction}
                <Text form name="body" label=t!(cx, "outcome-body") rows=8 value=&page.body hint=typed_hint(cx) />
                <AsTyped form stored=page.form written=!page.body.is_empty() />
                <Line form name="responsible" label=t!(cx, "outcome-responsible") value=&page.responsible hint=t!(cx, "responsible-hint") />
                <Day form name="due" label=t!(cx, "outcome-due") value=&page.due />
                <Send label=t!(cx, "save") main=true />
            </Form>
        </details>
    }
    .into_any()
}
