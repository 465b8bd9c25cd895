//! The board: what is up, what comes, what was published, by category, matter and year; and the search through it.

use crate::text::as_typed;
use crate::{
    desk::{Desk, board::at, publish::Kind},
    fault::Fault,
    search::Question,
    store::{
        Conn,
        board::{self, PostingRow},
        community as communities,
        community::CommunityRow,
        objection,
        publication::{self, Filter, PublicationRow},
        search,
    },
    zone,
};
use app::{
    pages, say,
    view::{
        Cx,
        board::{BoardList, BoardPage, ObjectionView, Posted},
        record::{EndingContent, Listed, NoticeContent, OutcomeContent},
    },
};
use rules::{Language, Moment, agenda::Matter, body::BodyKind, days::Date, objection::is_overdue, posting::Category};
use std::collections::HashMap;

/// Lines on a page of a list.
pub(crate) const SIZE: i64 = 20;

/// What a list is asked for. What is not known is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    category: String,
    matter: String,
    kind: String,
    body: String,
    year: i64,
    page: i64,
    query: String,
}

impl Asked {
    /// Reads the query of an address.
    pub fn read(query: &HashMap<String, String>) -> Self {
        let get = |name: &str| query.get(name).map_or("", String::as_str);
        let number = |name: &str| i64::try_from(rules::typed::whole(get(name))?).ok();
        let known = |fits: bool, id: &str| if fits { id.to_owned() } else { String::new() };
        Self {
            category: known(Category::from_id(get("category")).is_some(), get("category")),
            matter: known(Matter::from_id(get("matter")).is_some(), get("matter")),
            kind: known(Kind::from_id(get("kind")).is_some(), get("kind")),
            body: known(BodyKind::from_id(get("body")).is_some(), get("body")),
            year: number("year").filter(|year| (1970..2200).contains(year)).unwrap_or(0),
            page: number("page").filter(|page| (1..100_000).contains(page)).unwrap_or(1),
            query: get("q").trim().chars().take(200).collect(),
        }
    }

    /// One page of the whole board.
    pub fn page(page: i64) -> Self {
        Self { page, ..Self::default() }
    }

    /// Which page of a list is asked for, from 1.
    pub const fn page_number(&self) -> i64 {
        self.page
    }

    /// Names what is asked, for keeping the page; nothing where it is the whole board.
    pub fn key(&self) -> String {
        let Self { category, matter, kind, body, year, page, query } = self;
        if *self == Self::page(1) {
            return String::new();
        }
        format!("{category}|{matter}|{kind}|{body}|{year}|{page}|{query}")
    }
}

/// How many pages the whole board has.
pub(crate) async fn pages(desk: &Desk, community: &str) -> Result<i64, Fault> {
    let total = publication::count(&mut *desk.read().await?, community, &Filter::public()).await?;
    Ok(pages_of(total, SIZE))
}

fn pages_of(total: i64, size: i64) -> i64 {
    ((total + size - 1) / size).max(1)
}

/// `/c/…`.
pub(crate) async fn board(desk: &Desk, mut cx: Cx, community: &str, asked: &Asked) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    cx.demo = place.demo == 1;
    let now = desk.now();
    let today = zone::day(now, &place.zone)?;
    let filter = Filter {
        category: asked.category.clone(),
        matter: asked.matter.clone(),
        kind: asked.kind.clone(),
        year: asked.year,
        ..Filter::public()
    };
    let (lines, total) = listed(&mut conn, &cx, (&place, now), &filter, asked.page).await?;
    let (years, matters) = publication::choices(&mut conn, community).await?;
    let list = BoardList {
        lines,
        total,
        page: asked.page,
        pages: pages_of(total, SIZE),
        category: asked.category.clone(),
        matter: asked.matter.clone(),
        kind: asked.kind.clone(),
        year: asked.year,
        matters: matters.iter().filter_map(|id| named(id, cx.language)).collect(),
        years,
        ..BoardList::default()
    };
    let asked_in_public = objection::in_public(&mut conn, community).await?;
    let overdue = asked_in_public.iter().filter(|(due, replied)| overdue(due, *replied, today)).count();
    Ok(pages::board::board(
        &cx,
        BoardPage {
            urban: place.kind == "urban",
            coming: coming(&mut conn, &cx, &place, now).await?,
            up: up(&mut conn, &cx, &place, today).await?,
            overdue,
            list,
            name: place.name,
            community: place.id,
        },
    ))
}

/// `/c/…/search`.
pub(crate) async fn found(desk: &Desk, mut cx: Cx, community: &str, asked: &Asked) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    cx.demo = place.demo == 1;
    let narrow = search::Narrow { kind: asked.kind.clone(), body_kind: asked.body.clone(), year: asked.year };
    let narrowed = !asked.kind.is_empty() || !asked.body.is_empty() || asked.year != 0;
    let question = Question::read(&asked.query);
    let (lines, total) = match &question {
        Some(question) => {
            let at = (SIZE, (asked.page - 1) * SIZE);
            let (rows, total) = search::find(&mut conn, community, question, &narrow, at).await?;
            let found = |row: search::FoundRow| Listed {
                href: cx.href(&format!("/c/{community}/{}/{}", row.kind, row.subject)),
                note: format!(
                    "{} · {}",
                    zone::date(Moment(row.at), &place.zone, cx.language),
                    question.passage(&row.text)
                ),
                mark: say::sentence(cx.language, &format!("publication-{}", row.kind), &[]),
                title: row.title,
            };
            (rows.into_iter().map(found).collect(), total)
        }
        // A kind, body or year without a word is a list like that of the board.
        None if asked.query.is_empty() && narrowed => {
            let (kind, body_kind) = (asked.kind.clone(), asked.body.clone());
            let filter = Filter { kind, body_kind, year: asked.year, ..Filter::public() };
            listed(&mut conn, &cx, (&place, desk.now()), &filter, asked.page).await?
        }
        None => (Vec::new(), 0),
    };
    let (years, _) = publication::choices(&mut conn, community).await?;
    let mut bodies = Vec::new();
    for row in communities::bodies(&mut conn, community).await? {
        let kind = row.kind()?;
        if bodies.iter().all(|(id, _): &(String, String)| id != kind.id()) {
            bodies.push((kind.id().to_owned(), kind.name(cx.language).to_owned()));
        }
    }
    let list = BoardList {
        lines,
        total,
        page: asked.page,
        pages: pages_of(total, SIZE),
        body: asked.body.clone(),
        bodies,
        kind: asked.kind.clone(),
        year: asked.year,
        query: asked.query.clone(),
        cut: question.as_ref().filter(|one| one.cut).map(|one| one.words.len()),
        years,
        ..BoardList::default()
    };
    Ok(pages::board::search(&cx, community, &place.name, list))
}

/// The lines of one page of the published things that a filter lets through, newest first, and how many there are in all.
async fn listed(
    conn: &mut Conn,
    cx: &Cx,
    (place, now): (&CommunityRow, Moment),
    filter: &Filter,
    page: i64,
) -> Result<(Vec<Listed>, i64), Fault> {
    let total = publication::count(conn, &place.id, filter).await?;
    let rows = publication::list(conn, &place.id, filter, (SIZE, (page - 1) * SIZE)).await?;
    Ok((rows.iter().map(|row| line(cx, place, row, now)).collect::<Result<_, _>>()?, total))
}

/// What a session came to, for its notice.
pub(crate) async fn results(
    conn: &mut Conn,
    cx: &Cx,
    (place, now): (&CommunityRow, Moment),
    session: &str,
) -> Result<Vec<Listed>, Fault> {
    let rows = publication::of_session(conn, &place.id, session).await?;
    rows.iter().map(|row| line(cx, place, row, now)).collect()
}

/// A line of a list of published things: what it is, of whom, when, and how it ended.
fn line(cx: &Cx, place: &CommunityRow, row: &PublicationRow, now: Moment) -> Result<Listed, Fault> {
    let at = zone::date(Moment(row.at), &place.zone, cx.language);
    let word = |key: &str| say::sentence(cx.language, key, &[]);
    let (note, mark) = match Kind::from_id(&row.kind) {
        Some(Kind::Outcome) => {
            let content: OutcomeContent = serde_json::from_str(&row.content)?;
            let passed = if content.verdict.passed { "passed" } else { "not-passed" };
            (format!("{} · {} · {at}", content.number, content.body), word(passed))
        }
        Some(Kind::Ending) => {
            let content: EndingContent = serde_json::from_str(&row.content)?;
            (format!("{} · {at}", content.body), word(&format!("ending-{}", content.kind)))
        }
        Some(Kind::Notice) => {
            let content: NoticeContent = serde_json::from_str(&row.content)?;
            let starts = zone::date_time(Moment(content.starts_at), &place.zone, cx.language);
            let over = content.starts_at < now.0 && content.phase == "announced";
            let changed = matches!(content.phase.as_str(), "cancelled" | "suspended" | "closed");
            let mark = match content.phase.as_str() {
                phase if changed => word(&format!("phase-{phase}")),
                _ if over => word("publication-notice"),
                _ => word("board-to-come"),
            };
            (format!("{starts} · {}", content.place), mark)
        }
        Some(Kind::Minutes | Kind::Disclosure | Kind::Completion) | None => {
            (at, word(&format!("publication-{}", row.kind)))
        }
    };
    Ok(Listed {
        href: cx.href(&format!("/c/{}/{}/{}", row.community, row.kind, row.subject)),
        title: row.title.clone(),
        note,
        mark: if row.withdrawn.is_empty() { mark } else { word("board-withdrawn-mark") },
    })
}

/// What stays within a community, newest first, for its members: a page of it, from 1, of so many lines.
pub(crate) async fn within(
    conn: &mut Conn,
    cx: &Cx,
    (place, now): (&CommunityRow, Moment),
    (page, size): (i64, i64),
) -> Result<BoardList, Fault> {
    let filter = Filter::within();
    let total = publication::count(conn, &place.id, &filter).await?;
    let today = zone::day(now, &place.zone)?;
    let mut lines = Vec::new();
    for row in publication::list(conn, &place.id, &filter, (size, (page - 1) * size)).await? {
        let mut line = line(cx, place, &row, now)?;
        let posting = board::posting(conn, &row.kind, &row.subject).await?;
        if let Some(posting) = posting.filter(|one| row.withdrawn.is_empty() && runs(one, today)) {
            let until = say::sentence(cx.language, "board-until", &[("day", posting.last_day)]);
            line.note = format!("{} · {until}", line.note);
        }
        lines.push(line);
    }
    Ok(BoardList { lines, total, page, pages: pages_of(total, size), ..BoardList::default() })
}

/// The sessions to come: those that are announced and whose hour has not passed.
async fn coming(conn: &mut Conn, cx: &Cx, place: &CommunityRow, now: Moment) -> Result<Vec<Listed>, Fault> {
    const MOST: i64 = 50;
    let filter = Filter { kind: Kind::Notice.id().to_owned(), ..Filter::public() };
    let mut found = Vec::new();
    for row in publication::list(conn, &place.id, &filter, (MOST, 0)).await? {
        let content: NoticeContent = serde_json::from_str(&row.content)?;
        // A notice stays as it was published: whether its session has opened or ended is the session's to say.
        let phase = crate::store::session::find(conn, &row.subject).await?.phase;
        if content.phase == "announced" && phase == "announced" && content.starts_at >= now.0 {
            found.push((content.starts_at, line(cx, place, &row, now)?));
        }
    }
    found.sort_by_key(|(starts, _)| *starts);
    Ok(found.into_iter().map(|(_, line)| line).collect())
}

/// What is up on the board and within its days, and until when.
async fn up(conn: &mut Conn, cx: &Cx, place: &CommunityRow, today: Date) -> Result<Vec<Listed>, Fault> {
    let mut lines = Vec::new();
    for posting in board::up(conn, &place.id).await?.into_iter().filter(|one| runs(one, today)) {
        let rows = publication::revisions(conn, &place.id, &posting.subject).await?;
        let latest = rows.into_iter().find(|row| row.kind == posting.kind);
        let Some(row) = latest.filter(|row| row.is_public() && row.withdrawn.is_empty()) else { continue };
        lines.push(Listed {
            href: cx.href(&format!("/c/{}/{}/{}", row.community, row.kind, row.subject)),
            title: row.title,
            note: say::sentence(cx.language, "board-until", &[("day", posting.last_day.clone())]),
            mark: say::sentence(cx.language, &format!("publication-{}", row.kind), &[]),
        });
    }
    Ok(lines)
}

/// Whether a posting is within its days.
fn runs(posting: &PostingRow, today: Date) -> bool {
    posting.up == 1 && Date::from_text(&posting.last_day).is_some_and(|last| today <= last)
}

/// Whether the day of the reply has passed without one.
pub(crate) fn overdue(due_day: &str, replied_at: Option<i64>, today: Date) -> bool {
    Date::from_text(due_day).is_some_and(|due| is_overdue(due, replied_at.is_some(), today))
}

/// How a published thing stands on the board, and what was asked about it.
pub(crate) async fn posted(
    conn: &mut Conn,
    language: Language,
    (place, now): (&CommunityRow, Moment),
    row: &PublicationRow,
    viewer: &str,
) -> Result<Posted, Fault> {
    let today = zone::day(now, &place.zone)?;
    let posting = board::posting(conn, &row.kind, &row.subject).await?;
    let asked = objection::of(conn, &row.kind, &row.subject).await?;
    let date = |at: i64| zone::date(Moment(at), &place.zone, language);
    // What was withdrawn is posted no more, whatever its days.
    let posting = posting.filter(|_| row.withdrawn.is_empty());
    let period = posting.as_ref().map_or_else(String::new, |one| {
        let key = if one.known == 1 { "board-period" } else { "board-period-unknown" };
        let (from, last, days) = (one.from_day.clone(), one.last_day.clone(), one.days.to_string());
        say::sentence(language, key, &[("from", from), ("last", last), ("days", days)])
    });
    Ok(Posted {
        withdrawn: row.withdrawn.clone(),
        period,
        runs: posting.as_ref().is_some_and(|one| runs(one, today)),
        up: posting.as_ref().is_some_and(|one| one.up == 1),
        photo: posting
            .filter(|one| !one.photo.is_empty())
            .map_or_else(String::new, |one| format!("/c/{}/photo/{}", row.community, one.photo)),
        objections: asked
            .into_iter()
            .map(|one| ObjectionView {
                // No further revision since it was asked.
                pending: row.at <= one.at && matches!(one.result.as_str(), "corrected" | "withdrawn"),
                overdue: overdue(&one.due_day, one.replied_at, today),
                own: !viewer.is_empty() && one.member.as_deref() == Some(viewer),
                number: one.number,
                kind: one.kind,
                text: as_typed(&one.body),
                at: date(one.at),
                due: one.due_day,
                reply: if one.reply.is_empty() { String::new() } else { as_typed(&one.reply) },
                result: one.result,
                replier: one.replier_role,
                replied: one.replied_at.map_or_else(String::new, date),
                id: one.id,
            })
            .collect(),
        decision: row.kind == Kind::Outcome.id(),
        about: at(row),
    })
}

/// A matter's id and name.
fn named(id: &str, language: Language) -> Option<(String, String)> {
    Matter::from_id(id).map(|matter| (id.to_owned(), matter.name(language).to_owned()))
}
