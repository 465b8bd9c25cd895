//! What members and households say of a matter: how they rate it, and what each household that was asked answers.

use crate::{
    fault::Fault,
    store::{Conn, Writing},
};
use rules::{
    dossier::{Opinion, Signed},
    execution::Grade,
    id::{CommunityId, DossierId, HouseholdId, MemberId},
    permit::Permit,
};

/// Stores a member's rating; a later one takes the place of an earlier.
pub async fn store_rating(
    writing: &mut Writing,
    _permit: &Permit,
    (dossier, member): (&DossierId, &MemberId),
    grade: Grade,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO dossier_ratings (community, dossier, member, grade, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (dossier, member) DO UPDATE SET grade = excluded.grade, at = excluded.at",
    )
    .bind(community.as_str())
    .bind(dossier.as_str())
    .bind(member.as_str())
    .bind(grade.id())
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// How a member rated a matter.
pub async fn rating(conn: &mut Conn, dossier: &DossierId, member: &MemberId) -> Result<Option<Grade>, Fault> {
    let row: Option<(String,)> = sqlx::query_as("SELECT grade FROM dossier_ratings WHERE dossier = $1 AND member = $2")
        .bind(dossier.as_str())
        .bind(member.as_str())
        .fetch_optional(conn)
        .await?;
    Ok(row.and_then(|(grade,)| Grade::from_id(&grade)))
}

/// How a matter was rated: the grades, by how many households.
pub async fn ratings(conn: &mut Conn, dossier: &DossierId) -> Result<([u64; 3], u64), Fault> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT grade, COUNT(*) FROM dossier_ratings WHERE dossier = $1 GROUP BY grade")
            .bind(dossier.as_str())
            .fetch_all(&mut *conn)
            .await?;
    let of = |grade: Grade| rows.iter().find(|(id, _)| id == grade.id()).map_or(0, |(_, count)| count.unsigned_abs());
    let households: i64 = sqlx::query_scalar(
        "SELECT COUNT(DISTINCT m.household) FROM dossier_ratings r JOIN members m ON m.id = r.member WHERE r.dossier = $1 \
         AND m.state = 'active'",
    )
    .bind(dossier.as_str())
    .fetch_one(conn)
    .await?;
    Ok(([Grade::Satisfied, Grade::Mostly, Grade::Dissatisfied].map(of), households.unsigned_abs()))
}

/// Stores what a household says, signed by a member; a later answer takes the place of an earlier.
pub async fn store_opinion(
    writing: &mut Writing,
    _permit: &Permit,
    (dossier, member, on_paper): (&DossierId, &MemberId, bool),
    signed: &Signed,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO household_opinions (community, dossier, household, answer, on_paper, member, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (dossier, household) DO UPDATE SET answer = excluded.answer, \
         on_paper = excluded.on_paper, member = excluded.member, at = excluded.at",
    )
    .bind(community.as_str())
    .bind(dossier.as_str())
    .bind(signed.household().as_str())
    .bind(signed.opinion().id())
    .bind(i64::from(on_paper))
    .bind(member.as_str())
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// What a household said of a matter, and whether it did on a phone of its own.
pub async fn opinion(
    conn: &mut Conn,
    dossier: &DossierId,
    household: &HouseholdId,
) -> Result<Option<(Opinion, bool)>, Fault> {
    let row: Option<(String, i64)> =
        sqlx::query_as("SELECT answer, on_paper FROM household_opinions WHERE dossier = $1 AND household = $2")
            .bind(dossier.as_str())
            .bind(household.as_str())
            .fetch_optional(conn)
            .await?;
    Ok(row.and_then(|(answer, on_paper)| Some((Opinion::from_id(&answer)?, on_paper == 0))))
}

/// How many households said what of a matter, and when the last of them did.
pub async fn opinions(conn: &mut Conn, dossier: &DossierId) -> Result<([u64; 3], Option<i64>), Fault> {
    let rows: Vec<(String, i64, i64)> =
        sqlx::query_as("SELECT answer, COUNT(*), MAX(at) FROM household_opinions WHERE dossier = $1 GROUP BY answer")
            .bind(dossier.as_str())
            .fetch_all(conn)
            .await?;
    let of = |one: Opinion| rows.iter().find(|(id, ..)| id == one.id()).map_or(0, |(_, count, _)| count.unsigned_abs());
    Ok(([Opinion::Agree, Opinion::Disagree, Opinion::Open].map(of), rows.iter().map(|(.., at)| *at).max()))
}

/// A household that was asked of a matter and has said nothing yet, by one of its adults.
#[derive(Debug, sqlx::FromRow)]
pub struct SilentRow {
    /// Its group, or nothing.
    pub division: String,
    /// Its number there.
    pub household: String,
    /// The adult with the first number.
    pub number: String,
    pub name: String,
}

/// The households that have said nothing of a matter yet, by group and number.
pub async fn silent(
    conn: &mut Conn,
    (community, dossier): (&CommunityId, &DossierId),
) -> Result<Vec<SilentRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT COALESCE(d.name, '') AS division, h.number AS household, m.number, m.name \
         FROM households h JOIN members m ON m.household = h.id LEFT JOIN divisions d ON d.id = h.division \
         WHERE h.community = $1 AND m.number = (SELECT MIN(o.number) FROM members o WHERE o.household = h.id \
         AND o.state = 'active' AND o.adult = 1) AND m.state = 'active' \
         AND NOT EXISTS (SELECT 1 FROM household_opinions o WHERE o.dossier = $2 AND o.household = h.id) \
         ORDER BY 1, 2",
    )
    .bind(community.as_str())
    .bind(dossier.as_str())
    .fetch_all(conn)
    .await?)
}
