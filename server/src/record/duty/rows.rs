//! The catalogues that a place keeps, and what stands for the periods of their duties.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    act::rows::BENEATH,
    fault::Fault,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    duty::{Adopted, Kept, Said},
    id::{CommunityId, OfficeId},
    permit::{Permit, Role},
};
use sqlx::{AssertSqlSafe, FromRow};

#[derive(Debug, Clone, FromRow)]
pub struct ListRow {
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    pub catalogue: String,
    pub version: String,
    pub text: String,
    pub from_day: String,
    pub at: i64,
}

/// What stands for a period; of a disclosure when it was first published and what stands of it now.
#[derive(Debug, Clone, FromRow)]
pub struct AnswerRow {
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    pub code: String,
    /// The period; empty where it is every one.
    pub span: String,
    pub subject: String,
    #[sqlx(try_from = "String")]
    pub said: Said,
    pub reason: String,
    #[sqlx(try_from = "String")]
    pub role: Role,
    pub day: String,
    /// When it was first published; none where it is not, or was withdrawn.
    pub published_at: Option<i64>,
    /// Its title, where it stands there.
    pub title: Option<String>,
    /// For whom it is, where it stands there.
    pub audience: Option<String>,
    /// A photo of the board on which it hangs is beside it.
    #[sqlx(try_from = "i64")]
    pub photographed: Flag,
}

impl AnswerRow {
    /// Whether it tells something: a draft that nobody has published says nothing yet.
    pub fn tells(&self) -> bool {
        self.said != Said::Disclosure || self.published_at.is_some()
    }
}

/// Which places are asked for: one, or all beneath an office.
const OF_ONE: &str = "= $1";

fn of_lists(places: &str) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!(
        "SELECT community, catalogue, version, text, from_day, at FROM duty_lists WHERE community {places} \
         ORDER BY community, catalogue"
    ))
}

fn of_answers(places: &str) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!(
        "SELECT a.community, a.code, a.span, a.subject, a.said, a.reason, a.role, a.day, \
         CASE WHEN p.subject IS NULL THEN NULL ELSE (SELECT MIN(q.at) FROM publications q WHERE q.community = a.community \
         AND q.kind = 'disclosure' AND q.subject = a.subject) END AS published_at, p.title, p.audience, \
         CAST(CASE WHEN o.photo <> '' THEN 1 ELSE 0 END AS BIGINT) AS photographed \
         FROM duty_answers a LEFT JOIN publications p ON p.community = a.community AND p.kind = 'disclosure' \
         AND p.subject = a.subject AND p.superseded = 0 AND p.withdrawn = '' \
         LEFT JOIN postings o ON o.kind = 'disclosure' AND o.subject = a.subject \
         WHERE a.community {places} ORDER BY a.community, a.at, a.code, a.span, a.subject"
    ))
}

/// The catalogues that a place keeps.
pub async fn lists(conn: &mut Conn, community: &CommunityId) -> Result<Vec<ListRow>, Fault> {
    Ok(sqlx::query_as(of_lists(OF_ONE)).bind(community.as_str()).fetch_all(conn).await?)
}

/// The same of every place beneath an office, read at once.
pub async fn lists_beneath(conn: &mut Conn, office: &OfficeId) -> Result<Vec<ListRow>, Fault> {
    Ok(sqlx::query_as(of_lists(BENEATH)).bind(office.as_str()).fetch_all(conn).await?)
}

/// What stands for every period, in the order in which it was said. A disclosure that was withdrawn is none.
pub async fn answers(conn: &mut Conn, community: &CommunityId) -> Result<Vec<AnswerRow>, Fault> {
    Ok(sqlx::query_as(of_answers(OF_ONE)).bind(community.as_str()).fetch_all(conn).await?)
}

/// The same of every place beneath an office, read at once.
pub async fn answers_beneath(conn: &mut Conn, office: &OfficeId) -> Result<Vec<AnswerRow>, Fault> {
    Ok(sqlx::query_as(of_answers(BENEATH)).bind(office.as_str()).fetch_all(conn).await?)
}

/// For which period of which duty something is written.
#[derive(Debug, Clone, FromRow)]
pub struct WrittenRow {
    pub code: String,
    pub span: String,
}

/// For which duty and period a disclosure is written; it is written for one at most.
pub async fn written_for(conn: &mut Conn, community: &CommunityId, subject: &str) -> Result<Option<WrittenRow>, Fault> {
    let written = sqlx::query_as(
        "SELECT code, span FROM duty_answers WHERE community = $1 AND subject = $2 AND said = 'disclosure' ORDER BY at",
    );
    Ok(written.bind(community.as_str()).bind(subject).fetch_optional(conn).await?)
}

/// Stores that a place keeps a catalogue from now on, as its file is.
pub async fn store_adopted(writing: &mut Writing, permit: &Permit, adopted: &Adopted, text: &str) -> Result<(), Fault> {
    let now = writing.now().0;
    sqlx::query(
        "INSERT INTO duty_lists (community, catalogue, version, text, from_day, at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (community, catalogue) DO UPDATE SET version = excluded.version, text = excluded.text, at = excluded.at",
    )
    .bind(permit.community().as_str())
    .bind(adopted.catalogue())
    .bind(adopted.version())
    .bind(text)
    .bind(adopted.from().to_string())
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores what stands for a period now, by a judged act; of a disclosure by its subject.
pub async fn store(
    writing: &mut Writing,
    permit: &Permit,
    kept: &Kept,
    (subject, day): (&str, &str),
) -> Result<(), Fault> {
    let now = writing.now().0;
    sqlx::query(
        "INSERT INTO duty_answers (community, code, span, subject, said, reason, role, day, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(permit.community().as_str())
    .bind(kept.code())
    .bind(kept.named())
    .bind(subject)
    .bind(kept.said().id())
    .bind(kept.why())
    .bind(permit.role().id())
    .bind(day)
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Takes back what was said of a period, by a judged act.
pub async fn remove(writing: &mut Writing, permit: &Permit, lifted: &Kept) -> Result<(), Fault> {
    let removed = sqlx::query(
        "DELETE FROM duty_answers WHERE community = $1 AND code = $2 AND span = $3 AND said = $4 AND subject = ''",
    )
    .bind(permit.community().as_str())
    .bind(lifted.code())
    .bind(lifted.named())
    .bind(lifted.said().id())
    .execute(writing.conn())
    .await?;
    changed_one(&removed)
}
