//! Logins, and the slips, codes and links that begin one. A login is not an act and leaves no journal entry; handing
//! out a slip is one.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

pub mod tries;

use crate::{
    fault::Fault,
    store::{Conn, Flag},
};
use rules::{
    coded::Unlisted,
    id::{CommunityId, MemberId, PersonId},
};
use sqlx::FromRow;
use std::collections::BTreeSet;

/// What begins a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    /// A slip of paper.
    Slip,
    /// The code of one device for another.
    Device,
    /// A link that sets a password.
    Link,
}

impl CodeKind {
    /// Its stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Slip => "slip",
            Self::Device => "device",
            Self::Link => "link",
        }
    }
}

impl TryFrom<String> for CodeKind {
    type Error = Unlisted;

    fn try_from(value: String) -> Result<Self, Unlisted> {
        let all = [Self::Slip, Self::Device, Self::Link];
        all.into_iter().find(|one| one.id() == value).ok_or(Unlisted { list: "CodeKind", value })
    }
}

/// A slip, a device code, or a link that sets a password.
#[derive(Debug, Clone, FromRow)]
pub struct CodeRow {
    pub id: String,
    #[sqlx(try_from = "String")]
    pub kind: CodeKind,
    pub community: Option<String>,
    pub member: Option<String>,
    #[sqlx(try_from = "String")]
    pub person: PersonId,
    #[sqlx(try_from = "i64")]
    pub verified: Flag,
    pub expires_at: i64,
    pub spent_at: Option<i64>,
    pub revoked_at: Option<i64>,
    pub spent_mark: Option<String>,
    pub spent_device: Option<String>,
}

/// A code to be stored, with the hashes of its two forms.
#[derive(Debug, Clone)]
pub struct NewCode<'a> {
    pub id: &'a str,
    pub kind: CodeKind,
    pub community: Option<&'a CommunityId>,
    pub member: Option<&'a MemberId>,
    pub person: &'a PersonId,
    pub secret_hash: &'a str,
    pub short_hash: &'a str,
    pub verified: bool,
    pub now: i64,
    pub expires_at: i64,
}

/// Begins a login.
pub async fn insert(
    conn: &mut Conn,
    id: &str,
    secret_hash: &str,
    code: (&str, bool),
    device: &str,
    times: (i64, i64),
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO logins (id, secret_hash, person, verified, device, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(secret_hash)
    .bind(code.0)
    .bind(i64::from(code.1))
    .bind(device)
    .bind(times.0)
    .bind(times.1)
    .execute(conn)
    .await?;
    Ok(())
}

/// A login that has not been verified, and whose it is.
#[derive(Debug, Clone, FromRow)]
pub struct UnverifiedRow {
    #[sqlx(try_from = "String")]
    pub member: MemberId,
    pub id: String,
    pub device: String,
    pub created_at: i64,
}

/// The logins of a community's members that still hold and are not verified, newest first.
pub async fn unverified(conn: &mut Conn, community: &CommunityId, now: i64) -> Result<Vec<UnverifiedRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT m.id AS member, l.id, l.device, l.created_at FROM logins l JOIN members m ON m.person = l.person \
         WHERE m.community = $1 AND l.verified = 0 AND l.ended_at IS NULL AND l.expires_at > $2 \
         ORDER BY l.created_at DESC, l.id",
    )
    .bind(community.as_str())
    .bind(now)
    .fetch_all(conn)
    .await?)
}

/// Ends a login of this person.
pub async fn end(conn: &mut Conn, id: &str, person: &PersonId, now: i64) -> Result<(), Fault> {
    sqlx::query("UPDATE logins SET ended_at = $3 WHERE id = $1 AND person = $2 AND ended_at IS NULL")
        .bind(id)
        .bind(person.as_str())
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends every login of a person, and says how many; no spent code begins another.
pub async fn end_all(conn: &mut Conn, person: &PersonId, now: i64) -> Result<u64, Fault> {
    let ended = sqlx::query("UPDATE logins SET ended_at = $2 WHERE person = $1 AND ended_at IS NULL")
        .bind(person.as_str())
        .bind(now)
        .execute(&mut *conn)
        .await?;
    close_spent(conn, person).await?;
    Ok(ended.rows_affected())
}

/// Ends every login and revokes every code: after a backup was restored.
pub async fn end_everything(conn: &mut Conn, now: i64) -> Result<(), Fault> {
    sqlx::query("UPDATE logins SET ended_at = $1 WHERE ended_at IS NULL").bind(now).execute(&mut *conn).await?;
    sqlx::query("UPDATE codes SET revoked_at = $1 WHERE spent_at IS NULL AND revoked_at IS NULL")
        .bind(now)
        .execute(&mut *conn)
        .await?;
    sqlx::query("UPDATE codes SET spent_mark = NULL WHERE spent_mark IS NOT NULL").execute(conn).await?;
    Ok(())
}

/// Marks a login as verified in person.
pub async fn verify(conn: &mut Conn, id: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE logins SET verified = 1 WHERE id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// Stores a code and revokes the unspent ones of the same kind for the same person and community; the spent ones open nowhere
/// again.
pub async fn insert_code(conn: &mut Conn, code: &NewCode<'_>) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE codes SET spent_mark = NULL WHERE person = $1 AND kind = $2 AND COALESCE(community, '') = $3 \
         AND spent_mark IS NOT NULL",
    )
    .bind(code.person.as_str())
    .bind(code.kind.id())
    .bind(code.community.map_or("", |id| id.as_str()))
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "UPDATE codes SET revoked_at = $4 WHERE person = $1 AND kind = $2 AND COALESCE(community, '') = $3 \
         AND spent_at IS NULL AND revoked_at IS NULL",
    )
    .bind(code.person.as_str())
    .bind(code.kind.id())
    .bind(code.community.map_or("", |id| id.as_str()))
    .bind(code.now)
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "INSERT INTO codes (id, kind, community, member, person, secret_hash, short_hash, verified, created_at, \
         expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(code.id)
    .bind(code.kind.id())
    .bind(code.community.map(|id| id.as_str()))
    .bind(code.member.map(|id| id.as_str()))
    .bind(code.person.as_str())
    .bind(code.secret_hash)
    .bind(code.short_hash)
    .bind(i64::from(code.verified))
    .bind(code.now)
    .bind(code.expires_at)
    .execute(conn)
    .await?;
    Ok(())
}

/// The code behind a link or QR.
pub async fn code_by_secret(conn: &mut Conn, secret_hash: &str) -> Result<Option<CodeRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, kind, community, member, person, verified, expires_at, spent_at, revoked_at, spent_mark, \
         spent_device FROM codes WHERE secret_hash = $1",
    )
    .bind(secret_hash)
    .fetch_optional(conn)
    .await?)
}

/// The newest code of a person with this short form.
pub async fn code_by_short(conn: &mut Conn, person: &PersonId, short_hash: &str) -> Result<Option<CodeRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, kind, community, member, person, verified, expires_at, spent_at, revoked_at, spent_mark, \
         spent_device FROM codes WHERE person = $1 AND short_hash = $2 ORDER BY created_at DESC LIMIT 1",
    )
    .bind(person.as_str())
    .bind(short_hash)
    .fetch_optional(conn)
    .await?)
}

/// A code as it stands now.
pub async fn code(conn: &mut Conn, id: &str) -> Result<CodeRow, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, kind, community, member, person, verified, expires_at, spent_at, revoked_at, spent_mark, \
         spent_device FROM codes WHERE id = $1",
    )
    .bind(id)
    .fetch_one(conn)
    .await?)
}

/// Spends a code once, on a device (the hash of its cookie, and its kind): `false` when it was spent before.
pub async fn spend_code(conn: &mut Conn, id: &str, (mark, device): (&str, &str), now: i64) -> Result<bool, Fault> {
    let changed = sqlx::query(
        "UPDATE codes SET spent_at = $2, spent_mark = $3, spent_device = $4 \
         WHERE id = $1 AND spent_at IS NULL AND revoked_at IS NULL",
    )
    .bind(id)
    .bind(now)
    .bind(mark)
    .bind(device)
    .execute(conn)
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// The spent codes of a person open nowhere again.
pub async fn close_spent(conn: &mut Conn, person: &PersonId) -> Result<(), Fault> {
    sqlx::query("UPDATE codes SET spent_mark = NULL WHERE person = $1 AND spent_mark IS NOT NULL")
        .bind(person.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Revokes every code of a person.
pub async fn revoke_codes(conn: &mut Conn, person: &PersonId, now: i64) -> Result<u64, Fault> {
    let revoked =
        sqlx::query("UPDATE codes SET revoked_at = $2 WHERE person = $1 AND spent_at IS NULL AND revoked_at IS NULL")
            .bind(person.as_str())
            .bind(now)
            .execute(conn)
            .await?;
    Ok(revoked.rows_affected())
}

/// Revokes every code that was made for a member.
pub async fn revoke_codes_of(conn: &mut Conn, member: &MemberId, now: i64) -> Result<(), Fault> {
    sqlx::query("UPDATE codes SET revoked_at = $2 WHERE member = $1 AND spent_at IS NULL AND revoked_at IS NULL")
        .bind(member.as_str())
        .bind(now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Members of a community who have ever signed in.
pub async fn signed_in_members(conn: &mut Conn, community: &CommunityId) -> Result<BTreeSet<MemberId>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "SELECT DISTINCT m.id FROM members m JOIN logins l ON l.person = m.person WHERE m.community = $1",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(member,)| member.into()).collect())
}

/// Members of a community who hold an unspent slip.
pub async fn open_slips(conn: &mut Conn, community: &CommunityId, now: i64) -> Result<BTreeSet<MemberId>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "SELECT member FROM codes WHERE community = $1 AND kind = 'slip' AND spent_at IS NULL AND revoked_at IS NULL \
         AND expires_at > $2 AND member IS NOT NULL",
    )
    .bind(community.as_str())
    .bind(now)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(member,)| member.into()).collect())
}

/// Members whose person runs the platform, serves an office above communities or has a membership elsewhere, whatever it is worth now.
pub async fn bound(conn: &mut Conn, community: &CommunityId) -> Result<BTreeSet<MemberId>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "SELECT m.id FROM members m JOIN persons p ON p.id = m.person WHERE m.community = $1 AND (p.administrator = 1 \
         OR EXISTS (SELECT 1 FROM members o WHERE o.person = m.person AND o.community <> m.community) \
         OR EXISTS (SELECT 1 FROM office_staff s WHERE s.person = m.person))",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(member,)| member.into()).collect())
}
