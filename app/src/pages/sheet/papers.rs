//! Everything that is printed for a sitting, in one go.

use super::{ballots, paper, sign_in_sheet, tally_sheet};
use crate::{
    address,
    pages::record::{called, matter},
    parts::{
        form::{Choice, Line, Send, Tick},
        shell, sitting,
    },
    t,
    view::{
        Cx,
        count::{BoardNotice, Papers},
    },
};
use leptos::prelude::*;

/// `/s/…/papers`: what is chosen, each sheet on paper of its own. Slips are no part of it: each opens a login, so they are made on
/// their own page, which says who holds one.
pub fn papers(cx: &Cx, page: Papers) -> String {
    shell::paper_page(cx, &t!(cx, "papers"), || {
        let on = &paper(cx);
        let notice = page.notice.as_ref().map(|one| board_notice(on, one));
        let sign_in = page.sign_in.as_ref().map(|one| sign_in_sheet(on, one));
        let ballots = page.ballots.iter().map(|one| ballots::sheets(on, one)).collect_view();
        let tallies = page.tallies.iter().map(|one| tally_sheet(on, one)).collect_view();
        view! {
            {choose(cx, &page)}
            <div class="papers">{notice} {sign_in} {ballots} {tallies}</div>
        }
    })
}

/// What is printed, to be chosen before the browser's own print.
fn choose(cx: &Cx, page: &Papers) -> AnyView {
    let form = &cx.question(address::papers(&page.heading.id));
    let ticks = page
        .offered
        .iter()
        .map(|one| {
            let ticked = page.chosen.contains(one);
            view! { <Tick name=*one label=t!(cx, &format!("papers-{one}")) ticked /> }
        })
        .collect_view();
    let ways = ["paper", "hands"].map(|one| (one.to_owned(), t!(cx, &format!("papers-by-{one}"))));
    let by = if page.hands { "hands" } else { "paper" };
    let more = page.ballots.iter().filter_map(|one| ballots::more(cx, one)).collect_view();
    let none = page.chosen.is_empty().then(|| view! { <p>{t!(cx, "papers-none")}</p> });
    let slips = address::asking(
        &address::slips(&page.heading.community),
        &[("way", "none"), ("group", ""), ("body", &page.body)],
    );
    view! {
        <div class="screen-only">
            <h1>{t!(cx, "papers")} " " {page.heading.title.clone()}</h1>
            <p>{t!(cx, "papers-lead")}</p>
            <form method="get" action=form.to.clone() class="card">
                <fieldset>
                    <legend>{t!(cx, "papers-which")}</legend>
                    {ticks}
                </fieldset>
                <Choice form name="by" label=t!(cx, "papers-by") of=&ways value=by />
                <Line form name="n" kind="number" label=t!(cx, "papers-count") value=page.count.to_string() />
                <Send label=t!(cx, "ballot-sheet-show") />
            </form>
            {none}
            {more}
            <p>{t!(cx, "ballot-sheet-fold")}</p>
            <p>{t!(cx, "papers-slips")} " " <a href=slips>{t!(cx, "slips-choose")}</a></p>
            {sitting::back(cx, &page.heading.id)}
        </div>
    }
    .into_any()
}

/// The notice as it hangs on the board: large, with the day of the week, a place to sign and one for the seal.
fn board_notice(cx: &Cx, page: &BoardNotice) -> AnyView {
    let content = &page.content;
    let items = content
        .items
        .iter()
        .map(|item| view! { <li>{item.title.clone()} "（" {matter(cx, &item.matter)} "）"</li> })
        .collect_view();
    let late = (content.phase == "announced" && !content.reason.is_empty())
        .then(|| view! { <p>{t!(cx, "notice-postponed", reason = content.reason)}</p> });
    let special =
        (!content.special.is_empty()).then(|| view! { <p>{t!(cx, "notice-special", text = content.special)}</p> });
    view! {
        <article class="print-sheet board-notice" lang=cx.language.tag()>
            <p class="over">{content.community.clone()}</p>
            <h1>{t!(cx, "notice-title", title = content.title)}</h1>
            {late}
            <dl>
                {called(cx, content, &page.starts)}
                <dt>{t!(cx, "chair")}</dt>
                <dd>{page.chair.clone()}</dd>
            </dl>
            <h2>{t!(cx, "agenda")}</h2>
            <ol>{items}</ol>
            {special}
            <p>
                {t!(cx, "notice-days", days = content.notice_days, required = content.required_days, source = content.notice_source)}
            </p>
            <div class="on-the-net">
                <div class="qr" aria-hidden="true" inner_html=page.qr.clone()></div>
                <p>{t!(cx, "notice-on-the-net")} <br /> <span class="address">{page.url.clone()}</span></p>
            </div>
            <div class="signed">
                <p class="sign-line">{t!(cx, "sheet-convenor")} <span></span></p>
                <p class="sign-line">{t!(cx, "sheet-posted")} <span></span></p>
                <p class="stamp">{t!(cx, "stamp-place")}</p>
            </div>
        </article>
    }
    .into_any()
}
