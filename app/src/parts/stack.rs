//! A table that becomes cards where it has no room: each cell then names its column. On paper it is a table again.

use crate::view::Cx;
use leptos::prelude::*;

/// A table of texts; the first cell of a line is its head.
pub fn table(cx: &Cx, caption: &str, heads: &[String], rows: Vec<Vec<String>>) -> AnyView {
    let columns = heads.iter().map(|head| view! { <th scope="col">{head.clone()}</th> }).collect_view();
    let lines = rows
        .into_iter()
        .map(|row| {
            let cells = row
                .into_iter()
                .zip(heads)
                .enumerate()
                .map(|(at, (cell, head))| {
                    let tongue = cx.tongue(&cell);
                    if at == 0 {
                        view! { <th scope="row" lang=tongue>{cell}</th> }.into_any()
                    } else {
                        view! { <td data-label=head.clone() lang=tongue>{cell}</td> }.into_any()
                    }
                })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! {
        <table class="stack" aria-label=caption.to_owned()>
            <thead><tr>{columns}</tr></thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}
