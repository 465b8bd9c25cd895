//! Members of a community, and the persons who sign in.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    act::rows::{PersonRow, STAYS, persons},
    fault::Fault,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    belonging::{Residence, belongs},
    folding,
    id::{CommunityId, MemberId, PersonId},
    member::Leaving,
    permit::Permit,
};
use sqlx::{AssertSqlSafe, FromRow};
use std::collections::BTreeSet;

/// Members with household and group, chosen by a condition on `m`.
fn members(chosen: &'static str) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!(
        "SELECT m.id, m.community, m.person, m.number, m.name, m.household AS home, h.number AS household, \
         d.name AS division, m.phone, m.adult, m.state, m.born, m.left_why, m.left_on, {STAYS} AS stays \
         FROM members m LEFT JOIN households h ON h.id = m.household \
         LEFT JOIN divisions d ON d.id = h.division WHERE {chosen}"
    ))
}

#[derive(Debug, Clone, FromRow)]
pub struct MemberRow {
    #[sqlx(try_from = "String")]
    pub id: MemberId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub person: PersonId,
    pub number: String,
    pub name: String,
    /// The id of their household.
    pub home: Option<String>,
    /// Its number, which is one within its group only.
    pub household: Option<String>,
    pub division: Option<String>,
    pub phone: String,
    #[sqlx(try_from = "i64")]
    pub adult: Flag,
    #[sqlx(try_from = "String")]
    pub state: Residence,
    /// When they were born, as exactly as it was said; empty where it was not.
    pub born: String,
    /// Why they were struck off, and since which day, where it was said.
    pub left_why: String,
    pub left_on: String,
    /// Has moved away, and still sits in a body, owns a unit or stands for households.
    #[sqlx(try_from = "i64")]
    pub stays: Flag,
}

impl MemberRow {
    /// Lives here: neither moved away nor erased. Which right that gives, and which it does not, is `rules::belonging`.
    pub fn active(&self) -> bool {
        self.state == Residence::Living
    }

    /// Belongs to the community: may sign in.
    pub fn belongs(&self) -> bool {
        belongs(self.state, *self.stays)
    }

    /// They have died: whatever roll they are on, they take part in nothing.
    pub fn died(&self) -> bool {
        self.left_why == Leaving::Died.id()
    }

    /// Name and telephone are gone: nobody is behind the number any more.
    pub fn erased(&self) -> bool {
        self.state == Residence::Erased
    }
}

/// The numbers of members behind whom no person stands: somebody has struck one out by hand.
pub async fn without_person(conn: &mut Conn, community: &CommunityId) -> Result<Vec<String>, Fault> {
    Ok(sqlx::query_scalar(
        "SELECT m.number FROM members m WHERE m.community = $1 AND m.state <> 'erased' \
         AND NOT EXISTS (SELECT 1 FROM persons p WHERE p.id = m.person) ORDER BY m.number",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// A new person without name and password.
pub async fn insert_person(conn: &mut Conn, id: &str, administrator: bool, now: i64) -> Result<(), Fault> {
    sqlx::query("INSERT INTO persons (id, administrator, created_at) VALUES ($1, $2, $3)")
        .bind(id)
        .bind(i64::from(administrator))
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Sets name and password; `false` when the name is taken.
pub async fn set_password(conn: &mut Conn, person: &PersonId, username: &str, hash: &str) -> Result<bool, Fault> {
    let changed = sqlx::query(
        "UPDATE persons SET username = $2, password = $3 WHERE id = $1 \
         AND NOT EXISTS (SELECT 1 FROM persons WHERE username = $2 AND id <> $1)",
    )
    .bind(person.as_str())
    .bind(username)
    .bind(hash)
    .execute(conn)
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// The person with this name.
pub async fn person_by_username(conn: &mut Conn, username: &str) -> Result<Option<PersonRow>, Fault> {
    Ok(sqlx::query_as(persons("username = $1")).bind(username).fetch_optional(conn).await?)
}

/// Whether an administrator who can sign in exists.
pub async fn has_administrator(conn: &mut Conn) -> Result<bool, Fault> {
    let (count,): (i64,) =
        sqlx::query_as("SELECT COUNT(*) FROM persons WHERE administrator = 1 AND password IS NOT NULL")
            .fetch_one(conn)
            .await?;
    Ok(count > 0)
}

/// A new member. The permit says who may add to the roll.
pub async fn insert(writing: &mut Writing, _permit: &Permit, row: &MemberRow) -> Result<(), Fault> {
    let now = writing.now().0;
    sqlx::query(
        "INSERT INTO members (id, community, person, number, name, household, phone, adult, state, born, \
         created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(row.id.as_str())
    .bind(row.community.as_str())
    .bind(row.person.as_str())
    .bind(&row.number)
    .bind(&row.name)
    .bind(&row.home)
    .bind(&row.phone)
    .bind(row.adult.stored())
    .bind(row.state.id())
    .bind(&row.born)
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores a changed member.
pub async fn update(writing: &mut Writing, _permit: &Permit, row: &MemberRow) -> Result<(), Fault> {
    let community = writing.community().clone();
    let stored = sqlx::query(
        "UPDATE members SET name = $3, household = $4, phone = $5, adult = $6, state = $7, number = $8, born = $9, \
         left_why = $10, left_on = $11 WHERE id = $1 AND community = $2",
    )
    .bind(row.id.as_str())
    .bind(community.as_str())
    .bind(&row.name)
    .bind(&row.home)
    .bind(&row.phone)
    .bind(row.adult.stored())
    .bind(row.state.id())
    .bind(&row.number)
    .bind(&row.born)
    .bind(&row.left_why)
    .bind(&row.left_on)
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// Gives a member another number; the person behind it stays.
pub async fn set_number(writing: &mut Writing, _permit: &Permit, member: &MemberId, number: &str) -> Result<(), Fault> {
    let community = writing.community().clone();
    let stored = sqlx::query("UPDATE members SET number = $3 WHERE id = $1 AND community = $2")
        .bind(member.as_str())
        .bind(community.as_str())
        .bind(number)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Removes what is personal of a member who left: name, telephone, household.
pub async fn erase(writing: &mut Writing, _permit: &Permit, member: &MemberId) -> Result<(), Fault> {
    let community = writing.community().clone();
    let stored = sqlx::query(
        "UPDATE members SET name = '', phone = '', household = NULL, state = 'erased', born = '', left_why = '', \
         left_on = '' WHERE id = $1 AND community = $2",
    )
    .bind(member.as_str())
    .bind(community.as_str())
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// Removes a person's name and password, which may be their own name.
pub async fn forget_password(conn: &mut Conn, person: &PersonId) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE persons SET username = NULL, password = NULL WHERE id = $1")
        .bind(person.as_str())
        .execute(conn)
        .await?;
    changed_one(&stored)
}

/// Puts a member under another person: the same human being in several communities.
pub async fn set_person(writing: &mut Writing, member: &MemberId, person: &PersonId) -> Result<(), Fault> {
    let community = writing.community().clone();
    let stored = sqlx::query("UPDATE members SET person = $3 WHERE id = $1 AND community = $2")
        .bind(member.as_str())
        .bind(community.as_str())
        .bind(person.as_str())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Every member of a community, by number as people count: 1, 2, 10.
pub async fn all(conn: &mut Conn, community: &CommunityId) -> Result<Vec<MemberRow>, Fault> {
    let mut all: Vec<MemberRow> =
        sqlx::query_as(members("m.community = $1 ORDER BY m.number")).bind(community.as_str()).fetch_all(conn).await?;
    all.sort_by_cached_key(|one| folding::natural(&one.number));
    Ok(all)
}

/// Who lives in a community, is not of age on the roll, and of whom it is known when they were born.
pub async fn growing(conn: &mut Conn, community: &CommunityId) -> Result<Vec<MemberRow>, Fault> {
    Ok(sqlx::query_as(members(
        "m.community = $1 AND m.adult = 0 AND m.born <> '' AND m.state = 'active' ORDER BY m.id",
    ))
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// The titles of the sittings under way on whose roll somebody is.
pub async fn sittings(conn: &mut Conn, community: &CommunityId, member: &MemberId) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "SELECT s.title FROM sessions s JOIN session_roll r ON r.session = s.id \
         WHERE s.community = $1 AND r.member = $2 AND s.phase IN ('open', 'suspended') ORDER BY s.starts_at, s.id",
    )
    .bind(community.as_str())
    .bind(member.as_str())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(title,)| title).collect())
}

/// One member of a community.
pub async fn find(conn: &mut Conn, community: &CommunityId, id: &str) -> Result<MemberRow, Fault> {
    sqlx::query_as(members("m.community = $1 AND m.id = $2"))
        .bind(community.as_str())
        .bind(id)
        .fetch_optional(conn)
        .await?
        .ok_or(Fault::NotFound)
}

/// The member of a community with this number, in digits of whatever width, whatever their state.
pub async fn numbered(conn: &mut Conn, community: &CommunityId, number: &str) -> Result<Option<MemberRow>, Fault> {
    Ok(sqlx::query_as(members(
        "m.community = $1 AND m.number IN ($2, $3) ORDER BY CASE WHEN m.number = $2 THEN 0 ELSE 1 END LIMIT 1",
    ))
    .bind(community.as_str())
    .bind(number)
    .bind(rules::typed::ascii(number))
    .fetch_optional(conn)
    .await?)
}

/// Who belongs to a community, whichever, under this number; where nobody's of that community is written so, under the same but for the
/// zeros before it.
pub async fn by_number(conn: &mut Conn, number: &str) -> Result<Vec<MemberRow>, Fault> {
    let (ascii, key) = (rules::typed::ascii(number), folding::number(number));
    let mut rows: Vec<MemberRow> = sqlx::query_as(members("m.number IN ($1, $2) OR LTRIM(m.number, '0') = $3"))
        .bind(number)
        .bind(&ascii)
        .bind(&key)
        .fetch_all(conn)
        .await?;
    rows.retain(MemberRow::belongs);
    // Of each community by itself: how another one writes its numbers decides nothing here.
    let written = |row: &MemberRow| [number, &ascii].contains(&row.number.as_str());
    let exact: BTreeSet<CommunityId> =
        rows.iter().filter(|row| written(row)).map(|row| row.community.clone()).collect();
    rows.retain(|row| if exact.contains(&row.community) { written(row) } else { folding::number(&row.number) == key });
    Ok(rows)
}

/// Makes a person an administrator: for the demonstration and the command line.
pub async fn promote(conn: &mut Conn, person: &PersonId) -> Result<(), Fault> {
    let stored =
        sqlx::query("UPDATE persons SET administrator = 1 WHERE id = $1").bind(person.as_str()).execute(conn).await?;
    changed_one(&stored)
}
