//! Under a list that is shown in part: which part this is, how many there are in all, and the way on. Over a long list that stands
//! whole: the ways into it. One part for all of them.

use crate::{
    t,
    view::{Cx, cut::Cut},
};
use leptos::prelude::*;

/// The most pages that are named one by one.
const NAMED: usize = 60;

/// A list that is longer than this is not scrolled through in search of a place.
const LONG: usize = 60;
/// So many lines lie between two places that are named, and a multiple of it where there would be too many places.
const STEP: usize = 50;
const PLACES: usize = 20;

/// The ways into a long list whose lines all stand on this page, since lines join it while it is read: to every fiftieth of them
/// (`anchors` are their ids in order), and to `end`, which stands after the last.
pub fn jumps(cx: &Cx, anchors: &[String], end: &str) -> Option<AnyView> {
    let step = STEP * anchors.len().div_ceil(STEP * PLACES).max(1);
    (anchors.len() > LONG).then(|| {
        let places = anchors
            .iter()
            .enumerate()
            .step_by(step)
            .map(|(at, id)| view! { <li><a href=format!("#{id}")>{at + 1}</a></li> })
            .collect_view();
        view! {
            <nav class="pager" aria-label=t!(cx, "jumps")>
                <span>{t!(cx, "jumps")}</span>
                <ul class="letters">
                    {places}
                    <li><a href=format!("#{end}")>{t!(cx, "jump-end")}</a></li>
                </ul>
            </nav>
        }
        .into_any()
    })
}

/// Says it where a list is cut. `to` is the address of a page; `names` say what stands on each, where they are known.
pub fn paged(cx: &Cx, cut: Cut, names: &[String], to: &dyn Fn(i64) -> String) -> AnyView {
    if cut.total <= cut.size || cut.size < 1 {
        return ().into_any();
    }
    let words = t!(cx, "shown-of", from = cut.offset() + 1, to = cut.last(), all = cut.total);
    let before = (cut.page > 1).then(|| view! { <a href=to(cut.page - 1) rel="prev">{t!(cx, "page-before")}</a> });
    let after =
        (cut.page < cut.pages()).then(|| view! { <a href=to(cut.page + 1) rel="next">{t!(cx, "page-after")}</a> });
    let named = (names.len() > 2 && names.len() <= NAMED).then(|| {
        let links = names
            .iter()
            .zip(1..)
            .map(|(name, page)| {
                let current = (page == cut.page).then_some("page");
                view! { <li><a href=to(page) aria-current=current>{name.clone()}</a></li> }
            })
            .collect_view();
        view! { <ul class="letters">{links}</ul> }
    });
    view! {
        <nav class="pager" aria-label=t!(cx, "pages")>
            {before} " " <span>{words}</span> " " {after}
            {named}
        </nav>
    }
    .into_any()
}
