//! The rows that say who asks: a login, the person behind it, and what that person is where.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Flag},
};
use rules::{
    belonging::{Residence, belongs, holds_office},
    id::{CommunityId, LoginId, MemberId, PersonId},
};
use sqlx::{AssertSqlSafe, FromRow};

/// Whether a member `m` has moved away, and still sits in a body or owns a unit: said here alone.
pub(crate) const STAYS: &str = "CASE WHEN m.state = 'left' AND (EXISTS (SELECT 1 FROM seats s WHERE s.member = m.id) OR EXISTS \
    (SELECT 1 FROM estate_units u WHERE u.member = m.id)) THEN 1 ELSE 0 END";

#[derive(Debug, Clone, FromRow)]
pub struct LoginRow {
    #[sqlx(try_from = "String")]
    pub id: LoginId,
    #[sqlx(try_from = "String")]
    pub person: PersonId,
    #[sqlx(try_from = "i64")]
    pub verified: Flag,
    pub device: String,
    pub created_at: i64,
}

/// The login with this secret, unless ended or expired.
pub async fn by_secret(conn: &mut Conn, secret_hash: &str, now: i64) -> Result<Option<LoginRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, person, verified, device, created_at FROM logins \
         WHERE secret_hash = $1 AND ended_at IS NULL AND expires_at > $2",
    )
    .bind(secret_hash)
    .bind(now)
    .fetch_optional(conn)
    .await?)
}

/// The logins of a person that still hold, newest first.
pub async fn of_person(conn: &mut Conn, person: &PersonId, now: i64) -> Result<Vec<LoginRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, person, verified, device, created_at FROM logins \
         WHERE person = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY created_at DESC, id",
    )
    .bind(person.as_str())
    .bind(now)
    .fetch_all(conn)
    .await?)
}

#[derive(Debug, Clone, FromRow)]
pub struct PersonRow {
    #[sqlx(try_from = "String")]
    pub id: PersonId,
    pub username: Option<String>,
    pub password: Option<String>,
    #[sqlx(try_from = "i64")]
    pub administrator: Flag,
}

/// One person.
pub async fn person(conn: &mut Conn, id: &str) -> Result<PersonRow, Fault> {
    sqlx::query_as("SELECT id, username, password, administrator FROM persons WHERE id = $1")
        .bind(id)
        .fetch_optional(conn)
        .await?
        .ok_or(Fault::NotFound)
}

/// A membership and one of its roles.
#[derive(Debug, Clone, FromRow)]
pub struct MembershipRow {
    #[sqlx(try_from = "String")]
    pub id: MemberId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    pub community_name: String,
    pub number: String,
    pub name: String,
    pub role: Option<String>,
    pub state: String,
    #[sqlx(try_from = "i64")]
    pub stays: Flag,
}

/// Where a person belongs, with the roles that they hold there. In the practice of a place they are the copy of who they are in it; it
/// comes last.
pub async fn memberships(conn: &mut Conn, person: &PersonId) -> Result<Vec<MembershipRow>, Fault> {
    let mut rows: Vec<MembershipRow> = sqlx::query_as(AssertSqlSafe(format!(
        "SELECT m.id, m.community, c.name AS community_name, m.number, m.name, r.role, m.state, {STAYS} AS stays \
         FROM members m JOIN communities c ON c.id = m.community \
         LEFT JOIN roles r ON r.community = m.community AND r.member = m.id \
         WHERE m.person = $1 OR m.id IN (SELECT 'practice-' || o.id FROM members o WHERE o.person = $1) \
         ORDER BY m.community, m.id",
    )))
    .bind(person.as_str())
    .fetch_all(conn)
    .await?;
    let residence = |row: &MembershipRow| Residence::from_id(&row.state).unwrap_or(Residence::Erased);
    rows.retain(|row| belongs(residence(row), *row.stays));
    rows.sort_by_key(|row| row.community.is_practice());
    for row in &mut rows {
        if !holds_office(residence(row)) {
            row.role = None;
        }
    }
    Ok(rows)
}

/// The login that has this secret and whose it is, also where it has ended.
pub async fn whose(conn: &mut Conn, secret_hash: &str) -> Result<Option<(LoginId, PersonId)>, Fault> {
    let row: Option<(String, String)> = sqlx::query_as("SELECT id, person FROM logins WHERE secret_hash = $1")
        .bind(secret_hash)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|(login, person)| (login.into(), person.into())))
}
