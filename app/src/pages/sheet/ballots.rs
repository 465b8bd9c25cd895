//! Paper ballots, and the text that is voted on.

use super::paper;
use crate::{
    address,
    parts::{
        form::{Line, Send},
        grades, shell, sitting,
    },
    t,
    view::{Cx, count::BallotSheet},
};
use leptos::prelude::*;
use rules::{ballot::Choice, body::Weighs};

/// Ballots on one page and their class, and where the title is long or each bears a name: larger ones, so that the title stands whole on each and nothing
/// of it is cut off.
const SMALL: (usize, &str) = (8, "ballot-page");
const LARGE: (usize, &str) = (4, "ballot-page large");
/// With everybody who is appraised on it a ballot takes half a sheet, or with more than so many a whole one.
const HALVES: (usize, &str) = (2, "ballot-page halves");
const WHOLE: (usize, &str) = (1, "ballot-page whole");
const HALF: usize = 5;
/// So many wide signs of a title fit on the small ballot.
pub const SHORT: usize = 32;

/// How much room a title needs: Chinese signs are twice as wide as Latin ones.
#[must_use]
pub fn width(title: &str) -> usize {
    title.chars().map(|one| if one.is_ascii() { 1 } else { 2 }).sum::<usize>().div_ceil(2)
}

/// `/i/…/ballots`: ballots that bear title, revision and the community's name, and no number.
pub fn ballots(cx: &Cx, page: BallotSheet) -> String {
    shell::paper_page(cx, &t!(cx, "paper-ballots"), || {
        let form = &cx.question(address::ballots(&page.item));
        view! {
            <div class="screen-only">
                <h1>{t!(cx, "paper-ballots")} " " {page.title.clone()}</h1>
                <p>{t!(cx, "ballot-sheet-fold")}</p>
                <form method="get" action=form.to.clone() class="row">
                    <Line form name="n" kind="number" label=t!(cx, "ballot-sheet-count") value=page.count.to_string() />
                    <Send label=t!(cx, "ballot-sheet-show") />
                </form>
                {more(cx, &page)}
                {sitting::back(cx, &page.heading.id)}
            </div>
            {sheets(&paper(cx), &page)}
        }
    })
}

/// That more are wanted than are printed at once.
pub(super) fn more(cx: &Cx, page: &BallotSheet) -> Option<AnyView> {
    (page.more > 0).then(|| {
        view! { <p class="missing">{t!(cx, "ballot-sheet-more", count = page.count, more = page.more)}</p> }.into_any()
    })
}

/// The ballots by sheets, and the text on a sheet of its own.
pub(super) fn sheets(cx: &Cx, page: &BallotSheet) -> AnyView {
    let large = page.heading.weighs.is_some() || width(&page.title) > SHORT;
    let (a_page, class) = match &page.sheet {
        Some(sheet) if sheet.people.len() > HALF => WHOLE,
        Some(_) => HALVES,
        None if large => LARGE,
        None => SMALL,
    };
    let sheets = (0..page.count.div_ceil(a_page))
        .map(|number| {
            let on_page = (page.count - number * a_page).min(a_page);
            let ballots = (0..on_page).map(|_| ballot(cx, page)).collect_view();
            view! { <div class=class>{ballots}</div> }
        })
        .collect_view();
    view! {
        <div class="ballots" lang=cx.language.tag()>{sheets}</div>
        <article class="print-sheet" lang=cx.language.tag()>
            <p class="over">{t!(cx, "sheet-text", revision = page.revision)}</p>
            <h1>{page.title.clone()}</h1>
            {super::title(cx, &page.heading)}
            <div class="text" inner_html=page.text.clone()></div>
        </article>
    }
    .into_any()
}

fn ballot(cx: &Cx, page: &BallotSheet) -> AnyView {
    let choices = || {
        Choice::ALL
            .map(|choice| view! { <li><span class="box"></span> {t!(cx, &format!("choice-{}", choice.id()))}</li> })
            .into_iter()
            .collect_view()
    };
    let marks = match &page.sheet {
        Some(sheet) => grades::boxes(cx, sheet),
        None => view! { <ul>{choices()}</ul> }.into_any(),
    };
    let lead = page.sheet.is_none().then(|| view! { <p>{t!(cx, "ballot-sheet-lead")}</p> });
    let who = page.heading.weighs.map(|of| match of {
        Weighs::Area => ["owners-ballot-unit", "owners-ballot-sign"],
        Weighs::Households => ["represented-ballot-who", "represented-ballot-sign"],
    });
    let who = who.map(|lines| lines.map(|key| view! { <p class="fill">{t!(cx, key)}</p> }).into_iter().collect_view());
    view! {
        <article class="paper-ballot">
            <p class="over">{page.community.clone()} " · " {page.heading.body.clone()}</p>
            <h2>{page.title.clone()}</h2>
            {marks}
            {who}
            {lead}
            <p class="mark-line">
                {t!(cx, "ballot-sheet-text", revision = page.revision)} " · "
                {page.heading.starts.clone()}
            </p>
        </article>
    }
    .into_any()
}
