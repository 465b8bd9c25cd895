//! The note to the people of a community.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing},
};
use rules::{id::CommunityId, note::Left, permit::Permit};

/// What the note says, and its last day, where there is one that is not past.
///
/// # Errors
/// Database errors.
pub async fn of(conn: &mut Conn, community: &CommunityId, today: &str) -> Result<Option<(String, String)>, Fault> {
    let note = sqlx::query_as("SELECT body, until FROM notes WHERE community = $1 AND until >= $2 AND body <> ''");
    Ok(note.bind(community.as_str()).bind(today).fetch_optional(conn).await?)
}

/// Stores a judged note in the place of the one before.
///
/// # Errors
/// Database errors.
pub async fn store(writing: &mut Writing, permit: &Permit, left: &Left) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO notes (community, body, until) VALUES ($1, $2, $3) \
         ON CONFLICT (community) DO UPDATE SET body = $2, until = $3",
    )
    .bind(permit.community().as_str())
    .bind(left.text())
    .bind(left.until().to_string())
    .execute(writing.conn())
    .await?;
    Ok(())
}
