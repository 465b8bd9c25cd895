//! The conditions that an item must meet before a vote on it may open, and putting on record what meets them.

use crate::{
    address::{self, to},
    parts::{
        base::base,
        form::{Form, Line, Send, Text},
        shell, sitting,
    },
    t,
    view::{
        Cx,
        gate::GateLine,
        sitting::{GatesPage, KnownGround},
    },
};
use leptos::prelude::*;
use rules::gates::Ground;

/// `/i/…/gates`.
pub fn gates(cx: &Cx, page: GatesPage) -> String {
    shell::page(cx, &t!(cx, "gates"), || {
        let forms = Ground::ALL
            .iter()
            .copied()
            .zip(&page.known)
            .filter(|(ground, known)| !known.said.is_empty() || page.wants.contains(ground))
            .map(|(ground, known)| ground_form(cx, &page.item, ground, known))
            .collect_view();
        view! {
            {sitting::heading(cx, &page.heading)}
            <h2>{page.title.clone()}</h2>
            <p class="quiet">{page.matter.clone()}</p>

            <p>{t!(cx, "gates-lead")}</p>
            {list(cx, &page.gates)}
            {page.open_matter.clone().map(|href| view! { <p><a class="button" href=href>{t!(cx, "matter-open-from")}</a> " " <span class="quiet">{t!(cx, "matter-open-from-why")}</span></p> })}
            {forms}
            <p class="back"><a href=address::chair_item(&page.heading.id, &page.item)>{t!(cx, "chair-desk")}</a></p>
        }
    })
}

fn ground_form(cx: &Cx, item: &str, ground: Ground, known: &KnownGround) -> AnyView {
    let form = &cx.form(to::item(&item, &format!("gates/{}", ground.id())));
    let label = t!(cx, &format!("ground-{}", ground.id()));
    let stands = [("said", label.clone(), known.said.clone())];
    let field = if ground == Ground::Women {
        view! { <Line form name="said" kind="number" label value=&known.said /> }.into_any()
    } else {
        view! { <Text form name="said" label rows=3 value=&known.said hint=t!(cx, &format!("ground-{}-hint", ground.id())) /> }.into_any()
    };
    let new = known.said.is_empty();
    let by = (!new).then(|| view! { <p class="quiet">{t!(cx, "ground-by", role = known.by, at = known.at)}</p> });
    view! {
        <Form form class="card">
            {base(form, &known.seen.to_string(), &stands)}
            {field}
            {by}
            <Send label={if new { t!(cx, "ground-save") } else { t!(cx, "ground-change") }} main=new />
        </Form>
    }
    .into_any()
}

/// Every gate with its state in words: the colour is never the only sign.
pub fn list(cx: &Cx, gates: &[GateLine]) -> AnyView {
    let lines = gates
        .iter()
        .map(|gate| {
            let (class, state) = if gate.met { ("met", t!(cx, "gate-met")) } else { ("shut", t!(cx, "gate-shut")) };
            let record =
                (!gate.link.is_empty()).then(|| view! { " " <a href=cx.href(&gate.link)>{t!(cx, "gate-record")}</a> });
            let typed = gate.typed.then(|| view! { " " <span class="quiet">{t!(cx, "gate-typed")}</span> });
            view! { <li class=class><strong>{state}</strong> " " {gate.words.clone()} {record} {typed}</li> }
        })
        .collect_view();
    view! { <ul class="gates">{lines}</ul> }.into_any()
}

/// The same, folded away under whether all are met.
pub fn folded(cx: &Cx, gates: &[GateLine], open: bool, more: Option<AnyView>) -> Option<AnyView> {
    let all_met = gates.iter().all(|gate| gate.met);
    (!gates.is_empty()).then(|| {
        view! {
            <details open=open && !all_met>
                <summary>{t!(cx, "gates")} " " {if all_met { t!(cx, "gate-met") } else { t!(cx, "gate-shut") }}</summary>
                {list(cx, gates)}
                {more}
            </details>
        }
        .into_any()
    })
}
