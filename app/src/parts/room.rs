//! The fragments of the live room. A page is made of them, and the live feed sends them again when they change: nothing
//! in them depends on who looks.

use crate::{
    address::{self, to},
    islands::{Labels, Live},
    pages::session::round,
    parts::{base::seen, form::BareButton, now},
    t,
    view::{
        Cx,
        room::{EndingView, HiddenView, LiveView, ProposalView, RemarkView, RollCallView, SpeakingView},
        sitting::{Heading, ItemView},
    },
};
use leptos::prelude::*;
use rules::{body::Weighs, speech::Side, thread::State, vote::Phase};

/// The island by which a page follows its session.
pub fn live(cx: &Cx, live: &LiveView) -> AnyView {
    follow(cx, live, address::live(&live.session))
}

/// The same for the hall's screen, which is told only what it shows.
pub fn live_screen(cx: &Cx, live: &LiveView) -> AnyView {
    follow(cx, live, address::live_screen(&live.session))
}

fn follow(cx: &Cx, live: &LiveView, url: String) -> AnyView {
    let labels = Labels {
        live: t!(cx, "live-live"),
        again: t!(cx, "live-again"),
        offline: t!(cx, "live-offline"),
        out: t!(cx, "live-out"),
        sign_in: t!(cx, "live-sign-in"),
        new: t!(cx, "live-new", count = "#"),
        sent: t!(cx, "live-sent"),
        unsent: t!(cx, "live-unsent"),
        sending: t!(cx, "live-sending"),
    };
    view! { <Live url=url since=live.since member=live.member.clone() labels=labels /> }.into_any()
}

/// The line that decides whether anybody may vote.
pub fn quorum(heading: &Heading) -> AnyView {
    // Of owners nobody has to be in the room: their sentence states the rule and lights no lamp.
    let lamp = match (heading.weighs == Some(Weighs::Area), heading.quorum_met) {
        (true, _) => "quorum stated",
        (false, true) => "quorum met",
        (false, false) => "quorum",
    };
    view! { <p class=lamp id="quorum" data-live="">{heading.quorum.clone()}</p> }.into_any()
}

/// What the room does now: the item that was called, and its vote. The way there stands in the bar, for each as it is theirs.
pub fn now(cx: &Cx, item: Option<&ItemView>) -> AnyView {
    let Some(item) = item else {
        return view! {
            <section id="now" class="card now" data-live="">
                <p class="quiet">{t!(cx, "now-none")}</p>
            </section>
        }
        .into_any();
    };
    let open = item.rounds.iter().find(|one| one.phase == Phase::Open);
    let state = open.map(|one| {
        view! {
            <p class="state">
                {t!(cx, "vote-open")} " " {one.title.clone()} " "
                {t!(cx, "vote-round", round = one.round, revision = one.revision)} " "
                {t!(cx, "vote-turnout", cast = one.cast, entitled = one.entitled)}
            </p>
        }
    });
    view! {
        <section id="now" class="card now" data-live="">
            <p class="over">{t!(cx, "now")}</p>
            <h2 lang=cx.tongue(&item.title)>{item.title.clone()}</h2>
            {state}
        </section>
    }
    .into_any()
}

/// How an item stands: called, talked about, voted on, ended.
pub fn item_state(cx: &Cx, item: &ItemView) -> AnyView {
    // What the rounds and an ending say themselves is not said twice.
    let says = item.rounds.is_empty() && item.ending.is_none();
    let current = says.then(|| view! { <p class="mark">{now::item_stage(cx, item)}</p> });
    let locked =
        item.locked.then(|| view! { <p class="missing">{t!(cx, "thread-locked", reason = item.lock_reason)}</p> });
    let pause =
        (item.pause > 0).then(|| view! { <p class="quiet">{t!(cx, "thread-pause-on", seconds = item.pause)}</p> });
    let rounds = item.rounds.iter().map(|one| round(cx, one)).collect_view();
    view! {
        <div id=format!("state-{}", item.id) data-live="">
            {current}
            {locked}
            {pause}
            {rounds}
            {item.ending.as_ref().map(|one| ending(cx, one))}
            <p>
                <a href=address::thread(&item.id)>
                    {t!(cx, "thread-counts", proposals = item.proposals, remarks = item.remarks)}
                </a>
            </p>
        </div>
    }
    .into_any()
}

/// How an item ended without a vote.
pub fn ending(cx: &Cx, ending: &EndingView) -> AnyView {
    let dissent = (!ending.dissent.is_empty()).then(|| {
        view! {
            <p><strong>{t!(cx, "ending-dissent")}</strong></p>
            <div class="text" inner_html=ending.dissent.clone()></div>
        }
    });
    let due = (!ending.due.is_empty()).then(|| view! { <p>{t!(cx, "ending-until", due = ending.due)}</p> });
    let to = (!ending.referred.is_empty()).then(|| view! { <p>{t!(cx, "ending-to", body = ending.referred)}</p> });
    view! {
        <div class="ending">
            {ending.kind.map(|kind| view! { <p class="state">{t!(cx, &format!("ending-{}", kind.id()))}</p> })}
            {due}
            {to}
            <div class="text" inner_html=ending.text.clone()></div>
            {dissent}
        </div>
    }
    .into_any()
}

/// Who speaks and who waits.
pub fn speaking(cx: &Cx, speaking: &SpeakingView) -> AnyView {
    let side = |side: Side| t!(cx, &format!("side-{}", side.id()));
    let speaker = match &speaking.speaker {
        Some(one) => {
            let warned = one.warned.then(|| view! { <span class="mark">{t!(cx, "speaking-warned")}</span> });
            view! {
                <p class="state">
                    {t!(cx, "speaking-now", name = one.name, side = side(one.side), until = one.ends)} " " {warned}
                </p>
            }
            .into_any()
        }
        None => view! { <p class="quiet">{t!(cx, "speaking-nobody")}</p> }.into_any(),
    };
    let waiting = speaking
        .waiting
        .iter()
        .map(|(name, one)| view! { <li>{name.clone()} " " <span class="quiet">{side(*one)}</span></li> })
        .collect_view();
    let list = (!speaking.waiting.is_empty()).then(|| view! { <ol class="queue">{waiting}</ol> });
    view! {
        <section id="speaking" class="card" data-live="">
            <h2>{t!(cx, "speaking")}</h2>
            {speaker}
            {list}
        </section>
    }
    .into_any()
}

/// A roll-call, while it runs.
pub fn roll_call(cx: &Cx, call: &RollCallView) -> AnyView {
    let body = call.running.then(|| {
        view! {
            <h2>{t!(cx, "roll-call")}</h2>
            <p class="state">{t!(cx, "roll-call-runs", answered = call.answered, here = call.here, until = call.until)}</p>
        }
    });
    let class = if call.running { "card call" } else { "" };
    view! { <div id="roll-call" class=class data-live="">{body}</div> }.into_any()
}

fn hidden(cx: &Cx, what: String, hidden: &HiddenView) -> AnyView {
    let href = address::hidden_one(&hidden.session, &hidden.id);
    view! {
        <p class="tombstone">
            {t!(cx, "hidden-line", what = what, reason = hidden.reason)} " "
            <a href=href>{t!(cx, &format!("hidden-{}", hidden.state.id()))}</a>
        </p>
        <details class="fingerprint">
            <summary>{t!(cx, "hidden-fingerprint")}</summary>
            <code>{hidden.fingerprint.clone()}</code>
        </details>
    }
    .into_any()
}

/// A proposal.
pub fn proposal(cx: &Cx, one: &ProposalView) -> AnyView {
    let name = t!(cx, "proposal-name", number = one.number);
    let id = format!("proposal-{}", one.id);
    if let Some(why) = &one.hidden {
        return view! { <article id=id class="proposal" data-live="">{hidden(cx, name, why)}</article> }.into_any();
    }
    let open = one.state == State::Open;
    let mark = (!open).then(|| view! { <span class="mark">{t!(cx, &format!("proposal-{}", one.state.id()))}</span> });
    let second = open
        .then(|| view! { <BareButton to=to::proposal(&one.id, "second") label=t!(cx, "proposal-second", count = one.seconds) hidden=seen(&one.revision.to_string()) /> }.into_any());
    let seconds =
        (!open).then(|| view! { <span class="quiet">{t!(cx, "proposal-seconds", count = one.seconds)}</span> });
    let entered = one.entered.then(|| view! { <span class="mark plain">{t!(cx, "entered-by-chair")}</span> " · " });
    let spoken = (one.seconds_entered > 0)
        .then(|| view! { <span class="quiet">{t!(cx, "seconds-entered", count = one.seconds_entered)}</span> });
    view! {
        <article id=id class=format!("proposal {}", one.state.id()) data-live="">
            <p class="over">{name} " " {mark}</p>
            <h3 lang=cx.tongue(&one.title)>{one.title.clone()}</h3>
            <p class="quiet">
                {one.author.clone()} " · " {entered} {one.at.clone()} " · " {t!(cx, "proposal-revision", revision = one.revision)}
            </p>
            <div class="text" dir="auto" inner_html=one.text.clone()></div>
            <div class="acts">
                {second}
                {seconds}
                {spoken}
                <a href=address::proposal(&one.id)>{t!(cx, "proposal-open")}</a>
            </div>
        </article>
    }
    .into_any()
}

/// A remark with its answers.
pub fn remark(cx: &Cx, one: &RemarkView) -> AnyView {
    let answers = one.answers.iter().map(|answer| remark(cx, answer)).collect_view();
    let top = one.parent.is_empty();
    let list = top.then(|| view! { <ol id=format!("answers-{}", one.id) class="answers" data-list="">{answers}</ol> });
    view! { <li id=format!("remark-{}", one.id) class="remark" data-seq=one.seq>{remark_body(cx, one)} {list}</li> }
        .into_any()
}

/// A remark without its answers: what changes when it is hidden or marked.
pub fn remark_body(cx: &Cx, one: &RemarkView) -> AnyView {
    let id = format!("said-{}", one.id);
    let top = one.parent.is_empty();
    if let Some(why) = &one.hidden {
        return view! { <div id=id data-live="">{hidden(cx, t!(cx, "remark"), why)}</div> }.into_any();
    }
    let about = (one.about > 0)
        .then(|| view! { <span class="mark plain">{t!(cx, "proposal-name", number = one.about)}</span> " " });
    let answered = one.answered.then(|| view! { <span class="mark">{t!(cx, "remark-answered")}</span> });
    let reply = top.then(|| {
        let href = address::answer(&one.item, &one.id);
        view! { <a href=href>{t!(cx, "remark-reply")}</a> }
    });
    view! {
        <div id=id data-live="">
            <p class="who-said">
                <strong>{one.author.clone()}</strong> " " <a class="quiet" href=address::remark(&one.id)>{one.at.clone()}</a>
                " " {about} {answered}
            </p>
            <div class="text" dir="auto" inner_html=one.text.clone()></div>
            {reply}
        </div>
    }
    .into_any()
}
