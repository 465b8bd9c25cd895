//! The floor: which item is called, who speaks and who waits, roll-calls, and how items end without a vote.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    ending,
    id::{ItemId, MemberId, SessionId},
    permit::Permit,
    roll_call,
    speech::{Raised, Side, State},
};
use sqlx::FromRow;

/// A request to speak.
#[derive(Debug, Clone, FromRow)]
pub struct SpeechRow {
    pub id: String,
    #[sqlx(try_from = "String")]
    pub member: MemberId,
    pub name: String,
    #[sqlx(try_from = "String")]
    pub side: Side,
    #[sqlx(try_from = "String")]
    pub state: State,
    pub asked_at: i64,
    pub ends_at: Option<i64>,
    #[sqlx(try_from = "i64")]
    pub warned: Flag,
}

#[derive(Debug, Clone, FromRow)]
pub struct RollCallRow {
    pub id: String,
    pub began_at: i64,
}

#[derive(Debug, Clone, FromRow)]
pub struct EndingRow {
    #[sqlx(try_from = "String")]
    pub item: ItemId,
    pub kind: String,
    pub body: String,
    pub dissent: String,
    /// How both are to be shown.
    pub form: String,
    pub due: String,
    pub referred: String,
    #[sqlx(try_from = "i64")]
    pub published: Flag,
}

/// Calls an item: it is what the room talks about now.
pub async fn call_item(
    writing: &mut Writing,
    _permit: &Permit,
    session: &SessionId,
    item: &ItemId,
) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE sessions SET current_item = $2 WHERE id = $1")
        .bind(session.as_str())
        .bind(item.as_str())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Pauses the sitting until a time, or ends the pause with 0.
pub async fn pause(writing: &mut Writing, _permit: &Permit, session: &SessionId, until: i64) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE sessions SET paused_until = $2 WHERE id = $1")
        .bind(session.as_str())
        .bind(until)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Every request to speak on an item, in the order of asking.
pub async fn speeches(conn: &mut Conn, session: &SessionId, item: &ItemId) -> Result<Vec<SpeechRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT s.id, s.member, m.name, s.side, s.state, s.asked_at, s.ends_at, s.warned FROM speeches s \
         JOIN members m ON m.id = s.member WHERE s.session = $1 AND s.item = $2 ORDER BY s.asked_at, s.id",
    )
    .bind(session.as_str())
    .bind(item.as_str())
    .fetch_all(conn)
    .await?)
}

/// How often a member has taken a raised hand down in a session.
pub async fn taken(conn: &mut Conn, session: &SessionId, member: &MemberId) -> Result<i64, Fault> {
    let (count,): (i64,) =
        sqlx::query_as("SELECT COUNT(*) FROM speeches WHERE session = $1 AND member = $2 AND state = 'taken'")
            .bind(session.as_str())
            .bind(member.as_str())
            .fetch_one(conn)
            .await?;
    Ok(count)
}

/// Stores a raised hand.
pub async fn store_raised(
    writing: &mut Writing,
    _permit: &Permit,
    raised: Raised,
    id: &str,
    session: &SessionId,
    item: &ItemId,
    member: &MemberId,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO speeches (id, community, session, item, member, side, state, asked_at, warned) \
         VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, 0)",
    )
    .bind(id)
    .bind(community.as_str())
    .bind(session.as_str())
    .bind(item.as_str())
    .bind(member.as_str())
    .bind(raised.side().id())
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Moves a request to speak on: given the floor until a time, done, or taken down.
pub async fn move_speech(
    writing: &mut Writing,
    _permit: &Permit,
    id: &str,
    state: State,
    ends_at: Option<i64>,
) -> Result<(), Fault> {
    let now = writing.now().0;
    let sql = if state == State::Speaking {
        "UPDATE speeches SET state = $2, ends_at = $3, began_at = $4 WHERE id = $1"
    } else {
        "UPDATE speeches SET state = $2, ends_at = COALESCE($3, ends_at), began_at = COALESCE(began_at, $4) WHERE id = $1"
    };
    let stored = sqlx::query(sql).bind(id).bind(state.id()).bind(ends_at).bind(now).execute(writing.conn()).await?;
    changed_one(&stored)
}

/// Notes that the speaker was warned.
pub async fn set_warned(writing: &mut Writing, _permit: &Permit, id: &str) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE speeches SET warned = 1 WHERE id = $1").bind(id).execute(writing.conn()).await?;
    changed_one(&stored)
}

/// Ends a roll-call by which nobody has left.
pub async fn cancel_roll_call(
    writing: &mut Writing,
    _permit: &Permit,
    _cancelled: &roll_call::Cancelled,
    id: &str,
) -> Result<(), Fault> {
    let now = writing.now().0;
    let stored = sqlx::query("UPDATE roll_calls SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL")
        .bind(id)
        .bind(now)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// The roll-call that is under way in a session.
pub async fn running_roll_call(conn: &mut Conn, session: &SessionId) -> Result<Option<RollCallRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, began_at FROM roll_calls WHERE session = $1 AND ended_at IS NULL \
         ORDER BY began_at DESC, id DESC LIMIT 1",
    )
    .bind(session.as_str())
    .fetch_optional(conn)
    .await?)
}

/// Begins a roll-call.
pub async fn begin_roll_call(
    writing: &mut Writing,
    _permit: &Permit,
    id: &str,
    session: &SessionId,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query("INSERT INTO roll_calls (id, community, session, began_at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(community.as_str())
        .bind(session.as_str())
        .bind(now)
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// A member answers a roll-call. Answering twice is answering.
pub async fn answer_roll_call(
    writing: &mut Writing,
    _permit: &Permit,
    roll_call: &str,
    member: &MemberId,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO roll_call_answers (community, roll_call, member, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT DO NOTHING",
    )
    .bind(community.as_str())
    .bind(roll_call)
    .bind(member.as_str())
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Who has answered a roll-call.
pub async fn roll_call_answers(conn: &mut Conn, roll_call: &str) -> Result<Vec<MemberId>, Fault> {
    let rows: Vec<(String,)> =
        sqlx::query_as("SELECT member FROM roll_call_answers WHERE roll_call = $1 ORDER BY member")
            .bind(roll_call)
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|(member,)| member.into()).collect())
}

/// Stores the judged end of a roll-call; who did not answer is marked as having left by [`crate::sitting::presence::rows`].
pub async fn end_roll_call(
    writing: &mut Writing,
    _permit: &Permit,
    _ended: &roll_call::Ended,
    id: &str,
) -> Result<(), Fault> {
    let now = writing.now().0;
    let stored = sqlx::query("UPDATE roll_calls SET ended_at = $2 WHERE id = $1")
        .bind(id)
        .bind(now)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// How the items of a session ended without a vote.
pub async fn endings(conn: &mut Conn, session: &SessionId) -> Result<Vec<EndingRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT item, kind, body, dissent, form, due, referred, published FROM endings WHERE session = $1 ORDER BY at",
    )
    .bind(session.as_str())
    .fetch_all(conn)
    .await?)
}

/// How one item ended; none where it has not.
pub async fn ending(conn: &mut Conn, item: &ItemId) -> Result<Option<EndingRow>, Fault> {
    Ok(sqlx::query_as("SELECT item, kind, body, dissent, form, due, referred, published FROM endings WHERE item = $1")
        .bind(item.as_str())
        .fetch_optional(conn)
        .await?)
}

/// Stores a judged ending. `due`: the day that it is put off to, as typed.
pub async fn store_ended(
    writing: &mut Writing,
    _permit: &Permit,
    ended: &ending::Ended,
    session: &SessionId,
    item: &ItemId,
    due: &str,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO endings (item, community, session, kind, body, dissent, due, referred, published, at, form) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, 'typed')",
    )
    .bind(item.as_str())
    .bind(community.as_str())
    .bind(session.as_str())
    .bind(ended.kind().id())
    .bind(ended.body())
    .bind(ended.dissent())
    .bind(due)
    .bind(ended.referred().map_or("", |body| body.id()))
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Notes that an ending was published.
pub async fn set_published(writing: &mut Writing, _permit: &Permit, item: &ItemId) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE endings SET published = 1 WHERE item = $1")
        .bind(item.as_str())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}
