//! The duty calendar of a place for everybody: a year as a page and as CSV.

use crate::{
    act::Desk,
    fault::Fault,
    people::community::rows as communities,
    public::{
        calendar::{END, ICS, alarm},
        data::{finished, guarded},
        pages::{file, page},
    },
    record::{
        duty,
        order::{self, rows as orders},
        petition::rows as petitions,
        publication::{Kind, rows as publication},
    },
    store::Conn,
    text::beginning,
    web::{Site, visit},
    zone,
};
use app::{
    address, pages, say,
    view::{
        Cx,
        duty::{Cell, DutyLine, DutyYear, Thing},
        record::Listed,
    },
};
use axum::{
    Router,
    extract::{Path, Request, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use icalendar::{Calendar, Component, Event, Property};
use rules::{
    Language,
    days::Date,
    duty::{Span, Stand},
    id::CommunityId,
    typed,
};

const CSV: &str = "text/csv; charset=utf-8";

/// The addresses of this file.
pub(super) fn routes() -> Router<Site> {
    Router::new().route("/c/{community}/duties/{year}", get(duties)).route("/c/{community}/duties.ics", get(feed))
}

async fn feed(
    State(site): State<Site>,
    Path(community): Path<CommunityId>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let text = calendar(&site.desk, site.settings.public_url(), &community).await?;
    Ok(file(&headers, ICS, text))
}

/// What is still to be published, a day for each: whoever subscribes to it sees it go once it was published.
pub(crate) async fn calendar(desk: &Desk, base: &str, community: &CommunityId) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let today = zone::day(desk.now(), &place.zone)?;
    let compact = |day: Date| day.to_string().replace('-', "");
    let mut calendar = Calendar::new();
    calendar.name(&typed::line(&place.name));
    for one in duty::open(&mut conn, (&place, Language::Zh), today).await? {
        let words = [("name", typed::line(&one.name)), ("span", one.span.words(Language::Zh))];
        let year = address::duties(community, &one.span.year().to_string());
        let day = |name: &str, day: Date| Property::new(name, compact(day)).add_parameter("VALUE", "DATE").done();
        let mut event = Event::new();
        event
            .uid(&format!("{}-{}@{community}", one.code, one.span))
            .summary(&say::sentence(Language::Zh, "duty-ics", &words))
            .add_property("URL", format!("{base}{year}#{}", one.code))
            // It says the same each time it is asked for.
            .add_property("DTSTAMP", format!("{}T000000Z", compact(one.span.first())))
            .append_property(day("DTSTART", one.due))
            .append_property(day("DTEND", one.due.plus(1)));
        calendar.push(event.done());
    }
    // Three days before, at nine in the morning.
    Ok(calendar.to_string().replace(END, &alarm("PT63H", "公开期限提醒 / To be published")))
}

async fn duties(
    State(site): State<Site>,
    Path((community, year)): Path<(CommunityId, String)>,
    request: Request,
) -> Result<Response, Fault> {
    if let Some(year) = year.strip_suffix(".csv") {
        let (parts, _) = request.into_parts();
        let language = visit::public(&parts).language;
        let file_of = lines(&site.desk, &community, (year, language)).await?;
        return Ok(file(&parts.headers, CSV, file_of));
    }
    page(&site, request, |cx| year_page(&site.desk, cx, &community, &year)).await
}

/// A year that may be looked at: the place keeps a list, and it is not before that.
async fn found(
    desk: &Desk,
    community: &CommunityId,
    (year, language): (&str, Language),
) -> Result<(DutyYear, communities::CommunityRow), Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let today = zone::day(desk.now(), &place.zone)?;
    let asked: i64 = (year.len() == 4).then(|| year.parse().ok()).flatten().ok_or(Fault::NotFound)?;
    let shown = duty::year(&mut conn, (&place, language), (asked, today)).await?;
    let known = shown.years.contains(&asked) || (shown.years.is_empty() && asked == today.parts().0);
    if known { Ok((shown, place)) } else { Err(Fault::NotFound) }
}

/// `/c/…/duties/2026`.
pub(crate) async fn year_page(desk: &Desk, mut cx: Cx, community: &CommunityId, year: &str) -> Result<String, Fault> {
    let (mut shown, place) = found(desk, community, (year, cx.language)).await?;
    place.marks(&mut cx);
    shown.asked = asked(&mut *desk.read().await?, &cx, (community, shown.today)).await?;
    Ok(pages::duty::year(&cx, &shown))
}

/// What is to be published because somebody asked for it: an office above ordered it (责令公开), or enough people signed for it. Those that
/// are due first come first.
async fn asked(conn: &mut Conn, cx: &Cx, (community, today): (&CommunityId, Date)) -> Result<Vec<Listed>, Fault> {
    let line = |key: &str, what: &str, (due, late): (String, bool), href: String| {
        let listed = Listed {
            title: say::sentence(cx.language, key, &[("what", beginning(what))]),
            note: say::sentence(cx.language, "duty-due", &[("due", due.clone())]),
            mark: if late { say::sentence(cx.language, "overdue-mark", &[]) } else { String::new() },
            href,
        };
        (due, listed)
    };
    let mut lines = Vec::new();
    for row in orders::open(conn, community).await? {
        let late = order::overdue(&row, today);
        lines.push(line("duty-ordered", &row.what, (row.due_day, late), address::orders(community)));
    }
    for row in petitions::waiting(conn, community).await? {
        let published = publication::revisions(conn, community, &row.id).await?;
        // As it was published last: words of it may have been taken back meanwhile.
        if let Some(one) = published.first().filter(|one| one.is_public()) {
            let href = address::published(community, Kind::Petition.id(), &row.id);
            let late = row.is_overdue(today);
            lines.push(line("duty-asked-for", &one.title, (row.due_day, late), href));
        }
    }
    lines.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// The years of a place's calendar.
pub(crate) async fn years(desk: &Desk, community: &CommunityId) -> Result<Vec<i64>, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let today = zone::day(desk.now(), &place.zone)?;
    Ok(duty::year(&mut conn, (&place, Language::Zh), (today.parts().0, today)).await?.years)
}

/// A year as CSV: a line for each period of each duty, and one for each thing that was published of what has no periods. The first columns
/// are codes and stay as they are; behind them the same stands in the words of a language.
pub(crate) async fn lines(
    desk: &Desk,
    community: &CommunityId,
    (year, language): (&str, Language),
) -> Result<String, Fault> {
    let (shown, _) = found(desk, community, (year, language)).await?;
    let wrong = |error: csv::Error| Fault::Other(error.to_string());
    let word = |key: &str| say::sentence(language, key, &[]);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let codes = ["code", "class", "name", "period", "due", "state", "published", "link", "reason"].map(str::to_owned);
    let words = ["duty-csv-class", "duty-csv-item", "duty-csv-period", "duty-csv-state", "duty-csv-title"].map(word);
    writer.write_record(codes.iter().chain(&words)).map_err(wrong)?;
    for (class, line) in shown
        .lists
        .iter()
        .flat_map(|list| &list.classes)
        .flat_map(|(class, lines)| lines.iter().map(move |line| (class, line)))
    {
        for one in records(line) {
            let duty = &line.duty;
            let stands = match one.state {
                BEFORE => word("duty-before"),
                state => word(&format!("duty-is-{state}")),
            };
            let within = if one.within { format!(" {}", word("duty-within")) } else { String::new() };
            let cells = [
                duty.code.clone(),
                class.id().to_owned(),
                duty.name.zh.clone(),
                one.span.map(|span| span.to_string()).unwrap_or_default(),
                one.due.map(|due| due.to_string()).unwrap_or_default(),
                one.state.to_owned(),
                one.published.map(|day| day.to_string()).unwrap_or_default(),
                one.link,
                guarded(&one.reason),
                class.name(language).to_owned(),
                duty.name.of(language).to_owned(),
                one.span.map(|span| span.words(language)).unwrap_or_default(),
                format!("{stands}{within}"),
                guarded(&one.title),
            ];
            writer.write_record(&cells).map_err(wrong)?;
        }
    }
    finished(writer)
}

/// How a period stands that lies before the list was kept.
const BEFORE: &str = "before";

/// A line of the table.
#[derive(Default)]
struct Record {
    span: Option<Span>,
    due: Option<Date>,
    state: &'static str,
    published: Option<Date>,
    link: String,
    title: String,
    reason: String,
    /// It was published for members alone, and everybody is owed it.
    within: bool,
}

/// The lines of a duty.
fn records(line: &DutyLine) -> Vec<Record> {
    let not_here = line.not_here.iter().map(|not| Record {
        state: Stand::NotHere.id(),
        reason: not.reason.clone(),
        ..Record::default()
    });
    let cell = |cell: &Cell| Record {
        span: Some(cell.span),
        due: Some(cell.due),
        state: cell.stand.map_or(BEFORE, Stand::id),
        reason: cell.reason.clone(),
        within: cell.within,
        ..cell.thing.as_ref().map(published).unwrap_or_default()
    };
    not_here.chain(line.cells.iter().map(cell)).chain(line.things.iter().map(published)).collect()
}

/// What of a line was published.
fn published(thing: &Thing) -> Record {
    Record {
        state: Stand::Published.id(),
        published: Some(thing.on),
        link: thing.href.clone(),
        title: thing.title.clone(),
        within: thing.within,
        ..Record::default()
    }
}
