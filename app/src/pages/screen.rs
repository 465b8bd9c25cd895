//! The hall's screen, and the clerk's list of a roll-call.

use crate::{
    address::{self, to},
    islands::RoomCode,
    parts::{form::Button, now, result, room, shell, sitting},
    t,
    view::{
        Cx,
        room::{RollCallPage, ScreenPage},
    },
};
use leptos::prelude::*;
use rules::{session, vote::Phase};

/// `/s/…/screen`: readable from ten metres, nothing on it that signs anybody in.
pub fn screen(cx: &Cx, page: ScreenPage) -> String {
    shell::refreshing_page(cx, &page.heading.title.clone(), 15, || {
        let id = page.heading.id.clone();
        // While a vote is open or its result is shown, the numbers need the room.
        view! {
            <div class="hall">
                {board(cx, &page)}
                {(page.heading.phase != session::Phase::Closed).then(|| view! {
                    <aside>
                        <RoomCode src=address::room_code_picture(&id) label=t!(cx, "room-code-alt") seconds=60 />
                        <p>{t!(cx, "screen-join")}</p>
                    </aside>
                })}
                {room::live_screen(cx, &page.live)}
            </div>
        }
    })
}

/// What the screen says: a fragment of the live feed.
pub fn board(cx: &Cx, page: &ScreenPage) -> AnyView {
    let heading = &page.heading;
    let lamp = if heading.quorum_met { "quorum met" } else { "quorum" };
    let item = match &page.item {
        _ if heading.phase == session::Phase::Closed => view! { <h2>{t!(cx, "screen-closed")}</h2> }.into_any(),
        Some(item) => view! { <h2>{item.title.clone()}</h2> }.into_any(),
        None => view! { <p>{t!(cx, "now-none")}</p> }.into_any(),
    };
    let paused = (!heading.paused.is_empty())
        .then(|| view! { <p class="state">{t!(cx, "session-paused", until = heading.paused)}</p> });
    let speaker = page.speaking.speaker.as_ref().map(|one| {
        let class = if one.warned { "clock warned" } else { "clock" };
        view! {
            <p class="speaker">
                {t!(cx, "screen-speaker", name = one.name, side = t!(cx, &format!("side-{}", one.side.id())))} " "
                <span class=class>{t!(cx, "screen-until", until = one.ends)}</span>
            </p>
        }
    });
    let round = page.round.as_ref().map(|one| {
        let result = one.result.as_ref().map(|one| result::result(cx, &one.record, &one.verdict, &one.sentence));
        view! {
            <section class=format!("round {}", one.phase.id())>
                <p class="state">{now::stage(cx, one)}</p>
                <p>{one.title.clone()} " " {t!(cx, "vote-round", round = one.round, revision = one.revision)}</p>
                <p class="turnout">{t!(cx, "vote-turnout", cast = one.cast, entitled = one.entitled)}</p>
                {result}
            </section>
        }
    });
    let deciding =
        page.round.as_ref().is_some_and(|one| matches!(one.phase, Phase::Open | Phase::Closed | Phase::Counted));
    let decided = page.round.as_ref().is_some_and(|one| one.result.is_some());
    let class = if deciding || decided { "votes" } else { "" };
    let call = page.roll_call.running.then(|| {
        let (answered, here, until) = (page.roll_call.answered, page.roll_call.here, &page.roll_call.until);
        view! { <p class="state">{t!(cx, "roll-call-runs", answered = answered, here = here, until = until)}</p> }
    });
    // Beside a declared result the lamp of the present moment would read as part of it.
    let lamp = (!decided).then(|| view! { <p class=lamp>{heading.quorum.clone()}</p> });
    view! {
        <section id="screen" class=class data-live="">
            <p class="over">{heading.body.clone()} " · " {heading.title.clone()}</p>
            {item}
            {paused}
            {speaker}
            {call}
            {round}
            {lamp}
        </section>
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
