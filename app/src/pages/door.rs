//! Check-in: the clerk's list, the room's code, and the page behind its scan.

use super::consultation;
use crate::{
    address::{self, to},
    islands::RoomCode,
    parts::{
        form::{Button, Form, Line, Search, Send, hidden_fields},
        paged::paged,
        room, shell, sitting, weighs,
    },
    t,
    view::{
        Cx,
        door::{AtDoor, DoorLine, DoorPage, RoomCodePage, ScanPage},
    },
};
use leptos::prelude::*;

/// `/s/…/door`.
pub fn door(cx: &Cx, page: DoorPage) -> String {
    shell::island_page(cx, &t!(cx, "door"), || {
        let id = page.heading.id.clone();
        let rows = |lines: &[DoorLine]| lines.iter().map(|one| row(cx, &page, one)).collect_view();
        let scanned = (!page.scanned.is_empty()).then(|| {
            view! {
                <section class="card">
                    <h2>{t!(cx, "door-scanned")}</h2>
                    <ul class="people">{rows(&page.scanned)}</ul>
                </section>
            }
        });
        let [.., observers] = page.counts;
        // Where nobody listens in, nothing is said of it.
        let shows = DoorPage::SHOWS.into_iter().zip(page.counts);
        let shows = shows.filter(|(show, count)| *show != "observer" || *count > 0 || page.show == *show);
        let all = ("", t!(cx, "door-all", count = page.counts.iter().sum::<usize>()));
        let shows = shows.map(|(show, count)| (show, t!(cx, &format!("door-show-{show}"), count = count)));
        let tabs = people_tabs(
            &t!(cx, "door-show"),
            &page.show,
            &[all].into_iter().chain(shows).collect::<Vec<_>>(),
            &|show| door_address(cx, &page, show, 1),
        );
        let listen = (observers > 0).then(|| view! { <p class="hint">{t!(cx, "door-counted")}</p> });
        let pages = paged(cx, page.cut, &page.names, &|number| door_address(cx, &page, &page.show, number));
        let closed = (!page.takes).then(|| view! { <p class="missing">{t!(cx, "door-closed")}</p> });
        view! {
            {sitting::heading(cx, &page.heading)}

            {room::live(cx, &page.live)}
            {closed}
            {page.takes.then(|| at_table(cx, &page))}
            <div id="scanned" data-own="all">{scanned}</div>
            <Search cx to=address::door(&id) label=t!(cx, "search-member") query=&page.query />
            {tabs}
            {listen}
            <ul class="people" id="people" data-own="all">{rows(&page.found)}</ul>
            {pages}
            {page.heading.consults.then(|| consultation::way(cx, &id))}
            {page.heading.proxies.then(|| view! { <p><a href=address::proxies(&id)>{t!(cx, "proxy-go")}</a></p> })}
            {sitting::back(cx, &id)}
        }
    })
}

/// One after the other: a number or a name and Enter, and the field is there for the next. Who came last stands above it, with the
/// way back.
fn at_table(cx: &Cx, page: &DoorPage) -> AnyView {
    let form = &cx.form(to::session(&page.heading.id, "check-in"));
    let last = page.last.as_ref().map(|(one, at)| {
        let hidden = vec![("member", one.member.clone()), ("reason", t!(cx, "door-undo-reason"))];
        view! {
            <div class="last">
                <p class="state" role="status">{t!(cx, if one.presence == AtDoor::Observer { "door-last-observer" } else { "door-last" }, name = one.name, number = one.number, at = at)}</p>
                <Button cx to=to::session(&page.heading.id, "correct") label=t!(cx, "door-undo") hidden keyed="undo" />
            </div>
        }
    });
    view! {
        <div class="card table">
            <div id="last" data-own="all">{last}</div>
            <Form form class="row">
                <Line form name="who" label=t!(cx, "door-who") focus=true />
                <Send label=t!(cx, "door-check-in") main=true />
            </Form>
        </div>
    }
    .into_any()
}

/// The list with what was asked of it.
fn door_address(cx: &Cx, page: &DoorPage, show: &str, number: i64) -> String {
    let at = address::door(&page.heading.id);
    let number = if number > 1 { number.to_string() } else { String::new() };
    cx.href_with(&at, &[("q", &page.query), ("show", show), ("page", &number)])
}

/// The parts of a list of people, with how many are in each.
pub fn people_tabs(label: &str, current: &str, shows: &[(&str, String)], to: &dyn Fn(&str) -> String) -> AnyView {
    let links = shows
        .iter()
        .map(|(show, words)| {
            let mark = (*show == current).then_some("page");
            view! { <li><a href=to(show) aria-current=mark>{words.clone()}</a></li> }
        })
        .collect_view();
    view! { <nav aria-label=label.to_owned()><ul class="tabs">{links}</ul></nav> }.into_any()
}

/// Whoever leaves with a paper out is asked where it is: only what lies in the box lets them go.
fn leave(cx: &Cx, page: &DoorPage, one: &DoorLine, (hidden, key): (Vec<(&'static str, String)>, String)) -> AnyView {
    let to = to::session(&page.heading.id, "leave");
    if !one.holds_paper {
        return view! { <Button cx to=to label=t!(cx, "door-leave") hidden=hidden keyed=key /> }.into_any();
    }
    let form = &cx.only_form(to).keyed(&key);
    let hidden = hidden_fields(hidden);
    view! {
        <Form form tells=false>
            {hidden}
            <label class="tick"><input type="checkbox" name="paper" value="cast" /> {t!(cx, "door-paper-cast")}</label>
            <Send label=t!(cx, "door-leave") />
        </Form>
    }
    .into_any()
}

fn row(cx: &Cx, page: &DoorPage, one: &DoorLine) -> AnyView {
    let back = door_address(cx, page, &page.show, page.cut.page);
    let hidden = || vec![("member", one.member.clone()), ("back", back.clone())];
    // Whoever goes back to the list and takes the next one sends another form, not the same one again.
    let keyed = |act: &str| format!("{act}-{}", one.member);
    let roll = (!one.on_roll).then(|| view! { <span class="mark">{t!(cx, "not-on-roll")}</span> });
    let here = matches!(one.presence, AtDoor::Present | AtDoor::Observer);
    let counts = one.presence == AtDoor::Observer && one.on_roll && page.takes;
    let act = if here {
        let seat = counts.then(|| view! { <Button cx to=to::session(&page.heading.id, "check-in") label=t!(cx, "door-seat") main=true hidden=hidden() keyed=keyed("seat") /> }.into_any());
        let action = to::community(&page.heading.community, "confirm-login");
        let confirm = phones(cx, one, &action, &t!(cx, "login-confirm"), &hidden);
        let leave = leave(cx, page, one, (hidden(), keyed("leave")));
        let form = &cx.only_form(to::session(&page.heading.id, "correct")).keyed(&keyed("correct"));
        let hidden = hidden_fields(hidden());
        view! {
            {seat}
            {confirm}
            <details>
                <summary aria-label=format!("{} {}", t!(cx, "door-more"), one.name)>{t!(cx, "door-more")}</summary>
                {leave}
                <Form form tells=false>
                    {hidden}
                    <label>{t!(cx, "door-correct-reason")} <input name="reason" type="text" /></label>
                    <Send label=t!(cx, "door-correct") />
                </Form>
            </details>
        }
        .into_any()
    } else if page.takes {
        let action = to::session(&page.heading.id, "check-in");
        let confirm = phones(cx, one, &action, &t!(cx, "door-confirm"), &hidden);
        view! {
            {confirm}
            <Button cx to=action label=t!(cx, "door-check-in") main=one.phones.is_empty() hidden=hidden() keyed=keyed("in") named=&one.name />
        }
        .into_any()
    } else {
        ().into_any()
    };
    view! {
        <li>
            <div>
                <strong>{one.name.clone()}</strong> " " {one.number.clone()} " " {roll}
                <p class="quiet">
                    {one.place.clone()} " · " {t!(cx, &format!("door-{}", one.presence.id()))}
                    {weighs::stands_for(cx, one.households).map(|words| format!(" · {words}"))}
                </p>
                {(!one.represented.is_empty()).then(|| view! { <p class="mark">{t!(cx, "door-represented", name = one.represented)}</p> })}
                <p><a href=address::member_here(&page.heading.community, &one.member) aria-label=format!("{} {}", t!(cx, "slip"), one.name)>{t!(cx, "slip")}</a></p>
            </div>
            <div>{act}</div>
        </li>
    }
    .into_any()
}

/// One button per phone that is not verified, with the words by which the clerk knows it.
fn phones(
    cx: &Cx,
    one: &DoorLine,
    action: &str,
    words: &str,
    hidden: &dyn Fn() -> Vec<(&'static str, String)>,
) -> AnyView {
    one.phones
        .iter()
        .map(|(login, phone)| {
            let mut hidden = hidden();
            hidden.push(("login", login.clone()));
            view! {
                <p class="quiet">{phone.clone()}</p>
                <Button cx to=action.to_owned() label=words.to_owned() main=true hidden keyed=login.clone() />
            }
        })
        .collect_view()
        .into_any()
}

/// `/s/…/room-code`: for the wall of the room.
pub fn room_code(cx: &Cx, page: RoomCodePage) -> String {
    shell::refreshing_page(cx, &t!(cx, "room-code"), 30, || {
        let src = address::room_code_picture(&page.heading.id);
        view! {
            {sitting::heading(cx, &page.heading)}
            <div class="center">
                <RoomCode src=src label=t!(cx, "room-code-alt") seconds=20 now=0 />
                <p class="lead">{t!(cx, "room-code-lead")}</p>
                <p class="address">{page.url.clone()}</p>
            </div>
            {sitting::back(cx, &page.heading.id)}
        }
    })
}

/// `/s/…/here/…`: somebody in the room has scanned the code.
pub fn scan(cx: &Cx, page: ScanPage) -> String {
    shell::page(cx, &t!(cx, "scan"), || {
        let name = cx.who.as_ref().map(|who| who.name.clone()).unwrap_or_default();
        let action = to::session(&page.heading.id, &format!("here/{}", page.code));
        view! {
            {sitting::heading(cx, &page.heading)}

            <p class="lead">{t!(cx, "scan-lead")}</p>
            <Button cx to=action label=t!(cx, "scan-yes", name = name) main=true />
        }
    })
}
