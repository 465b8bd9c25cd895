//! The public pages, from what was published and nothing else.

use super::latest;
use crate::{
    desk::{Desk, minutes::shown as shown_minutes, publish::Kind},
    fault::Fault,
    store::{
        community as communities, journal,
        publication::{self, PublicationRow},
    },
    text::{markdown, qr},
    zone,
};
use app::{
    pages, say,
    view::{
        Cx,
        minutes::{MinutesContent, MinutesPage},
        record::{
            Board, CheckPage, EndingContent, EndingPage, Listed, NoticeContent, NoticePage, OutcomeContent,
            OutcomePage, Seal,
        },
    },
};
use rules::Moment;

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

/// `/c/…`.
pub(crate) async fn board(desk: &Desk, mut cx: Cx, community: &str) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    cx.demo = place.demo == 1;
    let mut board = Board { name: place.name, community: place.id, ..Board::default() };
    for row in publication::latest(&mut conn, community).await? {
        if row.kind == Kind::Outcome.id() {
            let content: OutcomeContent = serde_json::from_str(&row.content)?;
            let passed = if content.verdict.passed { "passed" } else { "not-passed" };
            let at = zone::date(Moment(row.at), &place.zone, cx.language);
            board.outcomes.push(Listed {
                href: cx.href(&format!("/c/{community}/outcome/{}", row.subject)),
                title: content.title,
                note: format!("{} · {} · {at}", content.number, content.body),
                mark: say::sentence(cx.language, passed, &[]),
            });
        } else if row.kind == Kind::Ending.id() {
            let content: EndingContent = serde_json::from_str(&row.content)?;
            let at = zone::date(Moment(row.at), &place.zone, cx.language);
            board.outcomes.push(Listed {
                href: cx.href(&format!("/c/{community}/ending/{}", row.subject)),
                title: content.title,
                note: format!("{} · {at}", content.body),
                mark: say::sentence(cx.language, &format!("ending-{}", content.kind), &[]),
            });
        } else if row.kind == Kind::Minutes.id() {
            let content: MinutesContent = serde_json::from_str(&row.content)?;
            board.notices.push(Listed {
                href: cx.href(&format!("/c/{community}/minutes/{}", row.subject)),
                title: content.title,
                note: format!("{} · {}", content.body, zone::date(Moment(content.opened_at), &place.zone, cx.language)),
                mark: say::sentence(cx.language, "minutes", &[]),
            });
        } else {
            let content: NoticeContent = serde_json::from_str(&row.content)?;
            let coming = content.phase == "announced" && content.starts_at >= desk.now().plus_minutes(-24 * 60).0;
            let starts = zone::date_time(Moment(content.starts_at), &place.zone, cx.language);
            let listed = Listed {
                href: cx.href(&format!("/c/{community}/notice/{}", row.subject)),
                title: content.title,
                note: format!("{starts} · {}", content.place),
                mark: if matches!(content.phase.as_str(), "cancelled" | "suspended") {
                    say::sentence(cx.language, &format!("phase-{}", content.phase), &[])
                } else {
                    String::new()
                },
            };
            if coming { board.coming.push(listed) } else { board.notices.push(listed) }
        }
    }
    Ok(pages::record::board(&cx, board))
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

/// The page of something published, as it stands or as an earlier revision.
pub(crate) async fn published(
    desk: &Desk,
    mut cx: Cx,
    base: &str,
    kind: Kind,
    (community, subject): (&str, &str),
    revision: Option<i64>,
) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    cx.demo = place.demo == 1;
    let (row, count) = latest(&mut conn, community, kind, subject, revision).await?;
    let seal = seal(&mut conn, &cx, base, &place, &row, count).await?;
    match kind {
        Kind::Notice => notice(&cx, &row, seal),
        Kind::Outcome => outcome(&cx, &row, seal),
        Kind::Ending => ending(&cx, &row, seal),
        Kind::Minutes => {
            let content: MinutesContent = serde_json::from_str(&row.content)?;
            Ok(pages::minutes::published(&cx, MinutesPage { shown: shown_minutes(content, cx.language), seal }))
        }
    }
}

/// The notice of a session.
fn notice(cx: &Cx, row: &PublicationRow, seal: Seal) -> Result<String, Fault> {
    let content: NoticeContent = serde_json::from_str(&row.content)?;
    let page = NoticePage {
        starts: zone::date_time(Moment(content.starts_at), &content.zone, cx.language),
        papers: content.items.iter().map(|item| markdown(&item.paper)).collect(),
        content,
        seal,
    };
    Ok(pages::record::notice(cx, page))
}

/// How an item ended without a vote.
fn ending(cx: &Cx, row: &PublicationRow, seal: Seal) -> Result<String, Fault> {
    let content: EndingContent = serde_json::from_str(&row.content)?;
    let page = EndingPage {
        held: zone::date_time(Moment(content.held_at), &content.zone, cx.language),
        text: markdown(&content.text),
        dissent: markdown(&content.dissent),
        content,
        seal,
    };
    Ok(pages::record::ending(cx, page))
}

/// A published decision.
fn outcome(cx: &Cx, row: &PublicationRow, seal: Seal) -> Result<String, Fault> {
    let content: OutcomeContent = serde_json::from_str(&row.content)?;
    let page = OutcomePage {
        held: zone::date_time(Moment(content.held_at), &content.zone, cx.language),
        text: markdown(&content.text),
        decision: markdown(&content.decision),
        verdict: content.record.sentence(&content.verdict, cx.language),
        content,
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
    let path = format!("/c/{}/{}/{}", row.community, row.kind, row.subject);
    let url = format!("{base}{path}");
    Ok(Seal {
        seq: entry.seq,
        hash: entry.hash,
        content_hash: row.hash.clone(),
        at: zone::date_time(Moment(row.at), &place.zone, cx.language),
        revision: (row.revision, count),
        qr: qr(&url),
        url,
        path,
        board: format!("/c/{}", row.community),
    })
}
