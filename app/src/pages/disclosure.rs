//! A disclosure (村务公开 and its like) on its way to the board: written, countersigned or sent back, published.

use super::{board::category, duty, record::matter};
use crate::{
    address::{self, to},
    parts::{
        base::base,
        draft::{self, Steps},
        form::{AsTyped, Choice, Form, Line, Send, Text, Tick, hidden_fields, typed_hint},
        ledger, listed, masked,
        paged::paged,
        register, shell,
    },
    t,
    view::{Cx, board::DisclosureForm},
};
use leptos::prelude::*;
use rules::{agenda::Matter, posting::Category};

/// `/c/…/disclosures/…`: what is to be disclosed, written, countersigned, published.
pub fn form(cx: &Cx, page: DisclosureForm, urban: bool) -> String {
    shell::page(cx, &t!(cx, "disclosures"), || {
        let at = to::disclosure(&page.community, &page.id);
        let last = if page.withdrawn { "board-withdrawn-mark" } else { "outcome-step-done" };
        let steps = Steps::countersigned(t!(cx, "disclosure-lead"), t!(cx, last));
        let step = draft::step(cx, &page.draft, &steps);
        let audience = if page.members { t!(cx, "audience-members-text") } else { t!(cx, "audience-public-text") };
        let correction = (!page.correction.is_empty())
            .then(|| view! { <p class="changed">{t!(cx, "outcome-corrected", reason = page.correction)}</p> });
        // Who signs what everybody is owed has to know that members alone would read it.
        let within = page.stands_for.as_ref().filter(|one| one.public && page.members).map(|_| {
            view! { <p class="changed">{t!(cx, "duty-within")}</p> }
        });
        let concerns = page.matter.map_or_else(|| t!(cx, "matter-none"), |one| matter(cx, one.id()));
        let shown = page.draft.phase.is_some().then(|| {
            view! {
                <section class="card">
                    <h2>{page.title.clone()}</h2>
                    {correction}
                    <div class="text" inner_html=page.body_html.clone()></div>
                    <dl class="facts-list">
                        <dt>{t!(cx, "category")}</dt>
                        <dd>{page.category.map(|one| category(cx, one.id(), urban))}</dd>
                        <dt>{t!(cx, "matter")}</dt>
                        <dd>{concerns}</dd>
                        <dt>{t!(cx, "disclosure-basis")}</dt>
                        <dd>{page.basis.clone()}</dd>
                        <dt>{t!(cx, "outcome-responsible")}</dt>
                        <dd>{page.responsible.clone()}</dd>
                    </dl>
                    <p class="state">{audience}</p>
                    {page.stands_for.as_ref().map(|one| duty::stands_for(cx, one))}
                    {within}
                </section>
            }
        });
        let account = page.account.as_ref().map(|content| ledger::month(cx, &page.community, content, &|_| None));
        let kept = page.register.as_ref().map(|one| register::content(cx, one));
        let public = page.published.then(|| {
            let href = address::about(&page.community, "disclosure", &page.id);
            view! { <p><a class="button" href=href>{t!(cx, "disclosure-about")}</a></p> }
        });
        let pictures = page.draft.phase.is_some().then(|| {
            let href = address::attachments(&page.community, "disclosure", &page.id);
            view! { <p><a href=href>{t!(cx, "attachments")}</a></p> }
        });
        let (cut, drafts) = page.drafts.clone();
        let to = |number: i64| {
            let at = address::disclosure(&page.community, &page.id);
            cx.href_with(&at, &[("drafts", &number.to_string())]) + "#drafts"
        };
        let drafts = (!drafts.is_empty()).then(|| {
            view! {
                <section id="drafts">
                    <h2>{t!(cx, "disclosure-drafts")}</h2>
                    {listed(cx, drafts, String::new())}
                    {paged(cx, cut, &[], &to)}
                </section>
            }
        });
        view! {
            <h1>{t!(cx, "disclosures")}</h1>
            {step}

            {masked::masked(cx)}
            {shown}
            {account}
            {kept}
            {draft::acts(cx, &page.draft, &at, &steps)}
            {public}
            {pictures}
            {(page.may_write && !page.withdrawn).then(|| disclosure_fields(cx, &page, &at, urban))}
            {drafts}
            <p class="back"><a href=address::room(&page.community)>{t!(cx, "home")}</a></p>
        }
    })
}

fn disclosure_fields(cx: &Cx, page: &DisclosureForm, at: &str, urban: bool) -> AnyView {
    let form = &cx.only_form(at);
    let categories: Vec<_> =
        Category::ALL.iter().map(|one| (one.id().to_owned(), category(cx, one.id(), urban))).collect();
    let mut matters = vec![(String::new(), t!(cx, "matter-none"))];
    matters.extend(page.matters.clone());
    let correction = page.published.then(|| {
        let hint = Some(t!(cx, "outcome-correction-hint"));
        view! { <Line form name="correction" label=t!(cx, "outcome-correction") value=&page.correction nostrip:hint=hint /> }.into_any()
    });
    // What was published within the community stays there.
    let audience = if page.stays_within {
        view! { <input type="hidden" name="members" value="1" /> <p class="quiet">{t!(cx, "audience-members-text")}</p> }.into_any()
    } else {
        let ticked = form.kept_tick("members", page.members);
        view! { <Tick name="members" label=t!(cx, "audience-members") ticked /> }.into_any()
    };
    let (of, about) = (page.category.map_or("", Category::id), page.matter.map_or("", Matter::id));
    let open = page.draft.phase.is_none() || page.draft.moved || form.is_back();
    let named = |all: &[(String, String)], id: &str| {
        all.iter().find(|(one, _)| one == id).map_or_else(String::new, |(_, name)| name.clone())
    };
    let mut stands = vec![
        ("title", t!(cx, "disclosure-title"), page.title.clone()),
        ("body", t!(cx, "disclosure-body"), page.body.clone()),
        ("basis", t!(cx, "disclosure-basis"), page.basis.clone()),
        ("responsible", t!(cx, "outcome-responsible"), page.responsible.clone()),
    ];
    if page.published {
        stands.push(("correction", t!(cx, "outcome-correction"), page.correction.clone()));
    }
    // Of what is chosen from a list the words are shown, where another one was chosen.
    for (name, label, all, now) in [("category", "category", &categories, of), ("matter", "matter", &matters, about)] {
        if form.kept(name, now) != now {
            stands.push((name, t!(cx, label), named(all, now)));
        }
    }
    if form.kept_tick("members", page.members) != page.members {
        let words = if page.members { "audience-members-text" } else { "audience-public-text" };
        stands.push(("members", t!(cx, "audience-members"), t!(cx, words)));
    }
    let (dossier, matter, plan) = page.dossier.clone();
    let for_matter = (!dossier.is_empty()).then(|| {
        let ticked = form.kept_tick("plan", plan);
        view! {
            <p>{t!(cx, "disclosure-for-matter", title = matter)}</p>
            {hidden_fields(vec![("dossier", dossier)])}
            <Tick name="plan" label=t!(cx, "disclosure-plan") ticked />
        }
    });
    let for_duty = page.duty.clone().map(|(named, name, span, elements)| {
        let elements = elements.join(&t!(cx, "list-between"));
        view! {
            <p>{t!(cx, "duty-for", name = name, span = span.words(cx.language), elements = elements)}</p>
            {hidden_fields(vec![("duty", named)])}
        }
    });
    let kept_in = page.kept_in.as_ref().map(|(href, span)| {
        view! { <p class="changed"><a href=href.clone()>{t!(cx, "ledger-kept-in", span = span.words(cx.language))}</a></p> }
    });
    let for_account = page.account.as_ref().filter(|_| page.draft.phase.is_none()).map(|content| {
        view! {
            <p>{t!(cx, "ledger-for", span = content.span.words(cx.language), lines = content.lines.len())}</p>
            {hidden_fields(vec![("ledger", content.span.to_string())])}
        }
    });
    let for_register = page.register.as_ref().filter(|_| page.draft.phase.is_none()).map(|one| {
        view! {
            <p>{t!(cx, "register-for", rows = one.rows.len())}</p>
            {hidden_fields(vec![("register", one.register.clone())])}
        }
    });
    // What a new one begins with stood nowhere before.
    let written = page.draft.phase.is_some() && !page.body.is_empty();
    let summary = if page.published { t!(cx, "board-correct") } else { t!(cx, "disclosure-write") };
    view! {
        <details id="write" open=open>
            <summary>{summary}</summary>
            <Form form class="card" tells=false>
                {base(form, &page.base, &stands)}
                {for_matter}
                {for_duty}
                {kept_in}
                {for_account}
                {for_register}
                {correction}
                <Line form name="title" label=t!(cx, "disclosure-title") value=&page.title />
                <Choice form name="category" label=t!(cx, "category") of=&categories value=page.category.unwrap_or(Category::Affairs).id() />
                <Choice form name="matter" label=t!(cx, "matter") of=&matters value=about />
                <Text form name="body" label=t!(cx, "disclosure-body") rows=8 value=&page.body hint=typed_hint(cx) />
                <AsTyped form stored=page.form written=written />
                <Line form name="basis" label=t!(cx, "disclosure-basis") value=&page.basis hint=t!(cx, "disclosure-basis-hint") />
                <Line form name="responsible" label=t!(cx, "outcome-responsible") value=&page.responsible hint=t!(cx, "responsible-hint") />
                {audience}
                <Send label=t!(cx, "save") main=page.draft.phase.is_none() />
            </Form>
        </details>
    }
    .into_any()
}
