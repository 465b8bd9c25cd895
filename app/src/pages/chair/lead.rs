//! What the chair leads the discussion with: the floor, a pause, a roll-call.

use crate::{
    address::{self, to},
    parts::{
        base::seen,
        form::{Beside, Button, Choice, Form, Line, Send, Tick, hidden_fields},
        room,
    },
    t,
    view::{Cx, sitting::ChairPage},
};
use leptos::prelude::*;
use rules::{autopilot::Next, speech::Side};

/// The floor, a pause, a roll-call.
pub(super) fn lead(cx: &Cx, page: &ChairPage) -> AnyView {
    let act = |step: &str| {
        view! { <Button cx to=to::session(&page.heading.id, &format!("floor/{step}")) label=t!(cx, &format!("floor-{step}")) hidden=seen(&page.speaking.turn) /> }.into_any()
    };
    let floor = if page.speaking.speaker.is_some() {
        view! { {act("warn")} {act("stop")} {(!page.speaking.waiting.is_empty()).then(|| act("next"))} }.into_any()
    } else if page.speaking.waiting.is_empty() {
        view! { <p class="quiet">{t!(cx, "floor-nobody")}</p> }.into_any()
    } else {
        act("next")
    };
    let pause = (page.next.act != Next::EndPause).then(|| {
        view! {
            <details open=!page.heading.paused.is_empty()>
                <summary>{t!(cx, "pause")}</summary>
                {pause(cx, page)}
            </details>
        }
    });
    // While it runs it stands in the box.
    let begin = (page.next.act != Next::EndRollCall).then(|| {
        view! {
            <details>
                <summary>{t!(cx, "roll-call")}</summary>
                <p class="quiet">{t!(cx, "roll-call-lead")}</p>
                {call(cx, page)}
            </details>
        }
    });
    view! {
        {room::speaking(cx, &page.speaking)}
        <div id="lead" class="card" data-own="all">
            <div class="acts">{floor}</div>
            {hand_for(cx, page)}
            {pause}
            {begin}
        </div>
    }
    .into_any()
}

/// Somebody without a phone asks for the floor.
fn hand_for(cx: &Cx, page: &ChairPage) -> Option<AnyView> {
    page.items.iter().any(|one| one.current).then(|| {
        let form = &cx.form(to::session(&page.heading.id, "hand-for")).scoped("hand-for");
        let sides: Vec<_> =
            Side::ALL.iter().map(|one| (one.id().to_owned(), t!(cx, &format!("side-{}", one.id())))).collect();
        view! {
            <Form form fold=t!(cx, "hand-for") class="card" tells=false>
                <Line form name="member" label=t!(cx, "for-whom") hint=t!(cx, "for-whom-hint") />
                <Choice form name="side" label=t!(cx, "hand-side-for") of=&sides value="other" />
                <Send label=t!(cx, "hand-for-send") />
            </Form>
        }
        .into_any()
    })
}

/// Pausing for some minutes, or going on.
pub(super) fn pause(cx: &Cx, page: &ChairPage) -> AnyView {
    let to = to::session(&page.heading.id, "pause");
    if !page.heading.paused.is_empty() {
        let mut hidden = vec![("minutes", "0".to_owned())];
        hidden.extend(seen(&page.heading.pause_stands));
        return view! { <Button cx to label=t!(cx, "pause-end") main=true hidden /> }.into_any();
    }
    let minutes: Vec<_> =
        [5, 10, 15, 30].iter().map(|one| (one.to_string(), t!(cx, "pause-minutes", minutes = one))).collect();
    // The page has other forms, one of them with minutes too.
    let form = &cx.form(to);
    view! {
        <Form form class="row" tells=false>
            {hidden_fields(seen(&page.heading.pause_stands))}
            <Choice form name="minutes" label=t!(cx, "pause") of=&minutes value="10" />
            <Send label=t!(cx, "pause-begin") />
        </Form>
    }
    .into_any()
}

/// Calling the roll, or what ends the call that runs.
pub(super) fn call(cx: &Cx, page: &ChairPage) -> AnyView {
    let session = &page.heading.id;
    let step = if page.roll_call.running { "end" } else { "begin" };
    let label = t!(cx, &format!("roll-call-{step}"));
    let act = match &page.roll_call_refused {
        None if page.roll_call.running => end(cx, page, label),
        None => view! { <Button cx to=to::session(&session, "roll-call/begin") label /> }.into_any(),
        Some(why) => view! { <p class="missing"><strong>{label}</strong> " " {why.clone()}</p> }.into_any(),
    };
    if !page.roll_call.running {
        return act;
    }
    let (answered, here, until) = (page.roll_call.answered, page.roll_call.here, &page.roll_call.until);
    view! {
        <p>{t!(cx, "roll-call-runs", answered = answered, here = here, until = until)}</p>
        <p><a href=address::roll_call(&session)>{t!(cx, "roll-call-list")}</a></p>
        {act}
        {confirm(cx, page)}
        {cancel(cx, page)}
    }
    .into_any()
}

/// The second tap says who will have left.
fn end(cx: &Cx, page: &ChairPage, label: String) -> AnyView {
    let end = view! { <Button cx to=to::session(&page.heading.id, "roll-call/end") label=label.clone() /> }.into_any();
    let words = t!(cx, "roll-call-end-text", silent = page.roll_call_silent, answered = page.roll_call.answered);
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

/// In a hall: who is missing is marked, the number that was counted is confirmed.
fn confirm(cx: &Cx, page: &ChairPage) -> Option<AnyView> {
    let form = &cx.form(to::session(&page.heading.id, "roll-call/confirm")).scoped("roll-call-confirm");
    let people = page
        .roll_call_room
        .iter()
        .map(|(id, name)| view! { <Tick name="member" value=id.clone() label=name.clone() /> })
        .collect_view();
    (page.roll_call_onsite > 0).then(|| {
        view! {
            <Form form fold=t!(cx, "roll-call-confirm") class="card" tells=false>
                <p>{t!(cx, "roll-call-confirm-text", count = page.roll_call_onsite)}</p>
                <fieldset>
                    <legend>{t!(cx, "roll-call-missing")}</legend>
                    <Beside form name="member" />
                    {people}
                </fieldset>
                <Line form name="counted" kind="number" label=t!(cx, "roll-call-counted") />
                <Send label=t!(cx, "roll-call-confirm-send") main=true />
            </Form>
        }
        .into_any()
    })
}

/// Called off, for a reason: nobody has left by it.
fn cancel(cx: &Cx, page: &ChairPage) -> AnyView {
    let form = &cx.form(to::session(&page.heading.id, "roll-call/cancel")).scoped("roll-call-cancel");
    view! {
        <Form form fold=t!(cx, "roll-call-cancel") class="card" tells=false>
            <p>{t!(cx, "roll-call-cancel-text")}</p>
            <Line form name="reason" label=t!(cx, "reason-public") />
            <Send label=t!(cx, "roll-call-cancel") />
        </Form>
    }
    .into_any()
}
