//! What is asked of the viewer now: a bar at the foot of the screen with one sentence and one button, and the steps of the item that is
//! called. Both are the viewer's own parts of the page: they follow the sitting.

use super::{
    form::{BareButton, Button},
    room,
};
use crate::{
    address::{self, to},
    t,
    view::{
        Cx,
        now::NowView,
        room::LiveView,
        sitting::{ItemView, Round},
    },
};
use leptos::prelude::*;
use rules::now::{Ask, ItemFacts, Stage, Step};

/// The title of a page that follows the sitting: what ends soon is read where only the tab is seen.
#[must_use]
pub fn title(cx: &Cx, now: &NowView, title: &str) -> String {
    match now.ask {
        Ask::Ballot => t!(cx, "now-ballot-title", title = title),
        Ask::RollCall => t!(cx, "now-roll_call-title", title = title),
        _ => title.to_owned(),
    }
}

/// What stays at the foot of the screen: how the line stands, what was sent, and what is asked for now.
///
/// It comes early in the page, so that a screen reader and a keyboard meet it first.
pub fn foot(cx: &Cx, live: &LiveView, now: &NowView) -> AnyView {
    view! { <div class="sticky">{room::live(cx, live)} {bar(cx, now)}</div> }.into_any()
}

/// The bar. It is said once: its words are a status, and stay the same node as long as they are the same.
fn bar(cx: &Cx, now: &NowView) -> AnyView {
    let way = Way::of(now);
    // Where the page itself is what is asked for, nothing leads to it; but on a long one the field to write in is always at hand.
    let here = matches!(&way, Way::Page(href) if *href == cx.path);
    let way = if here && now.ask == Ask::Talk { Way::Say } else { way };
    let shown = now.ask != Ask::Nothing && (!here || now.ask == Ask::Talk);
    let class = match now.ask {
        Ask::Voted => "bar done",
        Ask::Result if now.passed => "bar done",
        Ask::Watch
        | Ask::Paper
        | Ask::Listen
        | Ask::Wait
        | Ask::TimeUp
        | Ask::Count
        | Ask::Talk
        | Ask::Pause
        | Ask::Result => "bar calm",
        Ask::Nothing | Ask::RollCall | Ask::Ballot | Ask::Floor | Ask::SignIn => "bar",
    };
    let words = shown.then(|| words(cx, now));
    let button = shown.then(|| button(cx, now, way));
    view! {
        <div id="ask" class=class data-own="" hidden=!shown>
            <p role="status" data-ask=now.ask.id()>{words}</p>
            {button}
        </div>
    }
    .into_any()
}

/// Where the one button leads.
enum Way {
    /// To a page.
    Page(String),
    /// It does what is asked at once.
    Act(String),
    /// To the field of this page in which one writes.
    Say,
    /// There is nothing to press.
    Stay,
}

impl Way {
    fn of(now: &NowView) -> Self {
        match now.ask {
            Ask::RollCall => Self::Act(to::session(&now.session, "roll-call/answer")),
            Ask::Floor => Self::Act(to::session(&now.session, "hand")),
            Ask::SignIn | Ask::Listen => Self::Act(to::session(&now.session, "online")),
            Ask::Ballot | Ask::Watch => Self::Page(address::vote(&now.vote)),
            Ask::Result if now.vote.is_empty() => Self::Page(address::thread(&now.item)),
            Ask::Result => Self::Page(address::vote(&now.vote)),
            Ask::Talk => Self::Page(address::thread(&now.item)),
            Ask::Nothing | Ask::Wait | Ask::Voted | Ask::Paper | Ask::TimeUp | Ask::Count | Ask::Pause => Self::Stay,
        }
    }
}

/// What is asked, in a sentence.
#[must_use]
pub fn words(cx: &Cx, now: &NowView) -> String {
    match now.ask {
        Ask::Result => now.outcome.clone(),
        Ask::Ballot if !now.until.is_empty() => t!(cx, "now-ballot-until", until = now.until),
        ask => t!(cx, &format!("now-{}", ask.id()), until = now.until, title = now.item_title),
    }
}

fn button(cx: &Cx, now: &NowView, way: Way) -> AnyView {
    let label = || t!(cx, &format!("now-{}-go", now.ask.id()));
    match (way, now.ask) {
        (Way::Stay, _) => ().into_any(),
        (Way::Say, _) => view! { <a class="button" href="#say">{t!(cx, "now-say")}</a> }.into_any(),
        (Way::Page(href), Ask::Ballot) => view! { <a class="button main" href=href>{label()}</a> }.into_any(),
        (Way::Page(href), _) => view! { <a class="button" href=href>{label()}</a> }.into_any(),
        (Way::Act(to), Ask::RollCall) => view! { <BareButton to label=label() main=true /> }.into_any(),
        (Way::Act(to), Ask::Floor) => {
            view! { <Button cx to label=label() hidden=vec![("hand", "down".to_owned())] /> }.into_any()
        }
        (Way::Act(to), Ask::Listen) => view! { <Button cx to label=label() /> }.into_any(),
        (Way::Act(to), _) => view! { <Button cx to label=label() main=true /> }.into_any(),
    }
}

/// How a vote stands, in the words that its item has everywhere.
#[must_use]
pub fn stage(cx: &Cx, round: &Round) -> String {
    let passed = round.result.as_ref().is_some_and(|one| one.verdict.passed);
    let facts = ItemFacts {
        called: true,
        vote: Some((round.phase, passed)),
        appraisal: is_appraisal(round),
        ending: None,
        time_up: round.time_up,
    };
    let stage = Stage::of(&facts);
    t!(cx, &format!("stage-{}", stage.id()))
}

/// Whether the result of a vote is that people were graded.
fn is_appraisal(round: &Round) -> bool {
    round.result.as_ref().is_some_and(|one| one.record.appraisal().is_some())
}

fn facts_of(item: &ItemView) -> ItemFacts {
    let last = item.rounds.last();
    let passed = last.and_then(|one| one.result.as_ref()).is_some_and(|one| one.verdict.passed);
    ItemFacts {
        called: item.current,
        vote: last.map(|one| (one.phase, passed)),
        appraisal: last.is_some_and(is_appraisal),
        ending: item.ending.as_ref().and_then(|one| one.kind),
        time_up: last.is_some_and(|one| one.time_up),
    }
}

/// How an item stands.
#[must_use]
pub fn stage_of(item: &ItemView) -> Stage {
    Stage::of(&facts_of(item))
}

/// The one name of how it stands, on every page; where it ended beside a vote, both.
#[must_use]
pub fn item_stage(cx: &Cx, item: &ItemView) -> String {
    let words = |stage: Stage| t!(cx, &format!("stage-{}", stage.id()));
    let stage = words(stage_of(item));
    match Stage::then(&facts_of(item)) {
        Some(then) => t!(cx, "stage-then", stage = stage, ending = words(then)),
        None => stage,
    }
}

/// The steps of the item that is called: 签到 · 讨论 · 表决 · 结果.
pub fn steps(cx: &Cx, now: &NowView) -> AnyView {
    let lines = now.step.map(|at| {
        let reached = |step: Step| Step::ALL.iter().position(|one| *one == step);
        Step::ALL
            .iter()
            .map(|step| {
                let words = t!(cx, &format!("step-{}", step.id()));
                if *step == at {
                    view! { <li class="now" aria-current="step">{words}</li> }.into_any()
                } else if reached(*step) < reached(at) {
                    view! { <li class="done">{words} <span class="aside">{t!(cx, "step-done")}</span></li> }.into_any()
                } else {
                    view! { <li>{words}</li> }.into_any()
                }
            })
            .collect_view()
    });
    view! { <ol class="steps" id="steps" data-own="" aria-label=t!(cx, "steps") hidden=now.step.is_none()>{lines}</ol> }
        .into_any()
}
