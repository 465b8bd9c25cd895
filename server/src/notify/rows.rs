//! Who can be reached, and who is concerned.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{fault::Fault, store::Conn};
use rules::{
    id::{CommunityId, MemberId, SessionId},
    notify::Event,
};
use sqlx::FromRow;

/// A member with a telephone, and what they chose of an event.
#[derive(Debug, Clone, FromRow)]
pub struct ReachableRow {
    #[sqlx(try_from = "String")]
    pub member: MemberId,
    pub phone: String,
    pub wanted: Option<i64>,
}

impl ReachableRow {
    /// Whether they want to be told.
    pub fn wants(&self, event: Event) -> bool {
        self.wanted.map_or_else(|| event.by_default(), |wanted| wanted == 1)
    }
}

/// Everybody in a community who left a telephone.
pub async fn reachable(conn: &mut Conn, community: &CommunityId, event: Event) -> Result<Vec<ReachableRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT m.id AS member, m.phone, c.wanted FROM members m \
         LEFT JOIN notify_choices c ON c.member = m.id AND c.event = $2 \
         WHERE m.community = $1 AND m.phone <> '' ORDER BY m.id",
    )
    .bind(community.as_str())
    .bind(event.id())
    .fetch_all(conn)
    .await?)
}

/// One member, if they left a telephone.
pub async fn reachable_one(conn: &mut Conn, member: &MemberId, event: Event) -> Result<Option<ReachableRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT m.id AS member, m.phone, c.wanted FROM members m \
         LEFT JOIN notify_choices c ON c.member = m.id AND c.event = $2 WHERE m.id = $1 AND m.phone <> ''",
    )
    .bind(member.as_str())
    .bind(event.id())
    .fetch_optional(conn)
    .await?)
}

/// Whoever sits in the room of a session: what happens there they see.
pub async fn in_the_room(conn: &mut Conn, session: &SessionId) -> Result<Vec<MemberId>, Fault> {
    let all: Vec<String> = sqlx::query_scalar(
        "SELECT member FROM attendance WHERE session = $1 AND channel = 'onsite' AND left_at IS NULL",
    )
    .bind(session.as_str())
    .fetch_all(conn)
    .await?;
    Ok(all.into_iter().map(MemberId::from).collect())
}

/// For whom a ballot was cast in a named vote. Who took part in a secret one stands elsewhere, and is not asked here.
pub async fn voted(conn: &mut Conn, vote: &str) -> Result<Vec<MemberId>, Fault> {
    let all: Vec<String> = sqlx::query_scalar(
        "SELECT r.member FROM votes v JOIN roll_entries e ON e.vote = v.id JOIN session_roll r ON r.session = v.session \
         AND r.unit = e.unit WHERE v.id = $1 AND v.mode = 'named' AND e.voted = 1",
    )
    .bind(vote)
    .fetch_all(conn)
    .await?;
    Ok(all.into_iter().map(MemberId::from).collect())
}
