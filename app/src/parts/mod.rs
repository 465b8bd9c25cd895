//! Static pieces that pages are made of.

pub mod bar;
pub mod base;
pub mod board;
pub mod chart;
pub mod draft;
pub mod execution;
pub mod filing;
pub mod fold;
pub mod form;
pub mod found;
pub mod grades;
pub mod ledger;
pub mod masked;
pub mod news;
pub mod now;
pub mod order;
pub mod paged;
pub mod refusals;
pub mod register;
pub mod result;
pub mod room;
pub mod seal;
pub mod shell;
pub mod sitting;
pub mod stack;
pub mod weighs;

use crate::{
    t,
    view::{
        Cx,
        record::{Listed, Tag},
    },
};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use std::sync::Arc;

/// Renders a view to HTML. Islands inside it are marked for the browser; everything else stays plain.
pub fn render<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| view().into_view().to_html());
    drop(owner);
    html
}

/// Words that tell how something stands, beside each other.
pub fn tags(tags: &[Tag]) -> Option<AnyView> {
    let words = tags.iter().map(tag).collect_view();
    (!tags.is_empty()).then(|| view! { <p class="tags">{words}</p> }.into_any())
}

/// One of them.
fn tag(tag: &Tag) -> AnyView {
    let class = if tag.tone.is_empty() { "tag".to_owned() } else { format!("tag {}", tag.tone) };
    view! { <span class=class>{tag.words.clone()}</span> " " }.into_any()
}

/// A list of links with a note each, or the words for an empty one.
pub fn listed(cx: &Cx, lines: Vec<Listed>, empty: String) -> AnyView {
    if lines.is_empty() {
        return view! { <p class="quiet">{empty}</p> }.into_any();
    }
    // What is overdue, and what the law asks of the body, is red.
    let red = ["overdue-mark", "ends-mark"].map(|key| t!(cx, key));
    let lines = lines
        .into_iter()
        .map(|line| {
            let tongue = cx.tongue(&line.title);
            let class = if red.contains(&line.mark) { "mark red" } else { "mark" };
            let mark = (!line.mark.is_empty()).then(|| view! { <span class=class>{line.mark}</span> });
            view! {
                <li>
                    <a href=line.href lang=tongue>{line.title}</a>
                    {mark}
                    <span class="note">{line.note}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="listed">{lines}</ul> }.into_any()
}
