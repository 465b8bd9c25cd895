//! What is asked to be taken back of what was published.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

pub mod blank;
pub mod places;

use crate::{
    fault::Fault,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    id::{CommunityId, MemberId, TakebackId},
    permit::Permit,
    published::Kind,
    takeback::{Answered, Asked, State, What},
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct TakebackRow {
    #[sqlx(try_from = "String")]
    pub id: TakebackId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    pub subject: String,
    #[sqlx(try_from = "String")]
    pub what: What,
    /// The places to blank, one a line; empty once it is answered.
    pub words: String,
    /// Whether the photos go too.
    #[sqlx(try_from = "i64")]
    pub photos: Flag,
    pub reason: String,
    #[sqlx(try_from = "String")]
    pub asked_by: MemberId,
    pub at: i64,
    #[sqlx(try_from = "String")]
    pub state: State,
}

impl TakebackRow {
    /// The places to blank.
    pub fn places(&self) -> Vec<String> {
        self.words.lines().map(str::to_owned).collect()
    }
}

/// Stores what was asked, under an id, and by whom.
pub async fn store_asked(
    writing: &mut Writing,
    _permit: &Permit,
    asked: &Asked,
    (id, by): (&TakebackId, &MemberId),
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO takebacks (id, community, kind, subject, what, words, photos, reason, asked_by, at, state) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id.as_str())
    .bind(community.as_str())
    .bind(asked.of().kind.id())
    .bind(&asked.of().subject)
    .bind(asked.what().id())
    .bind(asked.words().join("\n"))
    .bind(i64::from(asked.photos()))
    .bind(asked.reason())
    .bind(by.as_str())
    .bind(now)
    .bind(State::Asked.id())
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores the answer; the words are not kept any longer.
pub async fn store_answered(writing: &mut Writing, _permit: &Permit, answered: &Answered) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE takebacks SET state = $2, words = '' WHERE id = $1")
        .bind(answered.takeback().as_str())
        .bind(answered.state().id())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// One of them.
pub async fn find(conn: &mut Conn, id: &TakebackId) -> Result<TakebackRow, Fault> {
    sqlx::query_as("SELECT * FROM takebacks WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(conn)
        .await?
        .ok_or(Fault::NotFound)
}

/// What waits for an answer about a published thing.
pub async fn waiting(
    conn: &mut Conn,
    community: &CommunityId,
    kind: &str,
    subject: &str,
) -> Result<Option<TakebackRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT * FROM takebacks WHERE community = $1 AND kind = $2 AND subject = $3 AND state = 'asked' ORDER BY at",
    )
    .bind(community.as_str())
    .bind(kind)
    .bind(subject)
    .fetch_optional(conn)
    .await?)
}

/// Everything that waits for an answer in a community, oldest first.
pub async fn all_waiting(conn: &mut Conn, community: &CommunityId) -> Result<Vec<TakebackRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM takebacks WHERE community = $1 AND state = 'asked' ORDER BY at")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?)
}
