//! What is on record for the gates of a vote.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing},
};
use rules::{
    gates::Ground,
    id::{BodyId, CommunityId, SessionId},
    permit::Permit,
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct GroundRow {
    pub kind: String,
    pub subject: String,
    pub matter: String,
    pub said: String,
    pub role: String,
    pub at: i64,
}

/// Puts a ground on record, in place of an earlier one.
pub async fn record(
    writing: &mut Writing,
    permit: &Permit,
    ground: Ground,
    subject: &str,
    matter: &str,
    said: &str,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO grounds (community, kind, subject, matter, said, role, at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (kind, subject, matter) DO UPDATE \
         SET said = excluded.said, role = excluded.role, at = excluded.at",
    )
    .bind(community.as_str())
    .bind(ground.id())
    .bind(subject)
    .bind(matter)
    .bind(said)
    .bind(permit.role().id())
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Everything on record for a body and for the items of a session.
pub async fn of_session(
    conn: &mut Conn,
    community: &CommunityId,
    body: &BodyId,
    session: &SessionId,
) -> Result<Vec<GroundRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT kind, subject, matter, said, role, at FROM grounds \
         WHERE community = $1 AND (subject = $2 OR subject IN (SELECT id FROM items WHERE session = $3))",
    )
    .bind(community.as_str())
    .bind(body.as_str())
    .bind(session.as_str())
    .fetch_all(conn)
    .await?)
}
