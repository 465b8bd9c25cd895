//! What a place tells at a glance: what is on, its figures, its news, what can be seen of it.

use super::tags;
use crate::{
    t,
    view::{
        Cx,
        front::{Change, Figure, News, OnNow},
        record::Tag,
    },
};
use leptos::prelude::*;

/// A list of news, or the words for an empty one.
pub fn news(cx: &Cx, lines: Vec<News>, empty: String) -> AnyView {
    if lines.is_empty() {
        return view! { <p class="quiet">{empty}</p> }.into_any();
    }
    let lines = lines.iter().map(|one| view! { <li>{line(cx, one)}</li> }).collect_view();
    view! { <ul class="listed">{lines}</ul> }.into_any()
}

/// One line of it.
pub fn line(cx: &Cx, news: &News) -> AnyView {
    let line = &news.line;
    let mark = Tag { words: line.mark.clone(), tone: "" };
    let told = match news.tags.as_slice() {
        [] if line.mark.is_empty() => None,
        [] => tags(&[mark]),
        all => tags(all),
    };
    view! {
        <a href=line.href.clone() lang=cx.tongue(&line.title)>{line.title.clone()}</a>
        {told}
        <span class="note">{line.note.clone()}</span>
    }
    .into_any()
}

/// The sittings that are on.
pub fn on_now(cx: &Cx, all: &[OnNow]) -> AnyView {
    all.iter()
        .map(|one| {
            let (words, tone) = if one.suspended { ("on-suspended", "") } else { ("on-now", "live") };
            let item = (!one.item.is_empty()).then(|| view! { <p>{t!(cx, "on-item", title = one.item)}</p> });
            view! {
                <div class="card on-now">
                    {tags(&[Tag { words: t!(cx, words), tone }])}
                    <p><a href=one.href.clone() lang=cx.tongue(&one.title)>{one.place.clone()} " · " {one.title.clone()}</a></p>
                    {item}
                </div>
            }
        })
        .collect_view()
        .into_any()
}

/// The figures of a place.
pub fn figures(all: &[Figure]) -> AnyView {
    let all = all
        .iter()
        .map(|one| {
            let class = one.late.then_some("behind");
            view! { <div class=class><dt>{one.words.clone()}</dt><dd>{one.number.clone()}</dd></div> }
        })
        .collect_view();
    view! { <dl class="figures">{all}</dl> }.into_any()
}

/// What a decision changed, in two pictures beside each other.
pub fn changes(cx: &Cx, all: &[Change]) -> Option<AnyView> {
    let each = all
        .iter()
        .map(|one| {
            view! {
                <article class="change">
                    <h3><a href=one.href.clone() lang=cx.tongue(&one.title)>{one.title.clone()}</a></h3>
                    {pair(&one.pictures)}
                </article>
            }
        })
        .collect_view();
    (!all.is_empty()).then(|| view! { <section><h2>{t!(cx, "changes")}</h2> {each}</section> }.into_any())
}

/// Pictures beside each other, each with what it shows.
pub fn pair(pictures: &[(String, String)]) -> AnyView {
    let each = pictures
        .iter()
        .map(|(src, words)| {
            view! {
                <figure>
                    <img src=src.clone() alt="" loading="lazy" width="320" />
                    <figcaption>{words.clone()}</figcaption>
                </figure>
            }
        })
        .collect_view();
    view! { <div class="pair">{each}</div> }.into_any()
}
