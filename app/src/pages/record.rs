//! The public pages: no account, no script.

use super::gates;
use crate::{
    address,
    parts::{
        execution::{self as parts, execution},
        fold::fold,
        listed, result, room, seal, shell, tags,
    },
    say, t,
    view::{
        Cx,
        gate::GateLine,
        record::{CheckPage, EndingPage, NoticePage, OutcomePage, Seal, Tag},
        room::EndingView,
    },
};
use leptos::prelude::*;
use rules::{
    agenda::Matter,
    body::BodyKind,
    ending::Ending,
    money::Money,
    published::{Basis, NoticeContent},
    rule_set::Checked,
};

/// Who meets, when, where and how one takes part: the same on the page and on the paper for the board.
pub fn called(cx: &Cx, content: &NoticeContent, starts: &str) -> impl IntoView + use<> {
    view! {
        <dt>{t!(cx, "notice-body")}</dt>
        <dd>{content.body.clone()}</dd>
        <dt>{t!(cx, "notice-time")}</dt>
        <dd>{starts.to_owned()}</dd>
        <dt>{t!(cx, "notice-place")}</dt>
        <dd>{content.place.clone()}</dd>
        <dt>{t!(cx, "notice-held")}</dt>
        <dd>{t!(cx, &format!("held-{}", content.held))}</dd>
    }
}

/// The notice of a session.
pub fn notice(cx: &Cx, page: NoticePage) -> String {
    let content = page.content.clone();
    // Of every meeting of a body the notice is called the same: the day tells them apart in tabs, results of a search, and feeds.
    let body = (!content.title.contains(&content.body)).then(|| content.body.clone());
    let named = [Some(content.title.clone()), body, Some(page.starts.clone())];
    let title = named.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let agenda: Vec<_> = content.items.iter().map(|item| item.title.as_str()).collect();
    let told = format!("{} · {} · {}", page.starts, content.place, agenda.join(" · "));
    let shared = shell::Shared::posting(
        cx,
        &t!(cx, "notice-title", title = content.title),
        page.seal.posted.is_withdrawn(),
        &told,
    );
    shell::shared_page(cx, &title, shared, || {
        let items = content
            .items
            .iter()
            .zip(&page.papers)
            .map(|(item, paper)| {
                view! {
                    <li>
                        <h3>{item.title.clone()}</h3>
                        <p class="quiet">{matter(cx, &item.matter)}</p>
                        <div class="text" inner_html=paper.clone()></div>
                    </li>
                }
            })
            .collect_view();
        let changed = match content.phase.as_str() {
            "cancelled" => Some(t!(cx, "notice-cancelled", reason = content.reason)),
            "suspended" => Some(t!(cx, "notice-suspended", reason = content.reason)),
            "open" => Some(t!(cx, "notice-resumed")),
            "closed" => Some(t!(cx, "notice-closed")),
            _ if !content.reason.is_empty() => Some(t!(cx, "notice-postponed", reason = content.reason)),
            _ => None,
        };
        let corrected = (!content.correction.is_empty())
            .then(|| view! { <p class="changed">{t!(cx, "notice-corrected", note = content.correction)}</p> });
        let special =
            (!content.special.is_empty()).then(|| view! { <p>{t!(cx, "notice-special", text = content.special)}</p> });
        let results = (!page.results.is_empty()).then(|| {
            view! {
                <section class="screen-only">
                    <h2>{t!(cx, "notice-results")}</h2>
                    {listed(cx, page.results.clone(), String::new())}
                </section>
            }
        });
        view! {
            <article class="sheet">
                <p class="over">{content.community.clone()}</p>
                <h1>{t!(cx, "notice-title", title = content.title)}</h1>
                {seal::superseded(cx, &page.seal)}
                {results}
                {changed.map(|text| view! { <p class="changed">{text}</p> })}
                {corrected}
                <dl class="facts-list">
                    {called(cx, &content, &page.starts)}
                </dl>
                <p class="screen-only"><a href=page.calendar.clone()>{t!(cx, "calendar-add")}</a></p>
                <p>
                    {t!(
                        cx,
                        "notice-days",
                        days = content.notice_days,
                        required = content.required_days,
                        source = content.notice_source
                    )}
                </p>
                {special}
                {basis(cx, content.basis.as_ref(), content.held != "onsite")}
                <h2>{t!(cx, "agenda")}</h2>
                <ol class="agenda">{items}</ol>
                {seal::seal(cx, &page.seal, Vec::new())}
            </article>
        }
    })
}

/// A published decision. Who is sent its address reads the result beside it, unless it was withdrawn.
pub fn outcome(cx: &Cx, page: OutcomePage) -> String {
    let content = page.content.clone();
    let word = result::word(cx, &content.verdict);
    let plain = result::plain(cx, &content.record, &content.verdict).unwrap_or_else(|| page.verdict.clone());
    let shared = if page.seal.posted.is_withdrawn() {
        shell::Shared::posting(cx, &content.title, true, "")
    } else {
        shell::Shared { title: t!(cx, "shared-title", result = word, title = content.title), description: plain }
    };
    shell::shared_page(cx, &content.title.clone(), shared, || {
        let correction = (!content.correction.is_empty())
            .then(|| view! { <p class="changed">{t!(cx, "outcome-corrected", reason = content.correction)}</p> });
        // What a consultation council says is an opinion, not a decision (domain.md §2.3).
        let opinion = content.record.body() == BodyKind::ConsultationCouncil.id();
        let said = if opinion { t!(cx, "outcome-opinion") } else { t!(cx, "outcome-decision") };
        let unverified = if content.checked == Checked::Text { String::new() } else { t!(cx, "rule-unverified") };
        let seal = Seal { rules: format!("{}{unverified}", content.rule_version), ..page.seal.clone() };
        let gates = (!content.gates.is_empty()).then(|| {
            let lines: Vec<_> = content.gates.iter().map(|gate| GateLine::of(gate, cx.language)).collect();
            let met = lines.iter().filter(|line| line.met).count();
            let words = t!(cx, "gates-folded", met = met, all = lines.len());
            fold(
                words,
                view! { <section><h2 class="print-only">{t!(cx, "gates")}</h2> {gates::list(cx, &lines)}</section> },
            )
        });
        let due = if content.due.is_empty() { t!(cx, "outcome-no-due") } else { say::day(cx.language, &content.due) };
        let left = (!page.due_left.is_empty())
            .then(|| view! { <span class="screen-only">" · " {page.due_left.clone()}</span> });
        let round = (content.round > 1).then(|| view! { <p>{t!(cx, "outcome-round", round = content.round)}</p> });
        let url = page.seal.url.clone();
        let sum = page.sum.map(|(sum, households)| {
            let words = parts::said(cx, sum);
            let words = match sum.each(households) {
                Some(each) => {
                    let each = Money(each * 100).words().trim_end_matches(".00").to_owned();
                    t!(cx, "money-each", sum = words, each = each)
                }
                None => words,
            };
            view! { <dt>{t!(cx, "outcome-sum")}</dt> <dd>{words}</dd> }
        });
        let links = page
            .ways
            .iter()
            .map(|(href, words)| view! { <li><a href=cx.href(href)>{words.clone()}</a></li> })
            .collect_view();
        let ways = view! {
            <nav aria-label=t!(cx, "outcome-ways") class="screen-only">
                <ul class="links row">
                    {links}
                    <li><a href=cx.href(address::PASSING)>{t!(cx, "help-passing")}</a></li>
                </ul>
            </nav>
        };
        // The record is that of the latest revision: beside an earlier one it would not fit its fingerprint.
        let files = if page.seal.revision.0 == page.seal.revision.1 {
            vec![(format!("{}/record.json", page.seal.path), t!(cx, "file-record"))]
        } else {
            Vec::new()
        };
        view! {
            <article class="sheet" data-url=url>
                <p class="over">{content.community.clone()} " · " {t!(cx, "outcome-number", number = content.number)}</p>
                <h1 lang=cx.tongue(&content.title)>{content.title.clone()}</h1>
                {tags(&decision_tags(cx, &page))}
                <p class="quiet">{content.body.clone()} " · " {content.session.clone()} " · " {page.held.clone()}</p>
                {seal::superseded(cx, &page.seal)}
                {correction}
                {result::decided(cx, &content.record, &content.verdict, &page.verdict, &content.counting)}
                <section>
                    <h2>{said}</h2>
                    <div class="text" inner_html=page.decision.clone()></div>
                    <dl class="facts-list">
                        <dt>{t!(cx, "outcome-responsible")}</dt>
                        <dd>{content.responsible.clone()}</dd>
                        <dt>{t!(cx, "outcome-due")}</dt>
                        <dd>{due} {left}</dd>
                        {sum}
                        <dt>{t!(cx, "matter")}</dt>
                        <dd>{matter(cx, &content.matter)}</dd>
                        <dt>{t!(cx, "outcome-signed")}</dt>
                        <dd>{signed(cx, &content.signed_as)}</dd>
                    </dl>
                    {ways}
                </section>
                <section>
                    <h2>{t!(cx, "outcome-text", revision = content.text_revision)}</h2>
                    {round}
                    {(!content.text_by.is_empty()).then(|| view! { <p class="quiet">{t!(cx, &format!("text-by-{}", content.text_by))}</p> })}
                    <div class="text" inner_html=page.text.clone()></div>
                    {basis(cx, content.basis.as_ref(), content.record.was_online())}
                </section>
                {execution(cx, &page.execution)}
                {gates}
                {seal::seal(cx, &seal, files)}
            </article>
        }
    })
}

/// What a decision's head tells at a glance beside the result: until when it hangs on the board, and how far it is carried out.
fn decision_tags(cx: &Cx, page: &OutcomePage) -> Vec<Tag> {
    let posted = &page.seal.posted;
    let mut tags = Vec::new();
    if posted.is_withdrawn() {
        tags.push(Tag { words: t!(cx, "board-withdrawn-mark"), tone: "bad" });
    }
    if let Some((day, left)) = &posted.until {
        tags.push(Tag { words: t!(cx, "board-left", day = day, left = left), tone: "" });
    }
    let steps = page.execution.milestones.iter().filter(|one| one.content.dropped.is_empty());
    let (all, done) = steps.fold((0, 0), |(all, done), one| (all + 1, done + i64::from(one.content.accepted)));
    if all > 0 {
        tags.push(Tag { words: t!(cx, "followed-steps", done = done, all = all), tone: "" });
    }
    if page.execution.milestones.iter().any(|one| one.late) {
        tags.push(Tag { words: t!(cx, "board-late"), tone: "late" });
    }
    tags
}

/// How an item ended without a vote.
pub fn ending(cx: &Cx, page: EndingPage) -> String {
    let content = page.content.clone();
    shell::page(cx, &content.title.clone(), || {
        let line = EndingView {
            kind: Ending::from_id(&content.kind),
            text: page.text.clone(),
            dissent: if content.dissent.is_empty() { String::new() } else { page.dissent.clone() },
            due: content.due.clone(),
            referred: BodyKind::from_id(&content.referred)
                .map_or_else(String::new, |kind| kind.name(cx.language).to_owned()),
            published: true,
        };
        // What was voted stands before what was done with the item beside the vote.
        let votes = page.votes.iter().map(|(href, words)| {
            let words = if href.is_empty() {
                words.clone().into_any()
            } else {
                view! { <a href=href.clone()>{words.clone()}</a> }.into_any()
            };
            view! { <p class="state">{t!(cx, "ending-vote")} " " {words}</p> }
        });
        let votes = votes.collect_view();
        view! {
            <article class="sheet">
                <p class="over">{content.community.clone()}</p>
                <h1>{content.title.clone()}</h1>
                <p class="quiet">
                    {content.body.clone()} " · " {content.session.clone()} " · " {page.held.clone()} " · "
                    {matter(cx, &content.matter)}
                </p>
                {seal::superseded(cx, &page.seal)}
                {votes}
                {room::ending(cx, &line)}
                {seal::seal(cx, &page.seal, Vec::new())}
            </article>
        }
    })
}

/// How anybody checks the record.
pub fn check(cx: &Cx, page: CheckPage) -> String {
    shell::page(cx, &t!(cx, "how-to-check"), || {
        let head = format!("{}:{}", page.seq, page.hash);
        view! {
            <h1>{t!(cx, "how-to-check")}</h1>
            <p>{t!(cx, "check-lead", name = page.name)}</p>
            <h2>{t!(cx, "check-count")}</h2>
            <p>{t!(cx, "check-count-text")}</p>
            <p><a class="button" href=cx.href("/recount")>{t!(cx, "recount")}</a></p>
            <pre>"yishi recount record.json"</pre>
            <h2>{t!(cx, "check-text")}</h2>
            <p>{t!(cx, "check-text-text")}</p>
            <h2>{t!(cx, "check-chain")}</h2>
            <p>{t!(cx, "check-chain-text")}</p>
            <p><a href=page.journal>{t!(cx, "journal-file")}</a></p>
            <pre>{format!("yishi verify --journal journal.jsonl --head {head}")}</pre>
            <p>{t!(cx, "proof-head")} <code>{head}</code></p>
            <p>{t!(cx, "check-program")}</p>
            <p><a href=cx.href(&page.board)>{t!(cx, "to-board")}</a></p>
        }
    })
}

/// Who looked at it before it was published.
pub fn signed(cx: &Cx, role: &str) -> String {
    match role {
        "supervisor" => t!(cx, "outcome-signed-supervisor"),
        other => t!(cx, "outcome-signed-by", role = t!(cx, &format!("role-{other}"))),
    }
}

/// The name of a matter.
pub fn matter(cx: &Cx, id: &str) -> String {
    Matter::from_id(id).map_or_else(|| id.to_owned(), |matter| matter.name(cx.language).to_owned())
}

/// The online basis, or that there is none and so members who are online observe; nothing where nobody takes part online.
fn basis(cx: &Cx, basis: Option<&Basis>, concerns: bool) -> Option<AnyView> {
    match basis {
        Some(basis) if concerns => Some(
            view! {
                <p class="basis">
                    {t!(cx, "basis-line", text = basis.text, source = basis.source, by = basis.by)}
                </p>
            }
            .into_any(),
        ),
        None if concerns => Some(view! { <p class="basis">{t!(cx, "basis-none")}</p> }.into_any()),
        _ => None,
    }
}
