//! A vote as one stacked bar: for, against, abstaining, and who counts and cast nothing, with the line at which it passes. SVG in shares
//! of its own width, so that its letters stay as large as those around it; every number stands in words besides.

use crate::{t, view::Cx};
use leptos::prelude::*;
use rules::{
    Verdict,
    bar::{self, AnswerBar, AttendanceBar},
    record::VoteRecord,
    rule_set::Base,
};

/// The parts of a bar, in their order: the class that draws one and the key of its name.
const PARTS: [(&str, &str); 5] = [
    ("bar-for", "count-for"),
    ("bar-against", "count-against"),
    ("bar-abstain", "count-abstain"),
    ("bar-invalid", "count-invalid"),
    ("bar-rest", "bar-rest"),
];

/// Narrower parts have no room for their number, in hundredths of a percent: it stands under the bar.
const ROOM: u64 = 800;

/// The bars of a vote: its answers, and how many came.
pub fn bars(cx: &Cx, record: &VoteRecord, verdict: &Verdict) -> AnyView {
    let answers = bar::answers(record, verdict).iter().map(|one| answered(cx, one)).collect_view();
    let came = bar::attendance(record, verdict).iter().map(|one| attended(cx, one)).collect_view();
    view! { {answers} {came} }.into_any()
}

/// A share of a whole, in hundredths of a percent.
#[must_use]
pub fn share(part: u64, whole: u64) -> u64 {
    u64::try_from(u128::from(part) * 10_000 / u128::from(whole.max(1))).unwrap_or(10_000).min(10_000)
}

/// The same as a length in a drawing.
#[must_use]
pub fn percent(share: u64) -> String {
    format!("{}.{:02}%", share / 100, share % 100)
}

fn answered(cx: &Cx, bar: &AnswerBar) -> AnyView {
    let shown = |number: u64| bar.measure.shown(number);
    let base = match bar.base {
        Base::Present => "present",
        Base::Eligible => "eligible",
    };
    let whole = t!(cx, &format!("bar-{}-{base}", bar.measure.id()), whole = shown(bar.whole));
    let line = t!(cx, &format!("bar-line-{}", bar.measure.id()), required = shown(bar.required));
    // What nobody answered needs no name; the three answers always have one.
    let named: Vec<_> = PARTS
        .iter()
        .zip(bar.parts)
        .enumerate()
        .filter(|(at, (_, part))| *at < 3 || *part > 0)
        .map(|(_, one)| one)
        .collect();
    let words: Vec<_> = named.iter().map(|((_, key), part)| format!("{} {}", t!(cx, key), shown(*part))).collect();
    let said = t!(cx, "bar-said", whole = whole, parts = words.join(&t!(cx, "bar-comma")), line = line);
    let mut from = 0;
    let mut pieces = Vec::new();
    for ((class, _), part) in PARTS.iter().zip(bar.parts) {
        let wide = share(part, bar.whole);
        if part > 0 {
            // A single ballot among thousands is seen too.
            let width = percent(wide.max(30));
            let number = (wide >= ROOM).then(|| {
                let middle = percent(from + wide / 2);
                view! { <text x=middle y="2.95em" text-anchor="middle" class=format!("{class}-number")>{shown(part)}</text> }
            });
            pieces.push(view! { <rect x=percent(from) y="1.5em" width=width height="2.2em" class=*class /> {number} });
        }
        from += wide;
    }
    let key =
        named.iter().zip(words).map(|(((class, _), _), words)| view! { <li class=*class>{words}</li> }).collect_view();
    view! {
        <figure class="vote-bar">
            <figcaption>{whole}</figcaption>
            <svg width="100%" role="img" aria-label=said>{pieces} {mark(share(bar.required, bar.whole), line, "1em", "1.2em", "4em")}</svg>
            <ul class="bar-key">{key}</ul>
        </figure>
    }
    .into_any()
}

fn attended(cx: &Cx, bar: &AttendanceBar) -> AnyView {
    let (there, whole) = (bar.measure.shown(bar.there), bar.measure.shown(bar.whole));
    let key = match bar.required {
        Some(_) => format!("came-{}", bar.measure.id()),
        None => format!("came-free-{}", bar.measure.id()),
    };
    let required = bar.required.map_or_else(String::new, |one| bar.measure.shown(one));
    let words = t!(cx, &key, there = there, whole = whole, required = required);
    let line = bar.required.map(|required| {
        let at = percent(share(required, bar.whole));
        view! { <line x1=at.clone() x2=at y1="0" y2="1.2em" class="bar-line" /> }
    });
    view! {
        <figure class="came-bar">
            <svg width="100%" role="img" aria-label=words.clone()>
                <rect x="0" y="0.35em" width="100%" height="0.5em" class="bar-empty" />
                <rect x="0" y="0.35em" width=percent(share(bar.there, bar.whole)) height="0.5em" class="bar-came" />
                {line}
            </svg>
            <figcaption>{words}</figcaption>
        </figure>
    }
    .into_any()
}

/// The line at which it passes, with its words on the side where there is room for them.
fn mark(at: u64, words: String, y: &'static str, from: &'static str, to: &'static str) -> impl IntoView {
    let anchor = match at {
        0..2_500 => "start",
        2_500..6_500 => "middle",
        _ => "end",
    };
    let at = percent(at);
    view! {
        <line x1=at.clone() x2=at.clone() y1=from y2=to class="bar-line" />
        <text x=at y=y text-anchor=anchor class="bar-words">{words}</text>
    }
}
