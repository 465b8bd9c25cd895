//! The feed: which entries of the chain touched what in which session. Open pages follow it by the chain's number.

use super::{Conn, db::Engine};
use crate::fault::Fault;
use rules::id::{CommunityId, ItemId, PersonId, ProposalId, VoteId};
use sqlx::FromRow;
use std::{collections::BTreeSet, time::Duration};

/// A part of a session that pages show.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Touch {
    /// The session itself: its phase, its chair, a pause.
    Sitting,
    /// Who is there.
    Presence,
    /// An item: called, its text, its votes, its end.
    Item(ItemId),
    /// How many things are said under an item; never stored, for it follows from what is.
    Counts(ItemId),
    /// A vote: opened, closed, declared.
    Vote(VoteId),
    /// How many have voted.
    Turnout(VoteId),
    /// A proposal: revised, seconded, withdrawn, hidden.
    Proposal(ProposalId),
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
            Self::Counts(id) => ("counts", id),
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
            "item" => Self::Item(subject.into()),
            "vote" => Self::Vote(subject.into()),
            "turnout" => Self::Turnout(subject.into()),
            "proposal" => Self::Proposal(subject.into()),
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

/// What stands before a person among what nodes tell each other of; no session's id holds it.
const PERSON: &str = "person:";

/// How nodes tell each other that a person's open pages are to be asked whether they may still hear.
#[must_use]
pub fn asking(person: &PersonId) -> String {
    format!("{PERSON}{person}")
}

/// The person whose open pages are to be asked; none where a session was touched.
#[must_use]
pub fn asked(told: &str) -> Option<&str> {
    told.strip_prefix(PERSON)
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

/// Tells the other nodes in which secret votes somebody has taken part: a batch, after the fact, in no order that means
/// anything. `node` is who tells, and need not hear it.
///
/// # Errors
/// Database errors.
pub async fn tell_turnouts(conn: &mut Conn, node: &str, votes: &BTreeSet<(String, String)>) -> Result<(), Fault> {
    let list: Vec<String> = votes.iter().map(|(session, vote)| format!("{session}:{vote}")).collect();
    for chunk in list.chunks(100) {
        let words = format!("{node} {}", chunk.join(" "));
        sqlx::query("SELECT pg_notify('yishi_turnout', $1)").bind(words).execute(&mut *conn).await?;
    }
    Ok(())
}

/// What another node tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// These sessions were touched; or whose open pages are to be asked ([`asked`]).
    Sessions(Vec<String>),
    /// In these secret votes somebody has taken part: session and vote. Who tells it.
    Turnouts(String, Vec<(String, String)>),
}

/// After so long a silence the line is tried.
const SILENCE: Duration = Duration::from_secs(5);
/// How long making the line, or an answer on it, may take.
const ANSWER: Duration = Duration::from_secs(3);

/// Hears what the other nodes tell.
pub struct Listener(sqlx::postgres::PgListener);

impl Listener {
    /// Connects to PostgreSQL.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn connect(address: &str) -> Result<Self, Fault> {
        let connected = async {
            let mut listener = sqlx::postgres::PgListener::connect(address).await?;
            listener.eager_reconnect(false);
            listener.listen_all(["yishi_feed", "yishi_turnout"]).await?;
            Ok::<_, sqlx::Error>(listener)
        };
        let connected = tokio::time::timeout(ANSWER, connected).await;
        let connected = connected.map_err(|_| Fault::Unreachable("no answer".to_owned()))?;
        Ok(Self(connected.map_err(Fault::of_connecting)?))
    }

    /// The next notice.
    ///
    /// # Errors
    /// When the line is lost: what was told since is heard by nobody, and a new line has to be made.
    pub async fn next(&mut self) -> Result<Notice, Fault> {
        loop {
            match tokio::time::timeout(SILENCE, self.0.try_recv()).await {
                Ok(Ok(Some(notice))) => {
                    let words = notice.payload().split(' ').map(str::to_owned);
                    if notice.channel() == "yishi_feed" {
                        return Ok(Notice::Sessions(words.collect()));
                    }
                    let mut words = words;
                    let node = words.next().unwrap_or_default();
                    let pair = |one: String| one.split_once(':').map(|(session, vote)| (session.into(), vote.into()));
                    return Ok(Notice::Turnouts(node, words.filter_map(pair).collect()));
                }
                Ok(Ok(None)) => return Err(Fault::Unreachable("the line was lost".to_owned())),
                Ok(Err(error)) => return Err(error.into()),
                Err(_) => {
                    let asked = tokio::time::timeout(ANSWER, sqlx::query("SELECT 1").execute(&mut self.0)).await;
                    asked.map_err(|_| Fault::Unreachable("the line is dead".to_owned()))??;
                }
            }
        }
    }
}
