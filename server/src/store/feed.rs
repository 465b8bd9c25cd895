//! The feed: which entries of the chain touched what in which session. Open pages follow it by the chain's number.

use super::{Conn, db::Engine};
use crate::fault::Fault;
use rules::id::CommunityId;
use sqlx::FromRow;
use std::collections::BTreeSet;

/// A part of a session that pages show.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Touch {
    /// The session itself: its phase, its chair, a pause.
    Sitting,
    /// Who is there.
    Presence,
    /// An item: called, its text, its votes, its end.
    Item(String),
    /// How many things are said under the items; never stored, for it follows from what is.
    Counts,
    /// A vote: opened, closed, declared.
    Vote(String),
    /// How many have voted.
    Turnout(String),
    /// A proposal: revised, seconded, withdrawn, hidden.
    Proposal(String),
    /// A remark.
    Remark(String),
    /// Who speaks and who waits.
    Speech,
    /// A roll-call.
    RollCall,
}

impl Touch {
    /// As stored: kind and subject.
    #[must_use]
    pub fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Sitting => ("sitting", ""),
            Self::Presence => ("presence", ""),
            Self::Item(id) => ("item", id),
            Self::Counts => ("counts", ""),
            Self::Vote(id) => ("vote", id),
            Self::Turnout(id) => ("turnout", id),
            Self::Proposal(id) => ("proposal", id),
            Self::Remark(id) => ("remark", id),
            Self::Speech => ("speech", ""),
            Self::RollCall => ("roll_call", ""),
        }
    }

    /// The touch of these parts.
    #[must_use]
    pub fn from_parts(kind: &str, subject: &str) -> Option<Self> {
        Some(match kind {
            "sitting" => Self::Sitting,
            "presence" => Self::Presence,
            "item" => Self::Item(subject.to_owned()),
            "vote" => Self::Vote(subject.to_owned()),
            "turnout" => Self::Turnout(subject.to_owned()),
            "proposal" => Self::Proposal(subject.to_owned()),
            "remark" => Self::Remark(subject.to_owned()),
            "speech" => Self::Speech,
            "roll_call" => Self::RollCall,
            _ => return None,
        })
    }
}

/// A touch with the number of the entry that made it.
#[derive(Debug, Clone, FromRow)]
pub struct FeedRow {
    pub seq: i64,
    pub kind: String,
    pub subject: String,
}

/// Stores what an act touched.
pub async fn store(
    conn: &mut Conn,
    community: &CommunityId,
    seq: i64,
    touched: &[(String, Touch)],
) -> Result<(), Fault> {
    for (session, touch) in touched {
        let (kind, subject) = touch.parts();
        sqlx::query("INSERT INTO feed (community, session, seq, kind, subject) VALUES ($1, $2, $3, $4, $5)")
            .bind(community.as_str())
            .bind(session)
            .bind(seq)
            .bind(kind)
            .bind(subject)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// What was touched in a session after `since`, oldest first, at most `most` rows.
pub async fn after(conn: &mut Conn, session: &str, since: i64, most: i64) -> Result<Vec<FeedRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT seq, kind, subject FROM feed WHERE session = $1 AND seq > $2 ORDER BY seq, kind, subject LIMIT $3",
    )
    .bind(session)
    .bind(since)
    .bind(most)
    .fetch_all(conn)
    .await?)
}

/// The number of the session's last touch, 0 before the first.
pub async fn last(conn: &mut Conn, session: &str) -> Result<i64, Fault> {
    let (seq,): (i64,) = sqlx::query_as("SELECT CAST(COALESCE(MAX(seq), 0) AS BIGINT) FROM feed WHERE session = $1")
        .bind(session)
        .fetch_one(conn)
        .await?;
    Ok(seq)
}

/// How many things of each kind were touched after `since`: what somebody missed.
pub async fn missed(conn: &mut Conn, session: &str, since: i64) -> Result<Vec<(String, i64)>, Fault> {
    Ok(sqlx::query_as(
        "SELECT kind, COUNT(DISTINCT subject) FROM feed WHERE session = $1 AND seq > $2 GROUP BY kind ORDER BY kind",
    )
    .bind(session)
    .bind(since)
    .fetch_all(conn)
    .await?)
}

/// On PostgreSQL, tells the other nodes which sessions were touched, when this transaction is durable.
pub async fn tell_nodes(conn: &mut Conn, engine: Engine, sessions: &BTreeSet<String>) -> Result<(), Fault> {
    if engine == Engine::Postgres && !sessions.is_empty() {
        let list: Vec<&str> = sessions.iter().map(String::as_str).collect();
        // A notice holds 8,000 bytes at most; a group touches a handful of sessions.
        for chunk in list.chunks(100) {
            sqlx::query("SELECT pg_notify('yishi_feed', $1)").bind(chunk.join(" ")).execute(&mut *conn).await?;
        }
    }
    Ok(())
}

/// Hears what the other nodes tell.
pub struct Listener(sqlx::postgres::PgListener);

impl Listener {
    /// Connects to PostgreSQL.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn connect(address: &str) -> Result<Self, Fault> {
        let mut listener = sqlx::postgres::PgListener::connect(address).await?;
        listener.listen("yishi_feed").await?;
        Ok(Self(listener))
    }

    /// The sessions of the next notice.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn next(&mut self) -> Result<Vec<String>, Fault> {
        let notice = self.0.recv().await?;
        Ok(notice.payload().split(' ').map(str::to_owned).collect())
    }
}
