//! The public pages, from what was published and nothing else.

use crate::{
    act::{Desk, cache::code},
    execution::view as execution_view,
    fault::Fault,
    people::community::rows as communities,
    public::board::{posted, results},
    record::{
        latest,
        publication::{Kind, rows::PublicationRow},
    },
    store::journal,
    text::published as shown,
    zone,
};
use app::{
    pages, say,
    view::{
        Cx,
        board::{DisclosurePage, Posted},
        execution::{CompletionPage, Execution},
        minutes::MinutesPage,
        record::{CheckPage, EndingPage, Listed, NoticePage, OutcomePage, Seal},
    },
};
use rules::published::{
    CompletionContent, DisclosureContent, EndingContent, MinutesContent, NoticeContent, OutcomeContent,
};
use rules::{Moment, posting::Audience};

/// `/`.
pub(crate) async fn communities(desk: &Desk, mut cx: Cx) -> Result<String, Fault> {
    let rows = communities::all(&mut *desk.read().await?).await?;
    cx.demo = rows.iter().any(|row| row.demo == 1);
    let lines = rows
        .into_iter()
        .map(|row| Listed {
            href: cx.href(&format!("/c/{}", row.id)),
            title: row.name,
            note: say::sentence(cx.language, &format!("kind-{}", row.kind), &[]),
            mark: String::new(),
        })
        .collect();
    Ok(pages::record::communities(&cx, lines))
}

/// `/c/…/check`.
pub(crate) async fn check(desk: &Desk, mut cx: Cx, community: &str) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    cx.demo = place.demo == 1;
    let head = journal::head(&mut conn, community).await?;
    let page = CheckPage {
        name: place.name,
        board: format!("/c/{community}"),
        seq: head.seq,
        hash: head.hash,
        journal: format!("/c/{community}/journal.jsonl"),
    };
    Ok(pages::record::check(&cx, page))
}

/// The page of something published, as it stands or as an earlier revision, for one who may read it.
pub(crate) async fn published(
    desk: &Desk,
    mut cx: Cx,
    base: &str,
    kind: Kind,
    (community, subject, revision): (&str, &str, Option<i64>),
    reader: Audience,
) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    cx.demo = place.demo == 1;
    let (row, count) = latest(&mut conn, community, kind, subject, revision, reader).await?;
    let mut seal = seal(&mut conn, &cx, base, &place, &row, count).await?;
    seal.posted = posted(&mut conn, cx.language, (&place, desk.now()), &row, "").await?;
    match kind {
        Kind::Notice => {
            let results = results(&mut conn, &cx, (&place, desk.now()), subject).await?;
            notice(&cx, &row, seal, results)
        }
        Kind::Outcome => {
            let today = zone::day(desk.now(), &place.zone)?;
            let execution = execution_view::of(&mut conn, community, subject, today).await?;
            if row.is_public() && row.revision == count {
                seal.recount = format!("{community}/{subject}");
            }
            outcome(&cx, &row, seal, execution)
        }
        Kind::Ending => ending(&cx, &row, seal),
        Kind::Disclosure => disclosure(&cx, &row, seal, place.kind == "urban"),
        Kind::Completion => {
            let content: CompletionContent = serde_json::from_str(&row.content)?;
            let rating = execution_view::rating(&mut conn, community, subject).await?;
            let page = CompletionPage { text: shown(content.form, &content.text, cx.language), content, rating, seal };
            Ok(pages::execution::completion(&cx, page))
        }
        Kind::Minutes => {
            let content: MinutesContent = serde_json::from_str(&row.content)?;
            Ok(pages::minutes::published(
                &cx,
                MinutesPage { shown: crate::record::minutes::shown(content, cx.language), seal },
            ))
        }
    }
}

/// The notice of a session.
fn notice(cx: &Cx, row: &PublicationRow, seal: Seal, results: Vec<Listed>) -> Result<String, Fault> {
    let content: NoticeContent = serde_json::from_str(&row.content)?;
    let page = NoticePage {
        starts: zone::date_time(Moment(content.starts_at), &content.zone, cx.language),
        results,
        papers: content.items.iter().map(|item| shown(item.paper_form, &item.paper, cx.language)).collect(),
        content,
        seal,
    };
    Ok(pages::record::notice(cx, page))
}

/// What was disclosed without a vote.
fn disclosure(cx: &Cx, row: &PublicationRow, seal: Seal, urban: bool) -> Result<String, Fault> {
    let content: DisclosureContent = serde_json::from_str(&row.content)?;
    let page = DisclosurePage { text: shown(content.form, &content.text, cx.language), content, seal };
    Ok(pages::board::disclosure(cx, page, urban))
}

/// How an item ended without a vote.
fn ending(cx: &Cx, row: &PublicationRow, seal: Seal) -> Result<String, Fault> {
    let content: EndingContent = serde_json::from_str(&row.content)?;
    let page = EndingPage {
        held: zone::date_time(Moment(content.held_at), &content.zone, cx.language),
        text: shown(content.form, &content.text, cx.language),
        dissent: shown(content.form, &content.dissent, cx.language),
        content,
        seal,
    };
    Ok(pages::record::ending(cx, page))
}

/// A published decision.
fn outcome(cx: &Cx, row: &PublicationRow, seal: Seal, execution: Execution) -> Result<String, Fault> {
    let content: OutcomeContent = serde_json::from_str(&row.content)?;
    let page = OutcomePage {
        held: zone::date_time(Moment(content.held_at), &content.zone, cx.language),
        text: shown(content.text_form, &content.text, cx.language),
        decision: shown(content.decision_form, &content.decision, cx.language),
        verdict: content.record.sentence(&content.verdict, cx.language),
        content,
        execution,
        seal,
    };
    Ok(pages::record::outcome(cx, page))
}

async fn seal(
    conn: &mut crate::store::Conn,
    cx: &Cx,
    base: &str,
    place: &communities::CommunityRow,
    row: &PublicationRow,
    count: i64,
) -> Result<Seal, Fault> {
    let entries = journal::entries(conn, &row.community, row.seq - 1, 1).await?;
    let entry = entries.into_iter().next().ok_or(Fault::Stored("publications.seq"))?;
    let blanked = if row.blanked > 0 {
        let (by, said) = if row.is_public() {
            journal::said(conn, &row.community, row.blanked).await?
        } else {
            journal::said_within(conn, &row.community, row.blanked).await?
        };
        let reason = said.get("reason").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        Some((zone::date(Moment(by.at), &place.zone, cx.language), reason, row.hash_before.clone()))
    } else {
        None
    };
    let path = format!("/c/{}/{}/{}", row.community, row.kind, row.subject);
    let url = format!("{base}{path}");
    Ok(Seal {
        seq: entry.seq,
        hash: entry.hash,
        content_hash: row.hash.clone(),
        at: zone::date_time(Moment(row.at), &place.zone, cx.language),
        revision: (row.revision, count),
        qr: code(&url).to_string(),
        url,
        path,
        board: format!("/c/{}", row.community),
        posted: Posted::default(),
        within: !row.is_public(),
        blanked,
        recount: String::new(),
        rules: String::new(),
    })
}
