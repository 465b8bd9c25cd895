//! What people wrote in entries, beside the lines: read, and blanked.

use super::{
    Conn, changed_one,
    journal::{EntryRow, about, entries, sealed_parts},
};
use crate::{fault::Fault, journal::chain};
use rules::id::CommunityId;
use serde_json::{Map, Value};
use sqlx::FromRow;

/// Words of people in an entry, as stored.
#[derive(Debug, Clone, FromRow)]
pub struct WordsRow {
    /// The entry's number.
    pub seq: i64,
    /// Under which key of the entry.
    pub key: String,
    /// Whether the text is JSON that holds words within.
    pub json: i64,
    /// The salt; empty where words were blanked.
    pub salt: String,
    /// The text.
    pub text: String,
    /// The later entry that blanked words in it, or 0.
    pub blanked: i64,
}

impl From<&WordsRow> for chain::Words {
    fn from(row: &WordsRow) -> Self {
        Self { key: row.key.clone(), json: row.json == 1, salt: row.salt.clone(), text: row.text.clone() }
    }
}

/// The words of people in a stretch of the chain.
///
/// # Errors
/// Database errors.
pub async fn words(conn: &mut Conn, community: &CommunityId, after: i64, to: i64) -> Result<Vec<WordsRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT seq, key, json, salt, text, blanked FROM journal_texts \
         WHERE community = $1 AND seq > $2 AND seq <= $3 ORDER BY seq, key",
    )
    .bind(community.as_str())
    .bind(after)
    .bind(to)
    .fetch_all(conn)
    .await?)
}

/// What everybody may read of the entries about one thing, oldest first: of old lines, of new ones with their words, and
/// with what was blanked as it stands now. What is sealed stays so.
///
/// # Errors
/// Database errors.
pub async fn told(conn: &mut Conn, community: &CommunityId, subject: &str) -> Result<Vec<(EntryRow, Value)>, Fault> {
    let rows = about(conn, community, subject).await?;
    let words: Vec<WordsRow> = sqlx::query_as(
        "SELECT seq, key, json, salt, text, blanked FROM journal_texts WHERE community = $1 AND seq IN \
         (SELECT seq FROM journal WHERE community = $1 AND subject = $2)",
    )
    .bind(community.as_str())
    .bind(subject)
    .fetch_all(conn)
    .await?;
    let with = |row: EntryRow| {
        let own: Vec<_> = words.iter().filter(|one| one.seq == row.seq).map(chain::Words::from).collect();
        let body = serde_json::from_str(&row.body).unwrap_or_default();
        (row, chain::with_words(body, &own))
    };
    Ok(rows.into_iter().map(with).collect())
}

/// What one entry says to everybody, with its words.
///
/// # Errors
/// [`Fault::NotFound`] when there is no such entry.
pub async fn said(conn: &mut Conn, community: &CommunityId, seq: i64) -> Result<(EntryRow, Value), Fault> {
    let row = entries(conn, community, seq - 1, 1).await?.into_iter().next().ok_or(Fault::NotFound)?;
    let own: Vec<_> = words(conn, community, seq - 1, seq).await?.iter().map(chain::Words::from).collect();
    let body = serde_json::from_str(&row.body).unwrap_or_default();
    Ok((row, chain::with_words(body, &own)))
}

/// The same with what is sealed of it, for the members of its community.
///
/// # Errors
/// [`Fault::NotFound`] when there is no such entry.
pub async fn said_within(conn: &mut Conn, community: &CommunityId, seq: i64) -> Result<(EntryRow, Value), Fault> {
    let (row, mut said) = said(conn, community, seq).await?;
    for sealed in sealed_parts(conn, community, seq - 1, seq).await? {
        let told: Map<String, Value> = serde_json::from_str(&sealed.body).unwrap_or_default();
        if let Some(all) = said.as_object_mut() {
            all.extend(told);
        }
    }
    Ok((row, said))
}

/// Puts what was left of a line in its place. Its hash stays: the chain goes on from it.
///
/// # Errors
/// Database errors.
pub async fn blank_line(conn: &mut Conn, community: &CommunityId, seq: i64, body: &str, by: i64) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE journal SET body = $3, blanked = $4 WHERE community = $1 AND seq = $2")
        .bind(community.as_str())
        .bind(seq)
        .bind(body)
        .bind(by)
        .execute(conn)
        .await?;
    changed_one(&stored)
}

/// Puts what was left of an entry's words in their place; the salt goes, so that nobody tries what stood there.
///
/// # Errors
/// Database errors.
pub async fn blank_words(
    conn: &mut Conn,
    community: &CommunityId,
    (seq, key): (i64, &str),
    text: &str,
    by: i64,
) -> Result<(), Fault> {
    let stored = sqlx::query(
        "UPDATE journal_texts SET text = $4, salt = '', blanked = $5 WHERE community = $1 AND seq = $2 AND key = $3",
    )
    .bind(community.as_str())
    .bind(seq)
    .bind(key)
    .bind(text)
    .bind(by)
    .execute(conn)
    .await?;
    changed_one(&stored)
}

/// Puts what was left of a sealed part in its place, with a salt anew.
///
/// # Errors
/// Database errors.
pub async fn blank_sealed(
    conn: &mut Conn,
    community: &CommunityId,
    seq: i64,
    (salt, body): (&str, &str),
    by: i64,
) -> Result<(), Fault> {
    let stored =
        sqlx::query("UPDATE journal_sealed SET body = $3, salt = $4, blanked = $5 WHERE community = $1 AND seq = $2")
            .bind(community.as_str())
            .bind(seq)
            .bind(body)
            .bind(salt)
            .bind(by)
            .execute(conn)
            .await?;
    changed_one(&stored)
}
