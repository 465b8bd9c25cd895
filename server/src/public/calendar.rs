//! Sessions as iCalendar (RFC 5545): all that are called, to subscribe to, and each by itself, to put into one's own calendar. An end
//! stands only where one was announced; a session has none, the time for carrying ballots to doors has.

use super::{data::public_of, pages::file};
use crate::{
    act::Desk,
    fault::Fault,
    people::community::rows as communities,
    record::publication::{
        Kind,
        rows::{self as publication, PublicationRow},
    },
    sitting::{
        session::rows as sessions,
        vote::rows::{self as votes, VoteRow},
    },
    web::Site,
    zone,
};
use axum::{
    Router,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use icalendar::{Calendar, Component, Event, EventLike};
use rules::{
    Moment,
    id::{CommunityId, SessionId},
    posting::Audience,
    published::NoticeContent,
    typed,
    vote::WINDOW_MINUTES,
};

/// What a calendar is served as.
pub(super) const ICS: &str = "text/calendar; charset=utf-8";

/// The addresses of this file.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/c/{community}/sessions.ics", get(sessions))
        .route("/c/{community}/notice/{session}/calendar.ics", get(session))
}

async fn sessions(
    State(site): State<Site>,
    Path(community): Path<CommunityId>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let text = all(&site.desk, site.settings.public_url(), &community).await?;
    Ok(file(&headers, ICS, text))
}

async fn session(
    State(site): State<Site>,
    Path((community, session)): Path<(CommunityId, SessionId)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let text = one(&site.desk, site.settings.public_url(), (&community, &session)).await?;
    Ok(file(&headers, ICS, text))
}

/// The end of an event with its alarm, on the telephone that took it: so long before, saying this. The library would give it a random UID
/// and the time of this moment, and the file would be another one each time.
pub(super) fn alarm(before: &str, words: &str) -> String {
    format!("BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:{words}\r\nTRIGGER:-{before}\r\nEND:VALARM\r\n{END}")
}

/// Where an event ends.
pub(super) const END: &str = "END:VEVENT\r\n";

/// The sessions of a community: those that are called, with their place; a cancelled one says so.
pub(crate) async fn all(desk: &Desk, base: &str, community: &CommunityId) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let rows = public_of(&mut conn, community, Kind::Notice).await?;
    let mut calendar = Calendar::new();
    calendar.name(&typed::line(&place.name));
    // A notice that was withdrawn calls nobody.
    for row in rows.into_iter().filter(|row| row.withdrawn.is_empty()) {
        calendar.push(event(&row, base)?);
    }
    Ok(calendar.to_string())
}

/// One session, with an alarm; cancelled where it was cancelled or its notice withdrawn, so that a calendar that holds it takes it off.
/// Where ballots are carried to doors, until when.
pub(crate) async fn one(desk: &Desk, base: &str, (community, session): (&CommunityId, &str)) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let place = communities::find(&mut conn, community).await?;
    let rows = publication::revisions(&mut conn, community, session).await?;
    let row = rows.first().filter(|row| row.kind == Kind::Notice && row.is_public()).ok_or(Fault::NotFound)?;
    let content: NoticeContent = serde_json::from_str(&row.content)?;
    let mut calendar = Calendar::new();
    calendar.name(&typed::line(&place.name)).push(event(row, base)?);
    if is_off(row, &content) {
        return Ok(calendar.to_string());
    }
    let id = SessionId::from(session);
    for vote in votes::of_session(&mut conn, &id).await?.iter().filter(|vote| is_carried(vote)) {
        let title = sessions::item(&mut conn, &vote.item).await?.title;
        let address = format!("{base}/c/{community}/notice/{session}");
        let ends = vote.ends_at.unwrap_or(vote.opened_at);
        let mut event = Event::new();
        event
            .uid(&format!("{}@{community}", vote.id))
            .summary(&typed::line(&format!("投票 / Vote: {title}")))
            .add_property("URL", &address)
            .add_property("DTSTAMP", stamp(Moment(vote.opened_at))?)
            // It can only be extended.
            .add_property("SEQUENCE", ((ends - vote.opened_at) / 60_000).to_string())
            .add_property("DTSTART", stamp(Moment(vote.opened_at))?)
            .add_property("DTEND", stamp(Moment(ends))?)
            .add_property("STATUS", "CONFIRMED");
        calendar.push(event.done());
    }
    // The session stands first. What people wrote holds no line of its own: line feeds are escaped.
    Ok(calendar.to_string().replacen(END, &alarm("PT1H", "开会提醒 / Meeting"), 1))
}

/// Whether nobody comes.
fn is_off(row: &PublicationRow, content: &NoticeContent) -> bool {
    content.phase == "cancelled" || !row.withdrawn.is_empty()
}

/// Whether a vote takes ballots so long that they are carried to doors, and everybody may know of it.
fn is_carried(vote: &VoteRow) -> bool {
    let long = vote.ends_at.is_some_and(|ends| ends - vote.opened_at >= WINDOW_MINUTES * 60_000);
    long && vote.phase == rules::vote::Phase::Open && Audience::of_matter(&vote.matter) == Audience::Public
}

fn event(row: &PublicationRow, base: &str) -> Result<Event, Fault> {
    let content: NoticeContent = serde_json::from_str(&row.content)?;
    let community = &row.community;
    let address = format!("{base}/c/{community}/notice/{}", row.subject);
    let agenda: Vec<String> = content.items.iter().map(|item| typed::line(&item.title)).collect();
    let mut event = Event::new();
    event
        .uid(&format!("{}@{community}", row.subject))
        .summary(&typed::line(&content.title))
        .location(&typed::line(&content.place))
        .description(&agenda.join("\n"))
        .add_property("URL", &address)
        .add_property("DTSTAMP", stamp(Moment(row.at))?)
        .add_property("SEQUENCE", row.revision.to_string())
        .add_property("DTSTART", stamp(Moment(content.starts_at))?)
        .add_property("STATUS", if is_off(row, &content) { "CANCELLED" } else { "CONFIRMED" });
    Ok(event.done())
}

/// `20260316T113000Z`.
fn stamp(moment: Moment) -> Result<String, Fault> {
    Ok(zone::instant(moment)?.chars().filter(|one| !matches!(one, '-' | ':')).collect())
}
