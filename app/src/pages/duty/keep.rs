//! Where the duty calendar is kept: what waits, what was said, which catalogues there are.

use super::since;
use crate::{
    address::{self, to},
    parts::{
        form::{Choice, Form, Line, Send, hidden_fields},
        masked, shell, tags,
    },
    t,
    view::{
        Cx, Refused,
        duty::{KeepDuties, Said, Waiting},
        form::FormState,
        record::Tag,
    },
};
use leptos::prelude::*;
use rules::duty::Said as What;

/// `/c/…/duties/keep`.
pub fn keep(cx: &Cx, page: &KeepDuties) -> String {
    shell::page(cx, &t!(cx, "duties-keep"), || {
        let waits = page.waits.iter().map(|one| waiting(cx, page, one)).collect_view();
        let nothing = (page.waits.is_empty() && !page.kept.is_empty())
            .then(|| view! { <p class="quiet">{t!(cx, "duties-nothing-waits")}</p> });
        let waiting = (!page.kept.is_empty()).then(|| {
            view! { <section id="waits"><h2>{t!(cx, "duties-waits", count = page.waits.len())}</h2>{nothing}<ul class="plain">{waits}</ul></section> }
        });
        let kept = page.kept.iter().map(|one| view! { <li>{one.name.clone()} " · " {since(cx, one)}</li> });
        view! {
            <h1>{t!(cx, "duties-keep")}</h1>
            <p class="lead">{t!(cx, "duties-keep-lead")}</p>
            {masked::masked(cx)}
            {page.missing.map(|year| view! { <p class="changed">{t!(cx, "holidays-missing", year = year)}</p> })}
            {waiting}
            {unphotographed(cx, page)}
            {not_here(cx, page)}
            {said(cx, page)}
            <section>
                <h2>{t!(cx, "duties-lists")}</h2>
                <ul>{kept.collect_view()}</ul>
                {adopt(cx, page, false)}
                {adopt(cx, page, true)}
            </section>
            <p class="back"><a href=address::duties(&page.community, &page.year.to_string())>{t!(cx, "duties-year")}</a></p>
        }
    })
}

/// The state of a form about a period of a duty: of many that go to one address what came back is that of its code and period.
fn of_period<'a>(cx: &'a Cx, page: &KeepDuties, act: &str, (code, span): (&str, &str)) -> FormState<'a> {
    let place = format!("{act}-{code}-{span}");
    let own = |back: &Refused| {
        let is = |field: &str, value: &str| back.fields.get(field).is_none_or(|kept| kept == value);
        is("code", code) && is("span", span)
    };
    let to = to::community(&page.community, &format!("duties/{act}"));
    cx.form(to).keyed(&place).scoped(&place).only_where(own)
}

/// A form that asks for no more than a reason, folded under its words.
fn with_reason(form: &FormState<'_>, hidden: Vec<(&'static str, String)>, (fold, send): (String, String)) -> AnyView {
    let cx = form.cx;
    view! {
        <Form form class="card" fold tells=false>
            {hidden_fields(hidden)}
            <Line form name="why" label=t!(cx, "duty-why") hint=t!(cx, "waive-hint") />
            <Send label=send />
        </Form>
    }
    .into_any()
}

/// A period that waits: written, or said that there is nothing.
fn waiting(cx: &Cx, page: &KeepDuties, one: &Waiting) -> AnyView {
    let tone = if one.stand.is_overdue() { "bad" } else { "warn" };
    let mark = tags(&[Tag { words: t!(cx, &format!("duty-is-{}", one.stand.id())), tone }]);
    let (href, words) = match &one.draft {
        Some(draft) => (draft.clone(), t!(cx, "duty-go-on")),
        None => (one.write.clone(), t!(cx, "duty-write")),
    };
    let form = &of_period(cx, page, "say", (&one.code, &one.span.to_string()));
    let hidden =
        vec![("code", one.code.clone()), ("span", one.span.to_string()), ("said", What::Nothing.id().to_owned())];
    let nothing =
        page.may_keep.then(|| with_reason(form, hidden, (t!(cx, "duty-say-nothing"), t!(cx, "duty-say-nothing-send"))));
    view! {
        <li class="card">
            <p><strong>{one.name.clone()}</strong> " · " {one.span.words(cx.language)} " " <span class="quiet">{one.code.clone()}</span></p>
            {mark}
            <p>{t!(cx, "duty-due", due = one.due)}</p>
            <p><a class="button" href=href>{words}</a></p>
            {nothing}
        </li>
    }
    .into_any()
}

/// What was published, and no photo shows it on the board itself.
fn unphotographed(cx: &Cx, page: &KeepDuties) -> Option<AnyView> {
    if page.unphotographed.is_empty() {
        return None;
    }
    let lines = page
        .unphotographed
        .iter()
        .map(|(words, href)| view! { <li>{words.clone()} " " <a href=href.clone()>{t!(cx, "duty-photo")}</a></li> });
    Some(
        view! { <section><h2>{t!(cx, "duties-unphotographed")}</h2><ul class="links">{lines.collect_view()}</ul></section> }
            .into_any(),
    )
}

/// That a duty does not apply to the place.
fn not_here(cx: &Cx, page: &KeepDuties) -> Option<AnyView> {
    if !page.may_keep || page.duties.is_empty() {
        return None;
    }
    let form = &cx.form(to::community(&page.community, "duties/say")).keyed("not-here").scoped("not-here");
    let form = &form.clone().only_where(|back| back.fields.get("said").is_none_or(|said| said == What::NotHere.id()));
    let hidden = vec![("said", What::NotHere.id().to_owned()), ("span", String::new())];
    Some(
        view! {
            <Form form class="card" fold=t!(cx, "duty-say-not-here") tells=false>
                {hidden_fields(hidden)}
                <Choice form name="code" label=t!(cx, "duty-which") of=&page.duties value="" />
                <Line form name="why" label=t!(cx, "duty-why") hint=t!(cx, "waive-hint") />
                <Send label=t!(cx, "duty-say-not-here-send") />
            </Form>
        }
        .into_any(),
    )
}

/// What was said, which may be taken back.
fn said(cx: &Cx, page: &KeepDuties) -> Option<AnyView> {
    if page.said.is_empty() {
        return None;
    }
    let one = |one: &Said| {
        let span = one.span.map(|span| span.to_string()).unwrap_or_default();
        let form = &of_period(cx, page, "lift", (&one.code, &span));
        let hidden = vec![("code", one.code.clone()), ("span", span.clone())];
        let what = match one.span {
            Some(span) => t!(cx, "duty-said-nothing", name = one.name, span = span.words(cx.language)),
            None => t!(cx, "duty-said-not-here", name = one.name),
        };
        let by = t!(cx, &format!("role-{}", one.by.id()));
        let told = t!(cx, "duty-said-by", on = one.on, by = by, reason = one.reason);
        let lift = page.may_keep.then(|| with_reason(form, hidden, (t!(cx, "duty-lift"), t!(cx, "duty-lift-send"))));
        view! { <li><p><strong>{what}</strong></p> <p dir="auto">{told}</p> {lift}</li> }
    };
    let lines = page.said.iter().map(one).collect_view();
    Some(view! { <section><h2>{t!(cx, "duties-said")}</h2><ul class="plain">{lines}</ul></section> }.into_any())
}

/// Taking a catalogue over, or another version of one that is kept. Both go to one address: what came back is where its choice is offered,
/// and what chose nothing is in the first.
fn adopt(cx: &Cx, page: &KeepDuties, changes: bool) -> Option<AnyView> {
    let (offered, [label, hint, send]) = if changes {
        (&page.versions, ["duties-change", "duties-change-hint", "duties-change-send"])
    } else {
        (&page.offered, ["duties-adopt", "duties-adopt-hint", "duties-adopt-send"])
    };
    if !page.may_adopt || offered.is_empty() {
        return None;
    }
    let own = |back: &Refused| {
        let chosen = back.fields.get("catalogue").map_or("", String::as_str);
        let is_version = page.versions.iter().any(|(choice, _)| choice == chosen);
        if changes { is_version || page.offered.is_empty() } else { !is_version }
    };
    let form = cx.form(to::community(&page.community, "duties/adopt"));
    let form = &if changes { form.keyed("change").scoped("change").only_where(own) } else { form.only_where(own) };
    let main = page.kept.is_empty();
    let offered: Vec<_> = [(String::new(), t!(cx, "choose"))].into_iter().chain(offered.clone()).collect();
    Some(
        view! {
            <Form form class="card" tells=false>
                <Choice form name="catalogue" label=t!(cx, label) of=&offered value="" />
                <p class="hint">{t!(cx, hint)}</p>
                <Send label=t!(cx, send) main />
            </Form>
        }
        .into_any(),
    )
}
