//! The chair's desk: exactly the acts that may be done now, and what is missing for the others. And the session's form.

use super::{conduct, count::interests, gates, session::round};
use crate::{
    parts::{
        base::{BASE, base},
        form, masked, room, shell, sitting,
    },
    t,
    view::{
        Choices, Cx,
        sitting::{ChairPage, ItemView, MoveView, SessionForm},
    },
};
use leptos::prelude::*;
use rules::typed::TextForm;

/// `/s/…/chair`.
pub fn chair(cx: &Cx, page: ChairPage) -> String {
    shell::island_page(cx, &page.heading.title.clone(), || {
        let id = page.heading.id.clone();
        let leads = page.presiding && page.heading.phase == "open";
        let moves = page.moves.iter().map(|one| step(cx, &page, one)).collect_view();
        let items = page.items.iter().map(|item| chair_item(cx, &page, item)).collect_view();
        let edit = page.draft.then(|| {
            let cx = &cx.for_form(&format!("/do/s/{id}/items"));
            view! {
                <p><a class="button" href=format!("/s/{id}/edit")>{t!(cx, "session-edit")}</a></p>
                <form method="post" action=format!("/do/s/{id}/items") class="card">
                    <h3>{t!(cx, "item-new")}</h3>
                    {form::key(cx)}
                    {form::line(cx, "title", "text", t!(cx, "item-title"), "", None)}
                    {form::select(cx, "matter", t!(cx, "matter"), &page.matters, "")}
                    {form::text(cx, "paper", t!(cx, "paper"), "", 6, Some(form::typed_hint(cx)))}
                    {form::text_form(cx, TextForm::Typed, false)}
                    {form::send(t!(cx, "item-add"), false)}
                </form>
            }
        });
        let hand = page.deputy.clone().filter(|_| page.presiding).map(|name| {
            let words =
                if page.deputy_presides { t!(cx, "chair-hand-back") } else { t!(cx, "chair-hand", name = name) };
            form::button(cx, format!("/do/s/{id}/hand-chair"), words, false, Vec::new())
        });
        view! {
            {sitting::heading(cx, &page.heading)}
            <p class="quiet">{t!(cx, "presiding", name = page.heading.chair)}</p>
            <p class="quiet">{page.notice.clone()}</p>
            {room::live(cx, &page.live)}
            {form::problem(cx)}
            {masked::masked(cx)}
            <div id="traces" data-own="all">
                {page.traces.then(|| view! { <p class="missing">{t!(cx, "vote-traces")}</p> })}
            </div>
            {leads.then(|| lead(cx, &page))}
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
                    <li><a href=format!("/s/{id}/door")>{t!(cx, "door")}</a></li>
                    <li><a href=format!("/s/{id}/room-code")>{t!(cx, "room-code")}</a></li>
                    <li><a href=format!("/s/{id}/screen")>{t!(cx, "screen")}</a></li>
                    <li><a href=format!("/s/{id}/hidden")>{t!(cx, "hidden")}</a></li>
                    <li><a href=format!("/s/{id}")>{t!(cx, "back-to-session")}</a></li>
                </ul>
            </nav>
        }
    })
}

/// The floor, a pause, a roll-call: what the chair leads the discussion with.
fn lead(cx: &Cx, page: &ChairPage) -> AnyView {
    let at = format!("/do/s/{}", page.heading.id);
    let act = |step: &str, main: bool| {
        form::button(cx, format!("{at}/floor/{step}"), t!(cx, &format!("floor-{step}")), main, Vec::new())
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
        form::button(cx, format!("{at}/pause"), t!(cx, "pause-end"), true, vec![("minutes", "0".to_owned())])
    } else {
        let minutes: Vec<_> =
            [5, 10, 15, 30].iter().map(|one| (one.to_string(), t!(cx, "pause-minutes", minutes = one))).collect();
        view! {
            <form method="post" action=format!("{at}/pause") class="row">
                {form::key(cx)}
                {form::select(cx, "minutes", t!(cx, "pause"), &minutes, "10")}
                {form::send(t!(cx, "pause-begin"), false)}
            </form>
        }
        .into_any()
    };
    let step = if page.roll_call.running { "end" } else { "begin" };
    let label = t!(cx, &format!("roll-call-{step}"));
    let call = match &page.roll_call_refused {
        None if page.roll_call.running => {
            let end = form::button(cx, format!("{at}/roll-call/end"), label.clone(), false, Vec::new());
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
        None => form::button(cx, format!("{at}/roll-call/{step}"), label, false, Vec::new()),
        Some(why) => view! { <p class="missing"><strong>{label}</strong> " " {why.clone()}</p> }.into_any(),
    };
    let running = page.roll_call.running.then(|| {
        let (answered, here, until) = (page.roll_call.answered, page.roll_call.here, &page.roll_call.until);
        view! {
            <p>{t!(cx, "roll-call-runs", answered = answered, here = here, until = until)}</p>
            <p><a href=format!("/s/{}/roll-call", page.heading.id)>{t!(cx, "roll-call-list")}</a></p>
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
    let running = page.presiding && page.heading.phase == "open";
    let at = format!("/do/i/{}", item.id);
    let call = if item.current {
        Some(view! { <p class="mark">{t!(cx, "item-current")}</p> }.into_any())
    } else {
        running.then(|| form::button(cx, format!("{at}/call"), t!(cx, "item-call"), false, Vec::new()))
    };
    let thread = (!page.draft).then(|| {
        let words = t!(cx, "thread-counts", proposals = item.proposals, remarks = item.remarks);
        view! { <p><a href=format!("/i/{}/thread", item.id)>{words}</a></p> }
    });
    let unpublished = item.ending.as_ref().is_some_and(|one| !one.published);
    let publish = (page.presiding && unpublished)
        .then(|| form::button(cx, format!("{at}/end/publish"), t!(cx, "ending-publish"), true, Vec::new()));
    let end = (running && item.ending.is_none() && !item.frozen).then(|| {
        let action = format!("{at}/end");
        let cx = &cx.for_form(&action);
        let cx = &Cx { scope: format!("-end-{}", item.id), ..cx.clone() };
        view! {
            <details open=cx.refused.is_some()>
                <summary>{t!(cx, "ending")}</summary>
                <form method="post" action=action class="card">
                    {form::problem(cx)}
                    {form::key(cx)}
                    {form::select(cx, "kind", t!(cx, "ending-kind"), &page.ends.kinds, "")}
                    {form::text(cx, "body", t!(cx, "ending-body"), "", 4, None)}
                    {form::text(cx, "dissent", t!(cx, "ending-dissent-field"), "", 2, Some(t!(cx, "ending-dissent-hint")))}
                    {form::line(cx, "due", "date", t!(cx, "ending-due"), "", None)}
                    {form::select(cx, "referred", t!(cx, "ending-refer-to"), &page.ends.bodies, "")}
                    {form::send(t!(cx, "ending-send"), false)}
                </form>
            </details>
        }
    });
    view! { {call} {thread} {end} {publish} }.into_any()
}

fn step(cx: &Cx, page: &ChairPage, one: &MoveView) -> AnyView {
    let label = t!(cx, &format!("move-{}", one.id));
    if let Some(why) = &one.refused {
        return view! { <p class="missing"><strong>{label}</strong> " " {why.clone()}</p> }.into_any();
    }
    let action = format!("/do/s/{}/move/{}", page.heading.id, one.id);
    let cx = &cx.for_form(&action);
    let main = matches!(one.id, "announce" | "open" | "resume");
    if !one.needs_reason && !one.needs_time {
        return form::button(cx, action, label, main, Vec::new());
    }
    let time = one.needs_time.then(|| {
        let stands = [
            ("starts_at", t!(cx, "session-new-time"), page.starts_value.clone()),
            ("special", t!(cx, "session-special"), page.special.clone()),
        ];
        view! {
            {base(cx, &action, &page.base, &stands)}
            {form::line(cx, "starts_at", "datetime-local", t!(cx, "session-new-time"), &page.starts_value, None)}
            {form::line(cx, "special", "text", t!(cx, "session-special"), &page.special, Some(t!(cx, "session-special-hint")))}
        }
    });
    let open = cx.refused.is_some();
    view! {
        <details open=open>
            <summary>{label.clone()}</summary>
            <form method="post" action=action.clone() class="card">
                {form::key(cx)}
                {time}
                {form::line(cx, "reason", "text", t!(cx, "reason-public"), "", None)}
                {form::send(label, false)}
            </form>
        </details>
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
        .then(|| view! { <p><a class="button" href=format!("/i/{}", item.id)>{t!(cx, "text-write")}</a></p> });
    let record = view! { <p><a href=format!("/i/{}/gates", item.id)>{t!(cx, "gates-record")}</a></p> }.into_any();
    let gates = gates::folded(cx, &item.gates, !item.frozen, Some(record));
    let drop = page.draft.then(|| {
        let hidden = vec![("item", item.id.clone()), (BASE, item.revision.to_string())];
        form::button(cx, format!("/do/s/{session}/drop-item"), t!(cx, "item-drop"), false, hidden)
    });
    let rounds = item
        .rounds
        .iter()
        .map(|one| {
            let act = match one.phase.as_str() {
                "declared" => Some(
                    view! { <p><a class="button main" href=format!("/v/{}/outcome", one.vote)>{t!(cx, "outcome-go")}</a></p> }
                        .into_any(),
                ),
                _ => page.presiding.then(|| conduct::run(cx, one)),
            };
            view! { {round(cx, one, false)} {act} }
        })
        .collect_view();
    let open = (page.presiding && item.revision > 0 && !item.voting && page.heading.phase == "open")
        .then(|| conduct::open(cx, item, page.heading.owners));
    let interest = (!page.draft).then(|| {
        view! {
            {interests(cx, &item.interests)}
            <p><a href=format!("/i/{}/interest", item.id)>{t!(cx, "interest-go")}</a></p>
            {(item.revision > 0).then(|| view! { <p><a href=format!("/i/{}/ballots", item.id)>{t!(cx, "paper-print")}</a></p> })}
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
        let action = match &page.session {
            None => format!("/do/c/{}/sessions", page.community),
            Some(id) => format!("/do/s/{id}/edit"),
        };
        let [body, title, place, held, starts, special, chair, deputy] = &page.values;
        let body = new.then(|| form::select(cx, "body", t!(cx, "body"), &page.bodies, body));
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
        if cx.kept("starts_at", starts) == *starts {
            stands.retain(|(name, ..)| *name != "starts_at");
        }
        // Of what is chosen from a list the words are shown, where another one was chosen.
        for (name, label, all, now) in [
            ("held", "notice-held", &page.held, held),
            ("chair", "chair", &page.chairs, chair),
            ("deputy", "deputy", &deputies, deputy),
        ] {
            if cx.kept(name, now) != *now {
                stands.push((name, t!(cx, label), named(all, now)));
            }
        }
        let base = (!new).then(|| base(cx, &action, &page.base, &stands));
        view! {
            {match &page.heading {
                Some(one) => view! { {sitting::heading(cx, one)} <h2>{heading}</h2> }.into_any(),
                None => view! { <h1>{heading}</h1> }.into_any(),
            }}
            <form method="post" action=action.clone() class="card">
                {form::problem(cx)}
                {form::key(cx)}
                {base}
                {body}
                {form::line(cx, "title", "text", t!(cx, "session-title"), title, None)}
                {form::line(cx, "place", "text", t!(cx, "notice-place"), place, None)}
                {form::select(cx, "held", t!(cx, "notice-held"), &page.held, held)}
                {form::line(cx, "starts_at", "datetime-local", t!(cx, "notice-time"), starts, None)}
                {form::select(cx, "chair", t!(cx, "chair"), &page.chairs, chair)}
                {form::select(cx, "deputy", t!(cx, "deputy"), &deputies, deputy)}
                {form::line(cx, "special", "text", t!(cx, "session-special"), special, Some(t!(cx, "session-special-hint")))}
                {form::send(t!(cx, "save"), true)}
            </form>
        }
    })
}
