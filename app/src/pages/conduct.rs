//! What the chair does with a vote: opens it in one of three ways, gives it more time, closes it, orders another count,
//! declares it, or voids it.

use crate::{
    address::{self, to},
    parts::{
        base::seen,
        form::{Beside, Button, Form, Line, Send, Tick, hidden_fields},
    },
    t,
    view::{
        Cx,
        sitting::{ItemView, Round},
    },
};
use leptos::prelude::*;
use rules::{
    ballot::Mode,
    body::Weighs,
    vote::{Again, FEW, Phase, few},
};

/// The form that opens a vote on an item.
pub fn open(cx: &Cx, item: &ItemView, weighs: Option<Weighs>) -> AnyView {
    if let Some(why) = &item.may_open {
        return view! { <p class="missing"><strong>{t!(cx, "vote-open-now")}</strong> " " {why.clone()}</p> }
            .into_any();
    }
    let form = &cx.form(to::item(&item.id, "open-vote")).scoped(&format!("open-{}", item.id));
    // Where not every ballot is worth the same, each bears a name; an appraisal is taken by secret ballot.
    let only = match (weighs.is_some(), item.appraised.is_empty()) {
        (true, _) => Some(Mode::Named),
        (false, false) => Some(Mode::Secret),
        (false, true) => None,
    };
    let kept = form.kept("mode", only.unwrap_or(Mode::Named).id());
    let by_name = weighs.map(|of| match of {
        Weighs::Area => t!(cx, "owners-mode"),
        Weighs::Households => t!(cx, "represented-mode"),
    });
    let by_name = by_name.map(|words| view! { <p class="quiet">{words}</p> });
    let why = match only {
        None => Some("mode-first"),
        Some(Mode::Secret) => Some("mode-appraisal"),
        Some(_) => None,
    };
    let why = why.map(|key| view! { <p class="hint">{t!(cx, key)}</p> });
    let modes = Mode::ALL
        .iter()
        .filter(|mode| only.is_none_or(|only| only == **mode))
        .map(|mode| {
            let id = mode.id();
            view! {
                <label class="choice">
                    <input type="radio" name="mode" value=id checked=kept == id />
                    <span>
                        {t!(cx, &format!("mode-{id}"))} <small class="note">{t!(cx, &format!("mode-{id}-text"))}</small>
                    </span>
                </label>
            }
        })
        .collect_view();
    let few = (weighs.is_none() && !item.few.is_empty()).then(|| {
        view! {
            <p class="missing">{item.few.clone()}</p>
            <Tick form name="few" label=t!(cx, "mode-few-accept") />
        }
    });
    // On paper alone: where the database could write down a choice it is the only way for a secret vote.
    let talks = (weighs.is_none() && !item.talks.is_empty()).then(|| {
        let settings = item
            .talks
            .iter()
            .map(|(name, value)| format!("{name} = {}", if value.is_empty() { "''" } else { value }))
            .collect::<Vec<_>>()
            .join("、");
        view! { <p class="missing">{t!(cx, "mode-talks", settings = settings)}</p> }
    });
    let paper = (weighs != Some(Weighs::Area)).then(|| {
        view! {
            <Tick form name="paper_only" label=t!(cx, "mode-paper-only") />
        }
    });
    let again = (!item.rounds.is_empty()).then(|| view! { <p class="quiet">{t!(cx, "vote-again")}</p> });
    view! {
        <Form form class="card" tells=false>
            <input type="hidden" name="revision" value=item.revision.to_string() />
            {again}
            <fieldset>
                <legend>{t!(cx, "mode")}</legend>
                {why}
                <Beside form name="mode" />
                {modes}
                {by_name}
            </fieldset>
            {talks}
            {paper}
            {few}
            <Line form name="minutes" kind="number" label=t!(cx, "vote-minutes") hint=t!(cx, "vote-minutes-hint") />
            <Send label=t!(cx, "vote-open-now") main=true />
        </Form>
    }
    .into_any()
}

/// What may be done now with a vote that runs.
pub fn run(cx: &Cx, round: &Round) -> AnyView {
    let next = match (round.phase, &round.counting) {
        (Phase::Open, _) => {
            view! { {close(cx, round)} {(!round.ends.is_empty()).then(|| extend(cx, round))} }.into_any()
        }
        (Phase::Closed, Some(counting)) if counting.needs_order => {
            recount(cx, round, t!(cx, "count-needs-order", attempt = counting.attempt - 1), true)
        }
        (Phase::Closed, _) => view! { <p class="state">{t!(cx, "count-waits")}</p> }.into_any(),
        (Phase::Counted, _) => {
            // Declaring ends it: whether the room could still be counted again is said before the tap.
            let known = round.again.map(|again| {
                let words = t!(cx, &format!("declare-{}", again.id()), few = FEW);
                view! { <p class="declare-again">{words}</p> }
            });
            let declare =
                view! { <Button cx to=to::vote(&round.vote, "declare") label=t!(cx, "vote-declare") main=true hidden=seen(&round.stands) /> }
                    .into_any();
            let again =
                (round.again == Some(Again::Possible)).then(|| recount(cx, round, t!(cx, "count-again-text"), false));
            view! { {known} {declare} {again} }.into_any()
        }
        _ => return ().into_any(),
    };
    let look = (round.phase == Phase::Closed).then(|| {
        view! { <p><a href=address::count(&round.vote)>{t!(cx, "count-see")}</a></p> }
    });
    // Once a count is in there is a result to be seen: it is declared, not voided.
    let known = round.phase == Phase::Counted
        || round.counting.is_some_and(|counting| counting.attempt > 1 || counting.entered > 0);
    view! { {next} {look} {(!known).then(|| void(cx, round))} }.into_any()
}

/// Closing cannot be taken back, so it is two taps: the second says what it does.
fn close(cx: &Cx, round: &Round) -> AnyView {
    let form = &cx.form(to::vote(&round.vote, "close")).scoped(&format!("close-{}", round.vote));
    let early = (!round.ends.is_empty())
        .then(|| view! { <Line form name="reason" label=t!(cx, "vote-close-early", until = round.ends) /> }.into_any());
    let [out, spoilt, back] = round.papers;
    let papers =
        (out > spoilt + back).then(|| view! { <p>{t!(cx, "vote-close-papers", issued = out - spoilt - back)}</p> });
    // Who voted counts, not who is there: by phone are those who took part and hold no paper.
    let [paper, cast] = [out - spoilt - back, round.cast].map(i64::unsigned_abs);
    let voted = [paper, cast.saturating_sub(paper)];
    let few = (round.mode == Mode::Secret && few(voted)).then(|| {
        view! {
            <p class="missing">{t!(cx, "vote-close-few", paper = paper, phone = cast.saturating_sub(paper), few = FEW)}</p>
            <Tick form name="few" label=t!(cx, "vote-close-few-accept") />
        }
    });
    view! {
        <details class="card" data-stays="" open=form.is_back()>
            <summary>{t!(cx, "vote-close")}</summary>
            <p>{t!(cx, "vote-close-text", cast = round.cast)}</p>
            {papers}
            <Form form class="single" tells=false>
                {hidden_fields(seen(&round.stands))}
                {early}
                {few}
                <Send label=t!(cx, "vote-close-now") main=true />
            </Form>
        </details>
    }
    .into_any()
}

/// Another count, for a reason that everybody reads. `main`: nothing else can be done.
fn recount(cx: &Cx, round: &Round, words: String, main: bool) -> AnyView {
    let form = &cx.form(to::vote(&round.vote, "recount")).scoped(&format!("recount-{}", round.vote));
    view! {
        <details open=main || form.is_back()>
            <summary>{t!(cx, "count-order")}</summary>
            <Form form class="card" tells=false>
                {hidden_fields(seen(&round.stands))}
                <p>{words}</p>
                <Line form name="reason" label=t!(cx, "reason-public") />
                <Send label=t!(cx, "count-order") main />
            </Form>
        </details>
    }
    .into_any()
}

/// More time, for a reason: after a power cut, when the network was gone.
fn extend(cx: &Cx, round: &Round) -> AnyView {
    let form = &cx.form(to::vote(&round.vote, "extend")).scoped(&format!("extend-{}", round.vote));
    view! {
        <Form form fold=t!(cx, "vote-extend") class="card" tells=false>
            {hidden_fields(seen(&round.stands))}
            <Line form name="minutes" kind="number" label=t!(cx, "vote-extend-minutes") value="10" />
            <Line form name="reason" label=t!(cx, "reason-public") />
            <Send label=t!(cx, "vote-extend") />
        </Form>
    }
    .into_any()
}

/// Voiding: the text is amended while ballots are cast, or something went wrong.
fn void(cx: &Cx, round: &Round) -> AnyView {
    let form = &cx.form(to::vote(&round.vote, "void")).scoped(&format!("void-{}", round.vote));
    // Of a secret vote there is no record of who chose what that could be kept.
    let secret = round.mode == Mode::Secret;
    let text = if secret { t!(cx, "vote-void-text-secret") } else { t!(cx, "vote-void-text") };
    view! {
        <Form form fold=t!(cx, "vote-void-do") class="card" tells=false>
            {hidden_fields(seen(&round.stands))}
            <p>{text}</p>
            <Line form name="reason" label=t!(cx, "reason-public") />
            <Send label=t!(cx, "vote-void-do") />
        </Form>
    }
    .into_any()
}
