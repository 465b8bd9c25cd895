//! Photos of the board and of what is carried out.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing, changed_one},
};
use data_encoding::BASE64;
use rules::id::CommunityId;
use sqlx::FromRow;

/// The kind of a photo whose subject is a milestone; any other kind is that of a published thing.
pub const MILESTONE: &str = "milestone";

/// The kind of a photo whose subject is a picture kept beside something.
pub const ATTACHMENT: &str = "attachment";

#[derive(Debug, Clone, FromRow)]
pub struct PhotoRow {
    pub kind: String,
    pub subject: String,
    jpeg: String,
}

impl PhotoRow {
    /// The picture.
    pub fn jpeg(&self) -> Result<Vec<u8>, Fault> {
        BASE64.decode(self.jpeg.as_bytes()).map_err(|_| Fault::Stored("photos.jpeg"))
    }
}

/// Keeps a photo of a published thing on the board.
pub async fn insert(writing: &mut Writing, (id, kind, subject): (&str, &str, &str), jpeg: &[u8]) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query("INSERT INTO photos (id, community, kind, subject, jpeg, at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(community.as_str())
        .bind(kind)
        .bind(subject)
        .bind(BASE64.encode(jpeg))
        .bind(now)
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// A photo of a community.
pub async fn find(conn: &mut Conn, community: &CommunityId, id: &str) -> Result<PhotoRow, Fault> {
    let row = sqlx::query_as("SELECT kind, subject, jpeg FROM photos WHERE id = $1 AND community = $2")
        .bind(id)
        .bind(community.as_str())
        .fetch_optional(conn)
        .await?;
    row.ok_or(Fault::NotFound)
}

/// How many photos there are in all, and how many bytes they take as they are stored.
pub async fn weight(conn: &mut Conn) -> Result<(i64, i64), Fault> {
    let sql = "SELECT COUNT(*), CAST(COALESCE(SUM(LENGTH(jpeg)), 0) AS BIGINT) FROM photos";
    Ok(sqlx::query_as(sql).fetch_one(conn).await?)
}

/// The photos of a community.
pub async fn of_community(conn: &mut Conn, community: &CommunityId) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as("SELECT id FROM photos WHERE community = $1 ORDER BY at, id")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The photos of a published thing; of a decision those of its milestones too.
pub async fn of_thing(
    conn: &mut Conn,
    community: &CommunityId,
    kind: &str,
    subject: &str,
) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "SELECT id FROM photos WHERE community = $1 AND ((kind = $2 AND subject = $3) OR (kind = 'milestone' AND \
         subject IN (SELECT id FROM milestones WHERE vote = $3))) ORDER BY at, id",
    )
    .bind(community.as_str())
    .bind(kind)
    .bind(subject)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Removes a photo, and that something shows it.
pub async fn remove(writing: &mut Writing, id: &str) -> Result<(), Fault> {
    changed_one(&sqlx::query("DELETE FROM photos WHERE id = $1").bind(id).execute(writing.conn()).await?)?;
    // One of these shows it.
    sqlx::query("UPDATE postings SET photo = '' WHERE photo = $1").bind(id).execute(writing.conn()).await?;
    sqlx::query("UPDATE milestones SET photo = '' WHERE photo = $1").bind(id).execute(writing.conn()).await?;
    Ok(())
}
