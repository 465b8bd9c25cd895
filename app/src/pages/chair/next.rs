//! The box that leads the chair's page: the one act that the sitting asks for, and what is missing for it.

use super::{
    super::{conduct, gates},
    item, lead,
    moves::step,
};
use crate::{
    address::{self, to},
    parts::form::Button,
    t,
    view::{
        Cx,
        next::TurnoutView,
        sitting::{ChairPage, ItemView},
    },
};
use leptos::prelude::*;
use rules::{autopilot::Next, session::Move};

/// How many names stand in a line; more are folded away.
const NAMES: usize = 15;

/// 下一步.
pub(super) fn next(cx: &Cx, page: &ChairPage) -> AnyView {
    let next = &page.next;
    let item = next.item.and_then(|at| page.items.get(at));
    let title = item.map(|one| one.title.clone()).unwrap_or_default();
    let words = match next.act {
        Next::Wait => t!(cx, "next-wait", opens = next.opens),
        Next::Ballots | Next::CloseVote => next.turnout.as_ref().map_or_else(String::new, |one| {
            let key = format!("next-{}", next.act.id());
            t!(cx, &key, here = one.here, cast = one.cast, waiting = one.waiting)
        }),
        act => t!(cx, &format!("next-{}", act.id()), title = title),
    };
    let over = item.filter(|_| next.act.is_of_a_vote()).map(|one| view! { <p class="over">{one.title.clone()}</p> });
    let missing = next.turnout.as_ref().filter(|_| next.act == Next::Ballots).map(|one| missing(cx, one));
    view! {
        <section id="next" class="card next" data-own="all">
            <h2>{t!(cx, "next")}</h2>
            {over}
            <p class="ask">{words}</p>
            {missing}
            {act(cx, page, item)}
        </section>
    }
    .into_any()
}

/// Who could still vote, by name where votes are by name; and who holds a paper.
fn missing(cx: &Cx, turnout: &TurnoutView) -> AnyView {
    let list = |words: String, names: &[String]| {
        let all = names.join("、");
        match names.len() {
            0 => ().into_any(),
            few if few <= NAMES => view! { <p class="names">{words} {all}</p> }.into_any(),
            _ => {
                let words = words.trim_end_matches(['：', ':', ' ']).to_owned();
                view! { <details><summary>{words}</summary><p class="names">{all}</p></details> }.into_any()
            }
        }
    };
    view! {
        {list(t!(cx, "next-waiting", count = turnout.names.len()), &turnout.names)}
        {list(t!(cx, "next-papers", count = turnout.papers.len()), &turnout.papers)}
    }
    .into_any()
}

/// The act itself, or the way to it.
fn act(cx: &Cx, page: &ChairPage, item: Option<&ItemView>) -> AnyView {
    let session = &page.heading.id;
    let way = |href: String, key: &str| view! { <p><a class="button main" href=href>{t!(cx, key)}</a></p> }.into_any();
    let of_move =
        |wanted: Move| page.moves.iter().find(|one| one.step == wanted).map(|one| step(cx, page, one)).into_any();
    match (page.next.act, item) {
        (Next::AddItem, _) => way("#agenda".to_owned(), "item-new"),
        (Next::Announce, _) => of_move(Move::Announce),
        (Next::CallAnew, _) => of_move(Move::Postpone),
        (Next::Open, _) => of_move(Move::Open),
        (Next::Resume, _) => of_move(Move::Resume),
        (Next::Close, _) => of_move(Move::Close),
        (Next::Write, Some(one)) => {
            let write = page.may_write.then(|| way(address::item(&one.id), "text-write"));
            view! { {write} {item::end(cx, page, one)} }.into_any()
        }
        (Next::Gates, Some(one)) => {
            let shut: Vec<_> = one.gates.iter().filter(|gate| !gate.met).cloned().collect();
            view! {
                {gates::list(cx, &shut)}
                {way(address::gates(&one.id), "gates-record")}
                {item::end(cx, page, one)}
            }
            .into_any()
        }
        (Next::Gather, Some(one)) => view! {
            <p class="missing">{page.heading.quorum.clone()}</p>
            {way(address::door(&session), "door")}
            {item::end(cx, page, one)}
        }
        .into_any(),
        (Next::Decision, Some(one)) => {
            one.rounds.last().map(|round| way(address::outcome(&round.vote), "outcome-go")).into_any()
        }
        (Next::Minutes, _) => way(address::minutes(&session), "minutes"),
        // Running the sitting is for whoever presides.
        _ if !page.presiding => view! { <p class="state">{t!(cx, "next-presider")}</p> }.into_any(),
        (Next::EndPause, _) => lead::pause(cx, page),
        (Next::EndRollCall, _) => lead::call(cx, page),
        (Next::Call, Some(one)) => {
            view! { <Button cx to=to::item(&one.id, "call") label=t!(cx, "item-call") main=true /> }.into_any()
        }
        (Next::OpenVote, Some(one)) => {
            view! { {conduct::open(cx, one, page.heading.weighs)} {item::end(cx, page, one)} }.into_any()
        }
        (Next::Ballots | Next::CloseVote | Next::Count | Next::Recount | Next::Declare, Some(one)) => {
            one.rounds.iter().rfind(|round| round.phase.is_running()).map(|round| conduct::run(cx, round)).into_any()
        }
        (Next::Ending, Some(one)) => item::publish(cx, page, one).into_any(),
        _ => ().into_any(),
    }
}
