//! The record to take along, and its figures.

use crate::{
    address,
    parts::{
        chart::{self, Bar},
        form::typed,
        shell,
    },
    t,
    view::{Cx, data::FiguresPage},
};
use leptos::prelude::*;

/// `/c/…/figures`.
pub fn figures(cx: &Cx, page: FiguresPage) -> String {
    shell::page(cx, &t!(cx, "figures"), || {
        let bar = |name: String, value: u64| Bar { name, value, shown: value.to_string() };
        let ended = [bar(t!(cx, "passed"), page.passed), bar(t!(cx, "not-passed"), page.failed)];
        let asked =
            [bar(t!(cx, "figures-asked"), page.asked as u64), bar(t!(cx, "figures-answered"), page.answered as u64)];
        let months: Vec<_> = page
            .months
            .iter()
            .map(|(month, entitled, present)| Bar {
                name: month.clone(),
                value: *present,
                shown: t!(cx, "figures-of", present = present, entitled = entitled),
            })
            .collect();
        let none = months.is_empty().then(|| view! { <p class="quiet">{t!(cx, "nothing-yet")}</p> });
        view! {
            <h1>{page.name.clone()} " · " {t!(cx, "figures")}</h1>
            <p>{t!(cx, "figures-lead")}</p>
            {chart::bars(cx, &t!(cx, "figures-ended"), &ended)}
            {chart::bars(cx, &t!(cx, "figures-turnout"), &months)}
            {none}
            {chart::bars(cx, &t!(cx, "objections"), &asked)}
            <p><a href=cx.href(&address::board(&page.community))>{t!(cx, "to-board")}</a></p>
        }
    })
}

/// The published decision whose record is there to be counted again.
#[derive(Debug, Clone, Default)]
pub struct Recounted {
    /// Its address and title.
    pub href: String,
    #[expect(missing_docs, reason = "said above")]
    pub title: String,
    /// Its count record, as JSON.
    pub record: String,
}

/// `/recount`: anybody counts a record again, on their own device or, without JavaScript, on the server. `told`: what came of a
/// text that was sent; each line with the class that it is shown by.
pub fn recount(cx: &Cx, told: &[(&'static str, String)], of: Option<Recounted>) -> String {
    let script = address::asset(&cx.build, "recount.js");
    shell::page(cx, &t!(cx, "recount"), || {
        let of = of.unwrap_or_default();
        let named = (!of.href.is_empty())
            .then(|| view! { <p class="state">{t!(cx, "recount-of")} " " <a href=cx.href(&of.href)>{of.title.clone()}</a></p> });
        let lines = told.iter().map(|(mark, words)| view! { <li class=*mark>{words.clone()}</li> }).collect_view();
        view! {
            <h1>{t!(cx, "recount")}</h1>
            {named}
            <p>{t!(cx, "recount-lead")}</p>
            <p id="here-lead" hidden=true>{t!(cx, "recount-here-lead")}</p>
            <form method="post" action=cx.href("/recount") enctype="multipart/form-data" class="card" id="recount" data-empty=t!(cx, "recount-empty")>
                <div class="field">
                    <label for="file">{t!(cx, "recount-file")}</label>
                    <input id="file" name="file" type="file" accept=".json,application/json" />
                </div>
                <div class="field">
                    <label for="text">{t!(cx, "recount-text")}</label>
                    <textarea id="text" name="text" rows="6" spellcheck="false">{typed(&of.record)}</textarea>
                </div>
                <div class="acts">
                    <button type="submit" class="main" id="here" hidden=true>{t!(cx, "recount-here")}</button>
                    <button type="submit" id="there">{t!(cx, "recount-server")}</button>
                </div>
            </form>
            <div role="status"><ul class="recounted" id="recounted">{lines}</ul></div>
            <p class="quiet">{t!(cx, "recount-how")}</p>
            <script type="module" src=script></script>
        }
    })
}

/// `/c/…/data`: files and feeds, each with what it is for.
pub fn data(cx: &Cx, community: &str, name: &str) -> String {
    shell::page(cx, &t!(cx, "data"), || {
        let at = address::board(community);
        let files = [
            (address::file(community, "decisions.csv"), "data-csv"),
            (address::file(community, "decisions.json"), "data-json"),
            (address::file(community, "journal.jsonl"), "journal-file"),
            (address::file(community, "sessions.ics"), "data-calendar"),
            (address::feed(community, "all"), "data-feed"),
            (address::feed(community, "party"), "data-feed-party"),
            (address::feed(community, "affairs"), "data-feed-affairs"),
            (address::feed(community, "finance"), "data-feed-finance"),
            ("/openapi.json".to_owned(), "data-openapi"),
        ]
        .map(|(href, key)| view! { <li><a href=href>{t!(cx, key)}</a></li> })
        .into_iter()
        .collect_view();
        view! {
            <h1>{name.to_owned()} " · " {t!(cx, "data")}</h1>
            <p>{t!(cx, "data-lead")}</p>
            <ul class="links">{files}</ul>
            <p><a href=cx.href(&address::check(community))>{t!(cx, "how-to-check")}</a></p>
            <p><a href=cx.href(&at)>{t!(cx, "to-board")}</a></p>
        }
    })
}
