//! A disclosure (村务公开 and its like) on its way to the board: written, countersigned or sent back, published.

use super::{board::category, record::matter};
use crate::{
    parts::{form, listed, shell},
    t,
    view::{Cx, board::DisclosureForm},
};
use leptos::prelude::*;
use rules::posting::Category;

/// `/c/…/disclosures/…`: what is to be disclosed, written, countersigned, published.
pub fn form(cx: &Cx, page: DisclosureForm, urban: bool) -> String {
    shell::page(cx, &t!(cx, "disclosures"), || {
        let at = format!("/do/c/{}/disclosures/{}", page.community, page.id);
        let step = match page.phase.as_str() {
            "" => t!(cx, "disclosure-lead"),
            "draft" => t!(cx, "outcome-step-sign"),
            "countersigned" => t!(cx, "outcome-step-publish", role = t!(cx, &format!("role-{}", page.signed_as))),
            _ if page.withdrawn => t!(cx, "board-withdrawn-mark"),
            _ => t!(cx, "outcome-step-done"),
        };
        let audience = if page.members { t!(cx, "audience-members-text") } else { t!(cx, "audience-public-text") };
        let correction = (!page.correction.is_empty())
            .then(|| view! { <p class="changed">{t!(cx, "outcome-corrected", reason = page.correction)}</p> });
        let concerns = if page.matter.is_empty() { t!(cx, "matter-none") } else { matter(cx, &page.matter) };
        let shown = (!page.phase.is_empty()).then(|| {
            view! {
                <section class="card">
                    <h2>{page.title.clone()}</h2>
                    {correction}
                    <div class="text" inner_html=page.body_html.clone()></div>
                    <dl class="facts-list">
                        <dt>{t!(cx, "category")}</dt>
                        <dd>{category(cx, &page.category, urban)}</dd>
                        <dt>{t!(cx, "matter")}</dt>
                        <dd>{concerns}</dd>
                        <dt>{t!(cx, "disclosure-basis")}</dt>
                        <dd>{page.basis.clone()}</dd>
                        <dt>{t!(cx, "outcome-responsible")}</dt>
                        <dd>{page.responsible.clone()}</dd>
                    </dl>
                    <p class="state">{audience}</p>
                </section>
            }
        });
        let sign = (page.phase == "draft").then(|| {
            if page.may_sign {
                {
                    let seen = || vec![("seen", page.seen.clone())];
                    let (words, reason) = (t!(cx, "draft-return"), t!(cx, "draft-return-reason"));
                    let sign = form::button(cx, format!("{at}/sign"), t!(cx, "outcome-sign"), true, seen());
                    view! { {sign} {form::send_back(cx, format!("{at}/return"), words, reason, seen())} }.into_any()
                }
            } else {
                view! { <p class="missing">{page.why_not_sign.clone()}</p> }.into_any()
            }
        });
        let step = if page.returned.is_empty() {
            view! { <p class="state">{step}</p> }.into_any()
        } else {
            view! { <p class="changed">{t!(cx, "draft-returned", reason = page.returned)}</p> }.into_any()
        };
        let publish = (page.phase == "countersigned" && page.may_publish)
            .then(|| form::button(cx, format!("{at}/publish"), t!(cx, "outcome-publish"), true, Vec::new()));
        let public = page.published.then(|| {
            let href = format!("/c/{}/about/disclosure/{}", page.community, page.id);
            view! { <p><a class="button" href=href>{t!(cx, "disclosure-about")}</a></p> }
        });
        let drafts = (!page.drafts.is_empty()).then(|| {
            view! { <section><h2>{t!(cx, "disclosure-drafts")}</h2> {listed(page.drafts.clone(), String::new())}</section> }
        });
        view! {
            <h1>{t!(cx, "disclosures")}</h1>
            {step}
            {form::problem(cx)}
            {form::masked(cx)}
            {shown}
            {sign}
            {publish}
            {public}
            {(page.may_write && !page.withdrawn).then(|| disclosure_fields(cx, &page, &at, urban))}
            {drafts}
            <p class="back"><a href=format!("/c/{}/room", page.community)>{t!(cx, "home")}</a></p>
        }
    })
}

fn disclosure_fields(cx: &Cx, page: &DisclosureForm, at: &str, urban: bool) -> AnyView {
    let categories: Vec<_> =
        Category::ALL.iter().map(|one| (one.id().to_owned(), category(cx, one.id(), urban))).collect();
    let mut matters = vec![(String::new(), t!(cx, "matter-none"))];
    matters.extend(page.matters.clone());
    let correction = page.published.then(|| {
        let hint = Some(t!(cx, "outcome-correction-hint"));
        form::line(cx, "correction", "text", t!(cx, "outcome-correction"), &page.correction, hint)
    });
    // What was published within the community stays there.
    let audience = if page.stays_within {
        view! { <input type="hidden" name="members" value="1" /> <p class="quiet">{t!(cx, "audience-members-text")}</p> }.into_any()
    } else {
        form::tick_as("members", "1".to_owned(), t!(cx, "audience-members"), page.members)
    };
    let open = page.phase.is_empty() || cx.refused.is_some();
    let summary = if page.published { t!(cx, "board-correct") } else { t!(cx, "disclosure-write") };
    view! {
        <details open=open>
            <summary>{summary}</summary>
            <form method="post" action=at.to_owned() class="card">
                {form::key(cx)}
                {correction}
                {form::line(cx, "title", "text", t!(cx, "disclosure-title"), &page.title, None)}
                {form::select(cx, "category", t!(cx, "category"), &categories, if page.category.is_empty() { "affairs" } else { &page.category })}
                {form::select(cx, "matter", t!(cx, "matter"), &matters, &page.matter)}
                {form::text(cx, "body", t!(cx, "disclosure-body"), &page.body, 8, Some(form::markdown_hint(cx)))}
                {form::line(cx, "basis", "text", t!(cx, "disclosure-basis"), &page.basis, Some(t!(cx, "disclosure-basis-hint")))}
                {form::line(cx, "responsible", "text", t!(cx, "outcome-responsible"), &page.responsible, Some(t!(cx, "responsible-hint")))}
                {audience}
                {form::send(t!(cx, "save"), page.phase.is_empty())}
            </form>
        </details>
    }
    .into_any()
}
