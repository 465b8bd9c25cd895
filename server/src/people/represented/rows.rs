//! Who stands for which households, from which the roll of a representatives' meeting on a levy is made.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing},
};
use rules::{
    body::BodyKind,
    id::{BodyId, CommunityId, MemberId},
    permit::Permit,
};
use sqlx::{AssertSqlSafe, FromRow};

/// Whether a household `h` is one of the roll: somebody of age lives there, as `rules::belonging` asks of a meeting by household.
pub(crate) const ON_ROLL: &str =
    "(EXISTS (SELECT 1 FROM members l WHERE l.household = h.id AND l.state = 'active' AND l.adult = 1))";

/// Who stands for a household `h`, by the register of the body `$3`; nobody whose data were erased.
pub(crate) const STANDS_FOR: &str = "(SELECT r.member FROM represented_households r JOIN members m ON m.id = r.member \
    WHERE r.body = $3 AND r.household = h.id AND m.state <> 'erased')";

/// A household of the roll.
#[derive(Debug, Clone, FromRow)]
pub struct HomeRow {
    pub id: String,
    pub number: String,
    /// The name of its group; empty where it has none.
    pub division: String,
}

/// A household, and who stands for it.
#[derive(Debug, Clone, FromRow)]
pub struct StandsRow {
    pub household: String,
    #[sqlx(try_from = "String")]
    pub member: MemberId,
}

/// Every household of the roll, also those for which nobody stands.
pub async fn homes(conn: &mut Conn, community: &CommunityId) -> Result<Vec<HomeRow>, Fault> {
    let sql = format!(
        "SELECT h.id, h.number, COALESCE(d.name, '') AS division FROM households h LEFT JOIN divisions d ON d.id = h.division \
         WHERE h.community = $1 AND {ON_ROLL} ORDER BY h.id"
    );
    Ok(sqlx::query_as(AssertSqlSafe(sql)).bind(community.as_str()).fetch_all(conn).await?)
}

/// Puts these in the place of those that were known: the id of the household, and of who stands for it.
pub async fn replace(
    writing: &mut Writing,
    _permit: &Permit,
    body: &BodyId,
    all: &[(String, String)],
) -> Result<(), Fault> {
    let community = writing.community().clone();
    // As many as there were, or none.
    sqlx::query("DELETE FROM represented_households WHERE body = $1")
        .bind(body.as_str())
        .execute(writing.conn())
        .await?;
    for (household, member) in all {
        sqlx::query("INSERT INTO represented_households (community, body, household, member) VALUES ($1, $2, $3, $4)")
            .bind(community.as_str())
            .bind(body.as_str())
            .bind(household)
            .bind(member)
            .execute(writing.conn())
            .await?;
    }
    Ok(())
}

/// The register of a body, as it was saved.
pub async fn register(conn: &mut Conn, body: &BodyId) -> Result<Vec<StandsRow>, Fault> {
    Ok(sqlx::query_as("SELECT household, member FROM represented_households WHERE body = $1 ORDER BY household")
        .bind(body.as_str())
        .fetch_all(conn)
        .await?)
}

/// In which bodies somebody stands for households.
pub async fn of_member(conn: &mut Conn, community: &CommunityId, member: &MemberId) -> Result<Vec<BodyId>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "SELECT DISTINCT body FROM represented_households WHERE community = $1 AND member = $2 ORDER BY body",
    )
    .bind(community.as_str())
    .bind(member.as_str())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(body,)| body.into()).collect())
}

/// Those who sit in the village's representatives' meeting, each with the name of their group; empty where they have none.
pub async fn seated(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(MemberId, String)>, Fault> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT DISTINCT m.id, COALESCE(d.name, '') FROM seats s JOIN bodies b ON b.id = s.body JOIN members m ON m.id = s.member \
         LEFT JOIN households h ON h.id = m.household LEFT JOIN divisions d ON d.id = h.division \
         WHERE s.community = $1 AND b.kind = $2 AND b.retired = '' AND m.state = 'active' ORDER BY 1",
    )
    .bind(community.as_str())
    .bind(BodyKind::VillagerRepMeeting.id())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(member, division)| (member.into(), division)).collect())
}
