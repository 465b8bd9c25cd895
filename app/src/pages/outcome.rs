//! The decision on its way to the public: written, countersigned, published.

use crate::{
    parts::{form, result, shell, sitting},
    t,
    view::{Cx, sitting::OutcomeForm},
};
use leptos::prelude::*;

/// `/v/…/outcome`.
pub fn outcome(cx: &Cx, page: OutcomeForm) -> String {
    shell::page(cx, &t!(cx, "outcome"), || {
        let result = page.result.as_ref().map(|one| result::result(cx, &one.record, &one.verdict, &one.sentence));
        let at = format!("/do/v/{}/outcome", page.vote);
        let step = match page.phase.as_str() {
            "" => t!(cx, "outcome-step-write"),
            "draft" => t!(cx, "outcome-step-sign"),
            "countersigned" => t!(cx, "outcome-step-publish", role = t!(cx, &format!("role-{}", page.signed_as))),
            _ => t!(cx, "outcome-step-done"),
        };
        let shown = (!page.phase.is_empty()).then(|| {
            view! {
                <section class="card">
                    <div class="text" inner_html=page.body_html.clone()></div>
                    <dl class="facts-list">
                        <dt>{t!(cx, "outcome-responsible")}</dt>
                        <dd>{page.responsible.clone()}</dd>
                        <dt>{t!(cx, "outcome-due")}</dt>
                        <dd>{page.due.clone()}</dd>
                    </dl>
                </section>
            }
        });
        let sign = if page.phase == "draft" {
            Some(if page.may_sign {
                {
                    let seen = || vec![("seen", page.seen.clone())];
                    let (words, reason) = (t!(cx, "draft-return"), t!(cx, "draft-return-reason"));
                    let sign = form::button(cx, format!("{at}/sign"), t!(cx, "outcome-sign"), true, seen());
                    view! { {sign} {form::send_back(cx, format!("{at}/return"), words, reason, seen())} }.into_any()
                }
            } else {
                view! { <p class="missing">{page.why_not_sign.clone()}</p> }.into_any()
            })
        } else {
            None
        };
        let step = if page.returned.is_empty() {
            view! { <p class="state">{step}</p> }.into_any()
        } else {
            view! { <p class="changed">{t!(cx, "draft-returned", reason = page.returned)}</p> }.into_any()
        };
        let publish = (page.phase == "countersigned" && page.may_publish)
            .then(|| form::button(cx, format!("{at}/publish"), t!(cx, "outcome-publish"), true, Vec::new()));
        let public = page.published.then(|| {
            let href = format!("/c/{}/outcome/{}", page.heading.community, page.vote);
            view! { <p><a class="button" href=href>{t!(cx, "outcome-public")}</a></p> }
        });
        let write = page.may_write.then(|| write(cx, &page, &at));
        view! {
            {sitting::heading(cx, &page.heading)}
            {result}
            <h2>{t!(cx, "outcome")}</h2>
            {step}
            {form::problem(cx)}
            {form::masked(cx)}
            {shown}
            {sign}
            {publish}
            {public}
            {write}
            {sitting::back(cx, &page.heading.id)}
        }
    })
}

fn write(cx: &Cx, page: &OutcomeForm, at: &str) -> AnyView {
    let correction = page.published.then(|| {
        let hint = Some(t!(cx, "outcome-correction-hint"));
        form::line(cx, "correction", "text", t!(cx, "outcome-correction"), &page.correction, hint)
    });
    let open = page.phase.is_empty() || cx.refused.is_some();
    let words = match page.phase.as_str() {
        "countersigned" => t!(cx, "outcome-rewrite"),
        _ if page.published => t!(cx, "outcome-correct"),
        _ => t!(cx, "outcome-write"),
    };
    view! {
        <details open=open>
            <summary>{words}</summary>
            <form method="post" action=at.to_owned() class="card">
                {form::key(cx)}
                {correction}
                {form::text(cx, "body", t!(cx, "outcome-body"), &page.body, 8, Some(form::markdown_hint(cx)))}
                {form::line(cx, "responsible", "text", t!(cx, "outcome-responsible"), &page.responsible, Some(t!(cx, "responsible-hint")))}
                {form::line(cx, "due", "date", t!(cx, "outcome-due"), &page.due, None)}
                {form::send(t!(cx, "save"), true)}
            </form>
        </details>
    }
    .into_any()
}
