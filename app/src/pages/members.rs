//! The members: found, filtered, page by page; and the ways to add one, to print slips and to take in a roll.

use crate::{
    address::{self, to},
    parts::{
        form::{Beside, Choice, Form, Line, Send, Tick},
        paged::paged,
        shell,
    },
    t,
    view::{
        Choices, Cx,
        form::FormState,
        people::{Filters, MemberLine, MemberState, Members},
    },
};
use leptos::prelude::*;
use rules::belonging::Residence;

/// `/c/…/members`.
pub fn members(cx: &Cx, page: Members) -> String {
    shell::page(cx, &t!(cx, "members"), || {
        let slips = &cx.only_form(to::community(&page.community, "slips"));
        let rows = page.found.iter().map(|one| row(slips, &page, one)).collect_view();
        let issue = page.may_issue.then(|| {
            view! {
                {anew(slips, &page)}
                <Tick name="in_person" label=t!(cx, "slip-in-person") ticked=slips.kept_tick("in_person", false) />
                <Send label=t!(cx, "slips-print") />
            }
        });
        let at = address::members(&page.community);
        let whole = |change: &dyn Fn(&mut Filters)| {
            let mut other = page.filters.clone();
            change(&mut other);
            asking(cx, &at, &other, 1)
        };
        let pages = paged(cx, page.cut, &page.names, &|number| asking(cx, &at, &page.filters, number));
        let imported = page.imported.map(|[added, altered, left, slips]| {
            let words = t!(cx, "import-done", added = added, altered = altered, left = left);
            let slips =
                (slips > 0).then(|| view! { <p class="changed">{t!(cx, "import-done-slips", count = slips)}</p> });
            view! {
                <p class="state" role="status">{words}</p>
                {slips}
            }
        });
        let add = page.may_keep.then(|| {
            let href = address::new_member(&page.community);
            view! { <a class="button main" href=href>{t!(cx, "member-new")}</a> }
        });
        let print = page.may_issue.then(|| {
            view! { " " <a class="button" href=address::slips(&page.community)>{t!(cx, "slips-choose")}</a> }
        });
        let import = page.may_import.then(|| {
            view! { " " <a class="button" href=address::import(&page.community)>{t!(cx, "import")}</a> }
        });
        let acts = (page.may_keep || page.may_issue || page.may_import)
            .then(|| view! { <p class="doings">{add} {print} {import}</p> });
        let chosen = page.filters.is_chosen();
        let without = (page.may_issue && page.filters.way != "none").then(|| {
            let href = whole(&|one| one.way = "none");
            view! { <li><a href=href>{t!(cx, "members-without-slip")}</a></li> }
        });
        let away = (!page.filters.away).then(|| {
            let href = whole(&|one| one.away = true);
            view! { <li><a href=href>{t!(cx, "members-away")}</a></li> }
        });
        let all = (chosen || !page.filters.query.is_empty())
            .then(|| view! { <li><a href=at.clone()>{t!(cx, "members-all")}</a></li> });
        view! {
            <h1>{t!(cx, "members")}</h1>

            {acts}
            {imported}
            {search(cx, &at, &page.filters)}
            <ul class="links">{all} {without} {away}</ul>
            <p class="quiet" role="status">{t!(cx, "members-found", total = page.cut.total)}</p>
            <Form form=slips tells=false>
                <input type="hidden" name="back" value=asking(cx, &at, &page.filters, page.cut.page) />
                <div class="wide" tabindex="0" hidden=page.found.is_empty()>
                    <table class="roll">
                        <thead>
                            <tr>
                                <th scope="col">{t!(cx, "slip")}</th>
                                <th scope="col">{t!(cx, "member-number")}</th>
                                <th scope="col">{t!(cx, "name")}</th>
                                <th scope="col">{t!(cx, "household")}</th>
                                <th scope="col">{t!(cx, "state")}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {issue}
            </Form>
            {pages}
        }
    })
}

/// The address of a list of members, as it is chosen.
fn asking(cx: &Cx, at: &str, filters: &Filters, page: i64) -> String {
    let page = page.to_string();
    cx.href_with(
        at,
        &[
            ("q", &filters.query),
            ("group", &filters.group),
            ("household", &filters.household),
            ("body", &filters.body),
            ("age", filters.age),
            ("way", filters.way),
            ("away", if filters.away { "1" } else { "" }),
            ("page", &page),
        ],
    )
}

/// The search, with what else the list can be chosen by.
fn search(cx: &Cx, at: &str, filters: &Filters) -> AnyView {
    let form = &cx.question(at);
    let ages = choices(cx, &["", "adult", "minor"], &|one| format!("age-{one}"));
    let ways = choices(cx, &["", "none", "slip", "in"], &|one| format!("way-{one}"));
    let away = filters.away.then(|| view! { <input type="hidden" name="away" value="1" /> });
    view! {
        <form method="get" action=at.to_owned() role="search">
            <div class="search">
                <Line form name="q" kind="search" label=t!(cx, "search-member") value=&filters.query />
                <Send label=t!(cx, "search") />
            </div>
            <details open=filters.is_chosen()>
                <summary>{t!(cx, "members-filter")}</summary>
                <div class="filter">
                    {places(form, filters)}
                    <Line form name="household" label=t!(cx, "place-household") value=&filters.household />
                    <Choice form name="age" label=t!(cx, "age") of=&ages value=filters.age />
                    <Choice form name="way" label=t!(cx, "way") of=&ways value=filters.way />
                </div>
                {away}
                <Send label=t!(cx, "members-filter-do") />
            </details>
        </form>
    }
    .into_any()
}

/// Group and body, of those that there are.
pub(super) fn places(form: &FormState<'_>, filters: &Filters) -> AnyView {
    let cx = form.cx;
    let any = |of: &Choices| -> Choices {
        std::iter::once((String::new(), t!(cx, "any"))).chain(of.iter().cloned()).collect()
    };
    let (groups, bodies) = (any(&filters.groups), any(&filters.bodies));
    let groups = (groups.len() > 1).then(|| {
        view! { <Choice form name="group" label=t!(cx, "place-group") of=&groups value=&filters.group /> }
    });
    let bodies = (bodies.len() > 1)
        .then(|| view! { <Choice form name="body" label=t!(cx, "body") of=&bodies value=&filters.body /> });
    view! { {groups} {bodies} }.into_any()
}

/// Values with their words, by their keys: those of the empty one say that it is any.
pub(super) fn choices(cx: &Cx, values: &[&str], key: &dyn Fn(&str) -> String) -> Choices {
    let words = |one: &&str| {
        let key = if one.is_empty() { "any".to_owned() } else { key(one) };
        ((*one).to_owned(), t!(cx, &key))
    };
    values.iter().map(words).collect()
}

fn row(slips: &FormState<'_>, page: &Members, one: &MemberLine) -> AnyView {
    let cx = slips.cx;
    let slip = one.has_slip.then(|| view! { <span class="mark">{t!(cx, "has-slip")}</span> });
    // A slip signs in as its owner: that of somebody with an office is the administrator's to make.
    let living = matches!(one.state, MemberState::Is(Residence::Living) | MemberState::Stays);
    let pick = (page.may_issue && !one.office && living).then(|| {
        let label = t!(cx, "slip-pick", name = one.name);
        let ticked = slips.kept_one("member", &one.id);
        view! { <input type="checkbox" name="member" value=one.id.clone() aria-label=label checked=ticked /> }
    });
    view! {
        <tr>
            <td>{pick}</td>
            <td>{one.number.clone()}</td>
            <td><a href=address::member(&page.community, &one.id)>{one.name.clone()}</a> {slip}</td>
            <td>{one.place.clone()}</td>
            <td>{t!(cx, &format!("member-state-{}", one.state.id()))}</td>
        </tr>
    }
    .into_any()
}

/// Who of those who were ticked holds an unused slip, and the tick by which they get another.
fn anew(slips: &FormState<'_>, page: &Members) -> Option<AnyView> {
    let cx = slips.cx;
    slips.refusal_at("anew")?;
    let held = page.found.iter().filter(|one| one.has_slip && slips.kept_one("member", &one.id));
    let held: Vec<String> = held.map(|one| format!("{} {}", one.number, one.name)).collect();
    Some(
        view! {
            <section class="card" id="held">
                <Beside form=slips name="anew" />
                <p class="changed">{t!(cx, "slips-held", count = held.len(), names = held.join("、"))}</p>
                <Tick name="anew" label=t!(cx, "slips-anew") />
            </section>
        }
        .into_any(),
    )
}
