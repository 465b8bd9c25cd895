//! A vote as a member sees it: the text, the ballot, what was stored, the result once declared.

use super::gates;
use crate::{
    address::{self, to},
    parts::{
        form::{Form, Problem, Send},
        result, room, shell, sitting,
    },
    t,
    view::{
        Cx,
        sitting::{HeldBallot, Round, VotePage},
    },
};
use leptos::prelude::*;
use rules::{
    ballot::{Choice, Mode},
    vote::Phase,
};

/// `/v/…`.
pub fn vote(cx: &Cx, page: VotePage) -> String {
    shell::island_page(cx, &page.text_title.clone(), || {
        let published = page.published.then(|| {
            let href = address::published(&page.heading.community, "outcome", &page.round.vote);
            view! { <p><a class="button main" href=href>{t!(cx, "outcome-public")}</a></p> }
        });
        view! {
            {sitting::heading(cx, &page.heading)}
            {room::live(cx, &page.live)}
            {room::roll_call(cx, &page.roll_call)}
            <section class="card">
                <h2>{page.text_title.clone()}</h2>
                <p class="quiet">{t!(cx, "vote-round", round = page.round.round, revision = page.round.revision)}</p>
                {(!page.proposal.is_empty()).then(|| view! { <p><a href=page.proposal.clone()>{t!(cx, "vote-from-proposal")}</a></p> })}
                <div class="text" inner_html=page.text.clone()></div>
                <p class="quiet">{page.rule.clone()}</p>
            </section>
            {gates::folded(cx, &page.gates, false, None)}
            {state(cx, &page.round)}
            {ballot(cx, &page)}
            {page.held.iter().map(|one| held(cx, &page, one)).collect_view()}
            {staff(cx, &page)}
            {published}
            {sitting::back(cx, &page.heading.id)}
        }
    })
}

/// How the vote stands, and its result once declared: a fragment of the live feed. It stands right above the ballot, so that
/// whoever is filling one in reads that the vote has closed.
pub fn state(cx: &Cx, round: &Round) -> AnyView {
    let result = round.result.as_ref().map(|one| result::result(cx, &one.record, &one.verdict, &one.sentence));
    let over = (round.phase != Phase::Open).then(|| view! { <p class="missing">{t!(cx, "vote-over")}</p> });
    let over = (round.phase == Phase::Void)
        .then(|| view! { <p class="missing">{t!(cx, "vote-void-why", reason = void_reason(cx, round))}</p> }.into_any())
        .or(over.map(IntoAny::into_any));
    let ends = (round.phase == Phase::Open && !round.ends.is_empty())
        .then(|| view! { <p class="state">{t!(cx, "vote-ends", until = round.ends)}</p> });
    let counting = round.counting.map(|one| {
        let words = if one.needs_order {
            t!(cx, "count-needs-order", attempt = one.attempt - 1)
        } else {
            t!(cx, "count-going-on", attempt = one.attempt, entered = one.entered)
        };
        view! { <p class="state">{words}</p> }
    });
    view! {
        <section id=format!("vote-{}", round.vote) class="vote-state" data-live="">
            <p class="state">
                {t!(cx, &format!("vote-{}", round.phase.id()))} " · " {t!(cx, &format!("mode-{}", round.mode.id()))}
                {round.paper_only.then(|| format!(" · {}", t!(cx, "mode-paper-alone")))}
            </p>
            {over}
            {ends}
            {counting}
            <p class="quiet">{t!(cx, "vote-turnout", cast = round.cast, entitled = round.entitled)}</p>
            {result}
        </section>
    }
    .into_any()
}

/// Why a vote is void: in the chair's words, or because more papers came back than were handed out.
pub fn void_reason(cx: &Cx, round: &Round) -> String {
    void_words(cx, &round.void_reason)
}

/// The same, from the words alone.
pub fn void_words(cx: &Cx, reason: &str) -> String {
    if reason.is_empty() { t!(cx, "void-exceeds") } else { reason.to_owned() }
}

/// The ways to the clerk's table and the teller's desk, for those who work there.
fn staff(cx: &Cx, page: &VotePage) -> AnyView {
    let vote = &page.round.vote;
    let hand = (page.may_hand && page.round.phase == Phase::Open && page.round.mode != Mode::Hands)
        .then(|| view! { <p><a class="button" href=address::paper(&vote)>{t!(cx, "paper-ballots")}</a></p> });
    let count = (page.may_count && page.round.counting.is_some())
        .then(|| view! { <p><a class="button main" href=address::count(&vote)>{t!(cx, "count")}</a></p> });
    let traces = page.traces.then(|| view! { <p class="missing">{t!(cx, "vote-traces")}</p> });
    view! { <div id="staff" data-own="all">{traces} {hand} {count}</div> }.into_any()
}

fn ballot(cx: &Cx, page: &VotePage) -> AnyView {
    let form = &cx.only_form(cast_at(page));
    let open = page.round.phase == Phase::Open;
    if page.stored_secretly {
        let next = if open { t!(cx, "ballot-next-open") } else { t!(cx, "ballot-next-closed") };
        return view! {
            <section class="card stored" id="ballot" data-own="" data-final="">
                <span id="stored"></span>
                <Problem cx />
                <p class="state">{t!(cx, "ballot-stored-secretly")}</p>
                <p>{next}</p>
            </section>
        }
        .into_any();
    }
    if let Some((choice, at)) = &page.stored {
        let next = if open { t!(cx, "ballot-next-open") } else { t!(cx, "ballot-next-closed") };
        return view! {
            <section class="card stored" id="ballot" data-own="" data-final="">
                <span id="stored"></span>
                <Problem cx />
                <p class="state">{t!(cx, "ballot-stored", choice = t!(cx, &format!("choice-{}", choice.id())), at = at)}</p>
                <p>{next}</p>
            </section>
        }
        .into_any();
    }
    if let Some(why) = &page.refused {
        let rest = (open && page.ask_clerk).then(|| view! { <p>{t!(cx, "ballot-ask-clerk")}</p> });
        // What a ballot for somebody else was refused for is another sentence than why there is none of one's own.
        let other = form.refusal_at("").is_some_and(|refusal| crate::say::refusal(cx.language, refusal) != *why);
        return view! {
            <section class="card" id="ballot" data-own="">
                {other.then(|| view! { <Problem cx /> }.into_any())}
                <p class="missing">{why.clone()}</p>
                {rest}
            </section>
        }
        .into_any();
    }
    let name = cx.who.as_ref().map(|who| who.name.clone()).unwrap_or_default();
    let beside = form.refusal_at("choice").map(|refusal| {
        view! { <p class="refusal" role="alert">{crate::say::refusal(cx.language, refusal)}</p> }
    });
    view! {
        <Form form class="card ballot" id="ballot" own=true>
            <fieldset>
                <legend>{t!(cx, "ballot-legend", name = name)}</legend>
                {beside}
                {choices(cx)}
            </fieldset>
            <p class="quiet">{t!(cx, if page.round.mode == Mode::Secret { "ballot-secret" } else { "ballot-named" })}</p>
            <Send label=t!(cx, "ballot-cast") main=true />
        </Form>
    }
    .into_any()
}

/// Where a ballot is sent: a secret one is another act, of whose form nothing is remembered.
fn cast_at(page: &VotePage) -> String {
    let act = if page.round.mode == Mode::Secret { "secret-ballot" } else { "ballot" };
    to::vote(&page.round.vote, &act)
}

fn choices(cx: &Cx) -> AnyView {
    Choice::ALL
        .map(|choice| {
            let id = choice.id();
            view! {
                <label class=format!("choice {id}")>
                    <input type="radio" name="choice" value=choice.mark() required=true />
                    <span>{t!(cx, &format!("choice-{id}"))}</span>
                </label>
            }
        })
        .into_iter()
        .collect_view()
        .into_any()
}

/// A ballot that the viewer casts for who gave them a mandate: a form of its own below their own.
fn held(cx: &Cx, page: &VotePage, one: &HeldBallot) -> AnyView {
    let id = format!("ballot-for-{}", one.giver);
    let inside = if let Some(choice) = &one.stored {
        let words = t!(cx, "ballot-for-stored", name = one.name, choice = t!(cx, &format!("choice-{}", choice.id())));
        view! { <p class="state">{words}</p> }.into_any()
    } else if one.taken {
        view! { <p class="state">{t!(cx, "ballot-for-done", name = one.name)}</p> }.into_any()
    } else if let Some(why) = &one.refused {
        view! { <h3>{t!(cx, "ballot-for", name = one.name)}</h3> <p class="missing">{why.clone()}</p> }.into_any()
    } else {
        // Each form has a key of its own.
        let form = &cx.only_form(cast_at(page)).keyed(&one.giver.chars().take(12).collect::<String>());
        view! {
            <Form form class="ballot" tells=false>
                <input type="hidden" name="giver" value=one.giver.clone() />
                {(!one.said.is_empty()).then(|| view! { <p class="missing" dir="auto">{t!(cx, "ballot-for-said", said = one.said)}</p> })}
                <fieldset>
                    <legend>{t!(cx, "ballot-for", name = one.name)}</legend>
                    {choices(cx)}
                </fieldset>
                <Send label=t!(cx, "ballot-for-cast", name = one.name) />
            </Form>
        }
        .into_any()
    };
    view! { <section class="card" id=id data-own="">{inside}</section> }.into_any()
}
