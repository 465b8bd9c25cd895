//! An item of the agenda on the chair's page: folded away under its title and how it stands. What is asked for next of it stands in the
//! box above, and not here.

use super::super::{conduct, gates, interest::interests, session::round};
use crate::{
    address::{self, to},
    parts::{
        base::{BASE, seen},
        form::{Button, Choice, Day, Form, Send, Text},
        now, room,
    },
    t,
    view::{
        Cx,
        sitting::{ChairPage, ItemView},
    },
};
use leptos::prelude::*;
use rules::{autopilot::Next, session, vote::Phase};

/// The item, which is that many from the top.
pub(super) fn item(cx: &Cx, page: &ChairPage, at: usize, item: &ItemView) -> AnyView {
    let next = (page.next.item == Some(at)).then_some(page.next.act);
    let head = head(cx, page, item, next);
    let acts = acts(cx, page, item, next);
    // What somebody has just sent from it and got back lies open.
    let back = cx.refused.as_ref().is_some_and(|one| {
        one.form.contains(item.id.as_str()) || item.rounds.iter().any(|round| one.form.contains(round.vote.as_str()))
    });
    let unpublished = item.ending.as_ref().is_some_and(|one| !one.published);
    let open = page.draft || item.current || unpublished || next.is_some() || back;
    view! {
        <li id=format!("item-{}", item.id)>
            <details open=open>
                <summary><h3>{item.title.clone()}</h3> " " <span class="mark">{now::item_stage(cx, item)}</span></summary>
                {head}
                {acts}
            </details>
        </li>
    }
    .into_any()
}

/// What it is about: matter, text, gates, interests.
fn head(cx: &Cx, page: &ChairPage, item: &ItemView, next: Option<Next>) -> AnyView {
    let text = if item.revision > 0 {
        t!(cx, "text-revision", title = item.text_title, revision = item.revision)
    } else {
        t!(cx, "text-none")
    };
    let write = (page.may_write && !item.frozen)
        .then(|| view! { <p><a class="button" href=address::item(&item.id)>{t!(cx, "text-write")}</a></p> });
    let record = view! { <p><a href=address::gates(&item.id)>{t!(cx, "gates-record")}</a></p> }.into_any();
    // What is shut stands in the box above where that is what is asked for.
    let gates = gates::folded(cx, &item.gates, !item.frozen && next != Some(Next::Gates), Some(record));
    let interest = (!page.draft).then(|| {
        view! {
            {interests(cx, &item.interests)}
            <p><a href=address::interest(&item.id)>{t!(cx, "interest-go")}</a></p>
            {(item.revision > 0).then(|| view! { <p><a href=address::ballots(&item.id)>{t!(cx, "paper-print")}</a></p> })}
        }
    });
    view! {
        <p class="quiet">{item.matter.clone()} " · " {text}</p>
        {write}
        {appraised(cx, item)}
        {gates}
        {interest}
    }
    .into_any()
}

/// Who is appraised, where the item is of that type.
fn appraised(cx: &Cx, item: &ItemView) -> Option<AnyView> {
    item.appraises.then(|| {
        let people = item
            .appraised
            .iter()
            .map(|(name, office)| view! { <li><strong>{name.clone()}</strong> " " <span class="note">{office.clone()}</span></li> })
            .collect_view();
        let none = item.appraised.is_empty().then(|| view! { <p class="quiet">{t!(cx, "appraised-none-yet")}</p> });
        view! {
            {none}
            <ul class="interests">{people}</ul>
            <p><a href=address::appraised(&item.id)>{t!(cx, "appraised-go")}</a></p>
        }
        .into_any()
    })
}

/// Its rounds and how it ended, and what may be done with it besides what is asked for next.
fn acts(cx: &Cx, page: &ChairPage, item: &ItemView, next: Option<Next>) -> AnyView {
    let running = page.presiding && page.heading.phase == session::Phase::Open;
    let rounds = item
        .rounds
        .iter()
        .map(|one| {
            let asked = next.is_some_and(Next::is_of_a_vote) && one.phase.is_running();
            let act = match one.phase {
                Phase::Declared => Some(
                    view! { <p><a class="button" href=address::outcome(&one.vote)>{t!(cx, "outcome-go")}</a></p> }
                        .into_any(),
                ),
                _ => (page.presiding && !asked).then(|| conduct::run(cx, one)),
            };
            view! { {round(cx, one)} {act} }
        })
        .collect_view();
    let open = (running && item.revision > 0 && !item.voting && !next.is_some_and(Next::leaves_a_choice))
        .then(|| conduct::open(cx, item, page.heading.weighs));
    // Opening a vote on an item that is not called is rare: it lies folded.
    let open = open.map(|form| match &item.may_open {
        Some(_) => form,
        None => {
            let back = cx.refused.as_ref().is_some_and(|one| one.form == to::item(&item.id, "open-vote"));
            view! { <details open=back><summary>{t!(cx, "vote-open-now")}</summary>{form}</details> }.into_any()
        }
    });
    let call = (running && !item.current && next != Some(Next::Call))
        .then(|| view! { <Button cx to=to::item(&item.id, "call") label=t!(cx, "item-call") /> });
    let thread = (!page.draft).then(|| {
        let words = t!(cx, "thread-counts", proposals = item.proposals, remarks = item.remarks);
        view! { <p><a href=address::thread(&item.id)>{words}</a></p> }
    });
    let publish = (next != Some(Next::Ending)).then(|| publish(cx, page, item)).flatten();
    let end = (!next.is_some_and(Next::leaves_a_choice)).then(|| end(cx, page, item)).flatten();
    let drop = page.draft.then(|| {
        let hidden = vec![("item", item.id.clone()), (BASE, item.revision.to_string())];
        view! {
            <p><a class="button" href=address::edit_item(&item.id)>{t!(cx, "item-edit")}</a></p>
            <div class="acts">
                {places(cx, page, item)}
                <Button cx to=to::session(&page.heading.id, "drop-item") label=t!(cx, "item-drop") hidden />
            </div>
        }
    });
    let correct = page.may_correct.then(|| {
        view! { <p><a class="button" href=address::edit_item(&item.id)>{t!(cx, "item-correct")}</a></p> }
    });
    view! {
        {rounds}
        {open}
        {item.ending.as_ref().map(|one| room::ending(cx, one))}
        {call}
        {thread}
        {end}
        {publish}
        {drop}
        {correct}
    }
    .into_any()
}

/// Moving an item of a draft up or down: each by one place, where there is one.
fn places(cx: &Cx, page: &ChairPage, item: &ItemView) -> AnyView {
    let ends = [page.items.first(), page.items.last()].map(|one| one.is_some_and(|one| one.id == item.id));
    [("up", ends[0]), ("down", ends[1])]
        .into_iter()
        .filter(|(_, at_end)| !at_end)
        .map(|(way, _)| {
            let hidden = [vec![("item", item.id.clone()), ("way", way.to_owned())], seen(&page.stands)].concat();
            let to = to::session(&page.heading.id, "move-item");
            view! { <Button cx to label=t!(cx, &format!("item-{way}")) hidden /> }
        })
        .collect_view()
        .into_any()
}

/// Publishing how it ended without a vote.
pub(super) fn publish(cx: &Cx, page: &ChairPage, item: &ItemView) -> Option<AnyView> {
    let unpublished = item.ending.as_ref().is_some_and(|one| !one.published);
    (page.presiding && unpublished).then(|| {
        view! { <Button cx to=to::item(&item.id, "end/publish") label=t!(cx, "ending-publish") main=true /> }.into_any()
    })
}

/// Ending it without a vote.
pub(super) fn end(cx: &Cx, page: &ChairPage, item: &ItemView) -> Option<AnyView> {
    let running = page.presiding && page.heading.phase == session::Phase::Open;
    (running && item.ending.is_none() && !item.frozen).then(|| {
        let form = &cx.form(to::item(&item.id, "end")).scoped(&format!("end-{}", item.id));
        view! {
            <Form form fold=t!(cx, "ending") class="card" tells=false>
                <Choice form name="kind" label=t!(cx, "ending-kind") of=&item.ends />
                <Text form name="body" label=t!(cx, "ending-body") rows=4 />
                <Text form name="dissent" label=t!(cx, "ending-dissent-field") rows=2 hint=t!(cx, "ending-dissent-hint") />
                <Day form name="due" label=t!(cx, "ending-due") />
                <Choice form name="referred" label=t!(cx, "ending-refer-to") of=&page.ends.bodies />
                <Send label=t!(cx, "ending-send") />
            </Form>
        }
        .into_any()
    })
}
