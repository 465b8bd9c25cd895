//! The matters of a community: what goes on and what each waits for, and what has ended.

use crate::{
    address,
    parts::{paged::paged, shell},
    t,
    view::{
        Cx,
        matter::{MatterLine, MattersPage},
    },
};
use leptos::prelude::*;

/// `/c/…/matters`.
pub fn list(cx: &Cx, page: &MattersPage) -> String {
    let (open, ended) = page.counts;
    let title = t!(cx, "matters-of", name = page.name);
    // How many there are, and the first of them.
    let counts = format!("{} · {}", t!(cx, "matters-open", count = open), t!(cx, "matters-ended", count = ended));
    let first = page.lines.iter().take(2).map(|one| one.title.clone());
    let description = [counts].into_iter().chain(first).collect::<Vec<_>>().join(" · ");
    let shared = shell::Shared { title: title.clone(), description };
    shell::shared_page(cx, &title, shared, || {
        let at = address::matters(&page.community);
        let tab = |ended: bool, words: String| {
            let href = if ended { cx.href_with(&at, &[("ended", "1")]) } else { cx.href(&at) };
            if ended == page.ended {
                view! { <li><strong aria-current="page">{words}</strong></li> }.into_any()
            } else {
                view! { <li><a href=href>{words}</a></li> }.into_any()
            }
        };
        let to = |number: i64| {
            let ended = if page.ended { "1" } else { "" };
            cx.href_with(&at, &[("ended", ended), ("page", &number.to_string())])
        };
        let lines = page.lines.iter().map(|one| line(cx, one)).collect_view();
        let empty = page.lines.is_empty().then(|| view! { <p class="quiet">{t!(cx, "matters-none")}</p> });
        let procedures = page.procedures.iter().map(|(href, name)| {
            view! { <li><a href=cx.href(href)>{name.clone()}</a></li> }
        });
        let procedures: Vec<_> = procedures.collect();
        view! {
            <h1>{t!(cx, "matters")}</h1>
            <p class="lead">{t!(cx, "matters-lead")}</p>
            <ul class="tabs">{tab(false, t!(cx, "matters-open", count = open))} {tab(true, t!(cx, "matters-ended", count = ended))}</ul>
            {empty}
            <ul class="list news">{lines}</ul>
            {paged(cx, page.cut, &[], &to)}
            <section>
                <h2>{t!(cx, "procedures")}</h2>
                <ul class="listed">{procedures}</ul>
            </section>
            <p class="back"><a href=cx.href(&address::board(&page.community))>{t!(cx, "to-board")}</a></p>
        }
    })
}

fn line(cx: &Cx, one: &MatterLine) -> AnyView {
    let stands = match &one.ended {
        Some(how) => t!(cx, &format!("matter-how-{}", how.id())),
        None if one.waits.is_empty() => t!(cx, "matter-all-done"),
        None => t!(cx, "matter-waits", steps = one.waits.join(&t!(cx, "list-between"))),
    };
    let late = one.overdue.map(|_| view! { " " <span class="mark late">{t!(cx, "overdue-mark")}</span> });
    view! {
        <li>
            <a href=cx.href(&one.href) lang=cx.tongue(&one.title)>{one.title.clone()}</a> " "
            <span class="note">{t!(cx, "matter-number", number = one.number)} " · " {stands} {late}</span>
        </li>
    }
    .into_any()
}
