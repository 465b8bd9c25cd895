//! The board: what is up, what comes, what was published, by category, matter and year; and the search through it.

use crate::{
    act::Desk,
    attachment::rows as attachments,
    fault::Fault,
    people::community::rows::{self as communities, CommunityRow},
    public::{
        front,
        lines::{hit, line, listed, to_come},
        office, petition,
    },
    record::{
        dossier::rows as dossiers,
        duty, filing,
        objection::{hiding, rows as objection},
        posting::{
            at,
            rows::{self as board, PostingRow},
        },
        publication::{
            Kind,
            rows::{self as publication, Filter, PublicationRow},
        },
        search::{Question, rows as search},
    },
    store::Conn,
    text::as_typed,
    zone,
};
use app::{
    address, pages, say,
    view::{
        Cx,
        attachment::Beside,
        board::{BoardList, BoardPage, ObjectionView, Posted},
        cut::Cut,
        front::News,
        record::Tag,
    },
};
use rules::{
    Language, Moment, agenda::Matter, attachment::State, body::BodyKind, days::Date, id::CommunityId,
    objection as asked_for, posting::Category, published::MinutesContent,
};
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
    up: bool,
    ended: bool,
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
            up: get("up") == "1",
            ended: get("ended") == "1",
            query: get("q").trim().chars().take(200).collect(),
        }
    }

    /// One page of the whole board.
    pub fn page(page: i64) -> Self {
        Self { page, ..Self::default() }
    }

    /// One page of what is posted now.
    pub fn up(page: i64) -> Self {
        Self { page, up: true, ..Self::default() }
    }

    /// What has ended is asked for.
    pub const fn ended(&self) -> bool {
        self.ended
    }

    /// One page of the matters that go on, or of those that ended.
    pub fn matters(ended: bool, page: i64) -> Self {
        Self { page, ended, ..Self::default() }
    }

    /// What is searched for.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Which page of a list is asked for, from 1.
    pub const fn page_number(&self) -> i64 {
        self.page
    }

    /// Names what is asked, for keeping the page; nothing where it is the whole board.
    pub fn key(&self) -> String {
        let Self { category, matter, kind, body, year, page, up, ended, query } = self;
        if *self == Self::page(1) {
            return String::new();
        }
        format!("{category}|{matter}|{kind}|{body}|{year}|{page}|{up}|{ended}|{query}")
    }
}

/// How many pages the whole board has, and how many pages what is posted now has of its own, where the board shows only its
/// beginning.
pub(crate) async fn pages(desk: &Desk, community: &CommunityId) -> Result<(i64, i64), Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let today = zone::day(desk.now(), &place.zone)?.to_string();
    let total = publication::count(&mut conn, community, &Filter::public()).await?;
    let up = board::count_posted(&mut conn, community, board::Posted::Current(&today)).await?;
    Ok((Cut::of(1, SIZE, total).pages(), if up > SIZE { Cut::of(1, SIZE, up).pages() } else { 0 }))
}

/// `/c/…`.
pub(crate) async fn board(desk: &Desk, mut cx: Cx, community: &CommunityId, asked: &Asked) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    place.marks(&mut cx);
    let now = desk.now();
    let today = zone::day(now, &place.zone)?;
    let filter = Filter {
        category: asked.category.clone(),
        matter: asked.matter.clone(),
        kind: asked.kind.clone(),
        year: asked.year,
        ..Filter::public()
    };
    let (above, up_now) = up(&mut conn, &cx, &place, (now, today, asked)).await?;
    let (lines, cut) = if asked.up {
        (above.clone(), up_now)
    } else {
        listed(&mut conn, &cx, (&place, now), &filter, asked.page).await?
    };
    let (years, matters) = publication::choices(&mut conn, community).await?;
    let list = BoardList {
        lines,
        cut,
        up: asked.up,
        category: Category::from_id(&asked.category),
        matter: Matter::from_id(&asked.matter),
        kind: Kind::from_id(&asked.kind),
        year: asked.year,
        matters: matters.iter().filter_map(|id| named(id, cx.language)).collect(),
        years,
        ..BoardList::default()
    };
    let (petitions, petitions_late) = petition::on_board(&mut conn, &cx, (&place, now)).await?;
    let stands = front::Stands::of(&mut conn, &place, (up_now.total, today)).await?;
    Ok(pages::front::board(
        &cx,
        BoardPage {
            urban: place.is_urban(),
            coming: to_come(&mut conn, &cx, &place, now).await?,
            households: communities::count_households(&mut conn, community).await?,
            on: front::on_now(&mut conn, &cx, &place).await?,
            figures: front::figures(&mut conn, &cx, &place, (today, &stands)).await?,
            changes: front::changes(&mut conn, &cx, &place, &stands).await?.into_iter().collect(),
            up: above,
            up_total: up_now.total,
            overdue: stands.overdue,
            year: today.parts().0,
            duties: duty::overdue(&mut conn, &place, today).await?,
            matters: dossiers::count_public(&mut conn, community, false).await?,
            petitions,
            petitions_late,
            orders: office::open(&mut conn, &place.id, today).await?,
            office: office::above(&mut conn, &place.id).await?,
            list,
            name: place.name,
            community: place.id,
        },
    ))
}

/// `/c/…/search`.
pub(crate) async fn found(desk: &Desk, mut cx: Cx, community: &CommunityId, asked: &Asked) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    place.marks(&mut cx);
    let narrow = search::Narrow { kind: asked.kind.clone(), body_kind: asked.body.clone(), year: asked.year };
    let narrowed = !asked.kind.is_empty() || !asked.body.is_empty() || asked.year != 0;
    let question = Question::read(&asked.query);
    let (lines, cut) = match &question {
        Some(question) => {
            let at = (SIZE, (asked.page - 1) * SIZE);
            let (rows, total) = search::find(&mut conn, community, question, &narrow, at).await?;
            let lines = rows.into_iter().map(|row| hit(&cx, &place, question, row)).collect();
            (lines, Cut::of(asked.page, SIZE, total))
        }
        // A kind, body or year without a word is a list like that of the board.
        None if asked.query.is_empty() && narrowed => {
            let (kind, body_kind) = (asked.kind.clone(), asked.body.clone());
            let filter = Filter { kind, body_kind, year: asked.year, ..Filter::public() };
            listed(&mut conn, &cx, (&place, desk.now()), &filter, asked.page).await?
        }
        None => (Vec::new(), Cut::default()),
    };
    let (years, _) = publication::choices(&mut conn, community).await?;
    let mut bodies = Vec::new();
    for row in communities::bodies(&mut conn, community).await? {
        let kind = row.kind;
        if bodies.iter().all(|(id, _): &(String, String)| id != kind.id()) {
            bodies.push((kind.id().to_owned(), kind.name(cx.language).to_owned()));
        }
    }
    let list = BoardList {
        lines,
        cut,
        body: BodyKind::from_id(&asked.body),
        bodies,
        kind: Kind::from_id(&asked.kind),
        year: asked.year,
        query: asked.query.clone(),
        too_long: question.as_ref().filter(|one| one.cut).map(|one| one.words.len()),
        years,
        ..BoardList::default()
    };
    Ok(pages::board::search(&cx, community, &place.name, list))
}

/// What stays within a community, newest first, for its members: a page of it, from 1, of so many lines.
pub(crate) async fn within(
    conn: &mut Conn,
    cx: &Cx,
    (place, now): (&CommunityRow, Moment),
    (page, size): (i64, i64),
) -> Result<BoardList, Fault> {
    let filter = Filter::within();
    let cut = Cut::of(page, size, publication::count(conn, &place.id, &filter).await?);
    let today = zone::day(now, &place.zone)?.to_string();
    let rows = publication::list(conn, &place.id, &filter, (cut.size, cut.offset())).await?;
    let posted = board::until(conn, &place.id, board::Posted::Within(&today)).await?;
    let noted = |row: &PublicationRow| -> Result<News, Fault> {
        let mut news = line(cx, place, row, now)?;
        if let Some(day) = posted.get(&(row.kind.id().to_owned(), row.subject.clone())) {
            let until = say::sentence(cx.language, "board-until", &[("day", day.clone())]);
            news.line.note = format!("{} · {until}", news.line.note);
        }
        Ok(news)
    };
    let lines = rows.iter().map(noted).collect::<Result<_, Fault>>()?;
    Ok(BoardList { lines, cut, ..BoardList::default() })
}

/// What is up on the board and within its days, and until when: its beginning, or the page of it that is asked for.
async fn up(
    conn: &mut Conn,
    cx: &Cx,
    place: &CommunityRow,
    (now, today, asked): (Moment, Date, &Asked),
) -> Result<(Vec<News>, Cut), Fault> {
    let day = today.to_string();
    let which = board::Posted::Current(&day);
    let page = if asked.up { asked.page } else { 1 };
    let cut = Cut::of(page, SIZE, board::count_posted(conn, &place.id, which).await?);
    let rows = board::posted(conn, &place.id, which, (cut.size, cut.offset())).await?;
    let mut lines = Vec::new();
    for row in rows {
        let published = publication::revisions(conn, &place.id, &row.subject).await?;
        let Some(published) = published.iter().find(|one| one.kind.id() == row.kind && !*one.superseded) else {
            continue;
        };
        let mut news = line(cx, place, published, now)?;
        // What kind of thing it is stands first where nothing else tells its news; then how long it still hangs there.
        if news.tags.is_empty() {
            news.tags.push(Tag { words: news.line.mark.clone(), tone: "" });
        }
        if let Some(last) = Date::from_text(&row.last_day) {
            news.tags.push(Tag { words: say::period_left(cx.language, today, last), tone: "" });
        }
        news.line.note = say::sentence(cx.language, "board-until", &[("day", row.last_day)]);
        lines.push(news);
    }
    Ok((lines, cut))
}

/// Whether a posting is within its days.
fn runs(posting: &PostingRow, today: Date) -> bool {
    *posting.up && Date::from_text(&posting.last_day).is_some_and(|last| today <= last)
}

/// Whether the day of the reply has passed without one.
pub(crate) fn overdue(due_day: &str, replied_at: Option<i64>, today: Date) -> bool {
    Date::from_text(due_day).is_some_and(|due| asked_for::is_overdue(due, replied_at.is_some(), today))
}

/// The pictures that were made public beside a published thing; beside minutes stand those of their session.
async fn beside(conn: &mut Conn, row: &PublicationRow) -> Result<Vec<Beside>, Fault> {
    let of = match row.kind {
        Kind::Minutes => {
            let content: MinutesContent = serde_json::from_str(&row.content)?;
            (Kind::Notice.id(), content.session_id)
        }
        kind => (kind.id(), row.subject.clone()),
    };
    let all = attachments::beside(conn, &row.community, (of.0, &of.1)).await?;
    let shown = |one: attachments::AttachmentRow| Beside {
        src: if one.state == State::Public { address::photo(&row.community, &one.photo) } else { String::new() },
        title: one.title,
        reason: one.reason,
    };
    Ok(all.into_iter().map(shown).collect())
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
    let posting = board::posting(conn, row.kind.id(), &row.subject).await?;
    let asked = objection::of(conn, row.kind.id(), &row.subject).await?;
    let date = |at: i64| zone::date(Moment(at), &place.zone, language);
    // What was withdrawn is posted no more, whatever its days.
    let posting = posting.filter(|_| row.withdrawn.is_empty());
    let period = posting.as_ref().map_or_else(String::new, |one| {
        let key = if *one.known { "board-period" } else { "board-period-unknown" };
        let (from, last, days) = (one.from_day.clone(), one.last_day.clone(), one.days.to_string());
        say::sentence(language, key, &[("from", from), ("last", last), ("days", days)])
    });
    let mut posted = Posted {
        attachments: beside(conn, row).await?,
        withdrawn: row.withdrawn.clone(),
        period,
        runs: posting.as_ref().is_some_and(|one| runs(one, today)),
        until: posting
            .as_ref()
            .filter(|one| runs(one, today))
            .and_then(|one| Some((one.last_day.clone(), Date::from_text(&one.last_day)?)))
            .map(|(day, last)| (day, say::period_left(language, today, last))),
        up: posting.as_ref().is_some_and(|one| *one.up),
        photo: posting
            .filter(|one| !one.photo.is_empty())
            .map_or_else(String::new, |one| address::photo(&row.community, &one.photo)),
        objections: asked
            .into_iter()
            .map(|one| {
                let result = one.result.0;
                Ok(ObjectionView {
                    // No further revision since it was asked.
                    pending: row.at <= one.at
                        && matches!(result, Some(asked_for::Result::Corrected | asked_for::Result::Withdrawn)),
                    overdue: overdue(&one.due_day, one.replied_at, today),
                    left: Date::from_text(&one.due_day)
                        .map_or_else(String::new, |due| say::period_left(language, today, due)),
                    own: !viewer.is_empty() && one.member.as_deref() == Some(viewer),
                    number: one.number,
                    kind: one.kind,
                    text: as_typed(&one.body),
                    at: date(one.at),
                    due: one.due_day,
                    reply: if one.reply.is_empty() { String::new() } else { as_typed(&one.reply) },
                    result,
                    replier: one.replier_role.0,
                    replied: one.replied_at.map_or_else(String::new, date),
                    id: one.id.0,
                    hidden: None,
                    may_hide: false,
                })
            })
            .collect::<Result<_, Fault>>()?,
        decision: row.kind == Kind::Outcome,
        filings: filing::of_thing(conn, row).await?,
        about: at(row),
    };
    hiding::cover(conn, (row.kind.id(), &row.subject), &mut posted).await?;
    Ok(posted)
}

/// A matter's id and name.
fn named(id: &str, language: Language) -> Option<(String, String)> {
    Matter::from_id(id).map(|matter| (id.to_owned(), matter.name(language).to_owned()))
}
