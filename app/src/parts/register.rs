//! A register as everybody reads it: its rows as a table, what its columns come to, and what ended.

use crate::{say, t, view::Cx};
use leptos::prelude::*;
use rules::{
    Language,
    published::RegisterContent,
    register::{ColumnKind, Sum, shown},
};

/// The whole register.
pub fn content(cx: &Cx, content: &RegisterContent) -> AnyView {
    let zh = cx.language == Language::Zh;
    let heads: Vec<String> =
        content.columns.iter().map(|one| if zh { one.zh.clone() } else { one.en.clone() }).collect();
    let member = |number: &str| t!(cx, "ledger-member", number = number);
    let all = content.rows.iter().map(|row| {
        let cells = content.columns.iter().zip(row).map(|(column, cell)| shown(column.kind, cell, member));
        (String::new(), cells.collect::<Vec<_>>())
    });
    let all: Vec<_> = all.collect();
    let name = if zh { &content.zh } else { &content.en };
    let kinds: Vec<_> =
        content.columns.iter().zip(&heads).map(|(one, head)| (one.id.as_str(), one.kind, head.as_str())).collect();
    let ended = content.ended.iter().map(|one| {
        let on = say::day(cx.language, &one.on.to_string());
        view! { <li dir="auto">{t!(cx, "register-ended-row", number = one.number, on = on, reason = one.reason)}</li> }
    });
    let ended = (!content.ended.is_empty()).then(|| {
        view! {
            <details class="card">
                <summary>{t!(cx, "register-ended", count = content.ended.len())}</summary>
                <ul>{ended.collect_view()}</ul>
            </details>
        }
    });
    let as_of = say::day(cx.language, &content.as_of.to_string());
    view! {
        <section class="register" aria-label=name.clone()>
            <p class="state">{t!(cx, "register-as-of", day = as_of, rows = content.rows.len())}</p>
            {sums(cx, &content.sums, &kinds)}
            {rows(cx, &heads, all)}
            {ended}
        </section>
    }
    .into_any()
}

/// Rows as cards, the number of each on top: a register has more columns than a page is wide. What is empty is left out. A row with an address
/// leads there.
pub fn rows(cx: &Cx, heads: &[String], rows: Vec<(String, Vec<String>)>) -> AnyView {
    let cards = rows.into_iter().map(|(href, cells)| {
        let number = cells.first().cloned().unwrap_or_default();
        let number = if href.is_empty() {
            view! { <strong>{number}</strong> }.into_any()
        } else {
            view! { <a href=href><strong>{number}</strong></a> }.into_any()
        };
        let facts = heads.iter().zip(cells).skip(1).filter(|(_, cell)| !cell.is_empty()).map(|(head, cell)| {
            let tongue = cx.tongue(&cell);
            view! { <dt>{head.clone()}</dt> <dd dir="auto" lang=tongue>{cell}</dd> }
        });
        view! { <li class="card"><p>{number}</p> <dl class="facts-list">{facts.collect_view()}</dl></li> }
    });
    view! { <ul class="plain rows">{cards.collect_view()}</ul> }.into_any()
}

/// What columns come to; each with its name, but for those in which nothing stands.
pub fn sums(cx: &Cx, sums: &[Sum], columns: &[(&str, ColumnKind, &str)]) -> Option<AnyView> {
    let each = sums.iter().filter_map(|sum| {
        let (_, kind, head) = columns.iter().find(|(id, ..)| *id == sum.column)?;
        let words = shown(*kind, &sum.sum, str::to_owned);
        if words.bytes().all(|one| matches!(one, b'0' | b'.')) {
            return None;
        }
        Some(view! { <dt>{t!(cx, "register-sum", column = head)}</dt> <dd class="number">{words}</dd> })
    });
    (!sums.is_empty()).then(|| view! { <dl class="facts-list">{each.collect_view()}</dl> }.into_any())
}
