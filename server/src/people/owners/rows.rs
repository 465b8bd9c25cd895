//! The units of an estate, from which the roll of an owners' assembly is made.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing},
};
use rules::{
    id::{BodyId, CommunityId, MemberId, SessionId},
    permit::Permit,
};
use sqlx::FromRow;

/// A unit, with the number and name of the member who votes for it.
#[derive(Debug, Clone, FromRow)]
pub struct UnitRow {
    pub number: String,
    #[sqlx(try_from = "String")]
    pub member: MemberId,
    pub member_number: String,
    pub name: String,
    /// In 0.01 m².
    pub area: i64,
}

/// Puts these units in the place of those that were known: number, member, area in 0.01 m².
pub async fn replace(
    writing: &mut Writing,
    _permit: &Permit,
    body: &BodyId,
    units: &[(String, String, i64)],
) -> Result<(), Fault> {
    let community = writing.community().clone();
    sqlx::query("DELETE FROM estate_units WHERE body = $1").bind(body.as_str()).execute(writing.conn()).await?;
    for (number, member, area) in units {
        sqlx::query("INSERT INTO estate_units (community, body, number, member, area) VALUES ($1, $2, $3, $4, $5)")
            .bind(community.as_str())
            .bind(body.as_str())
            .bind(number)
            .bind(member)
            .bind(area)
            .execute(writing.conn())
            .await?;
    }
    Ok(())
}

/// The units of a body's estate, by number.
pub async fn units(conn: &mut Conn, body: &BodyId) -> Result<Vec<UnitRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT u.number, u.member, m.number AS member_number, m.name, u.area FROM estate_units u \
         JOIN members m ON m.id = u.member WHERE u.body = $1 ORDER BY u.number",
    )
    .bind(body.as_str())
    .fetch_all(conn)
    .await?)
}

/// The area of the owners of a session that was opened, by its frozen roll.
pub async fn frozen_area(conn: &mut Conn, session: &SessionId) -> Result<i64, Fault> {
    let (area,): (i64,) =
        sqlx::query_as("SELECT CAST(COALESCE(SUM(weighs), 0) AS BIGINT) FROM session_roll WHERE session = $1")
            .bind(session.as_str())
            .fetch_one(conn)
            .await?;
    Ok(area)
}

/// The units that somebody owns: body and number.
pub async fn of_member(
    conn: &mut Conn,
    community: &CommunityId,
    member: &MemberId,
) -> Result<Vec<(BodyId, String)>, Fault> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT body, number FROM estate_units WHERE community = $1 AND member = $2 ORDER BY body, number",
    )
    .bind(community.as_str())
    .bind(member.as_str())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(body, number)| (body.into(), number)).collect())
}
