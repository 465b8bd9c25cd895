//! Pictures beside things, and where each stands.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing, changed_one},
};
use rules::{
    attachment::{Added, Covered, Of, Published, State, Withdrawn},
    id::{AttachmentId, CommunityId},
    permit::Permit,
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct AttachmentRow {
    #[sqlx(try_from = "String")]
    pub id: AttachmentId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub belongs: Of,
    pub subject: String,
    /// Which picture; empty where it was withdrawn.
    pub photo: String,
    pub hash: String,
    pub bytes: i64,
    #[sqlx(try_from = "String")]
    pub state: State,
    /// Beside which published thing it was made public; empty where it never was.
    pub kind: String,
    pub thing: String,
    pub title: String,
    pub reason: String,
}

/// A picture as it is stored: its row in `photos`, its fingerprint, its length.
pub struct Stored<'a> {
    pub photo: &'a str,
    pub hash: &'a str,
    pub bytes: i64,
}

/// Keeps a picture.
pub async fn insert(
    writing: &mut Writing,
    _permit: &Permit,
    _added: Added,
    (id, belongs, subject): (&AttachmentId, Of, &str),
    picture: &Stored<'_>,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO attachments (id, community, belongs, subject, photo, hash, bytes, state, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'kept', $8)",
    )
    .bind(id.as_str())
    .bind(community.as_str())
    .bind(belongs.id())
    .bind(subject)
    .bind(picture.photo)
    .bind(picture.hash)
    .bind(picture.bytes)
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Puts a picture of which something was blacked out in the place of what it was.
pub async fn store_covered(
    writing: &mut Writing,
    _permit: &Permit,
    covered: &Covered,
    picture: &Stored<'_>,
) -> Result<(), Fault> {
    let stored =
        sqlx::query("UPDATE attachments SET photo = $2, hash = $3, bytes = $4 WHERE id = $1 AND state = 'kept'")
            .bind(covered.attachment().as_str())
            .bind(picture.photo)
            .bind(picture.hash)
            .bind(picture.bytes)
            .execute(writing.conn())
            .await?;
    changed_one(&stored)
}

/// Stores that it is public beside a published thing.
pub async fn store_published(
    writing: &mut Writing,
    _permit: &Permit,
    published: &Published,
    (kind, thing): (&str, &str),
) -> Result<(), Fault> {
    let sql =
        "UPDATE attachments SET state = 'public', title = $2, kind = $3, thing = $4 WHERE id = $1 AND state = 'kept'";
    let stored = sqlx::query(sql)
        .bind(published.attachment().as_str())
        .bind(published.title())
        .bind(kind)
        .bind(thing)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores that it is withdrawn: no picture belongs to it any more.
pub async fn store_withdrawn(writing: &mut Writing, _permit: &Permit, withdrawn: &Withdrawn) -> Result<(), Fault> {
    let sql =
        "UPDATE attachments SET state = 'withdrawn', reason = $2, photo = '' WHERE id = $1 AND state <> 'withdrawn'";
    let stored =
        sqlx::query(sql).bind(withdrawn.attachment().as_str()).bind(withdrawn.reason()).execute(writing.conn()).await?;
    changed_one(&stored)
}

const ROW: &str =
    "SELECT id, community, belongs, subject, photo, hash, bytes, state, kind, thing, title, reason FROM attachments ";

/// One of them.
pub async fn find(conn: &mut Conn, id: &AttachmentId) -> Result<AttachmentRow, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{ROW} WHERE id = $1"));
    sqlx::query_as(sql).bind(id.as_str()).fetch_optional(conn).await?.ok_or(Fault::NotFound)
}

/// Those of one thing, oldest first.
pub async fn of(
    conn: &mut Conn,
    community: &CommunityId,
    (belongs, subject): (Of, &str),
) -> Result<Vec<AttachmentRow>, Fault> {
    let sql =
        sqlx::AssertSqlSafe(format!("{ROW} WHERE community = $1 AND belongs = $2 AND subject = $3 ORDER BY at, id"));
    Ok(sqlx::query_as(sql).bind(community.as_str()).bind(belongs.id()).bind(subject).fetch_all(conn).await?)
}

/// Those that were made public beside a published thing, withdrawn or not, oldest first.
pub async fn beside(
    conn: &mut Conn,
    community: &CommunityId,
    (kind, thing): (&str, &str),
) -> Result<Vec<AttachmentRow>, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{ROW} WHERE community = $1 AND kind = $2 AND thing = $3 ORDER BY at, id"));
    Ok(sqlx::query_as(sql).bind(community.as_str()).bind(kind).bind(thing).fetch_all(conn).await?)
}

/// How many pictures one thing has, and how many bytes all those of its community.
pub async fn weight(
    conn: &mut Conn,
    community: &CommunityId,
    (belongs, subject): (Of, &str),
) -> Result<(i64, i64), Fault> {
    Ok(sqlx::query_as(
        "SELECT CAST(COALESCE(SUM(CASE WHEN belongs = $2 AND subject = $3 THEN 1 ELSE 0 END), 0) AS BIGINT), \
         CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM attachments WHERE community = $1 AND state <> 'withdrawn'",
    )
    .bind(community.as_str())
    .bind(belongs.id())
    .bind(subject)
    .fetch_one(conn)
    .await?)
}
