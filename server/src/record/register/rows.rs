//! The rows of registers, their versions, and with which disclosures registers were published.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing, changed_one},
};
use rules::{
    id::{CommunityId, MemberId},
    permit::Permit,
    register::Register,
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct RegisterRow {
    pub id: String,
    pub number: String,
    pub cells: String,
    pub version: i64,
    /// Why it ended; empty while it stands.
    pub ended: String,
    pub ended_on: String,
    pub at: i64,
}

/// What a row was before.
#[derive(Debug, Clone, FromRow)]
pub struct VersionRow {
    pub version: i64,
    pub cells: String,
    /// Why it was changed into the next one.
    pub why: String,
    pub at: i64,
}

/// How many rows stand in a register.
#[derive(Debug, Clone, FromRow)]
pub struct StandsRow {
    pub register: String,
    pub rows: i64,
}

/// The rows of a register, also those that ended, in the order in which they were entered.
pub async fn all(conn: &mut Conn, (community, register): (&CommunityId, &Register)) -> Result<Vec<RegisterRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, number, cells, version, ended, ended_on, at FROM register_rows WHERE community = $1 AND register = $2 ORDER BY nth",
    )
    .bind(community.as_str())
    .bind(&register.id)
    .fetch_all(conn)
    .await?)
}

/// A row of a register.
pub async fn find(
    conn: &mut Conn,
    (community, register): (&CommunityId, &Register),
    id: &str,
) -> Result<Option<RegisterRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, number, cells, version, ended, ended_on, at FROM register_rows WHERE community = $1 AND register = $2 AND id = $3",
    )
    .bind(community.as_str())
    .bind(&register.id)
    .bind(id)
    .fetch_optional(conn)
    .await?)
}

/// What a row was before, the first version first.
pub async fn versions(conn: &mut Conn, community: &CommunityId, row: &str) -> Result<Vec<VersionRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT version, cells, why, at FROM register_versions WHERE community = $1 AND row_id = $2 ORDER BY version",
    )
    .bind(community.as_str())
    .bind(row)
    .fetch_all(conn)
    .await?)
}

/// How many rows stand in each register that has some.
pub async fn standing(conn: &mut Conn, community: &CommunityId) -> Result<Vec<StandsRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT register, COUNT(*) AS rows FROM register_rows WHERE community = $1 AND ended = '' GROUP BY register ORDER BY register",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// Stores a new row; `cells` as they are stored.
pub async fn insert(
    writing: &mut Writing,
    permit: &Permit,
    (register, id, by): (&Register, &str, &MemberId),
    (number, cells): (&str, &str),
) -> Result<(), Fault> {
    let (community, now) = (permit.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO register_rows (id, community, register, nth, number, cells, version, entered_by, at) VALUES ($1, $2, $3, \
         (SELECT COALESCE(MAX(nth), 0) + 1 FROM register_rows WHERE community = $2 AND register = $3), $4, $5, 1, $6, $7)",
    )
    .bind(id)
    .bind(community.as_str())
    .bind(&register.id)
    .bind(number)
    .bind(cells)
    .bind(by.as_str())
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Keeps what a row was, and stores what it is from now on.
pub async fn change(
    writing: &mut Writing,
    permit: &Permit,
    (row, by): (&RegisterRow, &MemberId),
    (number, cells, why): (&str, &str, &str),
) -> Result<(), Fault> {
    let (community, now) = (permit.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO register_versions (row_id, community, version, cells, why, changed_by, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&row.id)
    .bind(community.as_str())
    .bind(row.version)
    .bind(&row.cells)
    .bind(why)
    .bind(by.as_str())
    .bind(now)
    .execute(writing.conn())
    .await?;
    let stored = sqlx::query(
        "UPDATE register_rows SET number = $3, cells = $4, version = version + 1, at = $5 WHERE id = $1 AND community = $2",
    )
    .bind(&row.id)
    .bind(community.as_str())
    .bind(number)
    .bind(cells)
    .bind(now)
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// Stores that a row ended.
pub async fn end(
    writing: &mut Writing,
    permit: &Permit,
    row: &RegisterRow,
    (on, reason): (&str, &str),
) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE register_rows SET ended = $3, ended_on = $4 WHERE id = $1 AND community = $2")
        .bind(&row.id)
        .bind(permit.community().as_str())
        .bind(reason)
        .bind(on)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores with which disclosure a register is published.
pub async fn store_published(
    writing: &mut Writing,
    permit: &Permit,
    register: &Register,
    disclosure: &str,
) -> Result<(), Fault> {
    sqlx::query("INSERT INTO register_disclosures (community, register, disclosure, at) VALUES ($1, $2, $3, $4)")
        .bind(permit.community().as_str())
        .bind(&register.id)
        .bind(disclosure)
        .bind(writing.now().0)
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// The disclosures with which registers were published, the latest first: register, disclosure, and when.
pub async fn published(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(String, String, i64)>, Fault> {
    Ok(sqlx::query_as(
        "SELECT d.register, d.disclosure, p.at FROM register_disclosures d JOIN publications p ON p.community = d.community \
         AND p.kind = 'disclosure' AND p.subject = d.disclosure AND p.superseded = 0 AND p.withdrawn = '' \
         WHERE d.community = $1 ORDER BY p.at DESC, d.disclosure",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}
