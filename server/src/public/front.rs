//! The front page, and what stands at the head of a board: what is on now, how a place stands, what can be seen of what it decided.

use crate::{
    act::Desk,
    execution::rows::{self as executions, MilestoneRow},
    fault::Fault,
    people::community::rows::{self as communities, CommunityRow},
    public::{
        board::overdue,
        lines::{hit, line, to_come},
    },
    record::{
        objection::rows as objection,
        posting::rows as board,
        publication::{
            Kind,
            rows::{self as publication, Filter},
        },
        search::{Question, fold, rows as search},
    },
    sitting::session::rows as sessions,
    store::Conn,
    zone,
};
use app::{
    address, pages, say,
    view::{
        Cx,
        front::{Change, Figure, FrontPage, News, OnNow, PlaceCard},
        record::Listed,
    },
};
use rules::{Moment, days::Date, posting::Audience, session::Phase};
use std::collections::HashSet;

/// So many places stand with their figures; a site of more lists the others by name.
const CARDS: usize = 60;
/// Lines that are shown of each place that something was found in.
const FOUND: i64 = 5;
/// Undertakings that are shown in two pictures.
const CHANGES: usize = 2;

/// `/`, and what is found in every place's record.
pub(crate) async fn front(desk: &Desk, mut cx: Cx, query: &str) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let rows = communities::all(&mut conn).await?;
    cx.demo = rows.iter().any(|row| *row.demo);
    let mut page = FrontPage { query: query.to_owned(), ..FrontPage::default() };
    let question = Question::read(query);
    for (nth, place) in rows.iter().enumerate() {
        let now = desk.now();
        let today = zone::day(now, &place.zone)?;
        if nth < CARDS {
            page.on.extend(on_now(&mut conn, &cx, place).await?);
            let up = board::count_posted(&mut conn, &place.id, board::Posted::Current(&today.to_string())).await?;
            let stands = Stands::of(&mut conn, place, (up, today)).await?;
            if page.changes.len() < CHANGES {
                page.changes.extend(changes(&mut conn, &cx, place, &stands).await?);
            }
            page.places.push(card(&mut conn, &cx, place, (now, today, &stands)).await?);
        } else {
            page.places.push(named(&cx, place));
        }
    }
    // Every place is searched, however many there are.
    if let Some(question) = &question {
        page.found = found_anywhere(&mut conn, &cx, &rows, question).await?;
    }
    Ok(pages::front::front(&cx, page))
}

/// A place by its name alone.
fn named(cx: &Cx, place: &CommunityRow) -> PlaceCard {
    PlaceCard {
        href: cx.href(&address::board(&place.id)),
        name: place.name.clone(),
        kind: say::sentence(cx.language, &format!("kind-{}", place.kind), &[]),
        retired: !place.retired.is_empty(),
        ..PlaceCard::default()
    }
}

async fn card(
    conn: &mut Conn,
    cx: &Cx,
    place: &CommunityRow,
    (now, today, stands): (Moment, Date, &Stands),
) -> Result<PlaceCard, Fault> {
    let households = communities::count_households(conn, &place.id).await?.to_string();
    let short = named(cx, place);
    let kind = say::sentence(cx.language, "front-kind", &[("kind", short.kind), ("households", households)]);
    let newest = publication::list(conn, &place.id, &Filter::public(), (1, 0)).await?;
    let latest = newest.first().map(|row| line(cx, place, row, now)).transpose()?;
    let next = to_come(conn, cx, place, now).await?.into_iter().next().map(|news| news.line);
    let figures = figures(conn, cx, place, (today, stands)).await?;
    // The notice of the next meeting is often the newest thing: it is said once.
    let latest = latest.filter(|one| next.as_ref().is_none_or(|next| next.href != one.line.href));
    Ok(PlaceCard { kind, figures, latest, next, ..short })
}

/// How a place stands: what its figures and its pictures are made of, read once for both.
pub(crate) struct Stands {
    /// How much is posted now.
    up: i64,
    /// Of every objection that anybody may read: the day by which it is due, and when it was replied to.
    asked: Vec<(String, Option<i64>)>,
    /// How many of them wait beyond their day.
    pub overdue: usize,
    /// The steps of decisions that anybody may read, without those that were given up.
    steps: Vec<MilestoneRow>,
}

impl Stands {
    /// `up`: how much is posted on this day.
    pub async fn of(conn: &mut Conn, place: &CommunityRow, (up, today): (i64, Date)) -> Result<Self, Fault> {
        let asked = objection::in_public(conn, &place.id).await?;
        let overdue = asked.iter().filter(|(due, replied)| overdue(due, *replied, today)).count();
        Ok(Self { up, asked, overdue, steps: steps(conn, place).await? })
    }
}

/// The three figures of a place: what is posted, what was decided this year, and how far it is carried out; or what waits for a
/// reply beyond its day, where anything does.
pub(crate) async fn figures(
    conn: &mut Conn,
    cx: &Cx,
    place: &CommunityRow,
    (today, stands): (Date, &Stands),
) -> Result<Vec<Figure>, Fault> {
    let Stands { up, asked, overdue: late, steps } = stands;
    let figure =
        |key: &str, number: String| Figure { number, words: say::sentence(cx.language, key, &[]), late: false };
    let (year, ..) = today.parts();
    let filter = Filter { kind: Kind::Outcome.id().to_owned(), year, ..Filter::public() };
    let decided = publication::count(conn, &place.id, &filter).await?;
    let done = steps.iter().filter(|one| one.accepted_at.is_some()).count();
    let third = if *late > 0 {
        Figure { late: true, ..figure("figure-overdue", late.to_string()) }
    } else if !steps.is_empty() {
        figure("figure-steps", format!("{done}/{}", steps.len()))
    } else if asked.is_empty() {
        figure("figure-overdue", late.to_string())
    } else {
        let replied = asked.iter().filter(|(_, replied)| replied.is_some()).count();
        figure("figure-answered", format!("{replied}/{}", asked.len()))
    };
    Ok(vec![figure("figure-up", up.to_string()), figure("figure-decided", decided.to_string()), third])
}

async fn steps(conn: &mut Conn, place: &CommunityRow) -> Result<Vec<MilestoneRow>, Fault> {
    let decisions = publication::outcomes(conn, &place.id).await?;
    let open: HashSet<String> = decisions
        .into_iter()
        .filter(|row| row.is_public() && row.withdrawn.is_empty())
        .map(|row| row.subject)
        .collect();
    let mut steps = executions::of_community(conn, &place.id).await?;
    steps.retain(|one| open.contains(one.vote.as_str()) && !one.is_dropped());
    Ok(steps)
}

/// The sittings of a place that are on and were called in public, with the item that is called where that is everybody's.
pub(super) async fn on_now(conn: &mut Conn, cx: &Cx, place: &CommunityRow) -> Result<Vec<OnNow>, Fault> {
    let mut on = Vec::new();
    for session in sessions::going_on(conn, &place.id).await? {
        if !matches!(session.phase, Phase::Open | Phase::Suspended) {
            continue;
        }
        let notice = publication::revisions(conn, &place.id, session.id.as_str()).await?.into_iter().next();
        if !notice.is_some_and(|row| row.is_public() && row.withdrawn.is_empty()) {
            continue;
        }
        let items = sessions::items(conn, &session.id).await?;
        let item = items.into_iter().find(|one| one.id == session.current_item && one.audience() == Audience::Public);
        on.push(OnNow {
            href: cx.href(&address::published(&place.id, Kind::Notice.id(), session.id.as_str())),
            place: place.name.clone(),
            title: session.title,
            item: item.map_or_else(String::new, |one| one.title),
            suspended: session.phase == Phase::Suspended,
        });
    }
    Ok(on)
}

/// The undertaking that was photographed last, in its first picture and its last.
pub(super) async fn changes(
    conn: &mut Conn,
    cx: &Cx,
    place: &CommunityRow,
    stands: &Stands,
) -> Result<Option<Change>, Fault> {
    let pictured: Vec<&MilestoneRow> = stands.steps.iter().filter(|one| !one.photo.is_empty()).collect();
    let pair = |of: &[&MilestoneRow]| match of {
        [first, .., last] => Some([(*first).clone(), (*last).clone()]),
        _ => None,
    };
    let pairs = pictured.chunk_by(|one, next| one.vote == next.vote).filter_map(pair);
    let Some([first, last]) = pairs.max_by(|one, other| one[1].done_day.cmp(&other[1].done_day)) else {
        return Ok(None);
    };
    let decision = publication::revisions(conn, &place.id, &last.vote).await?.into_iter().next();
    let picture = |one: &MilestoneRow| {
        let words = format!("{} · {}", say::day(cx.language, &one.done_day), one.name);
        (address::photo(&place.id, &one.photo), words)
    };
    Ok(decision.map(|row| Change {
        href: cx.href(&address::published(&place.id, row.kind.id(), &row.subject)),
        title: row.title,
        pictures: [picture(&first), picture(&last)],
    }))
}

/// What is found in the records of all places, by place. Of very many the first stand with what was found, the others as links to
/// their own search.
async fn found_anywhere(
    conn: &mut Conn,
    cx: &Cx,
    places: &[CommunityRow],
    question: &Question,
) -> Result<Vec<(String, Vec<News>)>, Fault> {
    let hold = search::places(conn, question).await?;
    let mut all = Vec::new();
    let mut others = Vec::new();
    for place in places {
        let name = fold(&place.name);
        let is_named = question.words.iter().all(|word| name.contains(word.as_str()));
        if !is_named && !hold.contains(&place.id) {
            continue;
        }
        if all.len() >= CARDS {
            others.push(News::from(Listed {
                href: cx.href_with(&address::search(&place.id), &[("q", &question.words.join(" "))]),
                title: place.name.clone(),
                ..Listed::default()
            }));
            continue;
        }
        let lines = found(conn, cx, (place, is_named), question).await?;
        if !lines.is_empty() {
            all.push((place.name.clone(), lines));
        }
    }
    if !others.is_empty() {
        let more = say::sentence(cx.language, "front-found-more", &[("count", others.len().to_string())]);
        all.push((more, others));
    }
    Ok(all)
}

/// What is found in the record of a place; the place itself, where its name was asked for.
async fn found(
    conn: &mut Conn,
    cx: &Cx,
    (place, is_named): (&CommunityRow, bool),
    question: &Question,
) -> Result<Vec<News>, Fault> {
    let (rows, total) = search::find(conn, &place.id, question, &search::Narrow::default(), (FOUND, 0)).await?;
    let mut lines = Vec::new();
    if is_named {
        lines.push(News::from(Listed {
            href: cx.href(&address::board(&place.id)),
            title: place.name.clone(),
            note: say::sentence(cx.language, "board-name", &[]),
            mark: String::new(),
        }));
    }
    lines.extend(rows.into_iter().map(|row| hit(cx, place, question, row)));
    if total > FOUND {
        let all = address::search(&place.id);
        lines.push(News::from(Listed {
            href: cx.href_with(&all, &[("q", &question.words.join(" "))]),
            title: say::sentence(cx.language, "more-of", &[("all", total.to_string())]),
            ..Listed::default()
        }));
    }
    Ok(lines)
}
