//! The rows that say who asks: a login, the person behind it, and what that person is where.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Flag},
};
use rules::{
    belonging::{Residence, belongs, holds_office},
    id::{CommunityId, LoginId, MemberId, OfficeId, PersonId},
    office::Level,
};
use sqlx::{AssertSqlSafe, FromRow};

/// Whether a member `m` has moved away, and still sits in a body, owns a unit or stands for households: said here alone. Who has died
/// stays nowhere.
pub(crate) const STAYS: &str = "CASE WHEN m.state = 'left' AND m.left_why <> 'died' AND (EXISTS (SELECT 1 FROM seats s WHERE \
    s.member = m.id) OR EXISTS (SELECT 1 FROM estate_units u WHERE u.member = m.id) OR EXISTS \
    (SELECT 1 FROM represented_households r WHERE r.member = m.id)) THEN 1 ELSE 0 END";

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
    /// How many offices above communities they serve.
    pub offices: i64,
}

/// A person, as far as they sign in, chosen by a condition; with how many offices above communities they serve.
pub(crate) fn persons(chosen: &'static str) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!(
        "SELECT id, username, password, administrator, \
         (SELECT COUNT(*) FROM office_staff s WHERE s.person = persons.id) AS offices FROM persons WHERE {chosen}"
    ))
}

/// One person.
pub async fn person(conn: &mut Conn, id: &str) -> Result<PersonRow, Fault> {
    sqlx::query_as(persons("id = $1")).bind(id).fetch_optional(conn).await?.ok_or(Fault::NotFound)
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
    #[sqlx(try_from = "String")]
    pub state: Residence,
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
    rows.retain(|row| belongs(row.state, *row.stays));
    rows.sort_by_key(|row| row.community.is_practice());
    for row in &mut rows {
        if !holds_office(row.state) {
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

/// Of a column that names a community: it hangs under the office `$1`, or under one beneath it.
pub(crate) const BENEATH: &str = "IN (SELECT hung.id FROM communities hung WHERE hung.office IN (WITH RECURSIVE down(id) AS \
    (SELECT CAST($1 AS TEXT) UNION SELECT o.id FROM offices o JOIN down ON o.parent = down.id) SELECT id FROM down))";

/// An office above communities that a person serves.
#[derive(Debug, Clone, FromRow)]
pub struct ServingRow {
    #[sqlx(try_from = "String")]
    pub office: OfficeId,
    pub office_name: String,
    #[sqlx(try_from = "String")]
    pub level: Level,
    pub name: String,
}

/// The offices that a person serves and that were not retired, by name.
pub async fn serving(conn: &mut Conn, person: &PersonId) -> Result<Vec<ServingRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT o.id AS office, o.name AS office_name, o.level, s.name FROM office_staff s JOIN offices o ON o.id = s.office \
         WHERE s.person = $1 AND o.retired = '' ORDER BY o.name, o.id",
    )
    .bind(person.as_str())
    .fetch_all(conn)
    .await?)
}

/// Every community that hangs under an office, or under one beneath it; practice places hang under none.
pub async fn beneath(conn: &mut Conn, office: &OfficeId) -> Result<Vec<CommunityId>, Fault> {
    let text = format!("SELECT id FROM communities WHERE id {BENEATH} ORDER BY id");
    let rows: Vec<(String,)> = sqlx::query_as(AssertSqlSafe(text)).bind(office.as_str()).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// The offices above a community that were not retired, the nearest first, as far as a person serves them.
pub async fn serving_above(
    conn: &mut Conn,
    community: &CommunityId,
    person: &PersonId,
) -> Result<Vec<ServingRow>, Fault> {
    let mut rows: Vec<ServingRow> = sqlx::query_as(
        "WITH RECURSIVE up(id) AS (SELECT office FROM communities WHERE id = $1 \
         UNION SELECT o.parent FROM offices o JOIN up ON o.id = up.id) \
         SELECT o.id AS office, o.name AS office_name, o.level, s.name FROM up JOIN offices o ON o.id = up.id \
         JOIN office_staff s ON s.office = o.id WHERE s.person = $2 AND o.retired = ''",
    )
    .bind(community.as_str())
    .bind(person.as_str())
    .fetch_all(conn)
    .await?;
    rows.sort_by_key(|row| row.level);
    Ok(rows)
}

/// Whether a person serves an office, retired or not.
pub async fn serves(conn: &mut Conn, person: &PersonId) -> Result<bool, Fault> {
    let (count,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM office_staff WHERE person = $1")
        .bind(person.as_str())
        .fetch_one(conn)
        .await?;
    Ok(count > 0)
}
