//! Objections and questions to published things.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

pub mod hiding;

use crate::{
    fault::Fault,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    coded::Maybe,
    id::{CommunityId, MemberId, ObjectionId},
    objection::{self, Filed, Kind, Replied},
    permit::{Permit, Role},
    published,
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct ObjectionRow {
    #[sqlx(try_from = "String")]
    pub id: ObjectionId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    /// The receipt number, counted in the community.
    pub number: i64,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    #[sqlx(try_from = "String")]
    pub of_kind: published::Kind,
    pub subject: String,
    /// Who filed it; nobody where a paper names none.
    #[sqlx(try_from = "Option<String>")]
    pub member: Maybe<MemberId>,
    #[sqlx(try_from = "i64")]
    pub on_paper: Flag,
    pub body: String,
    pub at: i64,
    pub due_day: String,
    pub reply: String,
    #[sqlx(try_from = "String")]
    pub result: Maybe<objection::Result>,
    #[sqlx(try_from = "String")]
    pub replier_role: Maybe<Role>,
    pub replied_at: Option<i64>,
}

/// Stores a judged objection under an id and returns its receipt number.
pub async fn store_filed(
    writing: &mut Writing,
    _permit: &Permit,
    id: &ObjectionId,
    filed: &Filed,
) -> Result<i64, Fault> {
    let (community, now, filing) = (writing.community().clone(), writing.now().0, filed.filing());
    let (last,): (i64,) = sqlx::query_as("SELECT COALESCE(MAX(number), 0) FROM objections WHERE community = $1")
        .bind(community.as_str())
        .fetch_one(writing.conn())
        .await?;
    sqlx::query(
        "INSERT INTO objections (id, community, number, kind, of_kind, subject, member, on_paper, body, at, due_day) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id.as_str())
    .bind(community.as_str())
    .bind(last + 1)
    .bind(filing.kind.id())
    .bind(filing.of.kind.id())
    .bind(&filing.of.subject)
    .bind(filing.member.as_deref())
    .bind(i64::from(filed.on_paper()))
    .bind(filed.text())
    .bind(now)
    .bind(filed.due().to_string())
    .execute(writing.conn())
    .await?;
    Ok(last + 1)
}

/// Stores a judged reply.
pub async fn store_replied(writing: &mut Writing, permit: &Permit, replied: &Replied) -> Result<(), Fault> {
    let now = writing.now().0;
    let stored =
        sqlx::query("UPDATE objections SET reply = $2, result = $3, replier_role = $4, replied_at = $5 WHERE id = $1")
            .bind(replied.objection().as_str())
            .bind(replied.text())
            .bind(replied.result().id())
            .bind(permit.role().id())
            .bind(now)
            .execute(writing.conn())
            .await?;
    changed_one(&stored)
}

/// One objection.
pub async fn find(conn: &mut Conn, id: &ObjectionId) -> Result<ObjectionRow, Fault> {
    sqlx::query_as("SELECT * FROM objections WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(conn)
        .await?
        .ok_or(Fault::NotFound)
}

/// The objections to a published thing, oldest first.
pub async fn of(conn: &mut Conn, kind: &str, subject: &str) -> Result<Vec<ObjectionRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM objections WHERE of_kind = $1 AND subject = $2 ORDER BY number")
        .bind(kind)
        .bind(subject)
        .fetch_all(conn)
        .await?)
}

/// What a member objected to or asked, newest first.
pub async fn of_member(
    conn: &mut Conn,
    community: &CommunityId,
    member: &MemberId,
) -> Result<Vec<ObjectionRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM objections WHERE community = $1 AND member = $2 ORDER BY number DESC")
        .bind(community.as_str())
        .bind(member.as_str())
        .fetch_all(conn)
        .await?)
}

/// The objections of a community that wait for a reply, those that are due first before the others, one page of them. `but`: a
/// member whose own are left out, or nobody.
pub async fn waiting(
    conn: &mut Conn,
    community: &CommunityId,
    but: &str,
    (limit, offset): (i64, i64),
) -> Result<Vec<ObjectionRow>, Fault> {
    let rows: Vec<ObjectionRow> = sqlx::query_as(
        "SELECT * FROM objections WHERE community = $1 AND replied_at IS NULL AND ($2 = '' OR COALESCE(member, '') <> $2) \
         ORDER BY due_day, number LIMIT $3 OFFSET $4",
    )
    .bind(community.as_str())
    .bind(but)
    .bind(limit)
    .bind(offset)
    .fetch_all(&mut *conn)
    .await?;
    without_hidden(conn, community, rows).await
}

/// The same rows without the texts that are hidden: those are read on their page, by those who may.
async fn without_hidden(
    conn: &mut Conn,
    community: &CommunityId,
    mut rows: Vec<ObjectionRow>,
) -> Result<Vec<ObjectionRow>, Fault> {
    let hidden: Vec<(String,)> =
        sqlx::query_as("SELECT objection FROM objection_hidings WHERE community = $1 AND state <> 'undone'")
            .bind(community.as_str())
            .fetch_all(conn)
            .await?;
    for row in rows.iter_mut().filter(|row| hidden.iter().any(|(id,)| **id == *row.id)) {
        row.body.clear();
    }
    Ok(rows)
}

/// How many such objections there are.
pub async fn count_waiting(conn: &mut Conn, community: &CommunityId, but: &str) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar(
        "SELECT COUNT(*) FROM objections WHERE community = $1 AND replied_at IS NULL AND ($2 = '' OR COALESCE(member, '') <> $2)",
    )
    .bind(community.as_str())
    .bind(but)
    .fetch_one(conn)
    .await?)
}

/// Of every objection to what everybody may read: the day by which it is due, and when it was replied to.
pub async fn in_public(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(String, Option<i64>)>, Fault> {
    Ok(sqlx::query_as(
        "SELECT o.due_day, o.replied_at FROM objections o WHERE o.community = $1 AND EXISTS ( \
         SELECT 1 FROM publications p WHERE p.community = o.community AND p.kind = o.of_kind AND p.subject = o.subject \
         AND p.superseded = 0 AND p.audience = 'public')",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// Every objection of a community, oldest first.
pub async fn all(conn: &mut Conn, community: &CommunityId) -> Result<Vec<ObjectionRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM objections WHERE community = $1 ORDER BY number")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?)
}
