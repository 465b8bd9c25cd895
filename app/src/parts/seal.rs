//! What proves a published page, in plain words, with the QR code for the paper on the board.

use crate::{
    t,
    view::{Cx, record::Seal},
};
use leptos::prelude::*;

/// The foot of a published page.
pub fn seal(cx: &Cx, seal: &Seal, files: Vec<(String, String)>) -> AnyView {
    let (revision, of) = seal.revision;
    let files = files.into_iter().map(|(href, words)| view! { <li><a href=href>{words}</a></li> }).collect_view();
    let head = format!("{}:{}", seal.seq, seal.hash);
    view! {
        <section class="proof" aria-label=t!(cx, "proof")>
            <div class="qr" inner_html=seal.qr.clone()></div>
            <div>
                <h2>{t!(cx, "proof")}</h2>
                <p>{t!(cx, "proof-published", at = seal.at, revision = revision, of = of)}</p>
                <p class="address">{seal.url.clone()}</p>
                <p>{t!(cx, "proof-head")} <code>{head}</code></p>
                <p>{t!(cx, "proof-content")} <code>{seal.content_hash.clone()}</code></p>
                <ul class="files">
                    {files}
                    <li><a href=cx.href(&format!("{}/check", seal.board))>{t!(cx, "how-to-check")}</a></li>
                </ul>
            </div>
        </section>
    }
    .into_any()
}
