//! What is on record for the gates of a vote.

use super::{Conn, Writing};
use crate::fault::Fault;
use rules::{gates::Ground, permit::Permit};

/// Puts a ground on record, in place of an earlier one.
pub async fn record(
    writing: &mut Writing,
    _permit: &Permit,
    ground: Ground,
    subject: &str,
    matter: &str,
    said: &str,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO grounds (community, kind, subject, matter, said, at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (kind, subject, matter) DO UPDATE SET said = excluded.said, at = excluded.at",
    )
    .bind(community.as_str())
    .bind(ground.id())
    .bind(subject)
    .bind(matter)
    .bind(said)
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// What is on record, or nothing.
pub async fn said(conn: &mut Conn, ground: Ground, subject: &str, matter: &str) -> Result<String, Fault> {
    let row: Option<(String,)> =
        sqlx::query_as("SELECT said FROM grounds WHERE kind = $1 AND subject = $2 AND matter = $3")
            .bind(ground.id())
            .bind(subject)
            .bind(matter)
            .fetch_optional(conn)
            .await?;
    Ok(row.map(|(said,)| said).unwrap_or_default())
}
