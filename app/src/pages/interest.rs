//! Interests in an item: who declared one, and who keeps out of its vote.

use crate::{
    address::to,
    parts::{
        form::{Form, Line, Send, Tick},
        shell, sitting,
    },
    t,
    view::{Cx, count::InterestPage},
};
use leptos::prelude::*;

/// `/i/…/interest`: who has an interest in an item, and who keeps out of its vote.
pub fn interest(cx: &Cx, page: InterestPage) -> String {
    shell::page(cx, &t!(cx, "interest"), || {
        let form = &cx.only_form(to::item(&page.item, "interest"));
        let own = match &page.refused {
            Some(why) => view! { <p class="missing">{why.clone()}</p> }.into_any(),
            None => view! {
                <Form form class="card" head=view! { <h3>{t!(cx, "interest-own")}</h3> }.into_any()>
                    <Line form name="interest" label=t!(cx, "interest-words") hint=t!(cx, "interest-hint") />
                    <Tick name="recused" label=t!(cx, "interest-recuse") ticked=form.kept_tick("recused", false) />
                    <Send label=t!(cx, "interest-declare") main=true />
                </Form>
            }
            .into_any(),
        };
        let record = page.may_record.then(|| {
            let form = &cx.form(to::item(&page.item, "interest/record")).scoped("record");
            let ticked = form.kept_tick("recused", false);
            view! {
                <Form form class="card" head=view! { <h3>{t!(cx, "interest-record")}</h3> }.into_any()>
                    <Line form name="number" label=t!(cx, "member-named") hint=t!(cx, "member-named-hint") />
                    <Line form name="interest" label=t!(cx, "interest-words") />
                    <Tick form name="recused" label=t!(cx, "interest-recuse-other") ticked />
                    <Send label=t!(cx, "interest-record") />
                </Form>
            }
        });
        view! {
            {sitting::heading(cx, &page.heading)}
            <section class="card">
                <h2>{t!(cx, "interest")} " " {page.title.clone()}</h2>
                <p>{t!(cx, "interest-lead")}</p>
                {interests(cx, &page.lines)}
            </section>
            {own}
            {record}
            {sitting::back(cx, &page.heading.id)}
        }
    })
}

/// The declared interests of an item, for those in the session.
pub fn interests(cx: &Cx, lines: &[(String, String, bool)]) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let rows = lines
        .iter()
        .map(|(name, words, recused)| {
            let mark = recused.then(|| view! { <span class="mark">{t!(cx, "interest-recused")}</span> });
            view! { <li><strong>{name.clone()}</strong> " " {words.clone()} " " {mark}</li> }
        })
        .collect_view();
    view! { <ul class="interests">{rows}</ul> }.into_any()
}
