//! What the public reads: snapshots that are never changed, each with the hash that its journal entry names.

use super::{Conn, Writing};
use crate::fault::Fault;
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct PublicationRow {
    pub id: String,
    pub community: String,
    pub kind: String,
    pub subject: String,
    pub revision: i64,
    pub title: String,
    pub content: String,
    pub hash: String,
    pub seq: i64,
    pub at: i64,
}

/// Stores a snapshot whose entry has been appended as `row.seq`.
pub async fn insert(writing: &mut Writing, row: &PublicationRow) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO publications (id, community, kind, subject, revision, title, content, hash, seq, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(&row.id)
    .bind(&row.community)
    .bind(&row.kind)
    .bind(&row.subject)
    .bind(row.revision)
    .bind(&row.title)
    .bind(&row.content)
    .bind(&row.hash)
    .bind(row.seq)
    .bind(row.at)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// The latest revision of everything published by a community, newest first.
pub async fn latest(conn: &mut Conn, community: &str) -> Result<Vec<PublicationRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT p.id, p.community, p.kind, p.subject, p.revision, p.title, p.content, p.hash, p.seq, p.at \
         FROM publications p WHERE p.community = $1 AND NOT EXISTS (SELECT 1 FROM publications q \
         WHERE q.subject = p.subject AND q.kind = p.kind AND q.revision > p.revision) ORDER BY p.at DESC, p.id LIMIT 500",
    )
    .bind(community)
    .fetch_all(conn)
    .await?)
}

/// Every revision of everything published by a community, oldest first.
pub async fn all(conn: &mut Conn, community: &str) -> Result<Vec<PublicationRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, community, kind, subject, revision, title, content, hash, seq, at FROM publications \
         WHERE community = $1 ORDER BY seq",
    )
    .bind(community)
    .fetch_all(conn)
    .await?)
}

/// Every revision of one published thing, newest first.
pub async fn revisions(conn: &mut Conn, community: &str, subject: &str) -> Result<Vec<PublicationRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, community, kind, subject, revision, title, content, hash, seq, at FROM publications \
         WHERE community = $1 AND subject = $2 ORDER BY revision DESC",
    )
    .bind(community)
    .bind(subject)
    .fetch_all(conn)
    .await?)
}
