//! Where the words of a matter are corrected: all of them on one page, as they stand.

use crate::{
    address::{self, to},
    parts::{
        base::{Field, base},
        form::{AsTyped, Form, Line, Send, Text, typed_hint},
        masked, shell,
    },
    t,
    view::{Cx, form::FormState, matter::MatterCorrect},
};
use leptos::prelude::*;
use rules::published::StepRecord;

/// `/d/…/correct`.
pub fn correct(cx: &Cx, page: &MatterCorrect) -> String {
    shell::page(cx, &t!(cx, "matter-correct"), || {
        let form = &cx.only_form(to::dossier(&page.dossier, "correct"));
        let content = &page.content;
        let places: Vec<String> = (1..=content.records.len()).map(|nth| format!("record-{nth}")).collect();
        let names: Vec<String> =
            page.steps.iter().zip(1..).map(|(step, nth)| t!(cx, "correction-record", nth = nth, step = step)).collect();
        let mut stands: Vec<Field<'_>> = vec![
            ("title", t!(cx, "matter-title"), content.title.clone()),
            ("body", t!(cx, "matter-what"), content.text.clone()),
            ("responsible", t!(cx, "outcome-responsible"), content.responsible.clone()),
            ("said", t!(cx, "matter-said"), content.intake.said.clone()),
        ];
        let said = content.records.iter().map(|one| one.said.clone());
        stands.extend(
            places.iter().zip(&names).zip(said).map(|((place, name), said)| (place.as_str(), name.clone(), said)),
        );
        let records = content.records.iter().zip(places.iter().zip(&names));
        let records = records.map(|(one, (place, name))| record(cx, form, one, (place, name))).collect_view();
        view! {
            <h1>{t!(cx, "matter-correct")}</h1>
            <p class="lead">{t!(cx, "matter-correct-lead")}</p>
            {masked::masked(cx)}
            <Form form class="card">
                {base(form, &page.revision.to_string(), &stands)}
                <Line form name="title" label=t!(cx, "matter-title") value=content.title.clone() />
                <Text form name="body" label=t!(cx, "matter-what") rows=5 value=content.text.clone() hint=typed_hint(cx) />
                <AsTyped form stored=content.form written=true />
                <Line form name="said" label=t!(cx, "matter-said") value=content.intake.said.clone() hint=t!(cx, "matter-said-hint") />
                <Line form name="responsible" label=t!(cx, "outcome-responsible") value=content.responsible.clone() hint=t!(cx, "responsible-hint") />
                {records}
                <Line form name="why" label=t!(cx, "matter-correct-why") hint=t!(cx, "waive-hint") />
                <Send label=t!(cx, "matter-correct-send") main=true />
            </Form>
            <p class="back"><a href=address::dossier(&page.dossier)>{content.title.clone()}</a></p>
        }
    })
}

/// The words of a record: what was said, its plans, its groups.
fn record(cx: &Cx, form: &FormState<'_>, one: &StepRecord, (place, name): (&str, &str)) -> AnyView {
    let at = |of: &str, nth: usize, part: &str| format!("{place}-{of}-{nth}-{part}");
    let plans = one.plans.iter().zip(1..).map(|(plan, nth)| {
        view! {
            <fieldset>
                <legend>{t!(cx, "plan-nth", nth = nth)}</legend>
                <Line form name=at("plan", nth, "title") label=t!(cx, "plan-title") value=plan.title.clone() />
                <Line form name=at("plan", nth, "cost") label=t!(cx, "plan-cost") value=plan.cost.clone() />
                <Line form name=at("plan", nth, "effect") label=t!(cx, "plan-effect") value=plan.effect.clone() />
                <Line form name=at("plan", nth, "pays") label=t!(cx, "plan-pays") value=plan.pays.clone() />
            </fieldset>
        }
    });
    let parties = one.parties.iter().zip(1..).map(|(party, nth)| {
        let refused = (!party.refused.is_empty()).then(|| {
            view! { <Line form name=at("party", nth, "refused") label=t!(cx, "party-why-not") value=party.refused.clone() /> }
        });
        view! {
            <fieldset>
                <legend>{t!(cx, "party-nth", nth = nth)}</legend>
                <Line form name=at("party", nth, "group") label=t!(cx, "party-group") value=party.group.clone() />
                {refused}
            </fieldset>
        }
    });
    view! {
        <Text form name=place.to_owned() label=name.to_owned() rows=3 value=one.said.clone() />
        {plans.collect_view()}
        {parties.collect_view()}
    }
    .into_any()
}

/// What was corrected, when, by whom and why.
pub(super) fn told(cx: &Cx, page: &crate::view::matter::MatterPage) -> Option<AnyView> {
    if page.content.corrections.is_empty() {
        return None;
    }
    let place = |place: &String| match place.strip_prefix("record-") {
        Some(nth) => t!(cx, "correction-of-record", nth = nth),
        None => t!(cx, &format!("correction-{place}")),
    };
    let line = |one: &rules::published::MatterCorrection| {
        let what = one.what.iter().map(place).collect::<Vec<_>>().join(&t!(cx, "list-between"));
        let by = t!(cx, &format!("role-{}", one.by.id()));
        view! { <li dir="auto">{t!(cx, "correction-told", on = one.on, by = by, what = what, why = one.why)}</li> }
    };
    let lines = page.content.corrections.iter().map(line).collect_view();
    Some(view! { <section><h2>{t!(cx, "corrections")}</h2><ul>{lines}</ul></section> }.into_any())
}
