//! Where the public comes in: the front page, and the board of a place.

use super::board::{categories, filters, look, pager, search_box};
use crate::{
    address,
    parts::{
        form::{Line, Send},
        news::{self, news},
        order, shell,
    },
    t,
    view::{
        Cx,
        board::BoardPage,
        front::{FrontPage, PlaceCard},
    },
};
use leptos::prelude::*;
use std::collections::HashSet;

/// `/`: what it is for, the search, what is on now, every place with how it stands, how one takes part.
pub fn front(cx: &Cx, page: FrontPage) -> String {
    shell::page(cx, &t!(cx, "communities"), || {
        let form = &cx.question("/");
        let found = found(cx, &page);
        let cards = page.places.iter().map(|place| card(cx, place)).collect_view();
        let none = page.places.is_empty().then(|| view! { <p class="quiet">{t!(cx, "nothing-yet")}</p> });
        view! {
            <h1 class="motto">{t!(cx, "front-motto")} <br /> {t!(cx, "front-motto-2")}</h1>
            <p class="lead">{t!(cx, "site-lead")}</p>
            {sign_in(cx, "/home")}
            <form method="get" action=form.to.clone() class="search screen-only" role="search">
                {look(cx)}
                <Line form name="q" kind="search" label=t!(cx, "front-search") value=&page.query />
                <Send label=t!(cx, "search") />
            </form>
            {found}
            {news::on_now(cx, &page.on)}
            <section>
                <h2>{t!(cx, "communities")}</h2>
                {none}
                <div class="cards">{cards}</div>
            </section>
            {news::changes(cx, &page.changes)}
            {part(cx)}
        }
    })
}

/// The way in for whoever belongs to a place: it stands in the first screen of a phone, not below what everybody reads.
fn sign_in(cx: &Cx, to: &str) -> AnyView {
    view! { <p class="screen-only"><a class="button" href=cx.href(to)>{t!(cx, "sign-in-or-mine")}</a></p> }.into_any()
}

/// What was found, by place; nothing where nothing was asked.
fn found(cx: &Cx, page: &FrontPage) -> Option<AnyView> {
    let each = page
        .found
        .iter()
        .map(|(place, lines)| view! { <h3 lang=cx.tongue(place)>{place.clone()}</h3> {news(cx, lines.clone(), String::new())} })
        .collect_view();
    let none = page.found.is_empty().then(|| view! { <p class="quiet">{t!(cx, "search-nothing")}</p> });
    (!page.query.is_empty())
        .then(|| view! { <section class="card"><h2>{t!(cx, "front-found")}</h2> {none} {each}</section> }.into_any())
}

/// A place: how it stands in three figures, what it told last, when it meets next.
fn card(cx: &Cx, place: &PlaceCard) -> AnyView {
    let latest = place.latest.as_ref().map(|one| view! { <div class="newest">{news::line(cx, one)}</div> });
    let next = place.next.as_ref().map(|one| {
        view! { <p class="quiet">{t!(cx, "front-next")} " " <a href=one.href.clone() lang=cx.tongue(&one.title)>{one.title.clone()}</a> " · " {one.note.clone()}</p> }
    });
    let retired = place.retired.then(|| view! { " " <span class="tag">{t!(cx, "retired")}</span> });
    view! {
        <article class="card place">
            <h3><a href=place.href.clone() lang=cx.tongue(&place.name)>{place.name.clone()}</a></h3>
            <p class="quiet">{place.kind.clone()} {retired}</p>
            {news::figures(&place.figures)}
            {next}
            {latest}
        </article>
    }
    .into_any()
}

/// How one takes part, in three words.
fn part(cx: &Cx) -> AnyView {
    let each = ["look", "ask", "vote"]
        .map(|one| {
            view! {
                <div class="card">
                    <h3>{t!(cx, &format!("part-{one}"))}</h3>
                    <p>{t!(cx, &format!("part-{one}-text"))}</p>
                </div>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <section>
            <h2>{t!(cx, "help-taking-part")}</h2>
            <div class="cards three">{each}</div>
            <p class="screen-only">
                <a class="button" href=cx.href(address::TAKING_PART)>{t!(cx, "part-more")}</a> " "
                <a class="button" href=cx.href(address::PASSING)>{t!(cx, "help-passing")}</a>
            </p>
        </section>
    }
    .into_any()
}

/// `/c/…`: the board of a community: what is on, how it stands, what is up, what comes, what is new, by category. Each thing once.
pub fn board(cx: &Cx, page: BoardPage) -> String {
    let shared = shell::Shared {
        title: t!(cx, "board-shared", name = page.name),
        description: page
            .up
            .first()
            .map_or_else(String::new, |one| t!(cx, "board-shared-text", count = page.up_total, title = one.line.title)),
    };
    shell::shared_page(cx, &page.name.clone(), shared, || {
        let at = address::board(&page.community);
        let overdue = (page.overdue > 0)
            .then(|| view! { <p class="overdue">{t!(cx, "board-overdue", count = page.overdue)}</p> });
        let late = (page.petitions_late > 0)
            .then(|| view! { <p class="overdue">{t!(cx, "petitions-late", count = page.petitions_late)}</p> });
        let duties = page.duties.map(|late| {
            let href = cx.href(&address::duties(&page.community, &page.year.to_string()));
            let class = if late > 0 { "overdue" } else { "quiet" };
            let words = if late > 0 { t!(cx, "duties-board-overdue", count = late) } else { t!(cx, "duties") };
            view! { <p class=class><a href=href>{words}</a></p> }
        });
        let filtered = page.list.is_filtered();
        let first = !filtered && page.list.cut.page == 1;
        let more = (page.up_total > page.up.len() as i64).then(|| {
            let all = cx.href_with(&at, &[("up", "1")]);
            view! { <p><a href=all>{t!(cx, "more-of", all = page.up_total)}</a></p> }
        });
        let (coming, up) = (page.coming.clone(), page.up.clone());
        let coming = (!coming.is_empty()).then(|| {
            view! {
                <section class="pinned">
                    <h2>{t!(cx, "board-coming")}</h2>
                    {news(cx, coming, String::new())}
                </section>
            }
        });
        let top = first.then(|| {
            view! {
                <div class="pins"><section class="pinned">
                    <h2>{t!(cx, "board-up")}</h2>
                    {news(cx, up, t!(cx, "board-nothing-up"))}
                    {more}
                </section>
                {coming}</div>
            }
        });
        // What stands above is not said again below.
        let above: HashSet<&str> =
            page.up.iter().chain(&page.coming).filter(|_| first).map(|one| one.line.href.as_str()).collect();
        let lines: Vec<_> =
            page.list.lines.iter().filter(|one| !above.contains(one.line.href.as_str())).cloned().collect();
        let others = if lines.is_empty() && !page.list.lines.is_empty() {
            ().into_any()
        } else {
            news(cx, lines, t!(cx, "nothing-yet"))
        };
        let kind = if page.urban { t!(cx, "kind-urban") } else { t!(cx, "kind-village") };
        let figures = first.then(|| news::figures(&page.figures));
        view! {
            <h1 class="board-title">{page.name.clone()} " " <span>{t!(cx, "board-name")}</span></h1>
            <p class="lead">{t!(cx, "front-kind", kind = kind, households = page.households)} " · " {t!(cx, "board-lead")}</p>
            {sign_in(cx, &address::room(&page.community))}
            {news::on_now(cx, &page.on)}
            {overdue}
            {late}
            {duties}
            {order::open(cx, &page.community, &page.orders)}
            {search_box(cx, &page.community, "")}
            {figures}
            {categories(cx, &at, &page)}
            <p class="screen-only"><a class="button" href=cx.href(&address::matters(&page.community))>{t!(cx, "matters-all", count = page.matters)}</a></p>
            {top}
            {first.then(|| petitions(cx, &page))}
            {first.then(|| news::changes(cx, &page.changes))}
            <section>
                <h2>
                    {if page.list.up {
                        t!(cx, "board-up")
                    } else if filtered {
                        t!(cx, "board-found", count = page.list.cut.total)
                    } else {
                        t!(cx, "board-new")
                    }}
                </h2>
                {filters(cx, &at, &page.list)}
                {others}
                {pager(cx, &at, &page.list)}
            </section>
            {ways(cx, &page)}
        }
    })
}

/// The joint requests that are due or being signed.
fn petitions(cx: &Cx, page: &BoardPage) -> Option<AnyView> {
    (!page.petitions.is_empty()).then(|| {
        view! {
            <section id="petitions">
                <h2>{t!(cx, "petitions-board")}</h2>
                {news(cx, page.petitions.clone(), String::new())}
            </section>
        }
        .into_any()
    })
}

/// Where the record leads: how one takes part, feeds, files, how to check and recount.
fn ways(cx: &Cx, page: &BoardPage) -> AnyView {
    let community = &page.community;
    let above = page.office.as_ref().map(|(href, name)| {
        view! { <li><a href=cx.href(href)>{t!(cx, "board-office", name = name)}</a></li> }
    });
    view! {
        <nav aria-label=t!(cx, "more") class="screen-only">
            <ul class="links">
                <li><a href=cx.href(address::TAKING_PART)>{t!(cx, "help-taking-part")}</a></li>
                <li><a href=cx.href(address::PASSING)>{t!(cx, "help-passing")}</a></li>
                <li><a href=cx.href(&address::petitions(community))>{t!(cx, "petitions")}</a></li>
                <li><a href=cx.href(&address::figures(community))>{t!(cx, "figures")}</a></li>
                <li><a href=cx.href(&address::data(community))>{t!(cx, "data")}</a></li>
                {above}
                <li><a href=cx.href(&address::orders(community))>{t!(cx, "orders")}</a></li>
                <li><a href=cx.href("/recount")>{t!(cx, "recount")}</a></li>
                <li><a href=cx.href(&address::check(community))>{t!(cx, "how-to-check")}</a></li>
            </ul>
        </nav>
    }
    .into_any()
}
