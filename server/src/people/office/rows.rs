//! Offices above communities and their staff.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing, changed_one},
};
use rules::{
    coded::Maybe,
    id::{CommunityId, OfficeId, PersonId},
    office::{Above, Level, Under},
    permit::Permit,
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct OfficeRow {
    #[sqlx(try_from = "String")]
    pub id: OfficeId,
    #[sqlx(try_from = "String")]
    pub level: Level,
    pub name: String,
    /// The office above; none at the top.
    #[sqlx(try_from = "String")]
    pub parent: Maybe<OfficeId>,
    /// Since which day it acts no more, or empty.
    pub retired: String,
}

impl OfficeRow {
    /// As far as something is put under it.
    pub fn above(&self) -> Above {
        Above { office: self.id.clone(), level: self.level, retired: !self.retired.is_empty() }
    }
}

/// Every office, by name.
pub async fn all(conn: &mut Conn) -> Result<Vec<OfficeRow>, Fault> {
    let text = "SELECT id, level, name, parent, retired FROM offices ORDER BY name, id";
    Ok(sqlx::query_as(text).fetch_all(conn).await?)
}

/// One office.
pub async fn find(conn: &mut Conn, id: &str) -> Result<OfficeRow, Fault> {
    sqlx::query_as("SELECT id, level, name, parent, retired FROM offices WHERE id = $1")
        .bind(id)
        .fetch_optional(conn)
        .await?
        .ok_or(Fault::NotFound)
}

/// The offices above a community, the nearest first, retired ones too.
pub async fn above(conn: &mut Conn, community: &CommunityId) -> Result<Vec<OfficeRow>, Fault> {
    let mut rows: Vec<OfficeRow> = sqlx::query_as(
        "WITH RECURSIVE up(id) AS (SELECT office FROM communities WHERE id = $1 \
         UNION SELECT o.parent FROM offices o JOIN up ON o.id = up.id) \
         SELECT o.id, o.level, o.name, o.parent, o.retired FROM offices o JOIN up ON o.id = up.id",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?;
    // Each stands under a higher one.
    rows.sort_by_key(|row| row.level);
    Ok(rows)
}

/// Which office each community hangs under, where it hangs under one.
pub async fn hung(conn: &mut Conn) -> Result<Vec<(CommunityId, OfficeId)>, Fault> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT id, office FROM communities WHERE office <> '' ORDER BY id").fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(community, office)| (community.into(), office.into())).collect())
}

/// A new office in its place.
pub async fn insert(
    conn: &mut Conn,
    (id, level, name): (&OfficeId, Level, &str),
    under: &Under,
    now: i64,
) -> Result<(), Fault> {
    sqlx::query("INSERT INTO offices (id, level, name, parent, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(id.as_str())
        .bind(level.id())
        .bind(name)
        .bind(under.office().map_or("", |id| id.as_str()))
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// The name of an office from now on.
pub async fn rename(conn: &mut Conn, office: &OfficeId, name: &str) -> Result<(), Fault> {
    let renamed = sqlx::query("UPDATE offices SET name = $2 WHERE id = $1").bind(office.as_str()).bind(name);
    changed_one(&renamed.execute(conn).await?)
}

/// Where an office stands from now on.
pub async fn put(conn: &mut Conn, office: &OfficeId, under: &Under) -> Result<(), Fault> {
    let put = sqlx::query("UPDATE offices SET parent = $2 WHERE id = $1")
        .bind(office.as_str())
        .bind(under.office().map_or("", |id| id.as_str()));
    changed_one(&put.execute(conn).await?)
}

/// Since which day an office acts no more; empty: it acts.
pub async fn retire(conn: &mut Conn, office: &OfficeId, day: &str) -> Result<(), Fault> {
    let retired = sqlx::query("UPDATE offices SET retired = $2 WHERE id = $1").bind(office.as_str()).bind(day);
    changed_one(&retired.execute(conn).await?)
}

/// Hangs the community under an office, or under none.
pub async fn hang(writing: &mut Writing, _permit: &Permit, under: &Under) -> Result<(), Fault> {
    let community = writing.community().clone();
    let hung = sqlx::query("UPDATE communities SET office = $2 WHERE id = $1")
        .bind(community.as_str())
        .bind(under.office().map_or("", |id| id.as_str()))
        .execute(writing.conn())
        .await?;
    changed_one(&hung)
}

/// Somebody of an office.
#[derive(Debug, Clone, FromRow)]
pub struct StaffRow {
    pub id: String,
    #[sqlx(try_from = "String")]
    pub office: OfficeId,
    #[sqlx(try_from = "String")]
    pub person: PersonId,
    pub name: String,
}

/// The staff of an office, by name.
pub async fn staff(conn: &mut Conn, office: &OfficeId) -> Result<Vec<StaffRow>, Fault> {
    let text = "SELECT id, office, person, name FROM office_staff WHERE office = $1 ORDER BY name, id";
    Ok(sqlx::query_as(text).bind(office.as_str()).fetch_all(conn).await?)
}

/// Somebody joins the staff of an office.
pub async fn appoint(conn: &mut Conn, row: &StaffRow, now: i64) -> Result<(), Fault> {
    sqlx::query("INSERT INTO office_staff (id, office, person, name, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(&row.id)
        .bind(row.office.as_str())
        .bind(row.person.as_str())
        .bind(&row.name)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Somebody leaves it.
pub async fn dismiss(conn: &mut Conn, id: &str) -> Result<(), Fault> {
    let left = sqlx::query("DELETE FROM office_staff WHERE id = $1").bind(id).execute(conn).await?;
    changed_one(&left)
}
