//! A session as a member sees it.

use super::{gates, interest::interests, vote::void_reason};
use crate::{
    address::{self, to},
    parts::{
        base::seen,
        form::{Beside, Button, Form, Send},
        now, result, room, shell, sitting,
    },
    t,
    view::{
        Cx,
        sitting::{ItemView, Presence, Round, SessionPage},
    },
};
use leptos::prelude::*;
use rules::{now::Ask, session, vote::Phase};

/// `/s/…`.
pub fn session(cx: &Cx, page: SessionPage) -> String {
    shell::island_page(cx, &now::title(cx, &page.now, &page.heading.title), || {
        let id = page.heading.id.clone();
        let current = page.items.iter().find(|item| item.current);
        let running = matches!(page.heading.phase, session::Phase::Open | session::Phase::Suspended);
        let items = page.items.iter().map(|item| agenda_item(cx, item)).collect_view();
        let mut links = Vec::new();
        if page.may_chair {
            links.push((address::chair(&id), t!(cx, "chair-desk")));
        }
        if page.heading.consults {
            links.push((address::consultation(&id), t!(cx, "consultation-go")));
        }
        if page.may_keep_door {
            links.push((address::door(&id), t!(cx, "door")));
            links.push((address::room_code(&id), t!(cx, "room-code")));
            links.push((address::roll_call(&id), t!(cx, "roll-call")));
            links.push((address::papers(&id), t!(cx, "papers")));
            if page.heading.proxies {
                links.push((address::proxies(&id), t!(cx, "proxy-go")));
            }
        }
        if page.may_write_minutes {
            links.push((address::minutes(&id), t!(cx, "minutes")));
        }
        if page.may_read_pictures {
            links.push((address::attachments(&page.heading.community, "session", &id), t!(cx, "attachments")));
        }
        if page.may_show_screen {
            links.push((address::screen(&id), t!(cx, "screen")));
        }
        if page.hidden > 0 {
            links.push((address::hidden(&id), t!(cx, "hidden-count", count = page.hidden)));
        }
        let links = links.into_iter().map(|(href, words)| view! { <li><a href=href>{words}</a></li> }).collect_view();
        let take = page
            .may_take_chair
            .then(|| view! { <Button cx to=to::session(&id, "hand-chair") label=t!(cx, "chair-take") hidden=seen(&page.heading.presides) /> }.into_any());
        view! {
            {sitting::heading(cx, &page.heading)}
            {now::foot(cx, &page.live, &page.now)}
            {now::steps(cx, &page.now)}

            {running.then(|| room::now(cx, current))}
            {room::roll_call(cx, &page.roll_call)}
            <div id="answered" data-own="">
                {(page.roll_call.running && page.roll_call_answered)
                    .then(|| view! { <p class="state">{t!(cx, "roll-call-answered-you")}</p> })}
            </div>
            <div id="staff" data-own="all">
                {page.paper_at.as_ref().map(|at| view! { <p><a class="button main" href=at.clone()>{t!(cx, "paper-ballots")}</a></p> })}
                {page.count_at.as_ref().map(|at| view! { <p><a class="button main" href=at.clone()>{t!(cx, "count")}</a></p> })}
            </div>
            {presence(cx, &page)}
            {running.then(|| view! { {room::speaking(cx, &page.speaking)} {hand(cx, &page)} })}
            <section id="agenda">
                <h2>{t!(cx, "agenda")}</h2>
                <ol class="agenda">{items}</ol>
            </section>
            <nav aria-label=t!(cx, "more")>
                <ul class="links">{links}</ul>
                {take}
                <p><a href=address::room(&page.heading.community)>{t!(cx, "sessions")}</a></p>
            </nav>
        }
    })
}

/// Asking for the floor, or giving it back.
fn hand(cx: &Cx, page: &SessionPage) -> AnyView {
    let here = matches!(page.presence, Presence::Present | Presence::Observer | Presence::GuestObserver);
    let called = page.items.iter().any(|item| item.current);
    if !here || !called {
        return view! { <div id="hand" data-own=""></div> }.into_any();
    }
    let form = &cx.form(to::session(&page.heading.id, "hand"));
    if page.hand_raised {
        let words = if page.speaks { t!(cx, "hand-done") } else { t!(cx, "hand-down") };
        let down =
            view! { <Button cx to=form.to.as_str() label=words hidden=vec![("hand", "down".to_owned())] /> }.into_any();
        return view! { <div id="hand" data-own="">{down}</div> }.into_any();
    }
    let sides = ["for", "against", "other"]
        .map(|side| {
            view! {
                <label class="choice">
                    <input type="radio" name="side" value=side required=true />
                    <span>{t!(cx, &format!("side-{side}"))}</span>
                </label>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <div id="hand" data-own="">
            <Form form fold=t!(cx, "hand-up") class="card" tells=false>
                <fieldset>
                    <legend>{t!(cx, "hand-side")}</legend>
                    <Beside form name="side" />
                    {sides}
                </fieldset>
                <p class="quiet">{t!(cx, "hand-rules")}</p>
                <Send label=t!(cx, "hand-up") main=true />
            </Form>
        </div>
    }
    .into_any()
}

fn presence(cx: &Cx, page: &SessionPage) -> AnyView {
    let open =
        matches!(page.heading.phase, session::Phase::Announced | session::Phase::Open | session::Phase::Suspended);
    let key = match page.presence {
        Presence::Expected => "presence-expected",
        Presence::Guest => "presence-guest",
        Presence::Scanned => "presence-scanned",
        Presence::Present => "presence-present",
        Presence::Observer => "presence-observer",
        Presence::GuestObserver => "presence-guest-observer",
        Presence::Left => "presence-left",
    };
    let here = matches!(page.presence, Presence::Present | Presence::Observer | Presence::GuestObserver);
    let id = &page.heading.id;
    // Signing in is asked for in the bar; here stands what it means.
    let act = if here && open {
        let leave = view! { <Button cx to=to::session(&id, "leave") label=t!(cx, "presence-leave") /> }.into_any();
        Some(view! { <details><summary>{t!(cx, "presence-leaving")}</summary><p>{t!(cx, "presence-leave-text")}</p>{leave}</details> }.into_any())
    } else if open && page.now.ask == Ask::SignIn {
        let note = if page.online_counts { t!(cx, "online-counts") } else { t!(cx, "online-observes") };
        Some(view! { <p class="quiet">{note}</p> }.into_any())
    } else {
        None
    };
    view! {
        <section class="card" id="presence" data-own="">
            <p class="state">{t!(cx, key)}</p>
            {(!page.holds_for.is_empty()).then(|| view! { <p>{t!(cx, "presence-holds", names = page.holds_for.join("、"))}</p> })}
            {act}
        </section>
    }
    .into_any()
}

fn agenda_item(cx: &Cx, item: &ItemView) -> AnyView {
    let paper = (!item.paper.is_empty()).then(|| {
        view! {
            <details>
                <summary>{t!(cx, "paper")}</summary>
                <div class="text" inner_html=item.paper.clone()></div>
            </details>
        }
    });
    let text = (item.revision > 0).then(|| {
        view! {
            <details open=true>
                <summary>{t!(cx, "text-revision", title = item.text_title, revision = item.revision)}</summary>
                <div class="text" inner_html=item.text.clone()></div>
            </details>
        }
    });
    view! {
        <li id=format!("item-{}", item.id)>
            <h3 lang=cx.tongue(&item.title)>{item.title.clone()}</h3>
            <p class="quiet">{item.matter.clone()}</p>
            {paper}
            {text}
            {gates::folded(cx, &item.gates, false, None)}
            {room::item_state(cx, item)}
            {interests(cx, &item.interests)}
            <p><a href=address::interest(&item.id)>{t!(cx, "interest-go")}</a></p>
            {(!item.appraised.is_empty()).then(|| view! { <p><a href=address::appraised(&item.id)>{t!(cx, "appraised-go")}</a></p> })}
        </li>
    }
    .into_any()
}

/// A vote in a line: its state, and the way to it. Whoever is to vote is asked to in the bar.
pub fn round(cx: &Cx, round: &Round) -> AnyView {
    let href = address::vote(&round.vote);
    let result = round.result.as_ref().map(|one| result::result(cx, &one.record, &one.verdict, &one.sentence));
    view! {
        <div class=format!("round {}", round.phase.id())>
            <p>
                <strong>{now::stage(cx, round)} " · " {t!(cx, &format!("mode-{}", round.mode.id()))}</strong>
                " " {round.title.clone()} " " {t!(cx, "vote-round", round = round.round, revision = round.revision)}
                " " {t!(cx, "vote-turnout", cast = round.cast, entitled = round.entitled)}
            </p>
            {(round.phase == Phase::Void).then(|| view! { <p class="missing">{t!(cx, "vote-void-why", reason = void_reason(cx, round))}</p> })}
            {result}
            <p><a class="button" href=href>{t!(cx, "vote-look")}</a></p>
        </div>
    }
    .into_any()
}
