//! The count in the room: the clerk's table of papers, the teller's desk.

use super::{door::people_tabs, vote::state};
use crate::{
    address::{self, to},
    parts::{
        base::{BASE, seen},
        form::{Beside, Button, Form, Line, Number, Search, Send, Tick},
        found, grades, now,
        paged::paged,
        refusals, shell, sitting, weighs,
    },
    say, t,
    view::{
        Cx,
        count::{CountPage, PaperLine, PaperPage},
        form::FormState,
    },
};
use leptos::prelude::*;
use rules::{ballot::Mode, body::Weighs, vote::Phase};

/// `/v/…/paper`: the clerk ticks the roll and hands out a paper.
pub fn paper(cx: &Cx, page: PaperPage) -> String {
    shell::page(cx, &t!(cx, "paper-ballots"), || {
        let at = address::paper(&page.round.vote);
        let lines = page.lines.iter().enumerate().map(|(line, one)| paper_line(cx, &page, line, one)).collect_view();
        // Many papers in one act: whoever is ticked in the list below, everybody whom a search has listed, or all in the room who wait.
        let free: Vec<String> = page
            .lines
            .iter()
            .filter(|one| !one.paper && one.refused.is_empty())
            .map(|one| one.member.clone())
            .collect();
        let many = page.refused.is_none() && free.len() > 1;
        let all = if page.by_list { !page.query.is_empty() } else { page.show == "waits" };
        let listed = (many && all).then(|| {
            let words = t!(cx, "paper-hand-listed", count = free.len());
            let hidden = free.iter().map(|member| ("member", member.clone())).collect();
            view! { <Button cx to=to::vote(&page.round.vote, "paper/hand") label=words hidden keyed="listed" /> }
        });
        let ticked = (page.by_list && page.refused.is_none() && !free.is_empty()).then(|| {
            let form = &cx.only_form(to::vote(&page.round.vote, "paper/hand")).keyed("all");
            view! {
                <Form form id="picked" class="single" tells=false>
                    <Send label=t!(cx, "paper-hand-picked") main=true />
                </Form>
            }
        });
        let picked = (listed.is_some() || ticked.is_some())
            .then(|| view! { <section class="card acts">{listed} {ticked}</section> });
        let named = cx.refusal_of("member").map(|(member, refusal)| {
            let name = page.lines.iter().find(|line| line.member == member).map(|line| line.name.clone());
            let why = say::refusal(cx.language, refusal);
            t!(cx, "paper-none-handed", name = name.unwrap_or_default(), why = why)
        });
        let named = named.map(|words| refusals::refusal(cx, "picked", None, words));
        let to = |show: &str, number: i64| paper_address(cx, &page, show, number);
        let [waits, holds] = page.counts;
        let tabs = people_tabs(
            &t!(cx, "door-show"),
            &page.show,
            &[
                ("", t!(cx, "paper-all")),
                ("waits", t!(cx, "paper-show-waits", count = waits)),
                ("holds", t!(cx, "paper-show-holds", count = holds)),
            ],
            &|show| to(show, 1),
        );
        let pages = paged(cx, page.cut, &page.names, &|number| to(&page.show, number));
        let nobody = page.lines.is_empty().then(|| view! { <p>{t!(cx, "paper-nobody")}</p> });
        let [out, spoilt, back] = page.round.papers;
        let refused = page.refused.as_ref().map(|why| view! { <p class="missing">{why.clone()}</p> });
        // Whoever was handed one last is named, with the way back: a wrong digit is another person.
        let last = page.last.as_ref().map(|one| {
            let mut hidden = vec![("member", one.member.clone())];
            hidden.extend(seen(&page.seen));
            let way = to::vote(&page.round.vote, "paper/back");
            view! {
                <div class="last">
                    <p class="state" role="status">{t!(cx, "paper-last", name = one.name, number = one.number)}</p>
                    <Button cx to=way label=t!(cx, "paper-undo") hidden keyed="undo" />
                </div>
            }
        });
        // One after the other: a number or a name and Enter.
        let quick = (page.refused.is_none() && !page.by_list).then(|| {
            let form = &cx.form(to::vote(&page.round.vote, "paper/hand")).keyed("who");
            view! {
                <Form form class="row">
                    <Line form name="who" label=t!(cx, "paper-who") focus=true />
                    <Send label=t!(cx, "paper-hand-one") main=true />
                </Form>
            }
        });
        view! {
            {sitting::heading(cx, &page.heading)}
            <section class="card">
                <h2>{t!(cx, "paper-ballots")} " " {page.round.title.clone()}</h2>
                <p class="state">{t!(cx, "paper-numbers", out = out, spoilt = spoilt, back = back, issued = out - spoilt - back)}</p>

                {named}
                {refused}
                {last}
                {quick}
                <p><a href=address::ballots(&page.item)>{t!(cx, "paper-print")}</a></p>
            </section>
            <Search cx to=at label=t!(cx, if page.by_list { "search-unit" } else { "search-member" }) query=&page.query />
            {tabs}
            {picked}
            {nobody}
            <ul class="people">{lines}</ul>
            {pages}
            <p class="back"><a href=address::vote(&page.round.vote)>{t!(cx, "vote-look")}</a></p>
            {sitting::back(cx, &page.heading.id)}
        }
    })
}

/// The list with what was asked of it.
fn paper_address(cx: &Cx, page: &PaperPage, show: &str, number: i64) -> String {
    let number = if number > 1 { number.to_string() } else { String::new() };
    let at = address::paper(&page.round.vote);
    cx.href_with(&at, &[("q", &page.query), ("show", show), ("page", &number)])
}

fn paper_line(cx: &Cx, page: &PaperPage, line: usize, one: &PaperLine) -> AnyView {
    if page.by_list && page.refused.is_none() && !one.paper && one.refused.is_empty() {
        // The whole line is the tick: papers for a building are ticked with a thumb.
        return view! {
            <li class="pick">
                <label>
                    <input type="checkbox" name="member" value=one.member.clone() form="picked" />
                    <span>
                        <strong>{one.name.clone()}</strong> " " {one.number.clone()} " "
                        <span class="quiet">{one.place.clone()}</span>
                    </span>
                </label>
            </li>
        }
        .into_any();
    }
    // Each line has a key of its own: of these forms nothing else is kept by which two people could be told apart.
    let act = |way: &str, main: bool| {
        let back = paper_address(cx, page, &page.show, page.cut.page);
        let mut hidden = vec![("member", one.member.clone()), ("back", back)];
        if way != "hand" {
            hidden.extend(seen(&page.seen));
        }
        view! { <Button cx to=to::vote(&page.round.vote, &format!("paper/{way}")) label=t!(cx, &format!("paper-{way}"), name = one.name) main hidden keyed=line.to_string() /> }.into_any()
    };
    let acts = if page.refused.is_some() {
        ().into_any()
    } else if one.paper {
        view! {
            <span class="mark">{t!(cx, "paper-out")}</span>
            <details>
                <summary>{t!(cx, "paper-more")}</summary>
                {act("exchange", false)}
                {act("back", false)}
            </details>
        }
        .into_any()
    } else if one.refused.is_empty() {
        act("hand", true)
    } else {
        view! { <p class="quiet">{one.refused.clone()}</p> }.into_any()
    };
    view! {
        <li>
            <div>
                <strong>{one.name.clone()}</strong> " " {one.number.clone()}
                <p class="quiet">{one.place.clone()} {weighs::stands_for(cx, one.households).map(|words| format!(" · {words}"))}</p>
            </div>
            <div>{acts}</div>
        </li>
    }
    .into_any()
}

/// `/v/…/count`: a teller enters what was found in the box, or which hands were raised.
pub fn count(cx: &Cx, page: CountPage) -> String {
    shell::island_page(cx, &now::title(cx, &page.now, &t!(cx, "count")), || {
        let hands = page.round.mode == Mode::Hands;
        let lead = match page.weighed {
            Some((Weighs::Area, out)) => {
                t!(cx, "owners-issued", issued = page.issued, area = weighs::shown(Weighs::Area, out))
            }
            Some((Weighs::Households, out)) => {
                t!(cx, "represented-issued", issued = page.issued, households = out)
            }
            None if hands => t!(cx, "count-lead-hands", hands = page.hands),
            None => t!(cx, "count-lead-paper", issued = page.issued),
        };
        let differed = page
            .differed
            .iter()
            .map(|(attempt, entries)| {
                let agree = entries.first().map(|(_, count)| count) == entries.last().map(|(_, count)| count);
                let words = match agree {
                    true if *attempt == page.stands => t!(cx, "count-agreed", attempt = attempt),
                    true => t!(cx, "count-superseded", attempt = attempt),
                    false => t!(cx, "count-differed", attempt = attempt),
                };
                view! {
                    <section class="card">
                        <h3>{words}</h3>
                        {found::found(cx, page.sheet.as_ref(), entries, hands)}
                    </section>
                }
            })
            .collect_view();
        let ordered = page
            .ordered
            .iter()
            .map(|reason| view! { <p class="changed">{t!(cx, "counting-ordered", reason = reason)}</p> })
            .collect_view();
        let stands =
            (page.stands > 0).then(|| view! { <p class="state">{t!(cx, "count-stands", attempt = page.stands)}</p> });
        let desk = match (&page.own, &page.refused) {
            (Some(own), _) => view! {
                <section class="card">

                    <p class="state">{t!(cx, "count-yours")}</p>
                    {found::found(cx, page.sheet.as_ref(), &[(t!(cx, "you"), own.clone())], hands)}
                    <p>{t!(cx, "count-other")}</p>
                </section>
            }
            .into_any(),
            (None, Some(_)) if page.round.phase != Phase::Closed => {
                let words =
                    if page.round.phase == Phase::Open { t!(cx, "count-not-yet") } else { t!(cx, "count-over") };
                view! { <p class="state">{words}</p> }.into_any()
            }
            (None, Some(why)) => view! { <p class="missing">{why.clone()}</p> }.into_any(),
            (None, None) => count_form(cx, &page, hands),
        };
        view! {
            {sitting::heading(cx, &page.heading)}
            {now::foot(cx, &page.live, &page.now)}
            <section class="card">
                <h2>{t!(cx, "count")} " " {page.round.title.clone()}</h2>
                {state(cx, &page.round)}
                <div id="counting" data-own="">{(page.round.phase == Phase::Closed).then(|| view! { <p>{lead}</p> {out(cx, &page)} })}</div>
            </section>
            <div id="counts" data-own="">{differed} {ordered} {stands}</div>
            <div id="own-count" data-own="">{desk}</div>
            <p><a href=address::tally_sheet(&page.round.vote)>{t!(cx, "tally-sheet")}</a></p>
            {sitting::back(cx, &page.heading.id)}
        }
    })
}

/// Who has entered the count that runs, and how many are still to: what they found is said once both have.
fn out(cx: &Cx, page: &CountPage) -> AnyView {
    let attempt = page.attempt;
    let done = page
        .entered
        .iter()
        .map(|name| view! { <li>{t!(cx, "count-entered-by", name = name, attempt = attempt)}</li> })
        .collect_view();
    let out = TELLERS.saturating_sub(page.entered.len());
    let out = (out > 0).then(|| view! { <li>{t!(cx, "count-still-out", count = out, attempt = attempt)}</li> });
    view! { <ul class="tellers">{done} {out}</ul> }.into_any()
}

/// So many count, each alone (`rules::count`).
const TELLERS: usize = 2;

/// The fields that a teller has to fill in: every number, and what a pile weighs that has papers.
fn asked(form: &FormState<'_>, piles: &[&'static str], hands: bool, of: Option<Weighs>) -> Vec<&'static str> {
    let papers = |name: &str| rules::typed::whole(&form.kept(name, "")).is_some_and(|papers| papers > 0);
    let collected = (!hands).then_some("collected");
    let of_all = of.filter(|_| papers("collected")).map(weighs::collected_field);
    let weights = piles.iter().filter(|pile| papers(pile)).filter_map(|pile| Some(weighs::weight_field(of?, pile)));
    piles.iter().copied().chain(collected).chain(of_all).chain(weights).collect()
}

/// The field of a weight: an area may have decimals, households are counted.
fn weight_line(form: &FormState<'_>, (of, name): (Weighs, &'static str), label: String) -> AnyView {
    match of {
        Weighs::Area => view! { <Line form name=name label=label /> }.into_any(),
        Weighs::Households => view! { <Number form name=name label=label /> }.into_any(),
    }
}

fn count_form(cx: &Cx, page: &CountPage, hands: bool) -> AnyView {
    let piles: &[&'static str] =
        if hands { &["for", "against", "abstain", "idle"] } else { &["for", "against", "abstain", "blank", "invalid"] };
    let form = cx.only_form(to::vote(&page.round.vote, "count"));
    let of = page.weighed.map(|(of, _)| of);
    // Who is told that another count has begun has seen which; after any other refusal the page is still that of the count before.
    let moved = form.refusal_at(BASE).is_some();
    let attempt = page.attempt.to_string();
    let base = if moved { attempt.clone() } else { form.kept(BASE, &attempt) };
    let asked = match &page.sheet {
        Some(sheet) => [vec!["collected".to_owned()], grades::pile_fields(sheet)].concat(),
        None => asked(&form, piles, hands, of).into_iter().map(str::to_owned).collect(),
    };
    let form = &form.naming_empty(asked.clone());
    let of_people = page.sheet.as_ref().map(|sheet| grades::pile_form(cx, form, sheet));
    let of_all = || {
        let pile = |pile: &&'static str| {
            let name = t!(cx, &format!("pile-{pile}"));
            let weight =
                of.map(|of| weight_line(form, (of, weighs::weight_field(of, pile)), weighs::weight_of(cx, of, &name)));
            view! { <Number form name=*pile label=name /> {weight} }
        };
        piles.iter().map(pile).collect_view().into_any()
    };
    let fields = of_people.unwrap_or_else(of_all);
    let weight = of.map(|of| {
        let line = weight_line(form, (of, weighs::collected_field(of)), weighs::collected_label(cx, of));
        view! { {line} <Beside form name=weighs::beside_field(of) /> }
    });
    let collected = if hands {
        view! { <Beside form name="collected" /> }.into_any()
    } else {
        view! { <Number form name="collected" label=t!(cx, "count-collected") hint=t!(cx, "count-collected-hint") /> }
            .into_any()
    };
    // The tick says which number it stands for: after another one it is asked anew.
    let differs = form.refusal_at("differs").map(|_| {
        let found = form.kept("collected", "").replace([',', '，'], "");
        let words = t!(cx, "count-differs", found = found, issued = page.issued);
        view! { <div id="differs"><Beside form name="differs" /> <Tick name="differs" value=found label=words /></div> }
    });
    // Where every paper came back over the table there is nothing to count: the box is opened all the same, for a paper in it that
    // nobody handed out makes the vote void (E10).
    let all_back = !hands && page.issued == 0;
    let stands = base.clone();
    let nothing = all_back.then(|| {
        let noughts = asked.iter().map(|name| view! { <input type="hidden" name=name.clone() value="0" /> });
        let noughts = noughts.collect_view();
        let empty = &cx.question(to::vote(&page.round.vote, "count")).keyed("empty");
        view! {
            <section class="card">
                <p>{t!(cx, "count-all-back")}</p>
                <Form form=empty class="single" tells=false>
                    <input type="hidden" name=BASE value=stands />
                    {noughts}
                    <Send label=t!(cx, "count-box-empty") main=true />
                </Form>
            </section>
        }
    });
    let whole = view! {
        <Form form class="card piles" head=view! { <h3>{t!(cx, "count-which", attempt = attempt)}</h3> }.into_any()>
            <input type="hidden" name=BASE value=base />
            <Beside form name=BASE />
            {collected}
            {weight}
            {fields}
            {differs}
            <p class="quiet">{t!(cx, "count-nought")}</p>
            <p class="quiet">{t!(cx, "count-alone")}</p>
            <Send label=t!(cx, "count-enter") main=!all_back />
        </Form>
    };
    if all_back {
        let open = form.is_back();
        view! { {nothing} <details open=open><summary>{t!(cx, "count-box-holds")}</summary>{whole}</details> }
            .into_any()
    } else {
        whole.into_any()
    }
}
