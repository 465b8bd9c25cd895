//! Objections that were hidden, and what came of appeals.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing, changed_one},
};
use rules::{
    hiding::{Appeal, Hidden, HidingState},
    id::{CommunityId, HidingId, MemberId, ObjectionId},
    permit::Permit,
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct HiddenRow {
    #[sqlx(try_from = "String")]
    pub id: HidingId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub objection: ObjectionId,
    pub reason: String,
    pub salt: String,
    /// The salted hash of what was hidden.
    pub fingerprint: String,
    #[sqlx(try_from = "String")]
    pub hidden_by: MemberId,
    pub at: i64,
    #[sqlx(try_from = "String")]
    pub state: HidingState,
    pub appeal: String,
    pub answer: String,
}

/// Stores a judged hiding and by whom, under an id, with the salted hash of what is hidden and the salt.
pub async fn store_hidden(
    writing: &mut Writing,
    _permit: &Permit,
    hidden: &Hidden<ObjectionId>,
    by: &MemberId,
    [id, fingerprint, salt]: [&str; 3],
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO objection_hidings (id, community, objection, reason, salt, fingerprint, hidden_by, at, state, appeal, \
         answer) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'hidden', '', '')",
    )
    .bind(id)
    .bind(community.as_str())
    .bind(hidden.of().as_str())
    .bind(hidden.reason())
    .bind(salt)
    .bind(fingerprint)
    .bind(by.as_str())
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores a judged step of an appeal.
pub async fn store_appeal(writing: &mut Writing, _permit: &Permit, step: &Appeal) -> Result<(), Fault> {
    let sql = if step.state() == HidingState::Appealed {
        "UPDATE objection_hidings SET state = $2, appeal = $3 WHERE id = $1"
    } else {
        "UPDATE objection_hidings SET state = $2, answer = $3 WHERE id = $1"
    };
    let stored = sqlx::query(sql)
        .bind(step.hiding().as_str())
        .bind(step.state().id())
        .bind(step.words())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// One of them.
pub async fn find(conn: &mut Conn, id: &HidingId) -> Result<HiddenRow, Fault> {
    let row =
        sqlx::query_as("SELECT * FROM objection_hidings WHERE id = $1").bind(id.as_str()).fetch_optional(conn).await?;
    row.ok_or(Fault::NotFound)
}

/// Those of an objection, oldest first.
pub async fn of(conn: &mut Conn, objection: &ObjectionId) -> Result<Vec<HiddenRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM objection_hidings WHERE objection = $1 ORDER BY at, id")
        .bind(objection.as_str())
        .fetch_all(conn)
        .await?)
}

/// Those of the objections to a published thing, oldest first.
pub async fn about(conn: &mut Conn, kind: &str, subject: &str) -> Result<Vec<HiddenRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT * FROM objection_hidings WHERE objection IN (SELECT id FROM objections WHERE of_kind = $1 AND subject = $2) \
         ORDER BY at, id",
    )
    .bind(kind)
    .bind(subject)
    .fetch_all(conn)
    .await?)
}

/// Those of a community in which an appeal waits, oldest first.
pub async fn appealed(conn: &mut Conn, community: &CommunityId) -> Result<Vec<HiddenRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM objection_hidings WHERE community = $1 AND state = 'appealed' ORDER BY at, id")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?)
}
