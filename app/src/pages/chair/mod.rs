//! The chair's desk: the one act that the sitting asks for now, what leads the discussion, and folded below it everything else that may
//! be done. And the session's form.

mod form;
mod item;
mod moves;
mod next;

pub use form::form_page;

use crate::{
    address::{self, to},
    parts::{
        base::seen,
        form::{AsTyped, Button, Choice, Form, Line, Send, Text, typed_hint},
        masked, now, room, shell, sitting,
    },
    t,
    view::{Cx, sitting::ChairPage},
};
use leptos::prelude::*;
use rules::{autopilot::Next, session};

/// `/s/…/chair`.
pub fn chair(cx: &Cx, page: ChairPage) -> String {
    shell::island_page(cx, &now::title(cx, &page.now, &page.heading.title), || {
        let page = &page;
        let id = &page.heading.id;
        let leads = page.presiding && page.heading.phase == session::Phase::Open;
        view! {
            {sitting::heading(cx, &page.heading)}
            <p class="quiet">{t!(cx, "presiding", name = page.heading.chair)} " " {page.notice.clone()}</p>
            {now::foot(cx, &page.live, &page.now)}

            {masked::masked(cx)}
            <div id="traces" data-own="all">
                {page.traces.then(|| view! { <p class="missing">{t!(cx, "vote-traces")}</p> })}
            </div>
            {now::steps(cx, &page.now)}
            <div class="desk">
                <div>
                    {next::next(cx, page)}
                    {leads.then(|| lead(cx, page))}
                </div>
                <div>
                    {agenda(cx, page)}
                    {moves::moves(cx, page)}
                    <nav aria-label=t!(cx, "more")>
                        <ul class="links">
                            <li><a href=address::door(&id)>{t!(cx, "door")}</a></li>
                            <li><a href=address::room_code(&id)>{t!(cx, "room-code")}</a></li>
                            <li><a href=address::screen(&id)>{t!(cx, "screen")}</a></li>
                            <li><a href=address::minutes(&id)>{t!(cx, "minutes")}</a></li>
                            <li><a href=address::hidden(&id)>{t!(cx, "hidden")}</a></li>
                            <li><a href=address::session(&id)>{t!(cx, "back-to-session")}</a></li>
                        </ul>
                    </nav>
                </div>
            </div>
        }
    })
}

/// Every item, and of a draft the form for one more.
fn agenda(cx: &Cx, page: &ChairPage) -> AnyView {
    let id = &page.heading.id;
    let items = page.items.iter().enumerate().map(|(at, one)| item::item(cx, page, at, one)).collect_view();
    let edit = page.draft.then(|| {
        let form = &cx.form(to::session(&id, "items"));
        view! {
            <p><a class="button" href=address::edit(&id)>{t!(cx, "session-edit")}</a></p>
            <Form form class="card" tells=false head=view! { <h3>{t!(cx, "item-new")}</h3> }.into_any()>
                <Line form name="title" label=t!(cx, "item-title") />
                <Choice form name="matter" label=t!(cx, "matter") of=&page.matters />
                <Text form name="paper" label=t!(cx, "paper") rows=6 hint=typed_hint(cx) />
                <AsTyped form />
                <Send label=t!(cx, "item-add") />
            </Form>
        }
    });
    view! {
        <section id="agenda" data-own="all">
            <h2>{t!(cx, "agenda")}</h2>
            <ol class="agenda">{items}</ol>
            {edit}
        </section>
    }
    .into_any()
}

/// The floor, a pause, a roll-call: what the chair leads the discussion with.
fn lead(cx: &Cx, page: &ChairPage) -> AnyView {
    let act = |step: &str, main: bool| {
        view! { <Button cx to=to::session(&page.heading.id, &format!("floor/{step}")) label=t!(cx, &format!("floor-{step}")) main hidden=seen(&page.speaking.turn) /> }.into_any()
    };
    let floor = if page.speaking.speaker.is_some() {
        view! { {act("warn", false)} {act("stop", false)} {(!page.speaking.waiting.is_empty()).then(|| act("next", false))} }
            .into_any()
    } else if page.speaking.waiting.is_empty() {
        view! { <p class="quiet">{t!(cx, "floor-nobody")}</p> }.into_any()
    } else {
        act("next", false)
    };
    let pause = (page.next.act != Next::EndPause).then(|| {
        view! {
            <details open=!page.heading.paused.is_empty()>
                <summary>{t!(cx, "pause")}</summary>
                {pause(cx, page)}
            </details>
        }
    });
    let running = page.roll_call.running.then(|| {
        let (answered, here, until) = (page.roll_call.answered, page.roll_call.here, &page.roll_call.until);
        view! {
            <p>{t!(cx, "roll-call-runs", answered = answered, here = here, until = until)}</p>
            <p><a href=address::roll_call(&page.heading.id)>{t!(cx, "roll-call-list")}</a></p>
        }
    });
    let call = (page.next.act != Next::EndRollCall).then(|| call(cx, page));
    view! {
        {room::speaking(cx, &page.speaking)}
        <section id="lead" class="card" data-own="all">
            <div class="acts">{floor}</div>
            {pause}
            <details open=page.roll_call.running>
                <summary>{t!(cx, "roll-call")}</summary>
                <p class="quiet">{t!(cx, "roll-call-lead")}</p>
                {running}
                {call}
            </details>
        </section>
    }
    .into_any()
}

/// Pausing for some minutes, or going on.
fn pause(cx: &Cx, page: &ChairPage) -> AnyView {
    let to = to::session(&page.heading.id, "pause");
    if !page.heading.paused.is_empty() {
        let hidden = vec![("minutes", "0".to_owned())];
        return view! { <Button cx to label=t!(cx, "pause-end") main=true hidden /> }.into_any();
    }
    let minutes: Vec<_> =
        [5, 10, 15, 30].iter().map(|one| (one.to_string(), t!(cx, "pause-minutes", minutes = one))).collect();
    let form = &cx.only_form(to);
    view! {
        <Form form class="row" tells=false>
            <Choice form name="minutes" label=t!(cx, "pause") of=&minutes value="10" />
            <Send label=t!(cx, "pause-begin") />
        </Form>
    }
    .into_any()
}

/// Calling the roll, or ending the call: the second tap says who will have left.
fn call(cx: &Cx, page: &ChairPage) -> AnyView {
    let step = if page.roll_call.running { "end" } else { "begin" };
    let label = t!(cx, &format!("roll-call-{step}"));
    match &page.roll_call_refused {
        None if page.roll_call.running => {
            let end = view! { <Button cx to=to::session(&page.heading.id, "roll-call/end") label=label.clone() /> }
                .into_any();
            let words =
                t!(cx, "roll-call-end-text", silent = page.roll_call_silent, answered = page.roll_call.answered);
            view! {
                <details data-stays="">
                    <summary>{label}</summary>
                    <p class="state">{words}</p>
                    <p>{page.heading.quorum.clone()}</p>
                    {end}
                </details>
            }
            .into_any()
        }
        None => view! { <Button cx to=to::session(&page.heading.id, &format!("roll-call/{step}")) label /> }.into_any(),
        Some(why) => view! { <p class="missing"><strong>{label}</strong> " " {why.clone()}</p> }.into_any(),
    }
}
