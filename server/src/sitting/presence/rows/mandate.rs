//! Written mandates: who votes for whom in a session.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    sitting::presence::rows::AttendeeRow,
    store::{Conn, Writing, changed_one},
};
use rules::{
    coded::Maybe,
    id::{CommunityId, MemberId, SessionId},
    mandate::{Mandated, Revoked},
    permit::Permit,
    roll::{Channel, Weight},
};
use sqlx::FromRow;

/// A mandate, with the people by name.
#[derive(Debug, Clone, FromRow)]
pub struct MandateRow {
    #[sqlx(try_from = "String")]
    pub giver: MemberId,
    pub giver_number: String,
    pub giver_name: String,
    #[sqlx(try_from = "String")]
    pub holder: MemberId,
    pub holder_number: String,
    pub holder_name: String,
    pub said: String,
}

/// Stores a judged mandate.
pub async fn store(
    writing: &mut Writing,
    _permit: &Permit,
    session: &SessionId,
    (giver, holder): (&str, &str),
    mandated: &Mandated,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query("INSERT INTO mandates (community, session, giver, holder, said, at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(community.as_str())
        .bind(session.as_str())
        .bind(giver)
        .bind(holder)
        .bind(mandated.said())
        .bind(now)
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Stores that a mandate was taken back.
pub async fn store_revoked(
    writing: &mut Writing,
    _permit: &Permit,
    session: &SessionId,
    giver: &MemberId,
    _revoked: Revoked,
) -> Result<(), Fault> {
    let stored = sqlx::query("DELETE FROM mandates WHERE session = $1 AND giver = $2")
        .bind(session.as_str())
        .bind(giver.as_str())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// The mandates of a session.
pub async fn of_session(conn: &mut Conn, session: &SessionId) -> Result<Vec<MandateRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT d.giver, g.number AS giver_number, g.name AS giver_name, d.holder, h.number AS holder_number, \
         h.name AS holder_name, d.said FROM mandates d JOIN members g ON g.id = d.giver \
         JOIN members h ON h.id = d.holder WHERE d.session = $1 ORDER BY g.number",
    )
    .bind(session.as_str())
    .fetch_all(conn)
    .await?)
}

/// The mandates of a session that somebody holds.
pub async fn held(conn: &mut Conn, session: &SessionId, holder: &MemberId) -> Result<Vec<MandateRow>, Fault> {
    let mut rows = of_session(conn, session).await?;
    rows.retain(|one| one.holder == *holder);
    Ok(rows)
}

/// Every mandate of a community: session, giver, holder, what its paper says.
pub async fn of_community(
    conn: &mut Conn,
    community: &CommunityId,
) -> Result<Vec<(String, String, String, String)>, Fault> {
    Ok(sqlx::query_as("SELECT session, giver, holder, said FROM mandates WHERE community = $1 ORDER BY session, giver")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?)
}

/// Everybody who gave a mandate, as they are there through its holder: on the roll, by the holder's way, gone with the holder.
/// A holder who is elsewhere counts only where they count themselves; in the room anybody may hold one.
pub async fn represented(conn: &mut Conn, session: &SessionId) -> Result<Vec<AttendeeRow>, Fault> {
    let rows: Vec<AttendeeRow> = sqlx::query_as(
        "SELECT d.giver AS member, r.unit, r.weighs, 1 AS on_roll, a.channel, a.weight, COALESCE(a.verified, 0) AS verified, a.left_at, a.at \
         FROM mandates d JOIN session_roll r ON r.session = d.session AND r.member = d.giver \
         JOIN attendance a ON a.session = d.session AND a.member = d.holder WHERE d.session = $1 ORDER BY d.giver",
    )
    .bind(session.as_str())
    .fetch_all(conn)
    .await?;
    let holds = |one: &AttendeeRow| *one.channel == Some(Channel::Onsite) || *one.weight == Some(Weight::Present);
    let counted = |one: AttendeeRow| AttendeeRow { weight: Maybe(Some(Weight::Present)), ..one };
    Ok(rows.into_iter().filter(holds).map(counted).collect())
}
