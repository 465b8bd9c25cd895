//! What the chair does with a vote: opens it in one of three ways, gives it more time, closes it, orders another count,
//! declares it, or voids it.

use crate::{
    parts::form,
    t,
    view::{
        Cx,
        sitting::{ItemView, Round},
    },
};
use leptos::prelude::*;
use rules::{
    ballot::Mode,
    vote::{Again, FEW, few},
};

/// The form that opens a vote on an item.
pub fn open(cx: &Cx, item: &ItemView, owners: bool) -> AnyView {
    if let Some(why) = &item.may_open {
        return view! { <p class="missing"><strong>{t!(cx, "vote-open-now")}</strong> " " {why.clone()}</p> }
            .into_any();
    }
    let action = format!("/do/i/{}/open-vote", item.id);
    let cx = &Cx { scope: format!("-open-{}", item.id), ..cx.for_form(&action) };
    let kept = cx.kept("mode", Mode::Named.id());
    let by_name = owners.then(|| view! { <p class="quiet">{t!(cx, "owners-mode")}</p> });
    let modes = Mode::ALL
        .iter()
        .filter(|mode| !owners || **mode == Mode::Named)
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
    let few = (!owners && !item.few.is_empty()).then(|| {
        view! {
            <p class="missing">{item.few.clone()}</p>
            {form::beside(cx, "few")}
            <div class="tick">
                <input type="checkbox" id=format!("few{}", cx.scope) name="few" value="1" />
                <label for=format!("few{}", cx.scope)>{t!(cx, "mode-few-accept")}</label>
            </div>
        }
    });
    // On paper alone: where the database could write down a choice it is the only way for a secret vote.
    let talks = (!owners && !item.talks.is_empty()).then(|| {
        let settings = item
            .talks
            .iter()
            .map(|(name, value)| format!("{name} = {}", if value.is_empty() { "''" } else { value }))
            .collect::<Vec<_>>()
            .join("、");
        view! { <p class="missing">{t!(cx, "mode-talks", settings = settings)}</p> }
    });
    let paper = (!owners).then(|| {
        view! {
            {form::beside(cx, "paper_only")}
            <div class="tick">
                <input type="checkbox" id=format!("paper_only{}", cx.scope) name="paper_only" value="1" />
                <label for=format!("paper_only{}", cx.scope)>{t!(cx, "mode-paper-only")}</label>
            </div>
        }
    });
    let again = (!item.rounds.is_empty()).then(|| view! { <p class="quiet">{t!(cx, "vote-again")}</p> });
    view! {
        <form method="post" action=action class="card">
            {form::problem(cx)}
            {form::key(cx)}
            <input type="hidden" name="revision" value=item.revision.to_string() />
            {again}
            <fieldset>
                <legend>{t!(cx, "mode")}</legend>
                {form::beside(cx, "mode")}
                {modes}
                {by_name}
            </fieldset>
            {talks}
            {paper}
            {few}
            {form::line(cx, "minutes", "number", t!(cx, "vote-minutes"), "", Some(t!(cx, "vote-minutes-hint")))}
            {form::send(t!(cx, "vote-open-now"), true)}
        </form>
    }
    .into_any()
}

/// What may be done now with a vote that runs.
pub fn run(cx: &Cx, round: &Round) -> AnyView {
    let at = format!("/do/v/{}", round.vote);
    let next = match (round.phase.as_str(), &round.counting) {
        ("open", _) => {
            view! { {close(cx, &at, round)} {(!round.ends.is_empty()).then(|| extend(cx, &at, round))} }.into_any()
        }
        ("closed", Some(counting)) if counting.needs_order => {
            recount(cx, &at, round, t!(cx, "count-needs-order"), true)
        }
        ("closed", _) => view! { <p class="state">{t!(cx, "count-waits")}</p> }.into_any(),
        ("counted", _) => {
            // Declaring ends it: whether the room could still be counted again is said before the tap.
            let known = round.again.map(|again| {
                let words = t!(cx, &format!("declare-{}", again.id()), few = FEW);
                view! { <p class="declare-again">{words}</p> }
            });
            let declare = form::button(cx, format!("{at}/declare"), t!(cx, "vote-declare"), true, Vec::new());
            let again = (round.again == Some(Again::Possible))
                .then(|| recount(cx, &at, round, t!(cx, "count-again-text"), false));
            view! { {known} {declare} {again} }.into_any()
        }
        _ => return ().into_any(),
    };
    let seen = (round.phase == "closed").then(|| {
        view! { <p><a href=format!("/v/{}/count", round.vote)>{t!(cx, "count-see")}</a></p> }
    });
    // Once a count is in there is a result to be seen: it is declared, not voided.
    let known =
        round.phase == "counted" || round.counting.is_some_and(|counting| counting.attempt > 1 || counting.entered > 0);
    view! { {next} {seen} {(!known).then(|| void(cx, &at, round))} }.into_any()
}

/// Closing cannot be taken back, so it is two taps: the second says what it does.
fn close(cx: &Cx, at: &str, round: &Round) -> AnyView {
    let action = format!("{at}/close");
    let cx = &Cx { scope: format!("-close-{}", round.vote), ..cx.for_form(&action) };
    let early = (!round.ends.is_empty())
        .then(|| form::line(cx, "reason", "text", t!(cx, "vote-close-early", until = round.ends), "", None));
    let [out, spoilt, back] = round.papers;
    let papers = (out > 0).then(|| view! { <p>{t!(cx, "vote-close-papers", issued = out - spoilt - back)}</p> });
    // Who voted counts, not who is there: by phone are those who took part and hold no paper.
    let [paper, cast] = [out - spoilt - back, round.cast].map(i64::unsigned_abs);
    let voted = [paper, cast.saturating_sub(paper)];
    let few = (round.mode == Mode::Secret.id() && few(voted)).then(|| {
        view! {
            <p class="missing">{t!(cx, "vote-close-few", paper = paper, phone = cast.saturating_sub(paper), few = FEW)}</p>
            {form::beside(cx, "few")}
            <div class="tick">
                <input type="checkbox" id=format!("few{}", cx.scope) name="few" value="1" />
                <label for=format!("few{}", cx.scope)>{t!(cx, "vote-close-few-accept")}</label>
            </div>
        }
    });
    view! {
        <details class="card" data-stays="" open=cx.refused.is_some()>
            <summary>{t!(cx, "vote-close")}</summary>
            <p>{t!(cx, "vote-close-text", cast = round.cast)}</p>
            {papers}
            <form method="post" action=action class="single">
                {form::problem(cx)}
                {form::key(cx)}
                {early}
                {few}
                {form::send(t!(cx, "vote-close-now"), true)}
            </form>
        </details>
    }
    .into_any()
}

/// Another count, for a reason that everybody reads. `main`: nothing else can be done.
fn recount(cx: &Cx, at: &str, round: &Round, words: String, main: bool) -> AnyView {
    let action = format!("{at}/recount");
    let cx = &Cx { scope: format!("-recount-{}", round.vote), ..cx.for_form(&action) };
    view! {
        <details open=main || cx.refused.is_some()>
            <summary>{t!(cx, "count-order")}</summary>
            <form method="post" action=action class="card">
                {form::problem(cx)}
                {form::key(cx)}
                <p>{words}</p>
                {form::line(cx, "reason", "text", t!(cx, "reason-public"), "", None)}
                {form::send(t!(cx, "count-order"), main)}
            </form>
        </details>
    }
    .into_any()
}

/// More time, for a reason: after a power cut, when the network was gone.
fn extend(cx: &Cx, at: &str, round: &Round) -> AnyView {
    let action = format!("{at}/extend");
    let cx = &Cx { scope: format!("-extend-{}", round.vote), ..cx.for_form(&action) };
    view! {
        <details open=cx.refused.is_some()>
            <summary>{t!(cx, "vote-extend")}</summary>
            <form method="post" action=action class="card">
                {form::problem(cx)}
                {form::key(cx)}
                {form::line(cx, "minutes", "number", t!(cx, "vote-extend-minutes"), "10", None)}
                {form::line(cx, "reason", "text", t!(cx, "reason-public"), "", None)}
                {form::send(t!(cx, "vote-extend"), false)}
            </form>
        </details>
    }
    .into_any()
}

/// Voiding: the text is amended while ballots are cast, or something went wrong.
fn void(cx: &Cx, at: &str, round: &Round) -> AnyView {
    let action = format!("{at}/void");
    let cx = &Cx { scope: format!("-void-{}", round.vote), ..cx.for_form(&action) };
    // Of a secret vote there is no record of who chose what that could be kept.
    let secret = round.mode == Mode::Secret.id();
    let text = if secret { t!(cx, "vote-void-text-secret") } else { t!(cx, "vote-void-text") };
    view! {
        <details open=cx.refused.is_some()>
            <summary>{t!(cx, "vote-void-do")}</summary>
            <form method="post" action=action class="card">
                {form::problem(cx)}
                {form::key(cx)}
                <p>{text}</p>
                {form::line(cx, "reason", "text", t!(cx, "reason-public"), "", None)}
                {form::send(t!(cx, "vote-void-do"), false)}
            </form>
        </details>
    }
    .into_any()
}
