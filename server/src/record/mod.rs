//! The public record: what is disclosed, how it hangs on the board, what is objected to it and what is taken back; the JSON
//! of decisions and counts, and the journal in lines. Its pages are `public`. It takes no decision and knows nothing of a sitting.

pub mod disclosure;
pub mod dossier;
pub mod draft;
pub mod draw;
pub mod duty;
pub mod filing;
pub mod following;
pub mod ledger;
pub(crate) mod minutes;
pub mod objection;
pub mod order;
pub mod petition;
pub mod photo;
pub mod posting;
pub mod publication;
pub mod register;
pub mod search;
pub mod takeback;

use crate::{
    act::Desk,
    fault::Fault,
    journal::chain,
    people::community::rows as communities,
    record::publication::{
        Kind,
        rows::{self as publications, PublicationRow},
    },
    store::{
        Conn, Writing,
        journal::{self, Head},
    },
    zone,
};
use futures::{Stream, stream};
use rules::{
    days::Date,
    id::CommunityId,
    kind::Kind as Record,
    posting::Audience,
    published::{DrawContent, OutcomeContent, PetitionContent},
};
use serde::Serialize;

/// The latest revision of a published thing that the reader may read, or the one asked for, and how many there are.
pub(crate) async fn latest(
    conn: &mut Conn,
    community: &CommunityId,
    kind: Kind,
    subject: &str,
    revision: Option<i64>,
    reader: Audience,
) -> Result<(PublicationRow, i64), Fault> {
    let rows = publications::revisions(conn, community, subject).await?;
    let count = rows.len() as i64;
    // What stays within the community is not there for the public; nor are its earlier revisions, where it came to stay there late.
    let kept = rows.first().is_some_and(|row| !row.is_public());
    if kept && reader == Audience::Public {
        return Err(Fault::NotFound);
    }
    let readable = |row: &PublicationRow| reader == Audience::Members || row.is_public();
    let wanted =
        |row: &PublicationRow| row.kind == kind && readable(row) && revision.is_none_or(|one| one == row.revision);
    rows.into_iter().find(wanted).map(|row| (row, count)).ok_or(Fault::NotFound)
}

/// The day in the community's zone.
pub(crate) async fn today(writing: &mut Writing, community: &CommunityId) -> Result<Date, Fault> {
    let zone = communities::find(writing.conn(), community).await?.zone;
    zone::day(writing.now(), &zone)
}

/// What was published, byte for byte what was hashed: the SHA-256 of the file is the content's hash.
pub(crate) async fn content_json(
    desk: &Desk,
    kind: Kind,
    (community, subject): (&CommunityId, &str),
    reader: Audience,
) -> Result<String, Fault> {
    let (row, _) = latest(&mut *desk.read().await?, community, kind, subject, None, reader).await?;
    Ok(content_file(&row))
}

/// The file of what was published: its text and the line feed that is hashed with it.
pub(crate) fn content_file(row: &PublicationRow) -> String {
    format!("{}\n", row.content)
}

/// The count record with its published verdict, as `yishi recount` reads it.
pub(crate) async fn record_json(
    desk: &Desk,
    (community, vote): (&CommunityId, &str),
    reader: Audience,
) -> Result<String, Fault> {
    let (row, _) = latest(&mut *desk.read().await?, community, Kind::Outcome, vote, None, reader).await?;
    count_record(&row)
}

/// The record of a public joint request.
pub(crate) async fn petition_json(desk: &Desk, community: &CommunityId, id: &str) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let (row, _) = latest(&mut conn, community, Kind::Petition, id, None, Audience::Public).await?;
    petition_record_of(&row.content)?.ok_or(Fault::NotFound)
}

/// The record of a joint request, frozen when enough had signed, with what follows from it: as `yishi recount` reads it.
fn petition_record_of(content: &str) -> Result<Option<String>, Fault> {
    let content: PetitionContent = serde_json::from_str(content)?;
    told_record(Record::Petition, content.record, content.verdict)
}

/// The record of a public draw.
pub(crate) async fn draw_json(desk: &Desk, community: &CommunityId, id: &str) -> Result<String, Fault> {
    let mut conn = desk.read().await?;
    let (row, _) = latest(&mut conn, community, Kind::Draw, id, None, Audience::Public).await?;
    record_of(Kind::Draw, &row.content)?.ok_or(Fault::NotFound)
}

/// A record that follows from itself, once there is one, with what follows: as `yishi recount` reads it.
fn told_record(kind: Record, record: Option<impl Serialize>, verdict: impl Serialize) -> Result<Option<String>, Fault> {
    let Some(record) = record else { return Ok(None) };
    let mut record = serde_json::to_value(record)?;
    if let Some(record) = record.as_object_mut() {
        record.insert("kind".to_owned(), kind.id().into());
        record.insert("verdict".to_owned(), serde_json::to_value(verdict)?);
    }
    Ok(Some(serde_json::to_string_pretty(&record)?))
}

/// The record by which anybody counts a published thing again; nothing where nothing is counted.
pub(crate) fn record_of(kind: Kind, content: &str) -> Result<Option<String>, Fault> {
    match kind {
        Kind::Outcome => count_record_of(content).map(Some),
        Kind::Petition => petition_record_of(content),
        Kind::Draw => {
            let content: DrawContent = serde_json::from_str(content)?;
            told_record(Record::Draw, content.record, content.verdict)
        }
        Kind::Completion
        | Kind::Disclosure
        | Kind::Ending
        | Kind::Notice
        | Kind::Minutes
        | Kind::Attendance
        | Kind::Matter
        | Kind::Consultation => Ok(None),
    }
}

/// The title and the record of something public that is counted, or drawn.
pub(crate) async fn to_recount(
    desk: &Desk,
    (community, kind, subject): (&CommunityId, Kind, &str),
) -> Result<(String, String), Fault> {
    let mut conn = desk.read().await?;
    let (row, _) = latest(&mut conn, community, kind, subject, None, Audience::Public).await?;
    let record = record_of(kind, &row.content)?.ok_or(Fault::NotFound)?;
    Ok((row.title, record))
}

pub(crate) fn count_record(row: &PublicationRow) -> Result<String, Fault> {
    count_record_of(&row.content)
}

/// The count record of a decision's text.
fn count_record_of(content: &str) -> Result<String, Fault> {
    let content: OutcomeContent = serde_json::from_str(content)?;
    let mut verdict = serde_json::to_value(content.verdict)?;
    if let (Some(verdict), Some(results)) = (verdict.as_object_mut(), &content.results) {
        // An appraisal is judged person by person; its further numbers are those of the record.
        verdict.retain(|key, _| matches!(key.as_str(), "quorum_met" | "passed" | "reason"));
        verdict.insert("results".to_owned(), serde_json::to_value(results)?);
    }
    let mut record = serde_json::to_value(&content.record)?;
    if let Some(record) = record.as_object_mut() {
        record.insert("verdict".to_owned(), verdict);
    }
    Ok(serde_json::to_string_pretty(&record)?)
}

/// Where a chain stands.
pub(crate) async fn head(desk: &Desk, community: &CommunityId) -> Result<Head, Fault> {
    journal::head(&mut *desk.read().await?, community).await
}

/// The chain after an entry and up to another, one entry a line, without anything personal. It is read in stretches as the
/// asker takes them, and no connection is held between two: neither a long chain nor a slow asker takes anything.
pub(crate) fn journal_lines(
    desk: Desk,
    community: CommunityId,
    after: i64,
    to: i64,
) -> impl Stream<Item = Result<String, Fault>> {
    const STRETCH: i64 = 500;
    stream::try_unfold((desk, community, after), move |(desk, community, after)| async move {
        if after >= to {
            return Ok(None);
        }
        let mut conn = desk.read().await?;
        let rows = journal::entries(&mut conn, &community, after, STRETCH.min(to - after)).await?;
        let Some(last) = rows.last().map(|row| row.seq) else { return Ok(None) };
        let words = journal::words(&mut conn, &community, after, last).await?;
        drop(conn);
        let (mut lines, mut told) = (String::new(), words.as_slice());
        for row in &rows {
            let (own, rest) = told.split_at(told.partition_point(|one| one.seq <= row.seq));
            lines.push_str(&chain::line(&community, row, own).to_string());
            lines.push('\n');
            told = rest;
        }
        Ok(Some((lines, (desk, community, last))))
    })
}
