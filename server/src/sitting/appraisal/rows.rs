//! Who is appraised under which item.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    sitting::session::rows::ItemRow,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    appraisal::{Dropped, Established, Named},
    days::Date,
    id::{CommunityId, ItemId, MemberId, VoteId},
    permit::Permit,
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct AppraisedRow {
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub item: ItemId,
    #[sqlx(try_from = "String")]
    pub member: MemberId,
    pub office: String,
    #[sqlx(try_from = "i64")]
    pub votes: Flag,
    pub number: String,
    pub name: String,
}

/// Somebody on the ballot of an appraisal that found a post ended and was published.
#[derive(Debug, Clone, FromRow)]
pub struct TwiceRow {
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub item: ItemId,
    #[sqlx(try_from = "String")]
    pub member: MemberId,
    pub nth: i64,
    pub office: String,
    pub name: String,
    pub ended_day: String,
    #[sqlx(try_from = "String")]
    pub vote: VoteId,
    pub rule: String,
    pub record: String,
    /// From 0, among those who stand on the ballot.
    pub position: i64,
}

/// Who stands on the ballot of an item, in their order.
pub async fn of_item(conn: &mut Conn, item: &ItemId) -> Result<Vec<AppraisedRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT a.community, a.item, a.member, a.office, a.votes, m.number, m.name FROM appraised a \
         JOIN members m ON m.id = a.member WHERE a.item = $1 ORDER BY a.nth",
    )
    .bind(item.as_str())
    .fetch_all(conn)
    .await?)
}

/// How many stand on the ballot of an item.
pub async fn count(conn: &mut Conn, item: &ItemId) -> Result<usize, Fault> {
    let (count,): (i64,) =
        sqlx::query_as("SELECT COUNT(*) FROM appraised WHERE item = $1").bind(item.as_str()).fetch_one(conn).await?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Puts somebody on the ballot, after the others.
pub async fn store_named(
    writing: &mut Writing,
    _permit: &Permit,
    item: &ItemRow,
    named: &Named,
    votes: bool,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO appraised (community, session, item, member, nth, office, votes) \
         SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), COALESCE(MAX(nth), 0) + 1, \
         CAST($5 AS TEXT), CAST($6 AS BIGINT) FROM appraised WHERE item = $3",
    )
    .bind(item.community.as_str())
    .bind(item.session.as_str())
    .bind(item.id.as_str())
    .bind(named.member().as_str())
    .bind(named.office())
    .bind(i64::from(votes))
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Takes somebody off the ballot.
pub async fn store_dropped(
    writing: &mut Writing,
    _permit: &Permit,
    item: &ItemId,
    dropped: &Dropped,
) -> Result<(), Fault> {
    let stored = sqlx::query("DELETE FROM appraised WHERE item = $1 AND member = $2")
        .bind(item.as_str())
        .bind(dropped.member().as_str())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// The appraisals of somebody in the same office whose results are published and stand, the last first: each record, and which of
/// its people they are, from 0.
pub async fn published_before(conn: &mut Conn, row: &AppraisedRow) -> Result<Vec<(String, i64)>, Fault> {
    Ok(sqlx::query_as(
        "SELECT v.record, (SELECT COUNT(*) FROM appraised b WHERE b.item = a.item AND b.nth < a.nth) \
         FROM appraised a JOIN votes v ON v.item = a.item AND v.phase = 'declared' \
         JOIN publications p ON p.community = a.community AND p.kind = 'outcome' AND p.subject = v.id \
         AND p.superseded = 0 AND p.withdrawn = '' \
         WHERE a.community = $1 AND a.member = $2 AND a.office = $3 AND a.item <> $4 ORDER BY v.declared_at DESC, v.id",
    )
    .bind(row.community.as_str())
    .bind(row.member.as_str())
    .bind(&row.office)
    .bind(row.item.as_str())
    .fetch_all(conn)
    .await?)
}

/// Everybody on the ballot of an appraisal that found a post ended, and whose result is published and stands.
pub async fn twice(conn: &mut Conn, community: &CommunityId) -> Result<Vec<TwiceRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT a.community, a.item, a.member, a.nth, a.office, m.name, a.ended_day, v.id AS vote, v.rule, v.record, \
         (SELECT COUNT(*) FROM appraised b WHERE b.item = a.item AND b.nth < a.nth) AS position \
         FROM appraised a JOIN members m ON m.id = a.member JOIN votes v ON v.item = a.item AND v.phase = 'declared' \
         JOIN publications p ON p.community = a.community AND p.kind = 'outcome' AND p.subject = v.id \
         AND p.superseded = 0 AND p.withdrawn = '' \
         WHERE a.community = $1 AND v.verdict LIKE $2 ORDER BY v.declared_at, a.nth",
    )
    .bind(community.as_str())
    .bind(r#"%"terminated"%"#)
    .fetch_all(conn)
    .await?)
}

/// Stores by which published thing it was established that a post has ended.
pub async fn store_established(
    writing: &mut Writing,
    _permit: &Permit,
    (item, member): (&ItemId, &MemberId),
    (established, today): (&Established, Date),
) -> Result<(), Fault> {
    let by = established.by();
    let stored = sqlx::query(
        "UPDATE appraised SET ended_kind = $3, ended_subject = $4, ended_day = $5 \
         WHERE item = $1 AND member = $2 AND ended_day = ''",
    )
    .bind(item.as_str())
    .bind(member.as_str())
    .bind(by.kind.id())
    .bind(&by.subject)
    .bind(today.to_string())
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}
