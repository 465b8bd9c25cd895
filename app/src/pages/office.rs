//! Offices above communities: the tree for everybody, an office's page for its staff; and the orders that a place is given.

use crate::{
    address::{self, to},
    parts::{
        base::seen,
        filing,
        form::{Choice, Day, Form, Line, Send, Text, hidden_fields},
        listed, news, order,
        paged::paged,
        shell,
    },
    t,
    view::{
        Cx,
        office::{Branch, By, NewOrder, OfficeDesk, OfficePage, Only, OrderPage, OrdersPage, PlaceLine, WaitingFiling},
    },
};
use leptos::prelude::*;

/// `/offices`: which offices there are, and which places hang under them.
pub fn tree(cx: &Cx, branches: Vec<Branch>) -> String {
    shell::page(cx, &t!(cx, "offices"), || {
        view! {
            <h1>{t!(cx, "offices")}</h1>
            <p class="lead">{t!(cx, "offices-lead")}</p>
            {branches_of(cx, &branches)}
        }
    })
}

/// The offices under one, each with what hangs under it.
pub fn branches_of(cx: &Cx, branches: &[Branch]) -> AnyView {
    if branches.is_empty() {
        return view! { <p class="quiet">{t!(cx, "offices-none")}</p> }.into_any();
    }
    let all = branches.iter().map(|one| branch(cx, one)).collect_view();
    view! { <ul class="tree">{all}</ul> }.into_any()
}

fn branch(cx: &Cx, one: &Branch) -> AnyView {
    let retired = one.retired.then(|| view! { " " <span class="mark">{t!(cx, "retired")}</span> });
    view! {
        <li>
            <a href=cx.href(&one.href)>{one.name.clone()}</a> " "
            <span class="quiet">{t!(cx, &format!("level-{}", one.level.id()))}</span> {retired}
            {beneath(cx, one)}
        </li>
    }
    .into_any()
}

/// What hangs under an office: offices first, then places.
pub fn beneath(cx: &Cx, one: &Branch) -> AnyView {
    if one.offices.is_empty() && one.places.is_empty() {
        return ().into_any();
    }
    let offices = one.offices.iter().map(|one| branch(cx, one)).collect_view();
    let place = |(href, name): &(String, String)| view! { <li><a href=cx.href(href)>{name.clone()}</a></li> };
    let places = one.places.iter().map(place).collect_view();
    view! { <ul class="tree">{offices} {places}</ul> }.into_any()
}

/// `/o/…`: an office. Everybody reads where it stands and what hangs under it; its staff, how that stands and what waits for them.
pub fn office(cx: &Cx, page: OfficePage) -> String {
    shell::page(cx, &page.branch.name.clone(), || {
        let level = t!(cx, &format!("level-{}", page.branch.level.id()));
        let above = page.above.as_ref().map(|(href, name)| {
            view! { " · " {t!(cx, "office-above")} " " <a href=cx.href(href)>{name.clone()}</a> }
        });
        let retired = page.branch.retired.then(|| view! { <p class="missing">{t!(cx, "office-is-retired")}</p> });
        let desk = page.desk.as_ref().map(|desk| staff(cx, &page, desk));
        view! {
            <h1>{page.branch.name.clone()}</h1>
            <p class="lead">{level} {above}</p>
            {retired}
            {desk}
            <section>
                <h2>{t!(cx, "office-beneath")}</h2>
                {beneath(cx, &page.branch)}
                <p><a href=cx.href(address::OFFICES)>{t!(cx, "offices")}</a></p>
            </section>
        }
    })
}

/// What its staff see: what waits for them first, then orders, then every place.
fn staff(cx: &Cx, page: &OfficePage, desk: &OfficeDesk) -> AnyView {
    let at = address::office(&page.id);
    let part = |name: &'static str| {
        let at = at.clone();
        move |number: i64| cx.href_with(&at, &[(name, &number.to_string())]) + "#" + name
    };
    let waits = desk.filings.1.iter().map(|one| waiting(cx, one)).collect_view();
    let none = desk.filings.1.is_empty().then(|| view! { <p class="quiet">{t!(cx, "filings-none")}</p> });
    view! {
        <p class="quiet">{t!(cx, "office-lead")}</p>
        <section id="filings">
            <h2>{t!(cx, "filings-waiting")} " " <span class="quiet">{desk.filings.0.total}</span></h2>
            {none}
            {waits}
            {paged(cx, desk.filings.0, &[], &part("filings"))}
        </section>
        <section id="orders">
            <h2>{t!(cx, "orders-open")} " " <span class="quiet">{desk.orders.0.total}</span></h2>
            {listed(cx, desk.orders.1.clone(), t!(cx, "orders-none"))}
            {paged(cx, desk.orders.0, &[], &part("orders"))}
        </section>
        <section id="places">
            <h2>{t!(cx, "office-places")} " " <span class="quiet">{desk.all}</span></h2>
            {asked(cx, &at, desk)}
            {places(cx, desk)}
            {paged(cx, desk.places.0, &[], &|number| to_places(cx, &at, desk, number))}
        </section>
    }
    .into_any()
}

/// A page of the places, as they are asked for.
fn to_places(cx: &Cx, at: &str, desk: &OfficeDesk, number: i64) -> String {
    let (asked, number) = (&desk.asked, number.to_string());
    let query = [("only", asked.only.id()), ("by", asked.by.id()), ("q", asked.query.as_str()), ("page", &number)];
    cx.href_with(at, &query) + "#places"
}

/// What chooses and orders the places.
fn asked(cx: &Cx, at: &str, desk: &OfficeDesk) -> AnyView {
    let form = &cx.question(format!("{at}#places"));
    let only: Vec<_> =
        Only::ALL.iter().map(|one| (one.id().to_owned(), t!(cx, &format!("places-only-{}", word(one.id()))))).collect();
    let by: Vec<_> =
        By::ALL.iter().map(|one| (one.id().to_owned(), t!(cx, &format!("places-by-{}", word(one.id()))))).collect();
    view! {
        <form method="get" action=form.to.clone() class="row filters screen-only" role="search">
            <Line form name="q" kind="search" label=t!(cx, "places-search") value=desk.asked.query.clone() />
            <Choice form name="only" label=t!(cx, "places-only") of=&only value=desk.asked.only.id() />
            <Choice form name="by" label=t!(cx, "places-by") of=&by value=desk.asked.by.id() />
            <Send label=t!(cx, "filter") />
        </form>
    }
    .into_any()
}

/// The first choice has no id of its own.
fn word(id: &str) -> &str {
    if id.is_empty() { "first" } else { id }
}

/// Something that waits for the office, with its answer.
fn waiting(cx: &Cx, one: &WaitingFiling) -> AnyView {
    view! {
        <article class="card">
            <h3><a href=one.href.clone() lang=cx.tongue(&one.title)>{one.title.clone()}</a></h3>
            <p class="quiet">{one.place.clone()} " · " {one.kind.clone()} " · " {t!(cx, "filing-days", days = one.days)}</p>
            {filing::line(cx, &one.filing)}
            {filing::answer(cx, &one.filing)}
        </article>
    }
    .into_any()
}

fn places(cx: &Cx, desk: &OfficeDesk) -> AnyView {
    if desk.places.1.is_empty() {
        return view! { <p class="quiet">{t!(cx, "places-none")}</p> }.into_any();
    }
    let all = desk.places.1.iter().map(|one| place(cx, desk, one)).collect_view();
    view! { <div class="cards">{all}</div> }.into_any()
}

/// A place: how it stands, what of it is overdue, and the ways to that.
fn place(cx: &Cx, desk: &OfficeDesk, one: &PlaceLine) -> AnyView {
    let counted = [
        ("place-objections", one.objections),
        ("place-milestones", one.milestones),
        ("place-postings", one.postings),
        ("place-orders", one.orders.0),
        ("place-duties", one.duties.map_or(0, |(late, _)| late)),
    ];
    let late = counted.into_iter().filter(|(_, count)| *count > 0);
    let late = late.map(|(key, count)| view! { <li>{t!(cx, key, count = count)}</li> }).collect_view();
    let overdue = if one.overdue() > 0 {
        view! { <p class="overdue">{t!(cx, "place-overdue", count = one.overdue())}</p> <ul>{late}</ul> }.into_any()
    } else {
        view! { <p class="quiet">{t!(cx, "place-nothing-overdue")}</p> }.into_any()
    };
    let open = (one.orders.1 > 0).then(|| {
        view! { <li><a href=cx.href(&address::orders(&one.community))>{t!(cx, "place-orders-open", count = one.orders.1)}</a></li> }
    });
    // The year of what has to be published, where the place keeps a list of that.
    let calendar = one.duties.map(|(_, year)| {
        let href = cx.href(&address::duties(&one.community, &year.to_string()));
        view! { <li><a href=href>{t!(cx, "duties")}</a></li> }
    });
    let filings = (one.filings > 0).then(|| view! { <li>{t!(cx, "place-filings", count = one.filings)}</li> });
    let sat = if one.sat.is_empty() { t!(cx, "place-never-sat") } else { t!(cx, "place-sat", day = one.sat) };
    let make = desk.own.then(|| {
        view! { <li><a href=address::new_order(&one.community)>{t!(cx, "order-make")}</a></li> }
    });
    let retired = one.retired.then(|| view! { " " <span class="tag">{t!(cx, "retired")}</span> });
    view! {
        <article class="card place">
            <h3><a href=cx.href(&one.href)>{one.name.clone()}</a> {retired}</h3>
            {news::figures(&one.figures)}
            {overdue}
            <p class="quiet">{sat}</p>
            <ul class="links">
                {open}
                {filings}
                {calendar}
                <li><a href=address::overdue(&one.community)>{t!(cx, "overdue")}</a></li>
                {make}
            </ul>
        </article>
    }
    .into_any()
}

/// `/c/…/orders`: what offices above have ordered a place to publish, and what came of it.
pub fn orders(cx: &Cx, page: OrdersPage) -> String {
    shell::page(cx, &t!(cx, "orders"), || {
        let each = page
            .orders
            .iter()
            .map(|one| {
                view! {
                    <article class="card" id=format!("order-{}", one.number)>
                        {order::order(cx, one)}
                        <p class="screen-only"><a href=address::order(&one.id)>{t!(cx, "order-desk")}</a></p>
                    </article>
                }
            })
            .collect_view();
        let none = page.orders.is_empty().then(|| view! { <p class="quiet">{t!(cx, "orders-none")}</p> });
        view! {
            <h1>{page.name.clone()} " · " {t!(cx, "orders")}</h1>
            <p class="lead">{t!(cx, "orders-lead")}</p>
            {none}
            {each}
            <p class="back"><a href=cx.href(&address::board(&page.community))>{t!(cx, "to-board")}</a></p>
        }
    })
}

/// `/order/…`: an order; the place meets or answers it, the office takes it back.
pub fn one(cx: &Cx, page: OrderPage) -> String {
    shell::page(cx, &t!(cx, "order-number", number = page.order.number), || {
        let id = page.order.id.as_str();
        let form = |act: &str| cx.form(to::order(id, act));
        let (meet, answer, withdraw) = (&form("meet"), &form("answer"), &form("withdraw"));
        let stands = || hidden_fields(seen(page.order.state.id()));
        let met = page.may_meet.then(|| {
            let new = address::disclosure(&page.community, "new");
            let choose = if page.choices.is_empty() {
                view! { <p>{t!(cx, "order-nothing-since")}</p> }.into_any()
            } else {
                view! {
                    <Form form=meet class="card" tells=false head=view! { <h2>{t!(cx, "order-meet")}</h2> }.into_any()>
                        {stands()}
                        <Choice form=meet name="by" label=t!(cx, "order-by") of=&page.choices />
                        <Send label=t!(cx, "order-meet-send") main=true />
                    </Form>
                }
                .into_any()
            };
            view! { {choose} <p><a class="button" href=new>{t!(cx, "order-disclose")}</a></p> }
        });
        let answered = page.may_answer.then(|| {
            view! {
                <Form form=answer class="card" fold=t!(cx, "order-answer") tells=false>
                    {stands()}
                    <Text form=answer name="answer" label=t!(cx, "order-answer-why") rows=3 hint=t!(cx, "objection-text-hint") />
                    <Send label=t!(cx, "order-answer-send") />
                </Form>
            }
        });
        let withdrawn = page.may_withdraw.then(|| {
            view! {
                <Form form=withdraw class="card" fold=t!(cx, "order-withdraw") tells=false>
                    {stands()}
                    <Line form=withdraw name="reason" label=t!(cx, "order-withdraw-why") />
                    <Send label=t!(cx, "order-withdraw") />
                </Form>
            }
        });
        let back = page.back.clone().unwrap_or_else(|| address::room(&page.community));
        view! {
            <h1>{page.name.clone()} " · " {t!(cx, "orders")}</h1>
            <article class="card">{order::order(cx, &page.order)}</article>
            {met}
            {answered}
            {withdrawn}
            <p><a href=address::orders(&page.community)>{t!(cx, "orders-all")}</a></p>
            <p class="back"><a href=back>{t!(cx, "home")}</a></p>
        }
    })
}

/// `/c/…/orders/new`: an office orders a place to publish something.
pub fn new_order(cx: &Cx, page: NewOrder) -> String {
    shell::page(cx, &t!(cx, "order-make"), || {
        let form = &cx.only_form(to::community(&page.community, "orders"));
        view! {
            <h1>{page.name.clone()} " · " {t!(cx, "order-make")}</h1>
            <p class="quiet">{t!(cx, "order-make-lead", office = page.office)}</p>
            <Form form class="card">
                <Text form name="what" label=t!(cx, "order-what") rows=3 hint=t!(cx, "objection-text-hint") />
                <Line form name="basis" label=t!(cx, "order-basis") hint=t!(cx, "order-basis-hint") />
                <Day form name="due" label=t!(cx, "order-due") />
                <Send label=t!(cx, "order-send") main=true />
            </Form>
            <p class="back"><a href=page.back.clone()>{t!(cx, "home")}</a></p>
        }
    })
}
