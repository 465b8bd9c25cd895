//! The households of a session in which representatives stand for them: how many there are, and what they signed.

use crate::{
    fault::Fault,
    people::represented::rows::{ON_ROLL, STANDS_FOR},
    sitting::session::rows::SessionRow,
    store::{Conn, Writing},
};
use rules::{
    dossier::Opinion,
    id::{CommunityId, DossierId, MemberId, SessionId},
    permit::Permit,
};
use sqlx::AssertSqlSafe;

/// Freezes every household of the roll with who stands for it.
pub async fn freeze(writing: &mut Writing, _permit: &Permit, session: &SessionRow) -> Result<(), Fault> {
    let sql = format!(
        "INSERT INTO session_households (community, session, household, member) \
         SELECT h.community, CAST($2 AS TEXT), h.id, {STANDS_FOR} FROM households h WHERE h.community = $1 AND {ON_ROLL}"
    );
    sqlx::query(AssertSqlSafe(sql))
        .bind(session.community.as_str())
        .bind(session.id.as_str())
        .bind(session.body.as_str())
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// How many households a community has now.
pub async fn count_now(conn: &mut Conn, community: &CommunityId) -> Result<u64, Fault> {
    let sql = format!("SELECT COUNT(*) FROM households h WHERE h.community = $1 AND {ON_ROLL}");
    let (count,): (i64,) = sqlx::query_as(AssertSqlSafe(sql)).bind(community.as_str()).fetch_one(conn).await?;
    Ok(count.unsigned_abs())
}

/// How many there were when a session opened.
pub async fn count_frozen(conn: &mut Conn, session: &SessionId) -> Result<u64, Fault> {
    let (count,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM session_households WHERE session = $1")
        .bind(session.as_str())
        .fetch_one(conn)
        .await?;
    Ok(count.unsigned_abs())
}

/// What the households signed of a matter for which somebody stands in a session: how many agree, do not, leave it open, and have
/// not signed.
pub async fn signed(
    conn: &mut Conn,
    dossier: &DossierId,
    (session, member): (&SessionId, &MemberId),
) -> Result<[u64; 4], Fault> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT COALESCE(o.answer, ''), COUNT(*) FROM session_households s LEFT JOIN household_opinions o \
         ON o.dossier = $1 AND o.household = s.household WHERE s.session = $2 AND s.member = $3 GROUP BY COALESCE(o.answer, '')",
    )
    .bind(dossier.as_str())
    .bind(session.as_str())
    .bind(member.as_str())
    .fetch_all(conn)
    .await?;
    let of = |answer: &str| rows.iter().find(|(one, _)| one == answer).map_or(0, |(_, count)| count.unsigned_abs());
    Ok([of(Opinion::Agree.id()), of(Opinion::Disagree.id()), of(Opinion::Open.id()), of("")])
}
