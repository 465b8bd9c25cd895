//! What members chose to be told.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing},
};
use rules::{id::MemberId, notify::Event, permit::Permit};

/// What a member chose.
pub async fn of(conn: &mut Conn, member: &MemberId) -> Result<Vec<(String, i64)>, Fault> {
    Ok(sqlx::query_as("SELECT event, wanted FROM notify_choices WHERE member = $1 ORDER BY event")
        .bind(member.as_str())
        .fetch_all(conn)
        .await?)
}

/// Stores what a member chose of an event.
pub async fn choose(
    writing: &mut Writing,
    permit: &Permit,
    member: &MemberId,
    event: Event,
    wanted: bool,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO notify_choices (community, member, event, wanted) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (member, event) DO UPDATE SET wanted = $4",
    )
    .bind(permit.community().as_str())
    .bind(member.as_str())
    .bind(event.id())
    .bind(i64::from(wanted))
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Forgets what a member chose.
pub async fn forget(conn: &mut Conn, member: &MemberId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM notify_choices WHERE member = $1").bind(member.as_str()).execute(conn).await?;
    Ok(())
}
