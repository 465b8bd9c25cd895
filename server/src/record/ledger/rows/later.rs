//! What comes to the account after its lines: corrections, lines that were taken out, other limits.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use super::{BookRow, LineRow};
use crate::{
    fault::Fault,
    store::{Conn, Writing, changed_one},
};
use rules::{
    coded::Maybe,
    duty::Span,
    id::CommunityId,
    ledger::{Flow, Limited, Review},
    permit::Permit,
};
use sqlx::FromRow;

/// A line that is put right: where it stands.
#[derive(Debug, Clone, FromRow)]
pub struct CorrectedRow {
    pub id: String,
    #[sqlx(try_from = "String")]
    pub month: Span,
    pub summary: String,
    #[sqlx(try_from = "String")]
    pub flow: Flow,
    pub amount: i64,
    pub class: String,
    pub payee: String,
    pub number: i64,
}

/// A line that was taken out.
#[derive(Debug, Clone, FromRow)]
pub struct DropRow {
    pub day: String,
    pub summary: String,
    #[sqlx(try_from = "String")]
    pub flow: Flow,
    pub amount: i64,
    #[sqlx(try_from = "String")]
    pub review: Maybe<Review>,
    pub said: String,
    pub reason: String,
}

/// A line of a public month that puts right one of another: the number of that one, and where this one is read.
#[derive(Debug, Clone, FromRow)]
pub struct CorrectionRow {
    pub number: i64,
    #[sqlx(try_from = "String")]
    pub month: Span,
    pub nth: i64,
    #[sqlx(try_from = "String")]
    pub flow: Flow,
    pub amount: i64,
    pub disclosure: String,
}

/// From a month on another limit.
#[derive(Debug, Clone, FromRow)]
pub struct LimitRow {
    #[sqlx(try_from = "String")]
    pub first_month: Span,
    pub limit_sum: i64,
    pub limit_basis: String,
}

impl From<&BookRow> for LimitRow {
    fn from(book: &BookRow) -> Self {
        Self { first_month: book.first_month, limit_sum: book.limit_sum, limit_basis: book.limit_basis.clone() }
    }
}

/// The lines that those of a month put right, each with its number in its own month.
pub async fn corrected(conn: &mut Conn, community: &CommunityId, month: Span) -> Result<Vec<CorrectedRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT n.id, n.month, n.summary, n.flow, n.amount, n.class, n.payee, n.number FROM (SELECT o.id, o.month, o.summary, \
         o.flow, o.amount, o.class, o.payee, \
         ROW_NUMBER() OVER (PARTITION BY o.month ORDER BY o.day, o.nth) AS number FROM ledger_lines o \
         WHERE o.community = $1 AND o.month IN (SELECT t.month FROM ledger_lines l JOIN ledger_corrections c ON c.line = l.id \
         JOIN ledger_lines t ON t.id = c.corrects WHERE l.community = $1 AND l.month = $2)) n \
         WHERE n.id IN (SELECT c.corrects FROM ledger_lines l JOIN ledger_corrections c ON c.line = l.id \
         WHERE l.community = $1 AND l.month = $2)",
    )
    .bind(community.as_str())
    .bind(month.to_string())
    .fetch_all(conn)
    .await?)
}

/// The lines of public months that put right those of a month.
pub async fn corrections(conn: &mut Conn, community: &CommunityId, month: Span) -> Result<Vec<CorrectionRow>, Fault> {
    Ok(sqlx::query_as(
        "WITH numbered AS (SELECT id, month, flow, amount, ROW_NUMBER() OVER (PARTITION BY month ORDER BY day, nth) AS number \
         FROM ledger_lines WHERE community = $1) \
         SELECT o.number, l.month, l.number AS nth, l.flow, l.amount, p.subject AS disclosure FROM ledger_corrections c \
         JOIN numbered o ON o.id = c.corrects JOIN numbered l ON l.id = c.line \
         JOIN ledger_months m ON m.community = $1 AND m.month = l.month \
         JOIN publications p ON p.community = $1 AND p.kind = 'disclosure' AND p.subject = m.disclosure \
         AND p.superseded = 0 AND p.withdrawn = '' AND p.audience = 'public' \
         WHERE c.community = $1 AND o.month = $2 ORDER BY o.number, l.month, l.number",
    )
    .bind(community.as_str())
    .bind(month.to_string())
    .fetch_all(conn)
    .await?)
}

/// What puts a line right: heading and sum of each.
pub async fn of_line(conn: &mut Conn, community: &CommunityId, id: &str) -> Result<Vec<(String, i64)>, Fault> {
    Ok(sqlx::query_as(
        "SELECT l.class, l.amount FROM ledger_corrections c JOIN ledger_lines l ON l.id = c.line \
         WHERE c.community = $1 AND c.corrects = $2",
    )
    .bind(community.as_str())
    .bind(id)
    .fetch_all(conn)
    .await?)
}

/// What a line and its corrections come to under a heading, without one of those.
pub async fn of_class(
    conn: &mut Conn,
    community: &CommunityId,
    (root, without, class): (&str, &str, &str),
) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(l.amount), 0) AS BIGINT) FROM ledger_lines l WHERE l.community = $1 AND l.class = $4 AND l.id <> $3 \
         AND (l.id = $2 OR l.id IN (SELECT line FROM ledger_corrections WHERE corrects = $2))",
    )
    .bind(community.as_str())
    .bind(root)
    .bind(without)
    .bind(class)
    .fetch_one(conn)
    .await?)
}

/// Lines under whose corrections more is taken away under a heading than was there: the line, and the heading.
pub async fn beyond(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(String, String)>, Fault> {
    Ok(sqlx::query_as(
        "SELECT g.root, g.class FROM (SELECT c.corrects AS root, l.class, l.amount FROM ledger_corrections c \
         JOIN ledger_lines l ON l.id = c.line WHERE c.community = $1 UNION ALL SELECT o.id, o.class, o.amount FROM ledger_lines o \
         WHERE o.community = $1 AND o.id IN (SELECT corrects FROM ledger_corrections WHERE community = $1)) g \
         GROUP BY g.root, g.class HAVING SUM(g.amount) < 0 ORDER BY g.root, g.class",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// The line of an id, in whatever month.
pub async fn month_of_line(conn: &mut Conn, community: &CommunityId, id: &str) -> Result<Option<Span>, Fault> {
    let row: Option<(String,)> = sqlx::query_as("SELECT month FROM ledger_lines WHERE community = $1 AND id = $2")
        .bind(community.as_str())
        .bind(id)
        .fetch_optional(conn)
        .await?;
    row.map(|(month,)| Span::from_text(&month).ok_or(Fault::Stored("ledger_lines.month"))).transpose()
}

/// Stores that a line puts another one right.
pub async fn store_correction(
    writing: &mut Writing,
    permit: &Permit,
    line: &str,
    corrects: &LineRow,
) -> Result<(), Fault> {
    let stored = sqlx::query("INSERT INTO ledger_corrections (line, community, corrects) VALUES ($1, $2, $3)")
        .bind(line)
        .bind(permit.community().as_str())
        .bind(&corrects.id)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// What was taken out of a month, in the order of the days.
pub async fn drops(conn: &mut Conn, community: &CommunityId, month: Span) -> Result<Vec<DropRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT day, summary, flow, amount, review, said, reason FROM ledger_drops WHERE community = $1 AND month = $2 ORDER BY day, at, id",
    )
    .bind(community.as_str())
    .bind(month.to_string())
    .fetch_all(conn)
    .await?)
}

/// The limits that came later, the first one first.
pub async fn limits(conn: &mut Conn, community: &CommunityId) -> Result<Vec<LimitRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT first_month, limit_sum, limit_basis FROM ledger_limits WHERE community = $1 ORDER BY first_month",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// Stores another limit.
pub async fn store_limit(writing: &mut Writing, permit: &Permit, from: Span, limited: &Limited) -> Result<(), Fault> {
    let now = writing.now().0;
    let (limit, basis) = limited.said();
    let stored = sqlx::query(
        "INSERT INTO ledger_limits (community, first_month, limit_sum, limit_basis, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (community, first_month) DO UPDATE SET limit_sum = excluded.limit_sum, limit_basis = excluded.limit_basis, \
         at = excluded.at",
    )
    .bind(permit.community().as_str())
    .bind(from.to_string())
    .bind(limit.map_or(0, |limit| limit.0))
    .bind(basis)
    .bind(now)
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}
