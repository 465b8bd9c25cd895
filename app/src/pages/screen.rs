//! The hall's screen, and the clerk's list of a roll-call.

use crate::{
    address::{self, to},
    islands::{RoomCode, left},
    parts::{form::Button, now, result, room, shell, sitting},
    t,
    view::{
        Cx,
        room::{RollCallPage, ScreenPage},
        sitting::Round,
    },
};
use leptos::prelude::*;
use rules::{session, vote::Phase};

/// So many items of an agenda fit.
const ITEMS: usize = 7;
/// A sitting that begins within this time is counted down to, in milliseconds.
const SOON: i64 = 12 * 60 * 60 * 1000;

/// `/s/…/screen`: readable from ten metres, nothing on it that signs anybody in.
pub fn screen(cx: &Cx, page: ScreenPage) -> String {
    shell::refreshing_page(cx, &page.heading.title.clone(), 15, || {
        let id = page.heading.id.clone();
        let now = page.now;
        // While a vote is open or its result is shown, the numbers need the room.
        view! {
            <div class="hall">
                {board(cx, &page)}
                {(page.heading.phase != session::Phase::Closed).then(|| view! {
                    <aside>
                        <RoomCode src=address::room_code_picture(&id) label=t!(cx, "room-code-alt") seconds=60 now=now />
                        <p>{t!(cx, "screen-join")}</p>
                    </aside>
                })}
                {room::live_screen(cx, &page.live)}
            </div>
        }
    })
}

/// What the screen says: a fragment of the live feed. Each state of a sitting shows the one thing that the hall looks for.
pub fn board(cx: &Cx, page: &ScreenPage) -> AnyView {
    let heading = &page.heading;
    let phase = heading.phase;
    let round = page
        .round
        .as_ref()
        .filter(|one| one.result.is_some() || matches!(one.phase, Phase::Open | Phase::Closed | Phase::Counted));
    let running = matches!(phase, session::Phase::Open | session::Phase::Suspended);
    let (state, middle) = match (&page.item, round) {
        _ if page.roll_call.running => ("call", call(cx, page)),
        _ if running && !heading.paused.is_empty() => ("pause", pause(cx, page)),
        (Some(_), Some(round)) if running => ("votes", votes(cx, page, round)),
        (Some(_), None) if running => ("talk", floor(cx, page)),
        _ => ("agenda", agenda(cx, page)),
    };
    let title = match &page.item {
        Some(item) if running => view! { <h2>{item.title.clone()}</h2> }.into_any(),
        _ if phase == session::Phase::Closed => view! { <h2>{t!(cx, "screen-closed")}</h2> }.into_any(),
        _ if running => view! { <h2>{t!(cx, "agenda")}</h2> }.into_any(),
        _ => view! { <h2>{heading.starts.clone()} " · " {heading.place.clone()}</h2> }.into_any(),
    };
    // Beside a declared result the lamp of the present moment would read as part of it.
    let decided = state == "votes" && round.is_some_and(|one| one.result.is_some());
    let lamp = if heading.quorum_met { "quorum met" } else { "quorum" };
    let lamp =
        (!decided && phase != session::Phase::Closed).then(|| view! { <p class=lamp>{heading.quorum.clone()}</p> });
    view! {
        <section id="screen" class=state data-live="">
            <h1>{heading.body.clone()} " · " {heading.title.clone()}</h1>
            {title}
            <div class="middle">{middle}</div>
            {lamp}
        </section>
    }
    .into_any()
}

/// How long it still takes: ticking where the page has script, the hour beside it everywhere.
fn clock(page: &ScreenPage, warned: bool) -> Option<AnyView> {
    let left_over = page.until - page.now;
    let class = if warned { "clock warned" } else { "clock" };
    (page.until > 0 && left_over > 0 && left_over < SOON)
        .then(|| view! { <p class=class data-until=page.until.to_string()>{left(left_over)}</p> }.into_any())
}

/// Before it begins, between two items and when it is over: the agenda, with how each item stands.
fn agenda(cx: &Cx, page: &ScreenPage) -> AnyView {
    let ahead = page.heading.phase == session::Phase::Announced;
    let mark = |words: &String| (!ahead).then(|| view! { <span class="mark">{words.clone()}</span> });
    let items = page
        .agenda
        .iter()
        .take(ITEMS)
        .map(|(title, stage)| view! { <li><span>{title.clone()}</span> {mark(stage)}</li> })
        .collect_view();
    let more = page.agenda.len().saturating_sub(ITEMS);
    let clock = if ahead { clock(page, false) } else { None };
    let clock = clock.map(|clock| view! { <div class="countdown"><p>{t!(cx, "screen-begins")}</p>{clock}</div> });
    view! {
        {clock}
        <ol class="items">{items}</ol>
        {(more > 0).then(|| view! { <p>{t!(cx, "screen-more", count = more)}</p> })}
    }
    .into_any()
}

/// Who speaks, how long, and who is next.
fn floor(cx: &Cx, page: &ScreenPage) -> AnyView {
    let speaker = match &page.speaking.speaker {
        Some(one) => {
            let side = t!(cx, &format!("side-{}", one.side.id()));
            view! {
                <p class="speaker">
                    {t!(cx, "screen-speaker", name = one.name, side = side)} " "
                    <span class="ends">{t!(cx, "screen-until", until = one.ends)}</span>
                </p>
                {clock(page, one.warned)}
            }
            .into_any()
        }
        None => view! { <p class="speaker">{t!(cx, "speaking-nobody")}</p> }.into_any(),
    };
    let names: Vec<_> = page.speaking.waiting.iter().take(3).map(|(name, _)| name.clone()).collect();
    let next =
        (!names.is_empty()).then(|| view! { <p class="after">{t!(cx, "screen-next", names = names.join("、"))}</p> });
    view! { {speaker} {next} }.into_any()
}

fn pause(cx: &Cx, page: &ScreenPage) -> AnyView {
    view! {
        <p class="speaker">{t!(cx, "session-paused", until = page.heading.paused)}</p>
        {clock(page, false)}
    }
    .into_any()
}

fn call(cx: &Cx, page: &ScreenPage) -> AnyView {
    let (answered, here, until) = (page.roll_call.answered, page.roll_call.here, &page.roll_call.until);
    view! {
        <p class="speaker">{t!(cx, "roll-call-runs", answered = answered, here = here, until = until)}</p>
        {clock(page, false)}
    }
    .into_any()
}

/// A vote: how many have voted while it is open, then what came of it.
fn votes(cx: &Cx, page: &ScreenPage, round: &Round) -> AnyView {
    let body = match &round.result {
        Some(one) => result::brief(cx, &one.record, &one.verdict, &one.sentence),
        None => {
            let open = round.phase == Phase::Open;
            let how = open.then(|| view! { <p class="how">{t!(cx, &format!("screen-how-{}", round.mode.id()))}</p> });
            view! {
                <p class="turnout">
                    <strong>{round.cast}</strong> " / " {round.entitled} " "
                    <span>{t!(cx, "screen-voted")}</span>
                </p>
                {open.then(|| clock(page, false))}
                {how}
            }
            .into_any()
        }
    };
    // A result says itself what it is.
    let stage = round.result.is_none().then(|| view! { <p class="state">{now::stage(cx, round)}</p> });
    view! {
        {stage}
        {body}
    }
    .into_any()
}

/// `/s/…/roll-call`: the clerk answers for those in the room without a phone.
pub fn roll_call(cx: &Cx, page: RollCallPage) -> String {
    shell::island_page(cx, &t!(cx, "roll-call"), || {
        let action = to::session(&page.heading.id, "roll-call/answer");
        let lines = page
            .lines
            .iter()
            .map(|(id, name, answered)| {
                let act = if *answered {
                    view! { <span class="mark">{t!(cx, "roll-call-answered")}</span> }.into_any()
                } else {
                    let hidden = vec![("member", id.clone())];
                    view! { <Button cx to=action.clone() label=t!(cx, "roll-call-for", name = name) hidden /> }
                        .into_any()
                };
                view! { <li><span>{name.clone()}</span> {act}</li> }
            })
            .collect_view();
        let call = &page.call;
        let state = if call.running {
            t!(cx, "roll-call-runs", answered = call.answered, here = call.here, until = call.until)
        } else {
            t!(cx, "roll-call-none")
        };
        view! {
            {sitting::heading(cx, &page.heading)}
            {room::live(cx, &page.live)}

            <section id="list" data-own="all">
                <h2>{t!(cx, "roll-call")}</h2>
                <p class="state">{state}</p>
                <ul class="listed">{lines}</ul>
            </section>
            {sitting::back(cx, &page.heading.id)}
        }
    })
}
