//! Communities, their divisions, bodies and roles.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    body::{BodyKind, CommunityKind},
    id::{BodyId, CommunityId, MemberId},
    permit::{Permit, Role},
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct CommunityRow {
    #[sqlx(try_from = "String")]
    pub id: CommunityId,
    pub kind: String,
    pub name: String,
    pub zone: String,
    #[sqlx(try_from = "i64")]
    pub demo: Flag,
    /// Since which day it calls no sittings, or empty.
    pub retired: String,
}

impl CommunityRow {
    /// Whether it is an urban community, whose words differ from a village's.
    pub fn is_urban(&self) -> bool {
        self.kind == CommunityKind::Urban.id()
    }

    /// Village or urban.
    pub fn kind(&self) -> Result<CommunityKind, Fault> {
        CommunityKind::from_id(&self.kind).ok_or(Fault::Stored("communities.kind"))
    }
}

#[derive(Debug, Clone, FromRow)]
pub struct BodyRow {
    #[sqlx(try_from = "String")]
    pub id: BodyId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub kind: BodyKind,
    pub name: String,
    pub basis_text: String,
    pub basis_source: String,
    pub basis_by: String,
    /// Since which day it meets no more, or empty.
    pub retired: String,
}

/// Everything of a new community; the head is made before the act that takes it.
pub async fn insert(conn: &mut Conn, row: &CommunityRow, now: i64) -> Result<(), Fault> {
    sqlx::query("INSERT INTO communities (id, kind, name, zone, demo, created_at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(row.id.as_str())
        .bind(&row.kind)
        .bind(&row.name)
        .bind(&row.zone)
        .bind(row.demo.stored())
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Every community, by name; practice places are none.
pub async fn all(conn: &mut Conn) -> Result<Vec<CommunityRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, kind, name, zone, demo, retired FROM communities WHERE id NOT LIKE 'practice-%' ORDER BY name",
    )
    .fetch_all(conn)
    .await?)
}

/// One community.
pub async fn find(conn: &mut Conn, id: &str) -> Result<CommunityRow, Fault> {
    sqlx::query_as("SELECT id, kind, name, zone, demo, retired FROM communities WHERE id = $1")
        .bind(id)
        .fetch_optional(conn)
        .await?
        .ok_or(Fault::NotFound)
}

/// How many households live in a community: those of its active members.
pub async fn count_households(conn: &mut Conn, community: &CommunityId) -> Result<i64, Fault> {
    let text = "SELECT COUNT(DISTINCT household) FROM members WHERE community = $1 AND state = 'active'";
    let (count,): (i64,) = sqlx::query_as(text).bind(community.as_str()).fetch_one(conn).await?;
    Ok(count)
}

/// Whether the database holds anything that is not demonstration.
pub async fn has_real_data(conn: &mut Conn) -> Result<bool, Fault> {
    let (count,): (i64,) =
        sqlx::query_as("SELECT COUNT(*) FROM communities WHERE demo = 0 AND id NOT LIKE 'practice-%'")
            .fetch_one(&mut *conn)
            .await?;
    let (staff,): (i64,) = sqlx::query_as(
        "SELECT COUNT(*) FROM persons WHERE password IS NOT NULL AND NOT EXISTS \
         (SELECT 1 FROM communities WHERE demo = 1)",
    )
    .fetch_one(conn)
    .await?;
    Ok(count > 0 || staff > 0)
}

/// A new body. The permit says that an administrator makes it.
pub async fn insert_body(writing: &mut Writing, _permit: &Permit, row: &BodyRow) -> Result<(), Fault> {
    let now = writing.now().0;
    sqlx::query(
        "INSERT INTO bodies (id, community, kind, name, basis_text, basis_source, basis_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(row.id.as_str())
    .bind(row.community.as_str())
    .bind(row.kind.id())
    .bind(&row.name)
    .bind(&row.basis_text)
    .bind(&row.basis_source)
    .bind(&row.basis_by)
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// The text that lets a body count members who are online, its source and who resolved it.
pub async fn set_basis(writing: &mut Writing, _permit: &Permit, body: &BodyId, basis: [&str; 3]) -> Result<(), Fault> {
    let [text, source, by] = basis;
    let community = writing.community().clone();
    let changed = sqlx::query(
        "UPDATE bodies SET basis_text = $3, basis_source = $4, basis_by = $5 WHERE id = $1 AND community = $2",
    )
    .bind(body.as_str())
    .bind(community.as_str())
    .bind(text)
    .bind(source)
    .bind(by)
    .execute(writing.conn())
    .await?;
    if changed.rows_affected() == 1 { Ok(()) } else { Err(Fault::NotFound) }
}

/// The name of a body from now on. What was published keeps the one that it had.
pub async fn rename_body(writing: &mut Writing, _permit: &Permit, body: &BodyId, name: &str) -> Result<(), Fault> {
    let community = writing.community().clone();
    let renamed = sqlx::query("UPDATE bodies SET name = $3 WHERE id = $1 AND community = $2")
        .bind(body.as_str())
        .bind(community.as_str())
        .bind(name)
        .execute(writing.conn())
        .await?;
    changed_one(&renamed)
}

/// Since which day a body meets no more; empty: it meets.
pub async fn retire_body(writing: &mut Writing, _permit: &Permit, body: &BodyId, day: &str) -> Result<(), Fault> {
    let community = writing.community().clone();
    let retired = sqlx::query("UPDATE bodies SET retired = $3 WHERE id = $1 AND community = $2")
        .bind(body.as_str())
        .bind(community.as_str())
        .bind(day)
        .execute(writing.conn())
        .await?;
    changed_one(&retired)
}

/// The name of the community from now on.
pub async fn rename(writing: &mut Writing, _permit: &Permit, name: &str) -> Result<(), Fault> {
    let community = writing.community().clone();
    let renamed = sqlx::query("UPDATE communities SET name = $2 WHERE id = $1")
        .bind(community.as_str())
        .bind(name)
        .execute(writing.conn())
        .await?;
    changed_one(&renamed)
}

/// Since which day the community calls no sittings; empty: it calls them.
pub async fn retire(writing: &mut Writing, _permit: &Permit, day: &str) -> Result<(), Fault> {
    let community = writing.community().clone();
    let retired = sqlx::query("UPDATE communities SET retired = $2 WHERE id = $1")
        .bind(community.as_str())
        .bind(day)
        .execute(writing.conn())
        .await?;
    changed_one(&retired)
}

/// The bodies of a community.
pub async fn bodies(conn: &mut Conn, community: &CommunityId) -> Result<Vec<BodyRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, community, kind, name, basis_text, basis_source, basis_by, retired FROM bodies \
         WHERE community = $1 ORDER BY created_at, name",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// One body of a community.
pub async fn body(conn: &mut Conn, community: &CommunityId, id: &str) -> Result<BodyRow, Fault> {
    sqlx::query_as(
        "SELECT id, community, kind, name, basis_text, basis_source, basis_by, retired FROM bodies \
         WHERE community = $1 AND id = $2",
    )
    .bind(community.as_str())
    .bind(id)
    .fetch_optional(conn)
    .await?
    .ok_or(Fault::NotFound)
}

/// Seats a member in a body; again is no change.
pub async fn seat(writing: &mut Writing, _permit: &Permit, body: &BodyId, member: &MemberId) -> Result<(), Fault> {
    let community = writing.community().clone();
    sqlx::query("INSERT INTO seats (community, body, member) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(community.as_str())
        .bind(body.as_str())
        .bind(member.as_str())
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Takes every seat of a member; most have none.
pub async fn unseat(writing: &mut Writing, _permit: &Permit, member: &MemberId) -> Result<(), Fault> {
    let community = writing.community().clone();
    sqlx::query("DELETE FROM seats WHERE community = $1 AND member = $2")
        .bind(community.as_str())
        .bind(member.as_str())
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Takes one seat; whether there was one.
pub async fn end_seat(
    writing: &mut Writing,
    _permit: &Permit,
    body: &BodyId,
    member: &MemberId,
) -> Result<bool, Fault> {
    let community = writing.community().clone();
    let ended = sqlx::query("DELETE FROM seats WHERE community = $1 AND body = $2 AND member = $3")
        .bind(community.as_str())
        .bind(body.as_str())
        .bind(member.as_str())
        .execute(writing.conn())
        .await?;
    Ok(ended.rows_affected() > 0)
}

/// Every seat of the community: body and member.
pub async fn seats(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(BodyId, MemberId)>, Fault> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT body, member FROM seats WHERE community = $1")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|(body, member)| (body.into(), member.into())).collect())
}

/// Gives a role; again is no change.
pub async fn give_role(writing: &mut Writing, _permit: &Permit, member: &MemberId, role: Role) -> Result<(), Fault> {
    let community = writing.community().clone();
    sqlx::query("INSERT INTO roles (community, member, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(community.as_str())
        .bind(member.as_str())
        .bind(role.id())
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Takes a role; `false`: it was not held, and nothing was stored.
pub async fn take_role(writing: &mut Writing, _permit: &Permit, member: &MemberId, role: Role) -> Result<bool, Fault> {
    let community = writing.community().clone();
    let taken = sqlx::query("DELETE FROM roles WHERE community = $1 AND member = $2 AND role = $3")
        .bind(community.as_str())
        .bind(member.as_str())
        .bind(role.id())
        .execute(writing.conn())
        .await?;
    Ok(taken.rows_affected() == 1)
}

/// Whether somebody was given a role in the community.
pub async fn holds_role(conn: &mut Conn, community: &CommunityId, member: &MemberId) -> Result<bool, Fault> {
    let (count,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM roles WHERE community = $1 AND member = $2")
        .bind(community.as_str())
        .bind(member.as_str())
        .fetch_one(conn)
        .await?;
    Ok(count > 0)
}

/// Every role given in the community: member and role.
pub async fn roles(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(MemberId, String)>, Fault> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT member, role FROM roles WHERE community = $1")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|(member, role)| (member.into(), role)).collect())
}

/// The division of this name, made when missing.
pub async fn division(writing: &mut Writing, _permit: &Permit, name: &str, new_id: &str) -> Result<String, Fault> {
    let community = writing.community().clone();
    sqlx::query("INSERT INTO divisions (id, community, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(new_id)
        .bind(community.as_str())
        .bind(name)
        .execute(writing.conn())
        .await?;
    let (id,): (String,) = sqlx::query_as("SELECT id FROM divisions WHERE community = $1 AND name = $2")
        .bind(community.as_str())
        .bind(name)
        .fetch_one(writing.conn())
        .await?;
    Ok(id)
}

/// A household: its number is one within its group.
#[derive(Debug, Clone, FromRow)]
pub struct HouseholdRow {
    pub id: String,
    pub number: String,
    pub division: Option<String>,
}

/// Every household of a community, with its group's name.
pub async fn households(conn: &mut Conn, community: &CommunityId) -> Result<Vec<HouseholdRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT h.id, h.number, d.name AS division FROM households h LEFT JOIN divisions d ON d.id = h.division \
         WHERE h.community = $1 ORDER BY h.id",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// The names of a community's groups or grids.
pub async fn divisions(conn: &mut Conn, community: &CommunityId) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as("SELECT name FROM divisions WHERE community = $1 ORDER BY name")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// A new household.
pub async fn insert_household(
    writing: &mut Writing,
    _permit: &Permit,
    id: &str,
    number: &str,
    division: Option<&str>,
) -> Result<(), Fault> {
    let community = writing.community().clone();
    sqlx::query("INSERT INTO households (id, community, division, number) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(community.as_str())
        .bind(division)
        .bind(number)
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Says of which group a household is that had none. Each of its members says so anew: only the first changes it.
pub async fn place_household(writing: &mut Writing, _permit: &Permit, id: &str, division: &str) -> Result<(), Fault> {
    let community = writing.community().clone();
    sqlx::query("UPDATE households SET division = $3 WHERE id = $1 AND community = $2 AND division IS NULL")
        .bind(id)
        .bind(community.as_str())
        .bind(division)
        .execute(writing.conn())
        .await?;
    Ok(())
}
