//! The account of a place: where it began, its lines, and with which disclosure a month is published.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

pub mod later;

use crate::{
    fault::Fault,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    coded::Maybe,
    duty::Span,
    id::{CommunityId, MemberId},
    ledger::{Basis, Begun, Flow, Line, Review, Reviewed, Source},
    permit::Permit,
    published::Kind,
};
use sqlx::FromRow;
use std::collections::HashSet;

#[derive(Debug, Clone, FromRow)]
pub struct BookRow {
    #[sqlx(try_from = "String")]
    pub first_month: Span,
    pub opening: i64,
    pub limit_sum: i64,
    pub limit_basis: String,
}

#[derive(Debug, Clone, FromRow)]
pub struct LineRow {
    pub id: String,
    #[sqlx(try_from = "String")]
    pub month: Span,
    pub day: String,
    pub voucher: String,
    pub why_none: String,
    pub summary: String,
    pub class: String,
    #[sqlx(try_from = "String")]
    pub flow: Flow,
    pub amount: i64,
    #[sqlx(try_from = "String")]
    pub source: Source,
    #[sqlx(try_from = "String")]
    pub basis_kind: Maybe<Kind>,
    pub basis_subject: String,
    /// Its title, where it is published.
    pub basis_title: Option<String>,
    pub payee: String,
    #[sqlx(try_from = "i64")]
    pub payee_member: Flag,
    pub handler: String,
    pub witness: String,
    pub approver: String,
    #[sqlx(try_from = "String")]
    pub entered_by: MemberId,
    #[sqlx(try_from = "String")]
    pub review: Review,
    pub reason: String,
    /// Who judged it last, also where its decision was named since; empty where nobody did.
    pub reviewed_by: String,
    /// Which line it puts right; empty where it is none of those.
    pub corrects: String,
    /// Which member it pays; empty where none.
    pub payee_id: String,
}

impl LineRow {
    /// What the supervisors said of it last, and why; nothing where they never did. Naming its decision has it judged anew, and makes nothing
    /// of what they said.
    pub fn judged(&self) -> Option<(Review, &str)> {
        let before = if self.reason.is_empty() { Review::Passed } else { Review::Refused };
        let last = if self.review == Review::Waiting { before } else { self.review };
        (!self.reviewed_by.is_empty()).then_some((last, self.reason.as_str()))
    }
}

/// A month as the list of months shows it.
#[derive(Debug, Clone, FromRow)]
pub struct MonthRow {
    #[sqlx(try_from = "String")]
    pub month: Span,
    pub lines: i64,
    pub waiting: i64,
    /// How many lines the supervisors have judged, also where a decision was named since.
    pub judged: i64,
    /// What came less what went.
    pub change: i64,
    /// Its disclosure, where that is published.
    pub published: Option<String>,
}

/// Where the account of a community began.
pub async fn book(conn: &mut Conn, community: &CommunityId) -> Result<Option<BookRow>, Fault> {
    Ok(sqlx::query_as("SELECT first_month, opening, limit_sum, limit_basis FROM ledger_books WHERE community = $1")
        .bind(community.as_str())
        .fetch_optional(conn)
        .await?)
}

/// Stores where it begins.
pub async fn store_begun(writing: &mut Writing, permit: &Permit, begun: &Begun) -> Result<(), Fault> {
    let now = writing.now().0;
    let (limit, basis) = begun.limit();
    // What was said of later months was said of an account that began otherwise.
    sqlx::query("DELETE FROM ledger_limits WHERE community = $1")
        .bind(permit.community().as_str())
        .execute(writing.conn())
        .await?;
    let stored = sqlx::query(
        "INSERT INTO ledger_books (community, first_month, opening, limit_sum, limit_basis, at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (community) DO UPDATE SET first_month = excluded.first_month, opening = excluded.opening, \
         limit_sum = excluded.limit_sum, limit_basis = excluded.limit_basis, at = excluded.at",
    )
    .bind(permit.community().as_str())
    .bind(begun.first().to_string())
    .bind(begun.opening().0)
    .bind(limit.map_or(0, |limit| limit.0))
    .bind(basis)
    .bind(now)
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// The lines of a month, in their order.
pub async fn lines(conn: &mut Conn, community: &CommunityId, month: Span) -> Result<Vec<LineRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT l.id, l.month, l.day, l.voucher, l.why_none, l.summary, l.class, l.flow, l.amount, l.source, l.basis_kind, \
         l.basis_subject, p.title AS basis_title, COALESCE(w.number, l.payee) AS payee, l.payee_member, l.handler, l.witness, l.approver, l.entered_by, \
         l.review, l.reason, l.reviewed_by, COALESCE(c.corrects, '') AS corrects, \
         COALESCE(m.member, '') AS payee_id FROM ledger_lines l \
         LEFT JOIN ledger_corrections c ON c.line = l.id LEFT JOIN ledger_payees m ON m.line = l.id \
         LEFT JOIN members w ON w.id = m.member LEFT JOIN publications p ON p.community = l.community \
         AND p.kind = l.basis_kind AND p.subject = l.basis_subject AND p.superseded = 0 \
         WHERE l.community = $1 AND l.month = $2 ORDER BY l.day, l.nth",
    )
    .bind(community.as_str())
    .bind(month.to_string())
    .fetch_all(conn)
    .await?)
}

/// The months that have lines, the first one first.
pub async fn months(conn: &mut Conn, community: &CommunityId) -> Result<Vec<MonthRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT l.month, COUNT(*) AS lines, CAST(SUM(CASE WHEN l.review = 'waiting' THEN 1 ELSE 0 END) AS BIGINT) AS waiting, \
         CAST(SUM(CASE WHEN l.reviewed_by <> '' THEN 1 ELSE 0 END) AS BIGINT) AS judged, \
         CAST(SUM(CASE WHEN l.flow = 'income' THEN l.amount ELSE -l.amount END) AS BIGINT) AS change, \
         MAX(p.subject) AS published FROM ledger_lines l \
         LEFT JOIN ledger_months m ON m.community = l.community AND m.month = l.month \
         LEFT JOIN publications p ON p.community = l.community AND p.kind = 'disclosure' AND p.subject = m.disclosure \
         AND p.superseded = 0 AND p.withdrawn = '' WHERE l.community = $1 GROUP BY l.month ORDER BY l.month",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// The vouchers of the other months of a year.
pub async fn vouchers(conn: &mut Conn, community: &CommunityId, month: Span) -> Result<HashSet<String>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "SELECT voucher FROM ledger_lines WHERE community = $1 AND month <> $2 AND SUBSTR(month, 1, 4) = $3 AND voucher <> ''",
    )
    .bind(community.as_str())
    .bind(month.to_string())
    .bind(format!("{:04}", month.year()))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(voucher,)| voucher).collect())
}

/// The published months in which a published thing stands as the basis of a line: the disclosure and the month.
pub async fn by_basis(
    conn: &mut Conn,
    community: &CommunityId,
    kind: Kind,
    subject: &str,
) -> Result<Vec<(String, String)>, Fault> {
    Ok(sqlx::query_as(
        "SELECT DISTINCT p.subject, p.title FROM ledger_lines l \
         JOIN ledger_months m ON m.community = l.community AND m.month = l.month \
         JOIN publications p ON p.community = l.community AND p.kind = 'disclosure' AND p.subject = m.disclosure \
         AND p.superseded = 0 AND p.withdrawn = '' AND p.audience = 'public' \
         WHERE l.community = $1 AND l.basis_kind = $2 AND l.basis_subject = $3 ORDER BY p.title, p.subject",
    )
    .bind(community.as_str())
    .bind(kind.id())
    .bind(subject)
    .fetch_all(conn)
    .await?)
}

/// Stores a line of a month, as a judged line is; who is paid is a firm, or a member by number.
pub async fn store_line(
    writing: &mut Writing,
    permit: &Permit,
    (id, month, by): (&str, Span, &MemberId),
    (line, member, basis): (&Line, Option<&MemberId>, Option<(Kind, &str)>),
) -> Result<(), Fault> {
    let (community, now) = (permit.community().clone(), writing.now().0);
    let (kind, subject) = basis.map_or(("", ""), |(kind, subject)| (kind.id(), subject));
    sqlx::query(
        "INSERT INTO ledger_lines (id, community, month, nth, day, voucher, why_none, summary, class, flow, amount, source, \
         basis_kind, basis_subject, payee, payee_member, handler, witness, approver, entered_by, at) VALUES ($1, $2, $3, \
         (SELECT COALESCE(MAX(nth), 0) + 1 FROM ledger_lines WHERE community = $2), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, \
         $14, $15, $16, $17, $18, $19, $20)",
    )
    .bind(id)
    .bind(community.as_str())
    .bind(month.to_string())
    .bind(line.on.to_string())
    .bind(&line.voucher)
    .bind(&line.why_none)
    .bind(&line.summary)
    .bind(&line.class)
    .bind(line.flow.id())
    .bind(line.sum.0)
    .bind(line.source.id())
    .bind(kind)
    .bind(subject)
    .bind(&line.payee)
    .bind(i64::from(member.is_some()))
    .bind(&line.handler)
    .bind(&line.witness)
    .bind(&line.approver)
    .bind(by.as_str())
    .bind(now)
    .execute(writing.conn())
    .await?;
    if let Some(member) = member {
        sqlx::query("INSERT INTO ledger_payees (line, community, member) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(community.as_str())
            .bind(member.as_str())
            .execute(writing.conn())
            .await?;
    }
    Ok(())
}

/// Takes a line out, and keeps what it was and why.
pub async fn remove(writing: &mut Writing, permit: &Permit, row: &LineRow, reason: &str) -> Result<(), Fault> {
    let (now, id) = (writing.now().0, row.id.as_str());
    sqlx::query(
        "INSERT INTO ledger_drops (id, community, month, day, summary, flow, amount, review, said, reason, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id)
    .bind(permit.community().as_str())
    .bind(row.month.to_string())
    .bind(&row.day)
    .bind(&row.summary)
    .bind(row.flow.id())
    .bind(row.amount)
    .bind(row.judged().map_or("", |(review, _)| review.id()))
    .bind(&row.reason)
    .bind(reason)
    .bind(now)
    .execute(writing.conn())
    .await?;
    sqlx::query("DELETE FROM ledger_corrections WHERE line = $1 AND community = $2")
        .bind(id)
        .bind(permit.community().as_str())
        .execute(writing.conn())
        .await?;
    sqlx::query("DELETE FROM ledger_payees WHERE line = $1 AND community = $2")
        .bind(id)
        .bind(permit.community().as_str())
        .execute(writing.conn())
        .await?;
    let removed = sqlx::query("DELETE FROM ledger_lines WHERE id = $1 AND community = $2")
        .bind(id)
        .bind(permit.community().as_str())
        .execute(writing.conn())
        .await?;
    changed_one(&removed)
}

/// Stores by which published thing a line was decided: it waits for the supervisors anew, and what they
/// said of it before stays.
pub async fn store_basis(writing: &mut Writing, permit: &Permit, id: &str, basis: &Basis) -> Result<(), Fault> {
    let stored = sqlx::query(
        "UPDATE ledger_lines SET basis_kind = $3, basis_subject = $4, review = 'waiting' WHERE id = $1 AND community = $2",
    )
    .bind(id)
    .bind(permit.community().as_str())
    .bind(basis.kind.id())
    .bind(&basis.subject)
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// Stores what the supervisors say of a line.
pub async fn store_review(
    writing: &mut Writing,
    permit: &Permit,
    (id, by): (&str, &MemberId),
    reviewed: &Reviewed,
) -> Result<(), Fault> {
    let stored = sqlx::query(
        "UPDATE ledger_lines SET review = $3, reason = $4, reviewed_by = $5 WHERE id = $1 AND community = $2",
    )
    .bind(id)
    .bind(permit.community().as_str())
    .bind(reviewed.review().id())
    .bind(reviewed.reason())
    .bind(by.as_str())
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// With which disclosure a month was drafted last, and whether that was published and withdrawn.
pub async fn drafted(conn: &mut Conn, community: &CommunityId, month: Span) -> Result<Option<(String, bool)>, Fault> {
    let row: Option<(String, Option<String>)> = sqlx::query_as(
        "SELECT m.disclosure, p.withdrawn FROM ledger_months m LEFT JOIN publications p ON p.community = m.community \
         AND p.kind = 'disclosure' AND p.subject = m.disclosure AND p.superseded = 0 WHERE m.community = $1 AND m.month = $2",
    )
    .bind(community.as_str())
    .bind(month.to_string())
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|(disclosure, withdrawn)| (disclosure, withdrawn.is_some_and(|why| !why.is_empty()))))
}

/// Stores with which disclosure a month is published.
pub async fn store_month(writing: &mut Writing, permit: &Permit, month: Span, disclosure: &str) -> Result<(), Fault> {
    let stored = sqlx::query(
        "INSERT INTO ledger_months (community, month, disclosure) VALUES ($1, $2, $3) \
         ON CONFLICT (community, month) DO UPDATE SET disclosure = excluded.disclosure",
    )
    .bind(permit.community().as_str())
    .bind(month.to_string())
    .bind(disclosure)
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}
