//! The conditions that an item must meet before a vote on it may open, and putting on record what meets them.

use crate::{
    parts::{form, shell, sitting},
    t,
    view::{
        Cx,
        sitting::{GateLine, GatesPage},
    },
};
use leptos::prelude::*;
use rules::gates::Ground;

/// `/i/…/gates`.
pub fn gates(cx: &Cx, page: GatesPage) -> String {
    shell::page(cx, &t!(cx, "gates"), || {
        let forms = Ground::ALL
            .into_iter()
            .zip(&page.known)
            .filter(|(ground, known)| !known.is_empty() || page.wants.contains(&ground.id()))
            .map(|(ground, known)| ground_form(cx, &page.item, ground, known))
            .collect_view();
        view! {
            {sitting::heading(cx, &page.heading)}
            <h2>{page.title.clone()}</h2>
            <p class="quiet">{page.matter.clone()}</p>
            {form::problem(cx)}
            <p>{t!(cx, "gates-lead")}</p>
            {list(cx, &page.gates)}
            {forms}
            <p class="back"><a href=format!("/s/{}/chair#item-{}", page.heading.id, page.item)>{t!(cx, "chair-desk")}</a></p>
        }
    })
}

fn ground_form(cx: &Cx, item: &str, ground: Ground, known: &str) -> AnyView {
    let action = format!("/do/i/{item}/gates/{}", ground.id());
    let cx = &cx.for_form(&action);
    let label = t!(cx, &format!("ground-{}", ground.id()));
    let kind = if ground == Ground::Women { "number" } else { "text" };
    view! {
        <form method="post" action=action class="card">
            {form::key(cx)}
            {form::line(cx, "said", kind, label, known, None)}
            {form::send(t!(cx, "ground-save"), known.is_empty())}
        </form>
    }
    .into_any()
}

/// Every gate with its state in words: the colour is never the only sign.
pub fn list(cx: &Cx, gates: &[GateLine]) -> AnyView {
    let lines = gates
        .iter()
        .map(|gate| {
            let (class, state) = if gate.met { ("met", t!(cx, "gate-met")) } else { ("shut", t!(cx, "gate-shut")) };
            view! { <li class=class><strong>{state}</strong> " " {gate.words.clone()}</li> }
        })
        .collect_view();
    view! { <ul class="gates">{lines}</ul> }.into_any()
}
