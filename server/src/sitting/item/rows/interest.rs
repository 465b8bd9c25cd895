//! Declared interests, and who keeps out of the vote on an item.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Flag, Writing},
};
use rules::{
    id::{ItemId, MemberId, SessionId},
    permit::Permit,
    recusal::Declared,
};
use sqlx::FromRow;
use std::collections::HashSet;

#[derive(Debug, Clone, FromRow)]
pub struct InterestRow {
    #[sqlx(try_from = "String")]
    pub item: ItemId,
    #[sqlx(try_from = "String")]
    pub member: MemberId,
    pub interest: String,
    #[sqlx(try_from = "i64")]
    pub recused: Flag,
    /// Declared by the person, not recorded by the clerk.
    #[sqlx(try_from = "i64")]
    pub own: Flag,
    pub name: String,
}

/// Stores a judged declaration; a later one takes the place of an earlier.
pub async fn store_declared(
    writing: &mut Writing,
    _permit: &Permit,
    (session, item): (&SessionId, &ItemId),
    member: &MemberId,
    declared: &Declared,
    own: bool,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO interests (community, session, item, member, interest, recused, at, own) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (item, member) DO UPDATE SET interest = excluded.interest, \
         recused = excluded.recused, at = excluded.at, own = excluded.own",
    )
    .bind(community.as_str())
    .bind(session.as_str())
    .bind(item.as_str())
    .bind(member.as_str())
    .bind(declared.interest())
    .bind(i64::from(declared.recused()))
    .bind(now)
    .bind(i64::from(own))
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Everything that was declared in a session, with the name of who did.
pub async fn of_session(conn: &mut Conn, session: &SessionId) -> Result<Vec<InterestRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT i.item, i.member, i.interest, i.recused, i.own, m.name FROM interests i JOIN members m ON m.id = i.member \
         WHERE i.session = $1 ORDER BY i.at, m.number",
    )
    .bind(session.as_str())
    .fetch_all(conn)
    .await?)
}

/// The same of one item.
pub async fn of_item(conn: &mut Conn, session: &SessionId, item: &ItemId) -> Result<Vec<InterestRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT i.item, i.member, i.interest, i.recused, i.own, m.name FROM interests i JOIN members m ON m.id = i.member \
         WHERE i.session = $1 AND i.item = $2 ORDER BY i.at, m.number",
    )
    .bind(session.as_str())
    .bind(item.as_str())
    .fetch_all(conn)
    .await?)
}

/// The units that keep out of the vote on an item: whoever is recused, or appraised where the rules keep them out; with their household
/// where households are counted.
pub async fn recused(conn: &mut Conn, item: &ItemId) -> Result<HashSet<String>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "SELECT r.unit FROM interests i JOIN session_roll r ON r.session = i.session AND r.member = i.member \
         WHERE i.item = $1 AND i.recused = 1 UNION SELECT r.unit FROM appraised a \
         JOIN session_roll r ON r.session = a.session AND r.member = a.member WHERE a.item = $1 AND a.votes = 0",
    )
    .bind(item.as_str())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(unit,)| unit).collect())
}
