//! The opinion: what everybody reads of it, and the form in which it is written, read back and signed.

use crate::{
    address::to,
    parts::{
        base::{base, seen},
        draft::{self, Steps},
        form::{AsTyped, Button, Form, Line, Send, Text},
        seal, shell,
    },
    t,
    view::{
        Cx,
        consultation::{ConsultationPage, OpinionPage},
    },
};
use leptos::prelude::*;
use rules::{
    consultation::Feedback,
    draft::Phase,
    published::{ConsultationContent, DissentContent},
};

/// `/c/…/consultation/…`: for everybody.
pub fn published(cx: &Cx, page: OpinionPage) -> String {
    let content = page.content.clone();
    shell::page(cx, &content.title.clone(), || {
        let signed = t!(cx, &format!("role-{}", content.signed_as));
        let correction = (!content.correction.is_empty())
            .then(|| view! { <p class="changed">{t!(cx, "outcome-corrected", reason = content.correction)}</p> });
        let dissents = content.dissents.iter().map(|one| dissent(cx, one)).collect_view();
        let dissents = (!content.dissents.is_empty()).then(|| {
            view! {
                <section>
                    <h2>{t!(cx, "dissents")}</h2>
                    <ul class="listed">{dissents}</ul>
                </section>
            }
        });
        let feedback = content.feedback.as_ref().map(|one| {
            let role = t!(cx, &format!("role-{}", content.feedback_as));
            view! {
                <section>
                    <h2>{t!(cx, "feedback")}</h2>
                    <p class="quiet">{role}</p>
                    {told(cx, one)}
                </section>
            }
        });
        view! {
            <article class="sheet">
                <p class="over">{content.community.clone()} " · " {content.body.clone()}</p>
                <h1 lang=cx.tongue(&content.title)>{t!(cx, "opinion")} " " {content.title.clone()}</h1>
                {seal::superseded(cx, &page.seal)}
                {correction}
                {body(cx, &content, &page.consensus)}
                {dissents}
                {feedback}
                <p class="quiet">{t!(cx, "opinion-signed", role = signed)} " " {t!(cx, "opinion-nameless")}</p>
                {seal::seal(cx, &page.seal, Vec::new())}
            </article>
        }
    })
}

/// What stands in an opinion, but for dissent and what became of it.
fn body(cx: &Cx, content: &ConsultationContent, consensus: &str) -> AnyView {
    let parties = content
        .parties
        .iter()
        .map(|party| {
            let came = match (party.present, party.refused.as_str()) {
                (0, "") => t!(cx, "party-nobody-came"),
                (0, day) => t!(cx, "group-refused", day = day),
                (count, _) => t!(cx, "group-came", count = count),
            };
            view! { <dt dir="auto">{party.name.clone()}</dt> <dd>{came}</dd> }
        })
        .collect_view();
    let parties = (!content.parties.is_empty())
        .then(|| view! { <h2>{t!(cx, "parties")}</h2> <dl class="facts-list">{parties}</dl> });
    let guests = content.guests.iter().map(|one| {
        view! { <li dir="auto">{t!(cx, "guests-of", organisation = one.organisation, count = one.present)}</li> }
    });
    let guests = guests.collect_view();
    let guests = (!content.guests.is_empty()).then(|| view! { <h2>{t!(cx, "guests")}</h2> <ul>{guests}</ul> });
    let consensus = if consensus.is_empty() {
        view! { <p class="quiet">{t!(cx, "opinion-no-consensus")}</p> }.into_any()
    } else {
        view! { <div class="text" dir="auto" inner_html=consensus.to_owned()></div> }.into_any()
    };
    let apart = content.parties.iter().filter(|party| !party.holds.is_empty());
    let apart: Vec<_> = apart
        .map(|party| view! { <dt dir="auto">{party.name.clone()}</dt> <dd dir="auto" class="as-it-stands">{party.holds.clone()}</dd> })
        .collect();
    let apart =
        (!apart.is_empty()).then(|| view! { <h2>{t!(cx, "opinion-apart")}</h2> <dl class="facts-list">{apart}</dl> });
    let suggestions: Vec<_> =
        content.suggestions.iter().map(|one| view! { <li dir="auto">{one.clone()}</li> }).collect();
    let suggestions =
        (!suggestions.is_empty()).then(|| view! { <h2>{t!(cx, "opinion-suggestions")}</h2> <ol>{suggestions}</ol> });
    let read = t!(cx, &format!("role-{}", content.read_as.id()));
    view! {
        <dl class="facts-list">
            <dt>{t!(cx, "opinion-held")}</dt>
            <dd>{crate::say::day(cx.language, &content.held.to_string())} " " {content.place.clone()}</dd>
            <dt>{t!(cx, "opinion-items")}</dt>
            <dd>{content.items.join("；")}</dd>
            <dt>{t!(cx, "opinion-members")}</dt>
            <dd>{content.members.to_string()}</dd>
            <dt>{t!(cx, "opinion-read")}</dt>
            <dd>{t!(cx, "opinion-read-by", day = content.read, role = read)}</dd>
        </dl>
        {parties}
        {guests}
        <h2>{t!(cx, "opinion-consensus")}</h2>
        {consensus}
        {apart}
        {suggestions}
    }
    .into_any()
}

fn dissent(cx: &Cx, one: &DissentContent) -> AnyView {
    let party = if one.party.is_empty() { t!(cx, "dissent-somebody") } else { one.party.clone() };
    let paper = one.paper.then(|| t!(cx, "dissent-on-paper"));
    view! {
        <li>
            <strong dir="auto">{party}</strong> " " <span class="quiet">{one.on.to_string()} " " {paper}</span>
            <p dir="auto" class="as-it-stands">{one.words.clone()}</p>
        </li>
    }
    .into_any()
}

/// What was told to all who took part.
pub(super) fn told(cx: &Cx, feedback: &Feedback) -> AnyView {
    let answers = feedback
        .answers
        .iter()
        .map(|one| {
            let became = t!(cx, &format!("became-{}", one.became.id()));
            view! { <dt dir="auto">{one.suggestion.clone()}</dt> <dd dir="auto"><strong>{became}</strong> " " {one.reason.clone()}</dd> }
        })
        .collect_view();
    let said =
        (!feedback.said.is_empty()).then(|| view! { <p dir="auto" class="as-it-stands">{feedback.said.clone()}</p> });
    view! {
        <p class="quiet">{t!(cx, "feedback-on", day = feedback.on)}</p>
        <dl class="facts-list">{answers}</dl>
        {said}
    }
    .into_any()
}

/// Where it is written, read back, signed and published.
pub(super) fn sheet(cx: &Cx, page: &ConsultationPage) -> AnyView {
    let at = to::session(&page.heading.id, "opinion");
    let steps = Steps {
        first: t!(cx, "opinion-step-write"),
        sign: "opinion-step-sign",
        publish: "outcome-step-publish",
        last: t!(cx, "opinion-step-done"),
        button: "opinion-sign",
    };
    let written = page.draft.phase.is_some();
    let shown = written.then(|| {
        view! { <div class="card">{body_of(cx, page)}</div> }
    });
    let read = match (written, page.read.as_str()) {
        (false, _) => ().into_any(),
        (true, "") => view! { <p class="missing">{t!(cx, "opinion-unread")}</p> }.into_any(),
        (true, read) => view! { <p class="state">{t!(cx, "opinion-read-at", at = read)}</p> }.into_any(),
    };
    let read_it = page.may.read.then(|| {
        let hidden = seen(&page.read_seen);
        view! { <Button cx to=to::session(&page.heading.id, "opinion/read") label=t!(cx, "opinion-read-send") main=true hidden keyed="read" /> }
    });
    view! {
        <section id="opinion">
            <h2>{t!(cx, "opinion")}</h2>
            {draft::step(cx, &page.draft, &steps)}
            {shown}
            {read}
            {read_it}
            {draft::acts(cx, &page.draft, &at, &steps)}
            {page.may.write.then(|| write(cx, page, &at))}
        </section>
    }
    .into_any()
}

/// What is signed, under headings of a lower level.
fn body_of(cx: &Cx, page: &ConsultationPage) -> AnyView {
    let content = &page.content;
    let apart: Vec<_> = content
        .parties
        .iter()
        .filter(|party| !party.holds.is_empty())
        .map(|party| view! { <dt dir="auto">{party.name.clone()}</dt> <dd dir="auto" class="as-it-stands">{party.holds.clone()}</dd> })
        .collect();
    let suggestions: Vec<_> =
        content.suggestions.iter().map(|one| view! { <li dir="auto">{one.clone()}</li> }).collect();
    let correction = (!content.correction.is_empty())
        .then(|| view! { <p class="changed">{t!(cx, "outcome-corrected", reason = content.correction)}</p> });
    view! {
        {correction}
        <h3>{t!(cx, "opinion-consensus")}</h3>
        <div class="text" dir="auto" inner_html=page.consensus_html.clone()></div>
        <h3>{t!(cx, "opinion-apart")}</h3>
        <dl class="facts-list">{apart}</dl>
        <h3>{t!(cx, "opinion-suggestions")}</h3>
        <ol>{suggestions}</ol>
    }
    .into_any()
}

fn write(cx: &Cx, page: &ConsultationPage, at: &str) -> AnyView {
    let form = &cx.form(at);
    let suggestions = page.content.suggestions.join("\n");
    let correction = page.published.then(|| {
        let hint = Some(t!(cx, "outcome-correction-hint"));
        view! { <Line form name="correction" label=t!(cx, "outcome-correction") value=&page.correction nostrip:hint=hint /> }.into_any()
    });
    let stands = [
        ("consensus", t!(cx, "opinion-consensus"), page.consensus.clone()),
        ("suggestions", t!(cx, "opinion-suggestions"), suggestions.clone()),
    ];
    let holds = page
        .parties
        .iter()
        .map(|party| {
            view! { <Text form name=format!("holds-{}", party.id) label=t!(cx, "opinion-holds", party = party.name) rows=2 value=&party.holds /> }
        })
        .collect_view();
    let written = !page.consensus.is_empty();
    let fold = if page.draft.phase.is_some() { t!(cx, "opinion-change") } else { t!(cx, "opinion-write") };
    let open = page.draft.phase.is_none() || page.draft.moved;
    let open = open || (page.draft.phase == Some(Phase::Draft) && !page.draft.returned.is_empty());
    view! {
        <Form form class="card" id="write" fold=fold open=open tells=false>
            {base(form, &page.base, &stands)}
            {correction}
            <Text form name="consensus" label=t!(cx, "opinion-consensus") rows=5 value=&page.consensus hint=t!(cx, "opinion-consensus-hint") />
            {holds}
            <Text form name="suggestions" label=t!(cx, "opinion-suggestions") rows=4 value=&suggestions hint=t!(cx, "opinion-suggestions-hint") />
            <AsTyped form stored=page.form written=written />
            <Send label=t!(cx, "save") main=true />
        </Form>
    }
    .into_any()
}
