//! Files that wait for the clerk's decision.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use super::Called;
use crate::{fault::Fault, store::Conn};
use rules::{
    body::BodyKind,
    id::{CommunityId, MemberId},
};
use sqlx::FromRow;

#[derive(Debug, FromRow)]
pub struct ImportRow {
    pub sheet: String,
    pub fingerprint: String,
}

/// How many files of a community wait for their clerks at once: as many as somebody has open beside each other.
const KEPT: i64 = 4;

/// Keeps a file as read, beside the last few of the community: none is lost because another tab is open. Older ones go.
pub async fn insert(
    conn: &mut Conn,
    id: &str,
    community: &CommunityId,
    login: &str,
    file: [&str; 2],
    now: i64,
) -> Result<(), Fault> {
    sqlx::query(
        "DELETE FROM imports WHERE community = $1 AND id NOT IN \
         (SELECT id FROM imports WHERE community = $1 ORDER BY at DESC, id LIMIT $2)",
    )
    .bind(community.as_str())
    .bind(KEPT - 1)
    .execute(&mut *conn)
    .await?;
    sqlx::query("INSERT INTO imports (id, community, login, sheet, fingerprint, at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(community.as_str())
        .bind(login)
        .bind(file[0])
        .bind(file[1])
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// A kept file, for the login that sent it.
pub async fn find(conn: &mut Conn, community: &CommunityId, id: &str, login: &str) -> Result<Option<ImportRow>, Fault> {
    Ok(sqlx::query_as("SELECT sheet, fingerprint FROM imports WHERE id = $1 AND community = $2 AND login = $3")
        .bind(id)
        .bind(community.as_str())
        .bind(login)
        .fetch_optional(conn)
        .await?)
}

/// Notes which preview the clerk sees now.
pub async fn set_fingerprint(conn: &mut Conn, id: &str, fingerprint: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE imports SET fingerprint = $2 WHERE id = $1").bind(id).bind(fingerprint).execute(conn).await?;
    Ok(())
}

/// Lets a file go once it was taken in.
pub async fn delete(conn: &mut Conn, id: &str) -> Result<(), Fault> {
    sqlx::query("DELETE FROM imports WHERE id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// What hangs on members, so that they are not taken for somebody else: member and kind of tie, once each. Kinds are `login`,
/// `slip`, `role`, `seat`, `unit`, `households` and `mandate`.
pub async fn ties(conn: &mut Conn, community: &CommunityId, now: i64) -> Result<Vec<(MemberId, String)>, Fault> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT m.id, 'login' FROM members m JOIN logins l ON l.person = m.person \
         WHERE m.community = $1 AND l.ended_at IS NULL AND l.expires_at > $2 \
         UNION SELECT c.member, 'slip' FROM codes c WHERE c.community = $1 AND c.member IS NOT NULL \
         AND c.spent_at IS NULL AND c.revoked_at IS NULL AND c.expires_at > $2 \
         UNION SELECT m.id, 'role' FROM members m JOIN persons p ON p.id = m.person \
         WHERE m.community = $1 AND (p.administrator = 1 OR p.password IS NOT NULL) \
         UNION SELECT r.member, 'role' FROM roles r WHERE r.community = $1 \
         UNION SELECT s.member, 'seat' FROM seats s WHERE s.community = $1 \
         UNION SELECT u.member, 'unit' FROM estate_units u WHERE u.community = $1 \
         UNION SELECT h.member, 'households' FROM represented_households h WHERE h.community = $1 \
         UNION SELECT d.giver, 'mandate' FROM mandates d WHERE d.community = $1 \
         UNION SELECT d.holder, 'mandate' FROM mandates d WHERE d.community = $1",
    )
    .bind(community.as_str())
    .bind(now)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(member, tie)| (member.into(), tie)).collect())
}

/// The sittings that were called and have not begun, in the order in which they begin.
pub async fn called(conn: &mut Conn, community: &CommunityId) -> Result<Vec<Called>, Fault> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT s.title, b.name, b.kind FROM sessions s JOIN bodies b ON b.id = s.body \
         WHERE s.community = $1 AND s.phase = 'announced' ORDER BY s.starts_at, s.id",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?;
    // A kind that only a set of rules of its own knows is no reason to take in no roll.
    let called = rows.into_iter().filter_map(|(title, body, kind)| {
        let seating = BodyKind::from_id(&kind)?.seating();
        Some(Called { title, body, seating })
    });
    Ok(called.collect())
}
