//! A vote as a member sees it: the text, the ballot, what was stored, the result once declared.

use super::gates;
use crate::{
    address::{self, to},
    parts::{
        form::{Beside, Form, Key, Send, Told},
        grades, now, result, shell, sitting,
    },
    t,
    view::{
        Cx,
        form::FormState,
        sitting::{HeldBallot, Round, StandsFor, VotePage},
    },
};
use leptos::prelude::*;
use rules::{
    appraisal::Line,
    ballot::{Choice, Mode},
    vote::Phase,
};

/// `/v/…`: the ballot before what it is about, and the whole text below.
pub fn vote(cx: &Cx, page: VotePage) -> String {
    shell::island_page(cx, &now::title(cx, &page.now, &page.text_title), || {
        let published = page.published.then(|| {
            let href = address::published(&page.heading.community, "outcome", &page.round.vote);
            view! { <p><a class="button main" href=href>{t!(cx, "outcome-public")}</a></p> }
        });
        let (opening, more) = &page.opening;
        let more = more.then(|| view! { " " <a href="#text">{t!(cx, "vote-whole-text")}</a> });
        view! {
            {head(cx, &page)}
            {now::foot(cx, &page.live, &page.now)}
            {state(cx, &page.round)}
            <p class="opening" dir="auto"><span>{opening.clone()}</span> {more}</p>
            {page.stands_for.map(|one| stands_for(cx, one))}
            {ballot(cx, &page)}
            {page.held.iter().map(|one| held(cx, &page, one)).collect_view()}
            {staff(cx, &page)}
            {published}
            <section class="card" id="text">
                <h2>{t!(cx, "vote-text")}</h2>
                <p class="quiet">{t!(cx, "vote-round", round = page.round.round, revision = page.round.revision)}</p>
                {(!page.proposal.is_empty()).then(|| view! { <p><a href=page.proposal.clone()>{t!(cx, "vote-from-proposal")}</a></p> })}
                <div class="text" inner_html=page.text.clone()></div>
                <p class="quiet">{page.rule.clone()}</p>
            </section>
            {gates::folded(cx, &page.gates, false, None)}
            <section class="card">
                {sitting::facts(cx, &page.heading)}
                {crate::parts::room::quorum(&page.heading)}
            </section>
            {sitting::back(cx, &page.heading.id)}
        }
    })
}

/// For how many households a representative stands, and what those signed: above the ballot, for nobody else.
fn stands_for(cx: &Cx, one: StandsFor) -> AnyView {
    let words = match one.signed {
        Some([agree, disagree, open, none]) => {
            let households = one.households;
            t!(
                cx,
                "ballot-stands-signed",
                households = households,
                agree = agree,
                disagree = disagree,
                open = open,
                none = none
            )
        }
        None => t!(cx, "ballot-stands", households = one.households),
    };
    view! { <p class="card" id="stands-for" data-own="">{words}</p> }.into_any()
}

/// The text that is voted on is what the page is about; the sitting stands above it in a line.
fn head(cx: &Cx, page: &VotePage) -> AnyView {
    view! {
        <header class="sitting short">
            <p class="over">{page.heading.body.clone()} " · " {page.heading.title.clone()}</p>
            <h1 lang=cx.tongue(&page.text_title)>{page.text_title.clone()}</h1>
            <p class="reload"><a href=cx.path.clone()>{t!(cx, "reload")}</a></p>
        </header>
    }
    .into_any()
}

/// What a ballot says before it is cast: nothing of it is stored, and there are two ways on. `giver`: the one whose ballot it is,
/// where it is not the viewer's.
///
/// `fill` is of a length by chance: what was chosen cannot be told from how long the page is, on the wire either.
pub fn check(cx: &Cx, page: VotePage, choice: Choice, giver: Option<&HeldBallot>, fill: String) -> String {
    let words = t!(cx, &format!("choice-{}", choice.id()));
    let chosen = view! {
        <p class="chosen">{words}</p>
        <input type="hidden" name="choice" value=choice.mark() />
    };
    checked(cx, &page, chosen.into_any(), giver, fill)
}

/// The same of an appraisal, person by person.
pub fn check_sheet(cx: &Cx, page: VotePage, lines: &[Line], giver: Option<&HeldBallot>, fill: String) -> String {
    let chosen = page.sheet.as_ref().map(|sheet| grades::chosen(cx, sheet, lines));
    checked(cx, &page, chosen.into_any(), giver, fill)
}

fn checked(cx: &Cx, page: &VotePage, chosen: AnyView, giver: Option<&HeldBallot>, fill: String) -> String {
    shell::page(cx, &page.text_title.clone(), || {
        let form = &cx.only_form(cast_at(page));
        let form = &match giver {
            Some(one) => form.clone().keyed(&mark(one)),
            None => form.clone(),
        };
        let legend = match giver {
            Some(one) => t!(cx, "ballot-check-for", name = one.name),
            None => t!(cx, "ballot-check"),
        };
        view! {
            {head(cx, page)}
            <section class="card check" data-fill=fill>
                <p>{legend}</p>
                <Form form>
                    {chosen}
                    {giver.map(|one| view! { <input type="hidden" name="giver" value=one.giver.clone() /> })}
                    <Send label=t!(cx, "ballot-cast") main=true />
                </Form>
                <p><a class="button" href=address::vote(&page.round.vote)>{t!(cx, "ballot-change")}</a></p>
                <p class="quiet">{t!(cx, "ballot-final")}</p>
            </section>
        }
    })
}

/// By which the forms of several ballots are told apart.
fn mark(one: &HeldBallot) -> String {
    one.giver.chars().take(12).collect()
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
        <div id=format!("vote-{}", round.vote) class="vote-state" data-live="">
            <p class="state">
                {now::stage(cx, round)} " · " {t!(cx, &format!("mode-{}", round.mode.id()))}
                {round.paper_only.then(|| format!(" · {}", t!(cx, "mode-paper-alone")))}
            </p>
            {over}
            {ends}
            {counting}
            <p class="quiet">{t!(cx, "vote-turnout", cast = round.cast, entitled = round.entitled)}</p>
            {result}
        </div>
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

                <p class="state" data-why="">{t!(cx, "ballot-stored-secretly")}</p>
                {page.again.then(|| view! { <p class="missing">{t!(cx, "ballot-again")}</p> })}
                {page.received.as_ref().map(|at| view! { <p data-once="">{t!(cx, "ballot-received", at = at)}</p> })}
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
                <p class="state" data-why="">{t!(cx, "ballot-stored", choice = t!(cx, &format!("choice-{}", choice.id())), at = at)}</p>
                <p>{next}</p>
            </section>
        }
        .into_any();
    }
    if let Some(why) = &page.refused {
        let rest = (open && page.ask_clerk).then(|| view! { <p>{t!(cx, "ballot-ask-clerk")}</p> });
        return view! {
            <section class="card" id="ballot" data-own="">
                <p class="missing" data-why="">{why.clone()}</p>
                {rest}
            </section>
        }
        .into_any();
    }
    let name = cx.who.as_ref().map(|who| who.name.clone()).unwrap_or_default();
    view! {
        <section class="card ballot" id="ballot" data-own="">
            {paper_form(cx, page, form, t!(cx, "ballot-legend", name = name), None)}
            <p class="quiet">{t!(cx, if page.round.mode == Mode::Secret { "ballot-secret" } else { "ballot-named" })}</p>
            <p class="quiet">{t!(cx, "ballot-on-paper")}</p>
        </section>
    }
    .into_any()
}

/// The three choices and the way to the second screen. Without script that is a page; with it, this very form shows what was chosen
/// and sends it where a ballot is cast. What it says where there is no network stands in it beforehand.
fn paper_form(cx: &Cx, page: &VotePage, form: &FormState<'_>, legend: String, giver: Option<&HeldBallot>) -> AnyView {
    let checked = match giver {
        Some(one) => t!(cx, "ballot-check-for", name = one.name),
        None => t!(cx, "ballot-check"),
    };
    if let Some(sheet) = &page.sheet {
        // Everybody on one sheet: what is chosen is looked at on a page of its own.
        let check = &form.clone().sent_to(to::vote(&page.round.vote, &"check"));
        return view! {
            <Form form=check>
                {giver.map(|one| view! { <input type="hidden" name="giver" value=one.giver.clone() /> })}
                <p>{legend}</p>
                {grades::ballot(cx, form, sheet)}
                <Send label=t!(cx, "ballot-next") main=true />
            </Form>
        }
        .into_any();
    }
    view! {
        <form method="post" action=to::vote(&page.round.vote, &"check") data-ballot="">
            <Told form />
            <Key form />
            {giver.map(|one| view! { <input type="hidden" name="giver" value=one.giver.clone() /> })}
            <div data-choose="">
                <fieldset>
                    <legend>{legend}</legend>
                    <Beside form name="choice" />
                    {choices(cx)}
                </fieldset>
                <Send label=t!(cx, "ballot-next") main=true />
            </div>
            <div class="check" data-check="" hidden=true tabindex="-1">
                <p>{checked}</p>
                <p class="chosen" data-chosen=""></p>
                {["offline", "sending", "unknown", "uncast", "late"]
                    .map(|when| view! { <p class="missing" role="alert" data-when=when data-uncast=t!(cx, "ballot-not-cast") hidden=true>{t!(cx, &format!("ballot-{when}"))}</p> })
                    .into_iter()
                    .collect_view()}
                <button type="submit" class="main" formaction=cast_at(page)>{t!(cx, "ballot-cast")}</button>
                <button type="button" data-change="">{t!(cx, "ballot-change")}</button>
                <p class="quiet">{t!(cx, "ballot-final")}</p>
            </div>
        </form>
    }
    .into_any()
}

/// Where a ballot is sent: a secret one is another act, of whose form nothing is remembered.
fn cast_at(page: &VotePage) -> String {
    let act = match page.round.mode {
        _ if page.sheet.is_some() => "appraisal-ballot",
        Mode::Secret => "secret-ballot",
        Mode::Named | Mode::Hands => "ballot",
    };
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
        let form = &cx.only_form(cast_at(page)).keyed(&mark(one)).scoped(&mark(one));
        view! {
            {(!one.said.is_empty()).then(|| view! { <p class="missing" dir="auto">{t!(cx, "ballot-for-said", said = one.said)}</p> })}
            {paper_form(cx, page, form, t!(cx, "ballot-for", name = one.name), Some(one))}
        }
        .into_any()
    };
    view! { <section class="card" id=id data-own="">{inside}</section> }.into_any()
}
