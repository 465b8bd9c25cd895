//! The chain of acts: heads, entries and what is personal in them.

pub use super::told::{WordsRow, blank_line, blank_sealed, blank_words, said, said_within, told, words};
use super::{Conn, changed_one};
use crate::{fault::Fault, journal::chain, secret};
use rules::{
    Moment,
    id::{CommunityId, MemberId},
    permit::Role,
    says::Says,
};
use serde_json::Value;
use sqlx::FromRow;
use std::collections::BTreeMap;

/// The end of a community's chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The number of the last entry, 0 before the first.
    pub seq: i64,
    /// The last entry's hash, empty before the first.
    pub hash: String,
    /// The last entry's time; of a taken head, the act's time.
    pub at: Moment,
}

/// The key under which a personal part says whose it is.
pub const WHOSE: &str = "whose";

/// An entry to be appended.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What was done, e.g. `vote.opened`.
    pub act: Says,
    /// In which role; none for the command line.
    pub role: Option<Role>,
    /// The id of the thing acted on.
    pub subject: String,
    /// What everybody may read; of a thing that stays within the community, sealed when it is appended.
    pub body: Value,
    /// What is personal: whose, and what. It enters the chain as a salted hash.
    pub private: Option<(String, Value)>,
    /// How things stand after the act, by salted hashes: put in by the write path.
    pub stands: BTreeMap<String, String>,
}

impl Entry {
    /// An entry without anything personal.
    pub fn new(act: Says, role: Option<Role>, subject: &str, body: Value) -> Self {
        Self { act, role, subject: subject.to_owned(), body, private: None, stands: BTreeMap::new() }
    }

    /// The same entry with what is personal in it.
    #[must_use]
    pub fn about(mut self, member: &MemberId, personal: Value) -> Self {
        self.private = Some((member.to_string(), personal));
        self
    }
}

/// An entry as stored.
#[derive(Debug, Clone, FromRow)]
pub struct EntryRow {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: i64,
    /// What.
    pub act: String,
    /// In which role.
    pub role: String,
    /// The thing acted on.
    pub subject: String,
    /// What everybody may read, as JSON.
    pub body: String,
    /// The salted hash of what is personal, or empty.
    pub private_hash: String,
    /// The hash of the entry before.
    pub prev: String,
    /// This entry's hash.
    pub hash: String,
    /// The later entry that blanked words in this line, or 0.
    pub blanked: i64,
}

impl EntryRow {
    /// What it says was done; nothing where only a later version of the program knows.
    pub fn says(&self) -> Option<Says> {
        Says::from_id(&self.act)
    }
}

/// What is personal or sealed in an entry, as stored.
#[derive(Debug, Clone, FromRow)]
pub struct PrivateRow {
    /// The entry's number.
    pub seq: i64,
    /// With whom it is erased; of a sealed part nobody.
    pub member: String,
    /// The salt.
    pub salt: String,
    /// The text that was hashed, as JSON.
    pub body: String,
    /// The later entry that blanked words in it, or 0.
    pub blanked: i64,
}

#[derive(FromRow)]
struct HeadRow {
    seq: i64,
    hash: String,
    at: i64,
}

impl From<HeadRow> for Head {
    fn from(row: HeadRow) -> Self {
        Self { seq: row.seq, hash: row.hash, at: Moment(row.at) }
    }
}

/// Makes the head of a new community.
///
/// # Errors
/// Database errors.
pub async fn make_head(conn: &mut Conn, community: &CommunityId, now: Moment) -> Result<(), Fault> {
    sqlx::query("INSERT INTO heads (community, seq, hash, at) VALUES ($1, 0, '', $2) ON CONFLICT DO NOTHING")
        .bind(community.as_str())
        .bind(now.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes the head, which holds back every other act of the community, and moves its time forward.
///
/// # Errors
/// [`Fault::NotFound`] when there is no such community.
pub async fn take_head(conn: &mut Conn, community: &CommunityId, now: Moment) -> Result<Head, Fault> {
    let row: Option<HeadRow> = sqlx::query_as(
        "UPDATE heads SET at = CASE WHEN at > $2 THEN at ELSE $2 END WHERE community = $1 RETURNING seq, hash, at",
    )
    .bind(community.as_str())
    .bind(now.0)
    .fetch_optional(conn)
    .await?;
    row.map(Head::from).ok_or(Fault::NotFound)
}

/// Reads the head.
///
/// # Errors
/// [`Fault::NotFound`] when there is no such community.
pub async fn head(conn: &mut Conn, community: &CommunityId) -> Result<Head, Fault> {
    let row: Option<HeadRow> = sqlx::query_as("SELECT seq, hash, at FROM heads WHERE community = $1")
        .bind(community.as_str())
        .fetch_optional(conn)
        .await?;
    row.map(Head::from).ok_or(Fault::NotFound)
}

/// Heads whose time is later than `limit`.
///
/// # Errors
/// Database errors.
pub async fn heads_after(conn: &mut Conn, limit: Moment) -> Result<Vec<(String, Head)>, Fault> {
    let rows: Vec<(String, i64, String, i64)> =
        sqlx::query_as("SELECT community, seq, hash, at FROM heads WHERE at > $1 ORDER BY community")
            .bind(limit.0)
            .fetch_all(conn)
            .await?;
    let head = |(community, seq, hash, at)| (community, Head { seq, hash, at: Moment(at) });
    Ok(rows.into_iter().map(head).collect())
}

/// Stores the head after an act.
///
/// # Errors
/// Database errors.
pub async fn put_head(conn: &mut Conn, community: &CommunityId, head: &Head) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE heads SET seq = $2, hash = $3 WHERE community = $1")
        .bind(community.as_str())
        .bind(head.seq)
        .bind(&head.hash)
        .execute(conn)
        .await?;
    changed_one(&stored)
}

/// Appends an entry after `head` and returns the new head. What it says is sealed where it is about something that stays
/// `within` the community; what names a text by its hash always is.
///
/// # Errors
/// Database errors.
pub async fn append(
    conn: &mut Conn,
    community: &CommunityId,
    head: &Head,
    now: Moment,
    mut entry: Entry,
    within: bool,
) -> Result<Head, Fault> {
    let seq = head.seq + 1;
    let role = entry.role.map_or("", Role::id);
    if let Some((salt, sealed)) = chain::seal(&mut entry.body, within) {
        sqlx::query("INSERT INTO journal_sealed (community, seq, salt, body) VALUES ($1, $2, $3, $4)")
            .bind(community.as_str())
            .bind(seq)
            .bind(salt)
            .bind(sealed)
            .execute(&mut *conn)
            .await?;
    }
    if let Some(body) = entry.body.as_object_mut().filter(|_| !entry.stands.is_empty()) {
        body.insert("stands".to_owned(), serde_json::to_value(&entry.stands)?);
    }
    for words in if within { Vec::new() } else { chain::part(&mut entry.body) } {
        sqlx::query(
            "INSERT INTO journal_texts (community, seq, key, json, salt, text) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(community.as_str())
        .bind(seq)
        .bind(words.key)
        .bind(i64::from(words.json))
        .bind(words.salt)
        .bind(words.text)
        .execute(&mut *conn)
        .await?;
    }
    let body = entry.body.to_string();
    let mut private_hash = String::new();
    if let Some((member, mut personal)) = entry.private {
        // With whom it goes is part of what is hashed: nobody else's erasing takes it along, and theirs does not leave it.
        if let Some(personal) = personal.as_object_mut() {
            personal.insert(WHOSE.to_owned(), member.as_str().into());
        }
        let (salt, personal) = (secret::token(), personal.to_string());
        private_hash = chain::private_hash(&salt, &personal);
        sqlx::query("INSERT INTO journal_private (community, seq, member, salt, body) VALUES ($1, $2, $3, $4, $5)")
            .bind(community.as_str())
            .bind(seq)
            .bind(member)
            .bind(salt)
            .bind(personal)
            .execute(&mut *conn)
            .await?;
    }
    let mut row = EntryRow {
        seq,
        at: now.0,
        act: entry.act.id().to_owned(),
        role: role.to_owned(),
        subject: entry.subject,
        body,
        private_hash,
        prev: head.hash.clone(),
        hash: String::new(),
        blanked: 0,
    };
    row.hash = chain::entry_hash(community, &row);
    sqlx::query(
        "INSERT INTO journal (community, seq, at, act, role, subject, body, private_hash, prev, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(community.as_str())
    .bind(row.seq)
    .bind(row.at)
    .bind(&row.act)
    .bind(&row.role)
    .bind(&row.subject)
    .bind(&row.body)
    .bind(&row.private_hash)
    .bind(&row.prev)
    .bind(&row.hash)
    .execute(conn)
    .await?;
    Ok(Head { seq, hash: row.hash, at: now })
}

/// Every community that has a chain.
///
/// # Errors
/// Database errors.
pub async fn chains(conn: &mut Conn) -> Result<Vec<CommunityId>, Fault> {
    let rows: Vec<(String,)> =
        sqlx::query_as("SELECT community FROM heads UNION SELECT community FROM journal").fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(community,)| community.into()).collect())
}

/// A stretch of the chain, oldest first.
///
/// # Errors
/// Database errors.
pub async fn entries(conn: &mut Conn, community: &CommunityId, after: i64, most: i64) -> Result<Vec<EntryRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT seq, at, act, role, subject, body, private_hash, prev, hash, blanked FROM journal \
         WHERE community = $1 AND seq > $2 ORDER BY seq LIMIT $3",
    )
    .bind(community.as_str())
    .bind(after)
    .bind(most)
    .fetch_all(conn)
    .await?)
}

/// What is personal in a stretch of the chain and has not been erased.
///
/// # Errors
/// Database errors.
pub async fn private_parts(
    conn: &mut Conn,
    community: &CommunityId,
    after: i64,
    to: i64,
) -> Result<Vec<PrivateRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT seq, member, salt, body, CAST(0 AS BIGINT) AS blanked FROM journal_private \
         WHERE community = $1 AND seq > $2 AND seq <= $3 ORDER BY seq",
    )
    .bind(community.as_str())
    .bind(after)
    .bind(to)
    .fetch_all(conn)
    .await?)
}

/// What is sealed in a stretch of the chain.
///
/// # Errors
/// Database errors.
pub async fn sealed_parts(
    conn: &mut Conn,
    community: &CommunityId,
    after: i64,
    to: i64,
) -> Result<Vec<PrivateRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT seq, CAST('' AS TEXT) AS member, salt, body, blanked FROM journal_sealed \
         WHERE community = $1 AND seq > $2 AND seq <= $3 ORDER BY seq",
    )
    .bind(community.as_str())
    .bind(after)
    .bind(to)
    .fetch_all(conn)
    .await?)
}

/// The entries of one act, oldest first.
///
/// # Errors
/// Database errors.
pub async fn of_act(conn: &mut Conn, community: &CommunityId, act: &str) -> Result<Vec<EntryRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT seq, at, act, role, subject, body, private_hash, prev, hash, blanked FROM journal \
         WHERE community = $1 AND act = $2 ORDER BY seq",
    )
    .bind(community.as_str())
    .bind(act)
    .fetch_all(conn)
    .await?)
}

/// Erases what is personal to a member. The chain stays whole.
///
/// # Errors
/// Database errors.
pub async fn erase_private(conn: &mut Conn, community: &CommunityId, member: &MemberId) -> Result<u64, Fault> {
    Ok(sqlx::query("DELETE FROM journal_private WHERE community = $1 AND member = $2")
        .bind(community.as_str())
        .bind(member.as_str())
        .execute(conn)
        .await?
        .rows_affected())
}

/// The entries about one thing, oldest first.
///
/// # Errors
/// Database errors.
pub async fn about(conn: &mut Conn, community: &CommunityId, subject: &str) -> Result<Vec<EntryRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT seq, at, act, role, subject, body, private_hash, prev, hash, blanked FROM journal \
         WHERE community = $1 AND subject = $2 ORDER BY seq",
    )
    .bind(community.as_str())
    .bind(subject)
    .fetch_all(conn)
    .await?)
}
