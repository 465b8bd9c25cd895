//! Minutes (会议记录): put together from the record, with the clerk's notes and lines to sign.

use super::vote::void_words;
use crate::{
    address::{self, to},
    parts::{
        base::base,
        draft::{self, Steps},
        form::{AsTyped, Form, Line, Send, Text},
        masked, result, seal, shell, sitting,
    },
    t,
    view::{
        Cx,
        minutes::{MinutesForm, MinutesPage, MinutesShown, NamesPage, NamesShown},
    },
};
use leptos::prelude::*;
use rules::{agenda::Matter, published::MinutesItem, roll::present};

/// `/s/…/minutes`: written, signed off, published; printed to be signed by hand.
pub fn minutes(cx: &Cx, page: MinutesForm) -> String {
    let cx = &Cx { paper: true, ..cx.clone() };
    shell::paper_page(cx, &t!(cx, "minutes"), || {
        let at = to::session(&page.heading.id, "minutes");
        let form = &cx.only_form(at.as_str());
        let steps = Steps {
            first: t!(cx, "minutes-step-write"),
            sign: if page.closed { "minutes-step-sign" } else { "minutes-step-open" },
            publish: "minutes-step-publish",
            last: t!(cx, "minutes-step-done"),
            button: "minutes-sign",
        };
        let step = draft::step(cx, &page.draft, &steps);
        let public = (!page.public.is_empty())
            .then(|| view! { <p><a class="button" href=page.public.clone()>{t!(cx, "minutes-public")}</a></p> });
        let write = page.may_write.then(|| {
            let correction = page.published.then(|| {
                let hint = Some(t!(cx, "outcome-correction-hint"));
                view! { <Line form name="correction" label=t!(cx, "outcome-correction") value=&page.correction nostrip:hint=hint /> }.into_any()
            });
            let stands = [
                ("correction", t!(cx, "outcome-correction"), page.correction.clone()),
                ("notes", t!(cx, "minutes-notes"), page.notes.clone()),
            ];
            // The reason of a correction is asked once the minutes are public.
            let stands = if page.published { &stands[..] } else { stands.get(1..).unwrap_or_default() };
            let value = page.begun.clone().unwrap_or_else(|| page.notes.clone());
            let written = !page.notes.is_empty();
            let begun = match (&page.begun, page.draft.phase) {
                (Some(_), Some(_)) => view! { <p class="changed">{t!(cx, "minutes-anew-here")}</p> }.into_any(),
                (Some(_), None) => ().into_any(),
                (None, _) => view! { <p><a href=format!("{}?anew=1#write", address::minutes(&page.heading.id))>{t!(cx, "minutes-anew")}</a></p> }.into_any(),
            };
            view! {
                <Form form id="write" class="card screen-only" tells=false>
                    {base(form, &page.base, stands)}
                    {correction}
                    {begun}
                    <Text form name="notes" label=t!(cx, "minutes-notes") rows=16 value=&value hint=t!(cx, "minutes-notes-hint") />
                    <AsTyped form stored=page.form written=written />
                    <Send label=t!(cx, "save") main=true />
                </Form>
            }
        });
        let lines = ["minutes-chair", "minutes-clerk", "sheet-witness"]
            .map(|key| view! { <p class="sign-line">{t!(cx, key)} <span></span> {t!(cx, "sheet-time")} <span></span></p> })
            .into_iter()
            .collect_view();
        view! {
            <div class="screen-only">
                {sitting::heading(cx, &page.heading)}
                <h2>{t!(cx, "minutes")}</h2>
                {step}

                {masked::masked(cx)}
                {draft::acts(cx, &page.draft, &at, &steps)}
                {public}
            </div>
            {write}
            <article class="sheet print-sheet">
                {body(cx, &page.shown)}
                <p>{t!(cx, "presiding", name = page.heading.chair)}</p>
                {lines}
            </article>
            <article class="sheet print-sheet" id="names">
                <p class="over">{page.names.community.clone()}</p>
                <h1>{t!(cx, "names")} " " {page.names.title.clone()}</h1>
                <p class="changed">{t!(cx, "names-within")}</p>
                {people(cx, &page.names)}
            </article>
            {sitting::back(cx, &page.heading.id)}
        }
    })
}

/// `/c/…/minutes/…`: for everybody.
pub fn published(cx: &Cx, page: MinutesPage) -> String {
    let content = &page.shown.content;
    let title = format!("{} · {}", t!(cx, "minutes"), content.title);
    let of: Vec<_> = content.items.iter().map(|item| item.title.as_str()).collect();
    let told = format!("{} · {} · {}", content.body, page.shown.opened, of.join(" · "));
    let shared = shell::Shared::posting(cx, &title, page.seal.posted.is_withdrawn(), &told);
    shell::shared_page(cx, &title, shared, || {
        let signed = t!(cx, &format!("role-{}", page.shown.content.signed_as));
        let names = (!page.names.is_empty()).then(|| {
            view! {
                <p class="quiet screen-only">
                    {t!(cx, "names-elsewhere")} " " <a href=page.names.clone()>{t!(cx, "names-open")}</a>
                </p>
            }
        });
        view! {
            <article class="sheet">
                <p class="over">{page.shown.content.community.clone()}</p>
                {seal::superseded(cx, &page.seal)}
                {body(cx, &page.shown)}
                {names}
                <p class="quiet">{t!(cx, "minutes-signed", role = signed)}</p>
                {seal::seal(cx, &page.seal, Vec::new())}
            </article>
        }
    })
}

/// `/c/…/attendance/…`: for members.
pub fn names(cx: &Cx, page: NamesPage) -> String {
    shell::page(cx, &t!(cx, "names"), || {
        view! {
            <article class="sheet">
                <p class="over">{page.shown.community.clone()}</p>
                {seal::superseded(cx, &page.seal)}
                <h1>{t!(cx, "names")} " " {page.shown.title.clone()}</h1>
                <p class="quiet">{page.shown.body.clone()} " · " {page.shown.opened.clone()}</p>
                {people(cx, &page.shown)}
                <p class="screen-only"><a href=page.minutes.clone()>{t!(cx, "minutes-public")}</a></p>
                {seal::seal(cx, &page.seal, Vec::new())}
            </article>
        }
    })
}

/// Who was there and who was not, each list with how many it holds, and who proposed what.
fn people(cx: &Cx, shown: &NamesShown) -> AnyView {
    let correction = (!shown.correction.is_empty())
        .then(|| view! { <p class="changed">{t!(cx, "outcome-correction")} " " {shown.correction.clone()}</p> });
    let groups = shown
        .groups
        .iter()
        .filter(|group| !group.lines.is_empty())
        .map(|group| {
            let lines = group
                .lines
                .iter()
                .map(|(name, note)| {
                    let note = (!note.is_empty()).then(|| view! { " " <span class="quiet">{note.clone()}</span> });
                    view! { <li>{name.clone()} {note}</li> }
                })
                .collect_view();
            view! {
                <section>
                    <h2>{t!(cx, &group.key, count = group.lines.len())}</h2>
                    <ul class="names">{lines}</ul>
                </section>
            }
        })
        .collect_view();
    let items = (!shown.items.is_empty()).then(|| {
        let items = shown
            .items
            .iter()
            .map(|item| {
                let made = item
                    .proposals
                    .iter()
                    .map(|(number, name)| view! { <li>{t!(cx, "names-proposal", number = number, name = name)}</li> })
                    .collect_view();
                view! {
                    <h3>{item.title.clone()}</h3>
                    <ul>{made}</ul>
                }
            })
            .collect_view();
        view! {
            <section>
                <h2>{t!(cx, "names-proposals")}</h2>
                {items}
            </section>
        }
    });
    view! { {correction} {groups} {items} }.into_any()
}

fn body(cx: &Cx, shown: &MinutesShown) -> AnyView {
    let content = &shown.content;
    let counts = &content.counts;
    let facts = [
        ("minutes-body", content.body.clone()),
        ("minutes-place", content.place.clone()),
        ("minutes-time", format!("{} – {}", shown.opened, shown.closed)),
        ("count-eligible", counts.eligible.to_string()),
        ("count-present", present(counts).to_string()),
        ("count-onsite", counts.onsite.to_string()),
        ("count-online", counts.online_verified.to_string()),
        ("count-proxies", counts.proxies_accepted.to_string()),
        ("count-observers", (counts.observers + counts.online_unverified).to_string()),
    ]
    .map(|(key, value)| view! { <dt>{t!(cx, key)}</dt> <dd>{value}</dd> })
    .into_iter()
    .collect_view();
    let households = content.households.map(|one| {
        view! {
            <dt>{t!(cx, "represented-all")}</dt>
            <dd>{one.all}</dd>
            <dt>{t!(cx, "represented-here")}</dt>
            <dd>{one.here}</dd>
        }
    });
    let items = content
        .items
        .iter()
        .zip(shown.rounds.iter().zip(&shown.endings))
        .map(|(one, (rounds, ending))| item(cx, one, rounds, ending))
        .collect_view();
    let acts = content
        .acts
        .iter()
        .zip(&shown.times)
        .map(|(act, time)| {
            let role = if act.role.is_empty() { String::new() } else { t!(cx, &format!("role-{}", act.role)) };
            view! {
                <li>
                    {time.clone()} " " {t!(cx, &format!("act-{}", act.act))} " " <span class="quiet">{role}</span> " "
                    {act.reason.clone()}
                </li>
            }
        })
        .collect_view();
    let correction = (!content.correction.is_empty())
        .then(|| view! { <p class="changed">{t!(cx, "outcome-correction")} " " {content.correction.clone()}</p> });
    let notes = (!shown.notes.is_empty()).then(|| {
        view! {
            <section>
                <h2>{t!(cx, "minutes-notes")}</h2>
                <div class="text" inner_html=shown.notes.clone()></div>
            </section>
        }
    });
    view! {
        <h1>{t!(cx, "minutes")} " " {content.title.clone()}</h1>
        {correction}
        <dl class="facts-list">{facts} {households}</dl>
        {items}
        {notes}
        <section>
            <h2>{t!(cx, "minutes-acts")}</h2>
            <ul class="minutes-acts">{acts}</ul>
        </section>
    }
    .into_any()
}

fn item(cx: &Cx, one: &MinutesItem, shown: &[(String, String)], ending: &str) -> AnyView {
    let rounds = one
        .rounds
        .iter()
        .zip(shown)
        .map(|(round, (text, sentence))| {
            let counted = round.result.as_ref().map(|(record, verdict)| result::result(cx, record, verdict, sentence));
            let void = (round.phase == "void").then(|| {
                view! { <p class="missing">{t!(cx, "vote-void-why", reason = void_words(cx, &round.void_reason))}</p> }
            });
            view! {
                <h3>
                    {t!(cx, "vote-round", round = round.round, revision = round.revision)} " "
                    {t!(cx, &format!("mode-{}", round.mode))} " · " {t!(cx, &format!("vote-{}", round.phase))}
                </h3>
                <p><strong>{round.text_title.clone()}</strong></p>
                <div class="text" inner_html=text.clone()></div>
                {void}
                {counted}
            }
        })
        .collect_view();
    let within = one.within.then(|| view! { <p class="quiet">{t!(cx, "minutes-within")}</p> });
    let ended = one.ending.as_ref().map(|how| {
        let dissent = (!how.dissent.is_empty())
            .then(|| view! { <p>{t!(cx, "ending-dissent-field")} " " {how.dissent.clone()}</p> });
        view! {
            <p class="state">{t!(cx, &format!("ending-{}", how.kind))}</p>
            <div class="text" inner_html=ending.to_owned()></div>
            {dissent}
        }
    });
    let interests = (one.interests > 0)
        .then(|| view! { <p>{t!(cx, "minutes-interests", declared = one.interests, recused = one.recused)}</p> });
    let counts = (!one.within)
        .then(|| format!(" · {}", t!(cx, "thread-counts", proposals = one.proposals, remarks = one.remarks)));
    let entered = (one.entered > 0).then(|| format!(" {}", t!(cx, "minutes-entered", count = one.entered)));
    let matter =
        Matter::from_id(&one.matter).map_or_else(|| one.matter.clone(), |matter| matter.name(cx.language).to_owned());
    view! {
        <section>
            <h2>{one.title.clone()}</h2>
            <p class="quiet">{matter} {counts} {entered}</p>
            {interests}
            {within}
            {rounds}
            {ended}
        </section>
    }
    .into_any()
}
