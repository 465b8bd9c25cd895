//! The summary of what was refused: it stands under the heading of every page, is read out at once, and leads to each cause. Beside
//! its cause each sentence stands once more.

use super::render;
use crate::{
    say, t,
    view::{Cx, StepTold, told::Line},
};
use leptos::prelude::*;
use rules::Refusal;

/// The id of the summary. Whoever is sent back to a page is sent to it.
pub const ID: &str = "problem";

/// The page with what was refused on it under its heading, and "错误：" before its title.
#[must_use]
pub fn told(cx: &Cx, page: String) -> String {
    let mut lines = cx.told.lines();
    if lines.is_empty() {
        // A page that says nothing of it beside a field says it here.
        let Some(refusal) = cx.refused.as_ref().and_then(|one| one.refusal) else { return page };
        lines.push(Line { at: String::new(), words: say::refusal(cx.language, refusal) });
    }
    // Where nothing is wrong nothing is called so.
    let asks = cx.refused.as_ref().and_then(|one| one.refusal).is_some_and(Refusal::asks);
    let (class, head, title) = if asks {
        ("refusals asks", t!(cx, "refusals-asks"), t!(cx, "refusals-asks-title"))
    } else {
        ("refusals", t!(cx, "refusals"), t!(cx, "refusals-title"))
    };
    let steps = cx.refused.as_ref().map(|one| one.steps.as_slice()).unwrap_or_default();
    lines.extend(steps.iter().map(|one| Line { at: String::new(), words: step(cx, one) }));
    let summary = render(|| {
        let lines = lines
            .into_iter()
            .map(|line| {
                let words = line.words.clone();
                if line.at.is_empty() {
                    view! { <li>{words}</li> }.into_any()
                } else {
                    view! { <li><a href=format!("#{}", line.at)>{words}</a></li> }.into_any()
                }
            })
            .collect_view();
        view! {
            <section class=class id=ID role="alert" tabindex="-1" autofocus="" data-title=title.clone()>
                <h2>{head.clone()}</h2>
                <ul>{lines}</ul>
            </section>
        }
    });
    let page = page.replacen("<title>", &format!("<title>{title}"), 1);
    let under = ["</h1>", "<main id=\"main\">"].into_iter().find_map(|mark| page.find(mark).map(|at| at + mark.len()));
    let Some(at) = under else { return page };
    let (before, after) = page.split_at(at);
    format!("{before}{summary}{after}")
}

/// What was done already: 已于 20:41 截止表决（会议主持人）。
fn step(cx: &Cx, one: &StepTold) -> String {
    let what = t!(cx, &format!("act-{}", one.says.id().replace('.', "-")));
    match one.role {
        Some(role) => {
            let role = t!(cx, &format!("role-{}", role.id()));
            t!(cx, "step-told", what = what, at = one.at, role = role)
        }
        None => t!(cx, "step-told-none", what = what, at = one.at),
    }
}

/// What was refused where it was caused: a paragraph with the id `ID-refusal`, and in the summary as well. With the words of a
/// field the summary leads to the field, whose id is `id`; else it leads to the paragraph.
#[must_use]
pub fn refusal(cx: &Cx, id: &str, field: Option<&str>, sentence: String) -> AnyView {
    let own = format!("{id}-refusal");
    match field {
        Some(label) => cx.told.say(id, t!(cx, "refusal-of", label = label, why = sentence)),
        None => cx.told.say(own.as_str(), sentence.as_str()),
    }
    view! { <p class="refusal" id=own>{sentence}</p> }.into_any()
}
