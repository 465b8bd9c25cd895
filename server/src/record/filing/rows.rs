//! What was put on file.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    act::rows::BENEATH,
    fault::Fault,
    store::{Conn, Writing, changed_one},
};
use rules::{
    coded::Maybe,
    filing::{Answered, Filed, State},
    id::{CommunityId, FilingId, MemberId, OfficeId},
    permit::{Permit, Role},
    procedure::Office,
    published::Kind,
};
use sqlx::{AssertSqlSafe, FromRow};

#[derive(Debug, Clone, FromRow)]
pub struct FilingRow {
    #[sqlx(try_from = "String")]
    pub id: FilingId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    /// The receipt number, counted in the community.
    pub number: i64,
    #[sqlx(try_from = "String")]
    pub of_kind: Kind,
    pub subject: String,
    /// Which revision was put on file; once answered, the one that was looked at.
    pub revision: i64,
    #[sqlx(try_from = "String")]
    pub addressee: Office,
    #[sqlx(try_from = "String")]
    pub office: Maybe<OfficeId>,
    /// What the office was called then; empty for the committee.
    pub office_name: String,
    pub note: String,
    #[sqlx(try_from = "String")]
    pub filer: MemberId,
    #[sqlx(try_from = "String")]
    pub filer_role: Role,
    pub day: String,
    pub at: i64,
    #[sqlx(try_from = "String")]
    pub state: State,
    /// What was said with the answer; of what was sent back, why.
    pub words: String,
    #[sqlx(try_from = "String")]
    pub answer_role: Maybe<Role>,
    pub answer_day: String,
}

/// What was put on file, chosen by a condition.
fn filings(chosen: &str) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!(
        "SELECT id, community, number, of_kind, subject, revision, addressee, office, office_name, note, filer, \
         filer_role, day, at, state, words, answer_role, answer_day FROM filings WHERE {chosen}"
    ))
}

/// Stores a judged filing under an id, with the office as it is called now, and returns its receipt number.
pub async fn store_filed(
    writing: &mut Writing,
    permit: &Permit,
    (id, filer): (&FilingId, &MemberId),
    filed: &Filed,
    (office, office_name, day): (Option<&OfficeId>, &str, &str),
) -> Result<i64, Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    let (last,): (i64,) = sqlx::query_as("SELECT COALESCE(MAX(number), 0) FROM filings WHERE community = $1")
        .bind(community.as_str())
        .fetch_one(writing.conn())
        .await?;
    sqlx::query(
        "INSERT INTO filings (id, community, number, of_kind, subject, revision, addressee, office, office_name, note, filer, \
         filer_role, day, at, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'waiting')",
    )
    .bind(id.as_str())
    .bind(community.as_str())
    .bind(last + 1)
    .bind(filed.of().kind.id())
    .bind(&filed.of().subject)
    .bind(filed.revision())
    .bind(filed.to().id())
    .bind(office.map_or("", |id| id.as_str()))
    .bind(office_name)
    .bind(filed.note())
    .bind(filer.as_str())
    .bind(permit.role().id())
    .bind(day)
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(last + 1)
}

/// Stores a judged answer.
pub async fn store_answered(
    writing: &mut Writing,
    permit: &Permit,
    answered: &Answered,
    day: &str,
) -> Result<(), Fault> {
    let now = writing.now().0;
    let stored = sqlx::query(
        "UPDATE filings SET state = $2, words = $3, revision = $4, answer_role = $5, answer_day = $6, answered_at = $7 \
         WHERE id = $1 AND state = 'waiting'",
    )
    .bind(answered.filing().as_str())
    .bind(answered.state().id())
    .bind(answered.words())
    .bind(answered.revision())
    .bind(permit.role().id())
    .bind(day)
    .bind(now)
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// One filing.
pub async fn find(conn: &mut Conn, id: &FilingId) -> Result<FilingRow, Fault> {
    sqlx::query_as(filings("id = $1")).bind(id.as_str()).fetch_optional(conn).await?.ok_or(Fault::NotFound)
}

/// What was put on file of a thing of a community, oldest first.
pub async fn of(conn: &mut Conn, community: &CommunityId, subject: &str) -> Result<Vec<FilingRow>, Fault> {
    Ok(sqlx::query_as(filings("community = $1 AND subject = $2 ORDER BY number"))
        .bind(community.as_str())
        .bind(subject)
        .fetch_all(conn)
        .await?)
}

/// Everything that a community has put on file, oldest first.
pub async fn all(conn: &mut Conn, community: &CommunityId) -> Result<Vec<FilingRow>, Fault> {
    Ok(sqlx::query_as(filings("community = $1 ORDER BY number")).bind(community.as_str()).fetch_all(conn).await?)
}

/// What waits beneath an office for an office of its level, oldest first.
pub async fn waiting_beneath(conn: &mut Conn, office: &OfficeId, to: Office) -> Result<Vec<FilingRow>, Fault> {
    let chosen = format!("community {BENEATH} AND addressee = $2 AND state = 'waiting' ORDER BY at, id");
    Ok(sqlx::query_as(filings(&chosen)).bind(office.as_str()).bind(to.id()).fetch_all(conn).await?)
}
