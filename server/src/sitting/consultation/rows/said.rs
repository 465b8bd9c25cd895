//! What guests say at the floor, and who dissents.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    coded::Maybe,
    consultation::{Dissented, TURN_SECONDS, TakenDown, Turn},
    days::Date,
    id::{ItemId, MemberId, SessionId},
    permit::Permit,
};
use sqlx::FromRow;

/// A guest's turn at the floor, with what was taken down of it.
#[derive(Debug, Clone, FromRow)]
pub struct TurnRow {
    pub id: String,
    pub item: String,
    pub guest: String,
    pub name: String,
    pub organisation: String,
    pub began_at: i64,
    pub ends_at: i64,
    #[sqlx(try_from = "i64")]
    pub ended: Flag,
    pub body: String,
}

#[derive(Debug, Clone, FromRow)]
pub struct DissentRow {
    pub party: String,
    #[sqlx(try_from = "String")]
    pub member: Maybe<MemberId>,
    pub guest: String,
    pub name: String,
    pub body: String,
    /// Whether it was given on paper.
    #[sqlx(try_from = "i64")]
    pub paper: Flag,
    pub day: String,
}

/// The turns of guests in a sitting, in their order.
pub async fn turns(conn: &mut Conn, session: &SessionId) -> Result<Vec<TurnRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT t.id, t.item, t.guest, p.name, p.organisation, t.began_at, t.ends_at, t.ended, t.body FROM guest_turns t \
         JOIN participants p ON p.id = t.guest WHERE t.session = $1 ORDER BY t.began_at, t.id",
    )
    .bind(session.as_str())
    .fetch_all(conn)
    .await?)
}

/// The guest who has the floor.
pub async fn speaking(conn: &mut Conn, session: &SessionId) -> Result<Option<TurnRow>, Fault> {
    Ok(turns(conn, session).await?.into_iter().find(|turn| !*turn.ended))
}

/// Stores that a guest has the floor.
pub async fn store_called(
    writing: &mut Writing,
    permit: &Permit,
    (session, item): (&SessionId, &ItemId),
    (id, guest): (&str, &str),
    _judged: Turn,
) -> Result<(), Fault> {
    let now = writing.now().0;
    sqlx::query(
        "INSERT INTO guest_turns (id, community, session, item, guest, began_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(permit.community().as_str())
    .bind(session.as_str())
    .bind(item.as_str())
    .bind(guest)
    .bind(now)
    .bind(now + TURN_SECONDS * 1000)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Ends the turn of whichever guest has the floor; says how many that were.
pub async fn end_turns(writing: &mut Writing, _permit: &Permit, session: &SessionId) -> Result<usize, Fault> {
    let now = writing.now().0;
    let ended = sqlx::query("UPDATE guest_turns SET ended = 1, ends_at = $2 WHERE session = $1 AND ended = 0")
        .bind(session.as_str())
        .bind(now)
        .execute(writing.conn())
        .await?;
    Ok(usize::try_from(ended.rows_affected()).unwrap_or_default())
}

/// Stores what was taken down of a turn.
pub async fn store_taken_down(
    writing: &mut Writing,
    _permit: &Permit,
    id: &str,
    taken: &TakenDown,
) -> Result<(), Fault> {
    let sql = "UPDATE guest_turns SET body = $2 WHERE id = $1 AND body = ''";
    changed_one(&sqlx::query(sql).bind(id).bind(taken.body()).execute(writing.conn()).await?)
}

/// Who dissents, in the order in which they did.
pub async fn dissents(conn: &mut Conn, session: &SessionId) -> Result<Vec<DissentRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT d.party, d.member, d.guest, COALESCE(m.name, p.name, '') AS name, d.body, d.paper, d.day \
         FROM dissents d LEFT JOIN members m ON m.id = d.member LEFT JOIN participants p ON p.id = d.guest \
         WHERE d.session = $1 ORDER BY d.number",
    )
    .bind(session.as_str())
    .fetch_all(conn)
    .await?)
}

/// Whose a dissent is: a member's or a guest's, and for which group they took part.
#[derive(Debug, Clone, Default)]
pub struct Whose {
    pub member: MemberId,
    pub guest: String,
    pub party: String,
}

/// Stores a dissent under an id.
pub async fn store_dissent(
    writing: &mut Writing,
    permit: &Permit,
    (session, id): (&SessionId, &str),
    (whose, dissented): (&Whose, &Dissented),
    (paper, today): (bool, Date),
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO dissents (id, community, session, number, party, member, guest, body, paper, day) \
         SELECT $1, $2, CAST($3 AS TEXT), COALESCE(MAX(number), 0) + 1, CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS TEXT), \
         CAST($7 AS TEXT), CAST($8 AS BIGINT), CAST($9 AS TEXT) FROM dissents WHERE session = $3",
    )
    .bind(id)
    .bind(permit.community().as_str())
    .bind(session.as_str())
    .bind(&whose.party)
    .bind(whose.member.as_str())
    .bind(&whose.guest)
    .bind(dissented.body())
    .bind(i64::from(paper))
    .bind(today.to_string())
    .execute(writing.conn())
    .await?;
    Ok(())
}
