//! Home of somebody who is signed in.

use crate::{
    address::{self, to},
    parts::{
        form::{self, Button},
        listed,
        paged::paged,
        shell,
    },
    t,
    view::{
        Cx,
        people::{Home, Line, Room},
    },
};
use leptos::prelude::*;
use rules::{body::Weighs, id::CommunityId};

/// `/home`: the communities of a person.
pub fn home(cx: &Cx, home: Home) -> String {
    shell::page(cx, &t!(cx, "home"), || {
        view! {
            <h1>{t!(cx, "home")}</h1>
            {(!home.offices.is_empty()).then(|| view! { <h2>{t!(cx, "offices")}</h2> {listed(cx, home.offices, String::new())} })}
            {listed(cx, home.communities, t!(cx, "home-none"))}
        }
    })
}

/// `/c/…/room`: the sessions of a community, and what waits for the viewer.
pub fn room(cx: &Cx, room: Room) -> String {
    shell::page(cx, &room.name.clone(), || {
        let community = &room.community;
        if let Some(whole) = room.whole {
            let at = address::room(community);
            let to = |page: i64| cx.href_with(&at, &[("all", &whole.name), ("page", &page.to_string())]);
            return view! {
                <h1>{t!(cx, whole.title)}</h1>
                {listed(cx, whole.lines, t!(cx, "nothing-yet"))}
                {paged(cx, whole.cut, &[], &to)}
                <p class="back"><a href=at.clone()>{t!(cx, "home")}</a></p>
            }
            .into_any();
        }
        let draft = room.may_draft.then(|| {
            view! { <p><a class="button main" href=address::new_session(community)>{t!(cx, "session-new")}</a></p> }
        });
        let practise = (room.may_draft && room.practice.is_none()).then(|| practise(cx, community));
        let waiting = (!room.waiting.is_empty()).then(|| {
            view! {
                <section>
                    <h2>{t!(cx, "room-waiting")}</h2>
                    {listed(cx, room.waiting, String::new())}
                </section>
            }
        });
        let members = room.may_read_members.then(|| {
            view! { <li><a href=address::members(community)>{t!(cx, "members")}</a></li> }
        });
        let import = room.may_keep_roll.then(|| {
            view! { <li><a href=address::import(community)>{t!(cx, "import")}</a></li> }
        });
        let own = [
            ("own-votes", room.voted),
            ("room-asked", room.asked),
            ("own-proposals", room.proposed),
            ("petitions-own", room.petitions),
            ("consulted", room.consulted),
            ("followed", room.followed),
        ];
        let own: Vec<_> = own
            .into_iter()
            .filter(|(_, lines)| !lines.is_empty())
            .map(|(title, lines)| view! { <h3>{t!(cx, title)}</h3> {listed(cx, lines, String::new())} })
            .collect();
        let own = (!own.is_empty()).then(|| view! { <section id="own"><h2>{t!(cx, "own")}</h2> {own}</section> });
        let on = room.on.into_iter().map(|one| on_now(cx, one)).collect_view();
        let (within, count) = room.within;
        let more = (count > within.len() as i64).then(|| {
            view! { <p><a href=address::within(community)>{t!(cx, "within-all", count = count)}</a></p> }
        });
        let within = (!within.is_empty()).then(|| {
            view! {
                <section>
                    <h2>{t!(cx, "within")}</h2>
                    {listed(cx, within, String::new())}
                    {more}
                </section>
            }
        });
        let matter = room.may_open_matter.then(|| {
            view! { <li><a href=address::new_matter(community)>{t!(cx, "matter-open")}</a></li> }
        });
        let matters = view! { <li><a href=address::matters(community)>{t!(cx, "matters")}</a></li> };
        let disclose = room.may_disclose.then(|| {
            view! { <li><a href=address::disclosure(community, "new")>{t!(cx, "disclosures")}</a></li> }
        });
        let duties = room.may_keep_duties.then(|| {
            view! { <li><a href=address::keep_duties(community)>{t!(cx, "duties-keep")}</a></li> }
        });
        let overdue = room.may_read_overdue.then(|| {
            view! { <li><a href=address::overdue(community)>{t!(cx, "overdue")}</a></li> }
        });
        let register = |(of, href, name): (Weighs, String, String)| {
            let words = match of {
                Weighs::Area => t!(cx, "units"),
                Weighs::Households => t!(cx, "register"),
            };
            view! { <li><a href=href>{name} " · " {words}</a></li> }
        };
        let registers = room.registers.into_iter().map(register).collect_view();
        let refused = form::refused_sign_ins(cx, room.refused);
        view! {
            <h1>{room.name}</h1>
            {room.note.map(|note| view! { <p class="card" role="note">{t!(cx, "note-says", note = note)}</p> })}
            {refused}
            {practice_on(cx, community, room.practice.as_deref(), room.may_draft)}
            {on}
            {waiting}
            {own}
            <section>
                <h2>{t!(cx, "sessions")}</h2>
                {listed(cx, room.sessions, t!(cx, "nothing-yet"))}
                {draft}
                {practise}
            </section>
            {within}
            <nav aria-label=t!(cx, "more")>
                <ul class="links">
                    {members}
                    {import}
                    {registers}
                    {matter} {matters} {disclose} {duties}
                    {overdue}
                    <li><a href=address::petitions(community)>{t!(cx, "petitions")}</a></li>
                    {room.may_keep_draw.then(|| view! { <li><a href=address::new_draw(community)>{t!(cx, "draw-new")}</a></li> })}
                    {room.may_read_ledger.then(|| view! { <li><a href=address::ledger(community)>{t!(cx, "ledger")}</a></li> })}
                    {room.may_read_ledger.then(|| view! { <li><a href=address::registers(community)>{t!(cx, "registers")}</a></li> })}
                    <li><a href=address::board(community)>{t!(cx, "to-board")}</a></li>
                </ul>
            </nav>
        }
        .into_any()
    })
}

/// A practice that is on: the way into it, and for whoever may call sittings its end.
fn practice_on(cx: &Cx, community: &CommunityId, session: Option<&str>, may_end: bool) -> Option<AnyView> {
    let session = session?;
    let end = may_end
        .then(|| view! { <Button cx to=to::community(community, "practice/end") label=t!(cx, "practice-end") /> });
    Some(
        view! {
            <section class="card now" id="practice">
                <h2>{t!(cx, "practice")}</h2>
                <p class="quiet">{t!(cx, "practice-on")}</p>
                <p><a class="button main" href=address::session(session)>{t!(cx, "practice-enter")}</a></p>
                {end}
            </section>
        }
        .into_any(),
    )
}

/// Beginning a practice: each way by one tap.
fn practise(cx: &Cx, community: &CommunityId) -> AnyView {
    let begin = |people: &str, main: bool| {
        let hidden = vec![("people", people.to_owned())];
        let label = t!(cx, &format!("practice-{people}"));
        view! { <Button cx to=to::community(community, "practice") label main hidden keyed=people.to_owned() /> }
    };
    view! {
        <details id="practise">
            <summary>{t!(cx, "practice")}</summary>
            <p>{t!(cx, "practice-text")}</p>
            <div class="acts">{begin("own", true)} {begin("invented", false)}</div>
        </details>
    }
    .into_any()
}

/// A sitting that is on, or begins today: what it asks of the viewer, and the way there.
fn on_now(cx: &Cx, one: Line) -> AnyView {
    let asked = (!one.asked.is_empty()).then(|| view! { <p class="state">{one.asked.clone()}</p> });
    let class = if one.urgent { "button main" } else { "button" };
    view! {
        <section class="card now">
            <h2>{one.title}</h2>
            <p class="quiet">{one.note}</p>
            {asked}
            <p><a class=class href=one.href>{t!(cx, one.label)}</a></p>
        </section>
    }
    .into_any()
}
