//! Sheets to print on A4: the notice for the board, the sign-in sheet, ballots and their text, the tally sheet; each alone, and all that a
//! sitting needs in one go. Sheets are in the community's language, whatever whoever prints them reads.

pub mod ballots;
mod papers;

pub use ballots::ballots;
pub use papers::papers;

use crate::{
    parts::{grades, shell, sitting, weighs},
    t,
    view::{
        Cx,
        count::{SignInSheet, TallySheet},
        owners::ProxiesPage,
    },
};
use leptos::prelude::*;
use rules::{Language, ballot::Mode};

/// The language of a community's papers. They are read by whoever comes and filed with the township: Chinese.
pub const OF_PAPERS: Language = Language::Zh;

/// What is put on paper, for whoever prints it.
fn paper(cx: &Cx) -> Cx {
    Cx { language: OF_PAPERS, paper: true, ..cx.clone() }
}

/// `/s/…/sign-in-sheet`.
pub fn sign_in(cx: &Cx, page: SignInSheet) -> String {
    shell::paper_page(cx, &t!(cx, "sign-in-sheet"), || {
        view! { {sign_in_sheet(&paper(cx), &page)} {sitting::back(cx, &page.heading.id)} }
    })
}

/// Everybody on the roll by group, each group on a sheet of its own: it goes to whoever sits at that table.
fn sign_in_sheet(cx: &Cx, page: &SignInSheet) -> AnyView {
    let groups = page.groups.iter().map(|(group, lines)| {
        let rows = lines
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
        let group = if group.is_empty() { t!(cx, "slips-no-group") } else { group.clone() };
        view! {
            <article class="print-sheet" lang=cx.language.tag()>
                <h1>{t!(cx, "sheet-sign-in")}</h1>
                {title(cx, &page.heading)}
                {(page.groups.len() > 1).then(|| view! { <h2>{t!(cx, "sheet-group", group = group, count = lines.len())}</h2> })}
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
        }
    });
    groups.collect_view().into_any()
}

fn title(cx: &Cx, heading: &crate::view::sitting::Heading) -> AnyView {
    view! {
        <p>{heading.body.clone()} " · " {heading.title.clone()}</p>
        <p>{heading.starts.clone()} " · " {heading.place.clone()} " · " {t!(cx, "presiding", name = heading.chair)}</p>
    }
    .into_any()
}

/// `/v/…/tally-sheet`.
pub fn tally(cx: &Cx, page: TallySheet) -> String {
    shell::paper_page(cx, &t!(cx, "tally-sheet"), || {
        view! { {tally_sheet(&paper(cx), &page)} {sitting::back(cx, &page.heading.id)} }
    })
}

/// Ticks in groups of five (正), a total for each pile, and who signs.
fn tally_sheet(cx: &Cx, page: &TallySheet) -> AnyView {
    let hands = page.mode == Some(Mode::Hands);
    let piles: &[&str] =
        if hands { &["for", "against", "abstain", "idle"] } else { &["for", "against", "abstain", "blank", "invalid"] };
    let line =
        |name: String| view! { <tr><th scope="row">{name}</th><td class="ticks"></td><td class="sign"></td></tr> };
    let rows = match &page.sheet {
        Some(sheet) => grades::tally_lines(cx, sheet).into_iter().map(line).collect_view(),
        None => piles.iter().map(|pile| line(t!(cx, &format!("pile-{pile}")))).collect_view(),
    };
    let weights = page.weighs.map(|of| {
        let pile = |pile: &&str| line(weighs::weight_of(cx, of, &t!(cx, &format!("pile-{pile}"))));
        view! { {piles.iter().map(pile).collect_view()} {line(weighs::collected_label(cx, of))} }
    });
    let collected = (!hands).then(|| line(t!(cx, "count-collected")));
    let signs = ["sheet-teller", "sheet-teller", "sheet-witness"]
        .map(|key| view! { <p class="sign-line">{t!(cx, key)} <span></span> {t!(cx, "sheet-time")} <span></span></p> })
        .into_iter()
        .collect_view();
    view! {
        <article class="print-sheet" lang=cx.language.tag()>
            <h1>{t!(cx, "sheet-tally")}</h1>
            {title(cx, &page.heading)}
            <h2>{page.title.clone()}</h2>
            <p>
                {t!(cx, "vote-round", round = page.round, revision = page.revision)} " "
                {page.mode.map(|mode| t!(cx, &format!("mode-{}", mode.id())))}
            </p>
            <table>
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">{t!(cx, "sheet-tick")}</th>
                        <th scope="col" class="sign">{t!(cx, "sheet-total")}</th>
                    </tr>
                </thead>
                <tbody>{rows} {collected} {weights}</tbody>
            </table>
            {signs}
        </article>
    }
    .into_any()
}

/// `/s/…/proxy-form`: a written mandate to fill in and sign.
pub fn proxy_form(cx: &Cx, page: ProxiesPage) -> String {
    shell::paper_page(cx, &t!(cx, "proxy-form"), || {
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
