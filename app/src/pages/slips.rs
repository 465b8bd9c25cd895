//! Slips: for whom they are printed, and the slips.

use super::members::{choices, places};
use crate::{
    address::{self, to},
    parts::{
        form::{Beside, Choice, Form, Send, Tick, hidden_fields},
        shell,
    },
    t,
    view::{
        Cx,
        people::{Printing, Rest, Slip, Slips},
    },
};
use leptos::prelude::*;

/// `/c/…/slips`: for whom. What is chosen is shown with its number before anything is made.
pub fn printing(cx: &Cx, page: Printing) -> String {
    shell::page(cx, &t!(cx, "slips-choose"), || {
        let form = &cx.only_form(to::community(&page.community, "slips"));
        let question = &cx.question(address::slips(&page.community)).scoped("of");
        let filters = &page.filters;
        let way = if filters.way.is_empty() { "all" } else { filters.way };
        let ways = choices(cx, &["none", "slip", "all"], &|one| format!("slips-way-{one}"));
        let at = address::asking(
            &address::slips(&page.community),
            &[("way", way), ("group", &filters.group), ("body", &filters.body)],
        );
        let hidden = vec![
            ("of", "chosen".to_owned()),
            ("way", way.to_owned()),
            ("group", filters.group.clone()),
            ("body", filters.body.clone()),
            ("back", at),
        ];
        let held = (page.held > 0).then(|| {
            let more = if page.held > page.holding.len() { " …" } else { "" };
            let names = format!("{}{more}", page.holding.join("、"));
            view! {
                <Beside form name="anew" />
                <p class="changed">{t!(cx, "slips-held", count = page.held, names = names)}</p>
                <Tick name="anew" label=t!(cx, "slips-anew") />
            }
        });
        let several = (page.count > page.at_once)
            .then(|| view! { <p class="hint">{t!(cx, "slips-at-once", count = page.at_once)}</p> });
        let make = if page.count == 0 {
            view! { <p>{t!(cx, "slips-nobody")}</p> }.into_any()
        } else {
            view! {
                <Form form class="card" tells=false>
                    {hidden_fields(hidden)}
                    {several}
                    {held}
                    <Tick name="in_person" label=t!(cx, "slip-in-person") ticked=form.kept_tick("in_person", false) />
                    <Send label=t!(cx, "slips-make", count = page.count.min(page.at_once)) main=true />
                </Form>
            }
            .into_any()
        };
        let offices =
            (page.offices > 0).then(|| view! { <p class="quiet">{t!(cx, "slips-offices", count = page.offices)}</p> });
        let bound =
            (page.bound > 0).then(|| view! { <p class="quiet">{t!(cx, "slips-bound", count = page.bound)}</p> });
        view! {
            <h1>{t!(cx, "slips-choose")}</h1>
            <p class="lead">{t!(cx, &format!("slips-count-{way}"), count = page.count)}</p>
            {make}
            {offices}
            {bound}
            <form method="get" action=question.to.clone() class="card">
                <h2>{t!(cx, "slips-others")}</h2>
                <div class="filter">
                    <Choice form=question name="way" label=t!(cx, "slips-whose") of=&ways value=way />
                    {places(question, filters)}
                </div>
                <Send label=t!(cx, "slips-look") />
            </form>
            <p class="back"><a class="button" href=address::members(&page.community)>{t!(cx, "members")}</a></p>
        }
    })
}

/// Slips to print, by group: each code is shown here and never again.
pub fn slips(cx: &Cx, page: Slips) -> String {
    shell::page(cx, &t!(cx, "slips"), || {
        let words = if page.back.starts_with("/admin") { t!(cx, "staff") } else { t!(cx, "members") };
        let rest = page.rest.map(|rest| more(cx, &page.community, rest));
        let sets = page
            .sets
            .into_iter()
            .map(|(group, slips)| {
                let count = slips.len();
                let title = if group.is_empty() { t!(cx, "slips-no-group") } else { group };
                let slips = slips.into_iter().map(|one| slip(cx, one)).collect_view();
                view! {
                    <section class="slip-set">
                        <h2>{t!(cx, "slips-group", group = title, count = count)}</h2>
                        <div class="slips">{slips}</div>
                    </section>
                }
            })
            .collect_view();
        view! {
            <h1 class="screen-only">{t!(cx, "slips")}</h1>
            <p class="screen-only">{t!(cx, "slips-lead")}</p>
            <p class="screen-only"><a class="button" href=page.back>{words}</a></p>
            {sets}
            {rest}
        }
    })
}

/// The next of them.
fn more(cx: &Cx, community: &str, rest: Rest) -> AnyView {
    let form = &cx.only_form(to::community(community, "slips"));
    view! {
        <div class="screen-only">
            <Form form class="card" tells=false>
                {hidden_fields(rest.fields)}
                <p>{t!(cx, "slips-rest", count = rest.count)}</p>
                <Send label=t!(cx, "slips-next") main=true />
            </Form>
        </div>
    }
    .into_any()
}

fn slip(cx: &Cx, slip: Slip) -> AnyView {
    view! {
        <article class="slip">
            <div class="qr" inner_html=slip.qr></div>
            <div>
                <p class="over">{slip.place} " · " {slip.community}</p>
                <h3>{slip.name}</h3>
                <p>{t!(cx, "slip-number", number = slip.number)}</p>
                <p class="code">{slip.code}</p>
                <p class="how">{t!(cx, "slip-how")}</p>
                <p class="address">{slip.url}</p>
                <p class="quiet">{t!(cx, "slip-until", until = slip.until)}</p>
            </div>
        </article>
    }
    .into_any()
}
