//! The chair's desk: exactly the acts that may be done now, and what is missing for the others. And the session's form.

use super::{conduct, count::interests, gates, session::round};
use crate::{
    address::{self, to},
    parts::{
        base::{BASE, base, seen},
        form::{AsTyped, Button, Choice, Day, Form, Line, Send, Text, hidden_fields, typed_hint},
        masked, now, room, shell, sitting,
    },
    t,
    view::{
        Choices, Cx,
        sitting::{ChairPage, ItemView, MoveView, SessionForm},
    },
};
use leptos::prelude::*;
use rules::{
    session::{self, Move},
    vote::Phase,
};

/// `/s/…/chair`.
pub fn chair(cx: &Cx, page: ChairPage) -> String {
    shell::island_page(cx, &now::title(cx, &page.now, &page.heading.title), || {
        let page = &page;
        let id = &page.heading.id;
        let leads = page.presiding && page.heading.phase == session::Phase::Open;
        let moves = page.moves.iter().map(|one| step(cx, page, one)).collect_view();
        let items = page.items.iter().map(|item| chair_item(cx, page, item)).collect_view();
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
        let hand = page.deputy.clone().filter(|_| page.presiding).map(|name| {
            let words =
                if page.deputy_presides { t!(cx, "chair-hand-back") } else { t!(cx, "chair-hand", name = name) };
            view! { <Button cx to=to::session(&id, "hand-chair") label=words hidden=seen(&page.heading.presides) /> }
                .into_any()
        });
        view! {
            {sitting::heading(cx, &page.heading)}
            <p class="quiet">{t!(cx, "presiding", name = page.heading.chair)}</p>
            <p class="quiet">{page.notice.clone()}</p>
            {now::foot(cx, &page.live, &page.now)}

            {masked::masked(cx)}
            <div id="traces" data-own="all">
                {page.traces.then(|| view! { <p class="missing">{t!(cx, "vote-traces")}</p> })}
            </div>
            {leads.then(|| lead(cx, page))}
            <section id="moves" data-own="all">
                <h2>{t!(cx, "chair-now")}</h2>
                {moves}
                {hand}
            </section>
            <section id="agenda" data-own="all">
                <h2>{t!(cx, "agenda")}</h2>
                <ol class="agenda">{items}</ol>
                {edit}
            </section>
            <nav aria-label=t!(cx, "more")>
                <ul class="links">
                    <li><a href=address::door(&id)>{t!(cx, "door")}</a></li>
                    <li><a href=address::room_code(&id)>{t!(cx, "room-code")}</a></li>
                    <li><a href=address::screen(&id)>{t!(cx, "screen")}</a></li>
                    <li><a href=address::hidden(&id)>{t!(cx, "hidden")}</a></li>
                    <li><a href=address::session(&id)>{t!(cx, "back-to-session")}</a></li>
                </ul>
            </nav>
        }
    })
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
        act("next", true)
    };
    let paused = !page.heading.paused.is_empty();
    let pause = if paused {
        view! { <Button cx to=to::session(&page.heading.id, "pause") label=t!(cx, "pause-end") main=true hidden=vec![("minutes", "0".to_owned())] /> }.into_any()
    } else {
        let minutes: Vec<_> =
            [5, 10, 15, 30].iter().map(|one| (one.to_string(), t!(cx, "pause-minutes", minutes = one))).collect();
        let form = &cx.only_form(to::session(&page.heading.id, "pause"));
        view! {
            <Form form class="row" tells=false>
                <Choice form name="minutes" label=t!(cx, "pause") of=&minutes value="10" />
                <Send label=t!(cx, "pause-begin") />
            </Form>
        }
        .into_any()
    };
    let step = if page.roll_call.running { "end" } else { "begin" };
    let label = t!(cx, &format!("roll-call-{step}"));
    let call = match &page.roll_call_refused {
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
    };
    let running = page.roll_call.running.then(|| {
        let (answered, here, until) = (page.roll_call.answered, page.roll_call.here, &page.roll_call.until);
        view! {
            <p>{t!(cx, "roll-call-runs", answered = answered, here = here, until = until)}</p>
            <p><a href=address::roll_call(&page.heading.id)>{t!(cx, "roll-call-list")}</a></p>
        }
    });
    view! {
        {room::speaking(cx, &page.speaking)}
        <section id="lead" class="card" data-own="all">
            <div class="acts">{floor}</div>
            <details open=paused>
                <summary>{t!(cx, "pause")}</summary>
                {pause}
            </details>
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

/// Calling an item, its thread, and ending it without a vote.
fn lead_item(cx: &Cx, page: &ChairPage, item: &ItemView) -> AnyView {
    let running = page.presiding && page.heading.phase == session::Phase::Open;
    let call = if item.current {
        Some(view! { <p class="mark">{now::item_stage(cx, item)}</p> }.into_any())
    } else {
        running.then(|| view! { <Button cx to=to::item(&item.id, "call") label=t!(cx, "item-call") /> }.into_any())
    };
    let thread = (!page.draft).then(|| {
        let words = t!(cx, "thread-counts", proposals = item.proposals, remarks = item.remarks);
        view! { <p><a href=address::thread(&item.id)>{words}</a></p> }
    });
    let unpublished = item.ending.as_ref().is_some_and(|one| !one.published);
    let publish = (page.presiding && unpublished).then(|| {
        view! { <Button cx to=to::item(&item.id, "end/publish") label=t!(cx, "ending-publish") main=true /> }.into_any()
    });
    let end = (running && item.ending.is_none() && !item.frozen).then(|| {
        let form = &cx.form(to::item(&item.id, "end")).scoped(&format!("end-{}", item.id));
        view! {
            <Form form fold=t!(cx, "ending") class="card" tells=false>
                <Choice form name="kind" label=t!(cx, "ending-kind") of=&item.ends />
                <Text form name="body" label=t!(cx, "ending-body") rows=4 />
                <Text form name="dissent" label=t!(cx, "ending-dissent-field") rows=2 hint=t!(cx, "ending-dissent-hint") />
                <Day form name="due" label=t!(cx, "ending-due") />
                <Choice form name="referred" label=t!(cx, "ending-refer-to") of=&page.ends.bodies />
                <Send label=t!(cx, "ending-send") />
            </Form>
        }
    });
    view! { {call} {thread} {end} {publish} }.into_any()
}

fn step(cx: &Cx, page: &ChairPage, one: &MoveView) -> AnyView {
    let label = t!(cx, &format!("move-{}", one.step.id()));
    if let Some(why) = &one.refused {
        return view! { <p class="missing"><strong>{label}</strong> " " {why.clone()}</p> }.into_any();
    }
    let form = &cx.form(to::session(&page.heading.id, &format!("move/{}", one.step.id())));
    let main = matches!(one.step, Move::Announce | Move::Open | Move::Resume);
    if !one.needs_reason && !one.needs_time {
        return view! { <Button cx to=form.to.as_str() label main hidden=seen(&page.stands) /> }.into_any();
    }
    let time = one.needs_time.then(|| {
        let stands = [
            ("starts_at", t!(cx, "session-new-time"), page.starts_value.clone()),
            ("special", t!(cx, "session-special"), page.special.clone()),
        ];
        view! {
            {base(form, &page.base, &stands)}
            <Line form name="starts_at" kind="datetime-local" label=t!(cx, "session-new-time") value=&page.starts_value />
            <Line form name="special" label=t!(cx, "session-special") value=&page.special hint=t!(cx, "session-special-hint") />
        }
    });
    view! {
        <Form form fold=label.clone() class="card" tells=false>
            {hidden_fields(seen(&page.stands))}
            {time}
            <Line form name="reason" label=t!(cx, "reason-public") />
            <Send label />
        </Form>
    }
    .into_any()
}

fn chair_item(cx: &Cx, page: &ChairPage, item: &ItemView) -> AnyView {
    let session = &page.heading.id;
    let text = if item.revision > 0 {
        t!(cx, "text-revision", title = item.text_title, revision = item.revision)
    } else {
        t!(cx, "text-none")
    };
    let write = (page.may_write && !item.frozen)
        .then(|| view! { <p><a class="button" href=address::item(&item.id)>{t!(cx, "text-write")}</a></p> });
    let record = view! { <p><a href=address::gates(&item.id)>{t!(cx, "gates-record")}</a></p> }.into_any();
    let gates = gates::folded(cx, &item.gates, !item.frozen, Some(record));
    let drop = page.draft.then(|| {
        let hidden = vec![("item", item.id.clone()), (BASE, item.revision.to_string())];
        view! { <Button cx to=to::session(&session, "drop-item") label=t!(cx, "item-drop") hidden /> }.into_any()
    });
    let rounds = item
        .rounds
        .iter()
        .map(|one| {
            let act = match one.phase {
                Phase::Declared => Some(
                    view! { <p><a class="button main" href=address::outcome(&one.vote)>{t!(cx, "outcome-go")}</a></p> }
                        .into_any(),
                ),
                _ => page.presiding.then(|| conduct::run(cx, one)),
            };
            view! { {round(cx, one)} {act} }
        })
        .collect_view();
    let open = (page.presiding && item.revision > 0 && !item.voting && page.heading.phase == session::Phase::Open)
        .then(|| conduct::open(cx, item, page.heading.owners));
    let interest = (!page.draft).then(|| {
        view! {
            {interests(cx, &item.interests)}
            <p><a href=address::interest(&item.id)>{t!(cx, "interest-go")}</a></p>
            {(item.revision > 0).then(|| view! { <p><a href=address::ballots(&item.id)>{t!(cx, "paper-print")}</a></p> })}
        }
    });
    view! {
        <li id=format!("item-{}", item.id)>
            <h3>{item.title.clone()}</h3>
            <p class="quiet">{item.matter.clone()} " · " {text}</p>
            {write}
            {gates}
            {interest}
            {rounds}
            {open}
            {item.ending.as_ref().map(|one| room::ending(cx, one))}
            {lead_item(cx, page, item)}
            {drop}
        </li>
    }
    .into_any()
}

/// The form of a new or a drafted session.
pub fn form_page(cx: &Cx, page: SessionForm) -> String {
    let new = page.session.is_none();
    let heading = if new { t!(cx, "session-new") } else { t!(cx, "session-edit") };
    shell::page(cx, &heading.clone(), || {
        let to = match &page.session {
            None => to::community(&page.community, "sessions"),
            Some(id) => to::session(&id, "edit"),
        };
        let form = &cx.only_form(to);
        let [body, title, place, held, starts, special, chair, deputy] = &page.values;
        let body = new
            .then(|| view! { <Choice form name="body" label=t!(cx, "body") of=&page.bodies value=body /> }.into_any());
        let nobody = vec![(String::new(), t!(cx, "nobody"))];
        let deputies = [nobody, page.chairs.clone()].concat();
        let named = |all: &Choices, id: &str| {
            all.iter().find(|(one, _)| one == id).map_or_else(String::new, |(_, name)| name.clone())
        };
        let mut stands = vec![
            ("title", t!(cx, "session-title"), title.clone()),
            ("place", t!(cx, "notice-place"), place.clone()),
            ("starts_at", t!(cx, "notice-time"), starts.replace('T', " ")),
            ("special", t!(cx, "session-special"), special.clone()),
        ];
        if form.kept("starts_at", starts) == *starts {
            stands.retain(|(name, ..)| *name != "starts_at");
        }
        // Of what is chosen from a list the words are shown, where another one was chosen.
        for (name, label, all, now) in [
            ("held", "notice-held", &page.held, held),
            ("chair", "chair", &page.chairs, chair),
            ("deputy", "deputy", &deputies, deputy),
        ] {
            if form.kept(name, now) != *now {
                stands.push((name, t!(cx, label), named(all, now)));
            }
        }
        let base = (!new).then(|| base(form, &page.base, &stands));
        view! {
            {match &page.heading {
                Some(one) => view! { {sitting::heading(cx, one)} <h2>{heading}</h2> }.into_any(),
                None => view! { <h1>{heading}</h1> }.into_any(),
            }}
            <Form form class="card">
                {base}
                {body}
                <Line form name="title" label=t!(cx, "session-title") value=title />
                <Line form name="place" label=t!(cx, "notice-place") value=place />
                <Choice form name="held" label=t!(cx, "notice-held") of=&page.held value=held />
                <Line form name="starts_at" kind="datetime-local" label=t!(cx, "notice-time") value=starts />
                <Choice form name="chair" label=t!(cx, "chair") of=&page.chairs value=chair />
                <Choice form name="deputy" label=t!(cx, "deputy") of=&deputies value=deputy />
                <Line form name="special" label=t!(cx, "session-special") value=special hint=t!(cx, "session-special-hint") />
                <Send label=t!(cx, "save") main=true />
            </Form>
        }
    })
}
