//! Sheets to print on A4: paper ballots, the sign-in sheet, the tally sheet.

use crate::{
    address,
    parts::{
        form::{Line, Send},
        shell, sitting,
    },
    t,
    view::{
        Cx,
        count::{BallotSheet, SignInSheet, TallySheet},
        owners::ProxiesPage,
    },
};
use leptos::prelude::*;
use rules::ballot::Choice;

/// Ballots on one page.
pub const BALLOTS_A_PAGE: usize = 8;

/// `/i/…/ballots`: ballots that bear title, revision and the community's name, and no number.
pub fn ballots(cx: &Cx, page: BallotSheet) -> String {
    shell::page(cx, &t!(cx, "paper-ballots"), || {
        let pages = page.count.div_ceil(BALLOTS_A_PAGE);
        let sheets = (0..pages)
            .map(|number| {
                let on_page = (page.count - number * BALLOTS_A_PAGE).min(BALLOTS_A_PAGE);
                let ballots = (0..on_page).map(|_| ballot(cx, &page)).collect_view();
                view! { <div class="ballot-page">{ballots}</div> }
            })
            .collect_view();
        let form = &cx.question(address::ballots(&page.item));
        view! {
            <div class="screen-only">
                <h1>{t!(cx, "paper-ballots")} " " {page.title.clone()}</h1>
                <p>{t!(cx, "ballot-sheet-fold")}</p>
                <form method="get" action=form.to.clone() class="row">
                    <Line form name="n" kind="number" label=t!(cx, "ballot-sheet-count") value=page.count.to_string() />
                    <Send label=t!(cx, "ballot-sheet-show") />
                </form>
                {(page.more > 0).then(|| view! { <p class="missing">{t!(cx, "ballot-sheet-more", count = page.count, more = page.more)}</p> })}
                {sitting::back(cx, &page.heading.id)}
            </div>
            <div class="ballots">{sheets}</div>
        }
    })
}

fn ballot(cx: &Cx, page: &BallotSheet) -> AnyView {
    let choices = Choice::ALL
        .map(|choice| view! { <li><span class="box"></span> {t!(cx, &format!("choice-{}", choice.id()))}</li> })
        .into_iter()
        .collect_view();
    let owner = page.heading.owners.then(|| {
        view! { <p class="fill">{t!(cx, "owners-ballot-unit")}</p> <p class="fill">{t!(cx, "owners-ballot-sign")}</p> }
    });
    view! {
        <article class="paper-ballot">
            <p class="over">{page.community.clone()} " · " {page.heading.body.clone()}</p>
            <h2>{page.title.clone()}</h2>
            <ul>{choices}</ul>
            {owner}
            <p>{t!(cx, "ballot-sheet-lead")}</p>
            <p class="mark-line">
                {t!(cx, "ballot-sheet-text", revision = page.revision)} " · "
                {page.heading.starts.clone()}
            </p>
        </article>
    }
    .into_any()
}

/// `/s/…/sign-in-sheet`.
pub fn sign_in(cx: &Cx, page: SignInSheet) -> String {
    shell::page(cx, &t!(cx, "sign-in-sheet"), || {
        let rows = page
            .lines
            .iter()
            .enumerate()
            .map(|(index, (number, name, place))| {
                view! {
                    <tr>
                        <td>{index + 1}</td>
                        <td>{number.clone()}</td>
                        <td>{name.clone()}</td>
                        <td>{place.clone()}</td>
                        <td class="sign"></td>
                        <td class="sign"></td>
                    </tr>
                }
            })
            .collect_view();
        view! {
            <article class="print-sheet">
                <h1>{t!(cx, "sheet-sign-in")}</h1>
                {title(cx, &page.heading)}
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"#"</th>
                            <th scope="col">{t!(cx, "sheet-number")}</th>
                            <th scope="col">{t!(cx, "sheet-name")}</th>
                            <th scope="col">{t!(cx, "sheet-place")}</th>
                            <th scope="col" class="sign">{t!(cx, "sheet-signature")}</th>
                            <th scope="col" class="sign">{t!(cx, "sheet-time")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </article>
            {sitting::back(cx, &page.heading.id)}
        }
    })
}

fn title(cx: &Cx, heading: &crate::view::sitting::Heading) -> AnyView {
    view! {
        <p>{heading.body.clone()} " · " {heading.title.clone()}</p>
        <p>{heading.starts.clone()} " · " {heading.place.clone()} " · " {t!(cx, "presiding", name = heading.chair)}</p>
    }
    .into_any()
}

/// `/v/…/tally-sheet`: ticks in groups of five (正), a total for each pile, and who signs.
pub fn tally(cx: &Cx, page: TallySheet) -> String {
    shell::page(cx, &t!(cx, "tally-sheet"), || {
        let piles: &[&str] = if page.hands {
            &["for", "against", "abstain", "idle"]
        } else {
            &["for", "against", "abstain", "blank", "invalid"]
        };
        let rows = piles
            .iter()
            .map(|pile| {
                view! {
                    <tr>
                        <th scope="row">{t!(cx, &format!("pile-{pile}"))}</th>
                        <td class="ticks"></td>
                        <td class="sign"></td>
                    </tr>
                }
            })
            .collect_view();
        let areas = page.owners.then(|| {
            let line = |name: String| view! { <tr><th scope="row">{name}</th><td class="ticks"></td><td class="sign"></td></tr> };
            let of = piles.iter().map(|pile| line(t!(cx, "area-of", pile = t!(cx, &format!("pile-{pile}"))))).collect_view();
            view! { {of} {line(t!(cx, "collected-area"))} }
        });
        let collected = (!page.hands).then(|| view! { <tr><th scope="row">{t!(cx, "count-collected")}</th><td class="ticks"></td><td class="sign"></td></tr> });
        let signs = ["sheet-teller", "sheet-teller", "sheet-witness"]
            .map(|key| view! { <p class="sign-line">{t!(cx, key)} <span></span> {t!(cx, "sheet-time")} <span></span></p> })
            .into_iter()
            .collect_view();
        view! {
            <article class="print-sheet">
                <h1>{t!(cx, "sheet-tally")}</h1>
                {title(cx, &page.heading)}
                <h2>{page.round.title.clone()}</h2>
                <p>
                    {t!(cx, "vote-round", round = page.round.round, revision = page.round.revision)} " "
                    {t!(cx, &format!("mode-{}", page.round.mode.id()))}
                </p>
                <table>
                    <thead>
                        <tr>
                            <td></td>
                            <th scope="col">{t!(cx, "sheet-tick")}</th>
                            <th scope="col" class="sign">{t!(cx, "sheet-total")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows} {collected} {areas}</tbody>
                </table>
                {signs}
            </article>
            {sitting::back(cx, &page.heading.id)}
        }
    })
}

/// `/s/…/proxy-form`: a written mandate to fill in and sign.
pub fn proxy_form(cx: &Cx, page: ProxiesPage) -> String {
    shell::page(cx, &t!(cx, "proxy-form"), || {
        let heading = &page.heading;
        let lead = t!(cx, "proxy-form-text", body = heading.body, title = heading.title, starts = heading.starts);
        let law = page.same_household.then(|| view! { <p>{t!(cx, "proxy-form-law")}</p> });
        let person = |who: &str| {
            view! {
                <p class="sign-line">{t!(cx, who)} <span></span> {t!(cx, "sheet-number")} <span></span></p>
            }
        };
        view! {
            <article class="print-sheet">
                <p class="over">{page.community.clone()}</p>
                <h1>{t!(cx, "proxy-form")}</h1>
                <p>{lead}</p>
                {person("proxy-form-giver")}
                {person("proxy-form-holder")}
                {law}
                <p>{t!(cx, "proxy-form-scope")}</p>
                <p class="sign-line"><span></span></p>
                <p class="sign-line"><span></span></p>
                <p class="sign-line">{t!(cx, "proxy-form-signature")} <span></span> {t!(cx, "sheet-time")} <span></span></p>
            </article>
            {sitting::back(cx, &heading.id)}
        }
    })
}
