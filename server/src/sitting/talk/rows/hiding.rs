//! What the chair hid, and appeals against it.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing, changed_one},
};
use rules::{
    hiding::{Appeal, Hidden, HidingState, Spoken, Words},
    id::{CommunityId, HidingId, ItemId, MemberId, SessionId},
    permit::Permit,
};
use sqlx::FromRow;

/// What the chair hid, with where it was said and by whom.
#[derive(Debug, Clone, FromRow)]
pub struct HidingRow {
    #[sqlx(try_from = "String")]
    pub id: HidingId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub session: SessionId,
    #[sqlx(try_from = "String")]
    pub kind: Spoken,
    pub subject: String,
    pub reason: String,
    pub salt: String,
    pub fingerprint: String,
    pub at: i64,
    #[sqlx(try_from = "String")]
    pub state: HidingState,
    pub appeal: String,
    pub answer: String,
    #[sqlx(try_from = "String")]
    pub item: ItemId,
    #[sqlx(try_from = "String")]
    pub author: MemberId,
    /// The kind of matter of the item, which decides for whom it is.
    pub matter: String,
}

const HIDING: &str = "SELECT h.id, h.community, h.session, h.kind, h.subject, h.reason, h.salt, h.fingerprint, h.at, \
     h.state, h.appeal, h.answer, i.id AS item, COALESCE(p.author, r.author) AS author, i.matter FROM hidings h \
     LEFT JOIN proposals p ON p.id = h.subject LEFT JOIN remarks r ON r.id = h.subject \
     JOIN items i ON i.id = COALESCE(p.item, r.item) ";

/// What was hidden in a session, newest first.
pub async fn of_session(conn: &mut Conn, session: &SessionId) -> Result<Vec<HidingRow>, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{HIDING} WHERE h.session = $1 ORDER BY h.at DESC, h.id"));
    Ok(sqlx::query_as(sql).bind(session.as_str()).fetch_all(conn).await?)
}

/// The hiding that keeps a thing hidden now.
pub async fn now_of(conn: &mut Conn, subject: &str) -> Result<Option<HidingRow>, Fault> {
    let sql =
        sqlx::AssertSqlSafe(format!("{HIDING} WHERE h.subject = $1 AND h.state <> 'undone' ORDER BY h.at DESC, h.id"));
    Ok(sqlx::query_as(sql).bind(subject).fetch_optional(conn).await?)
}

/// Every one of a thing, also those that were undone.
pub async fn all_of(conn: &mut Conn, subject: &str) -> Result<Vec<HidingRow>, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{HIDING} WHERE h.subject = $1 ORDER BY h.at"));
    Ok(sqlx::query_as(sql).bind(subject).fetch_all(conn).await?)
}

/// The appeals of a community that wait for the supervisors, oldest first.
pub async fn appealed(conn: &mut Conn, community: &CommunityId) -> Result<Vec<HidingRow>, Fault> {
    let sql =
        sqlx::AssertSqlSafe(format!("{HIDING} WHERE h.community = $1 AND h.state = 'appealed' ORDER BY h.at, h.id"));
    Ok(sqlx::query_as(sql).bind(community.as_str()).fetch_all(conn).await?)
}

/// One hiding.
pub async fn find(conn: &mut Conn, id: &HidingId) -> Result<HidingRow, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{HIDING} WHERE h.id = $1"));
    sqlx::query_as(sql).bind(id.as_str()).fetch_optional(conn).await?.ok_or(Fault::NotFound)
}

/// Stores a judged hiding, under an id, with the salted hash of what is hidden and the salt.
pub async fn store(
    writing: &mut Writing,
    _permit: &Permit,
    hidden: &Hidden<Words>,
    [id, fingerprint, salt]: [&str; 3],
) -> Result<(), Fault> {
    let of = hidden.of();
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO hidings (id, community, session, kind, subject, reason, salt, fingerprint, at, state, appeal, answer) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'hidden', '', '')",
    )
    .bind(id)
    .bind(community.as_str())
    .bind(of.session.as_str())
    .bind(of.kind.id())
    .bind(&of.id)
    .bind(hidden.reason())
    .bind(salt)
    .bind(fingerprint)
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores a judged step of an appeal.
pub async fn store_appeal(writing: &mut Writing, _permit: &Permit, step: &Appeal) -> Result<(), Fault> {
    let now = writing.now().0;
    let sql = if step.state() == HidingState::Appealed {
        "UPDATE hidings SET state = $2, appeal = $3, appealed_at = $4 WHERE id = $1"
    } else {
        "UPDATE hidings SET state = $2, answer = $3, answered_at = $4 WHERE id = $1"
    };
    let stored = sqlx::query(sql)
        .bind(step.hiding().as_str())
        .bind(step.state().id())
        .bind(step.words())
        .bind(now)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}
