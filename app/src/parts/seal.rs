//! What proves a published page, in plain words, with the QR code for the paper on the board.

use super::{board, fold::fold};
use crate::{
    t,
    view::{
        Cx,
        record::{Seal, TakenBack},
    },
};
use leptos::prelude::*;

/// At the head of a published page: that there is a later revision and where, that it stays within the community, that it
/// was withdrawn, its days on the board.
pub fn superseded(cx: &Cx, seal: &Seal) -> AnyView {
    let (revision, of) = seal.revision;
    let later = (revision < of).then(|| {
        view! {
            <p class="changed">
                {t!(cx, "proof-old", revision = revision)} " " <a href=cx.href(&seal.path)>{t!(cx, "proof-latest")}</a>
            </p>
        }
    });
    let within = seal.within.then(|| view! { <p class="changed">{t!(cx, "audience-members-text")}</p> });
    let taken = seal.taken_back.iter().map(|one| view! { <p class="changed">{taken_back(cx, one)}</p> }).collect_view();
    let matter = seal.matter.as_ref().map(|(href, title)| {
        view! {
            <p class="of-matter">{t!(cx, "belongs-to-matter")} " " <a href=cx.href(href) lang=cx.tongue(title)>{title.clone()}</a></p>
        }
    });
    view! { {later} {within} {taken} {matter} {board::state(cx, &seal.posted)} }.into_any()
}

/// What was taken back, when and why.
fn taken_back(cx: &Cx, one: &TakenBack) -> String {
    let day = one.day.as_str();
    let said = match (one.fingerprints.is_some(), one.photos) {
        (true, true) => t!(cx, "blanked-both", day = day),
        (_, true) => t!(cx, "blanked-photos", day = day),
        _ => t!(cx, "blanked-words", day = day),
    };
    // Asked for on a sheet that stays within the community, its reason does so too.
    let why =
        if one.reason.is_empty() { t!(cx, "blanked-why-within") } else { t!(cx, "blanked-why", reason = one.reason) };
    let of = if one.revision == 0 { String::new() } else { t!(cx, "blanked-of", revision = one.revision) };
    format!("{of}{said} {why}")
}

/// The foot of a published page.
pub fn seal(cx: &Cx, seal: &Seal, files: Vec<(String, String)>) -> AnyView {
    let (revision, of) = seal.revision;
    let file = |(href, words): (String, String)| view! { <li><a href=href download="">{words}</a></li> };
    let content = (revision == of).then(|| file((format!("{}.json", seal.path), t!(cx, "file-content"))));
    let files = files.into_iter().map(file).collect_view();
    let recount = (!seal.recount.is_empty()).then(|| {
        view! { <li><a href=cx.href_with("/recount", &[("of", &seal.recount)])>{t!(cx, "recount-this")}</a></li> }
    });
    let head = format!("{}:{}", seal.seq, seal.hash);
    let others = (of > 1).then(|| {
        let links = (1..=of)
            .map(|one| {
                let words = t!(cx, "proof-revision", revision = one);
                if one == revision {
                    view! { <li><strong>{words}</strong></li> }.into_any()
                } else {
                    view! { <li><a href=cx.href(&format!("{}/v/{one}", seal.path))>{words}</a></li> }.into_any()
                }
            })
            .collect_view();
        view! {
            <p>{t!(cx, "proof-revisions")}</p>
            <ul class="files">{links}</ul>
        }
    });
    let fingerprints = |one: &TakenBack| {
        let (before, now) = one.fingerprints.clone()?;
        Some(view! {
            <li>
                {taken_back(cx, one)} " " {t!(cx, "blanked-before")} " " <code>{before}</code> " " {t!(cx, "blanked-after")}
                " " <code>{now}</code>
            </li>
        })
    };
    let before = seal.taken_back.iter().any(|one| one.fingerprints.is_some()).then(|| {
        view! {
            <ul>{seal.taken_back.iter().filter_map(fingerprints).collect_view()}</ul>
            <p>{t!(cx, "blanked-now")}</p>
        }
    });
    view! {
        {board::asked(cx, &seal.posted)}
        {fold(t!(cx, "proof-folded"), view! {
        <section class="proof" aria-label=t!(cx, "proof")>
            <div class="qr" inner_html=seal.qr.clone()></div>
            <div>
                <h2>{t!(cx, "proof")}</h2>
                <p>{t!(cx, "proof-published", at = seal.at, revision = revision, of = of)}</p>
                <p class="address">{seal.url.clone()}</p>
                <p>{t!(cx, "proof-head")} <code>{head}</code></p>
                <p>{t!(cx, "proof-ask")}</p>
                {before}
                <p>{t!(cx, "proof-content")} <code>{seal.content_hash.clone()}</code></p>
                {(!seal.rules.is_empty()).then(|| view! { <p>{t!(cx, "rule-version", version = seal.rules)}</p> })}
                {others}
                <ul class="files">
                    {recount}
                    {files}
                    {content}
                    <li><a href=cx.href(&seal.board)>{t!(cx, "to-board")}</a></li>
                    <li><a href=cx.href(&format!("{}/check", seal.board))>{t!(cx, "how-to-check")}</a></li>
                </ul>
            </div>
            <p class="print-only stamp">{t!(cx, "stamp-place")}</p>
        </section>
        })}
    }
    .into_any()
}
