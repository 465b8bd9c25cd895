//! Votes, their frozen rolls and named ballots.

use super::{Conn, Writing};
use crate::fault::Fault;
use rules::{
    Verdict,
    ballot::Choice,
    gates::GateState,
    permit::Permit,
    record::CountRecord,
    rule_set::SourcedRule,
    vote::{Cast, Counted, Declared, Opened, Phase},
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct VoteRow {
    pub id: String,
    pub community: String,
    pub session: String,
    pub item: String,
    pub revision: i64,
    pub round: i64,
    pub phase: String,
    pub rule: String,
    /// The gates as they stood at opening, as JSON.
    pub gates: String,
    pub ends_at: Option<i64>,
    pub opened_at: i64,
    pub closed_at: Option<i64>,
    pub declared_at: Option<i64>,
    pub record: Option<String>,
    pub verdict: Option<String>,
}

impl VoteRow {
    /// Where it stands.
    pub fn phase(&self) -> Result<Phase, Fault> {
        Phase::from_id(&self.phase).ok_or(Fault::Stored("votes.phase"))
    }

    /// The rule that it is judged by.
    pub fn rule(&self) -> Result<SourcedRule, Fault> {
        Ok(serde_json::from_str(&self.rule)?)
    }

    /// The gates as they stood when it opened.
    pub fn gates(&self) -> Result<Vec<GateState>, Fault> {
        Ok(serde_json::from_str(&self.gates)?)
    }

    /// The accepted count, once there is one.
    pub fn count(&self) -> Result<Option<(CountRecord, Verdict)>, Fault> {
        match (&self.record, &self.verdict) {
            (Some(record), Some(verdict)) => Ok(Some((serde_json::from_str(record)?, serde_json::from_str(verdict)?))),
            _ => Ok(None),
        }
    }
}

#[derive(Debug, Clone, FromRow)]
pub struct BallotRow {
    pub unit: String,
    pub choice: String,
    pub seq: i64,
    pub at: i64,
}

impl BallotRow {
    /// What was chosen.
    pub fn choice(&self) -> Result<Choice, Fault> {
        Choice::from_id(&self.choice).ok_or(Fault::Stored("ballots.choice"))
    }
}

/// Stores a judged opening and freezes the vote's roll.
pub async fn store_opened(
    writing: &mut Writing,
    _permit: &Permit,
    opened: &Opened,
    row: &VoteRow,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO votes (id, community, session, item, revision, round, mode, phase, rule, ends_at, opened_at, gates) \
         VALUES ($1, $2, $3, $4, $5, $6, 'named', 'open', $7, $8, $9, $10)",
    )
    .bind(&row.id)
    .bind(&row.community)
    .bind(&row.session)
    .bind(&row.item)
    .bind(row.revision)
    .bind(opened.round())
    .bind(serde_json::to_string(opened.rule())?)
    .bind(row.ends_at)
    .bind(row.opened_at)
    .bind(&row.gates)
    .execute(writing.conn())
    .await?;
    sqlx::query(
        "INSERT INTO roll_entries (community, vote, unit, unit_kind, member, heads, area, voted) \
         SELECT community, $1, member, 'person', member, 1, 0, 0 FROM session_roll WHERE session = $2",
    )
    .bind(&row.id)
    .bind(&row.session)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores a judged ballot. Two statements decide once more what two people at once could break: the vote is open, and
/// this entry has not voted. `false`: somebody was faster, and nothing was stored.
pub async fn store_cast(
    writing: &mut Writing,
    _permit: &Permit,
    cast: &Cast,
    vote: &str,
    unit: &str,
    channel: &str,
    seq: i64,
) -> Result<bool, Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    let marked = sqlx::query(
        "UPDATE roll_entries SET voted = 1, channel = $3 WHERE vote = $1 AND unit = $2 AND voted = 0 \
         AND (SELECT phase FROM votes WHERE id = $1) = 'open'",
    )
    .bind(vote)
    .bind(unit)
    .bind(channel)
    .execute(writing.conn())
    .await?;
    if marked.rows_affected() != 1 {
        return Ok(false);
    }
    sqlx::query("INSERT INTO ballots (community, vote, unit, choice, seq, at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(community.as_str())
        .bind(vote)
        .bind(unit)
        .bind(cast.choice().id())
        .bind(seq)
        .bind(now)
        .execute(writing.conn())
        .await?;
    Ok(true)
}

/// Stores the accepted count: the vote is closed and counted in one act when no paper was handed out.
pub async fn store_counted(
    writing: &mut Writing,
    _permit: &Permit,
    vote: &str,
    counted: &Counted,
) -> Result<(), Fault> {
    let now = writing.now().0;
    sqlx::query(
        "UPDATE votes SET phase = 'counted', closed_at = $2, record = $3, verdict = $4 \
         WHERE id = $1 AND phase = 'open' AND record IS NULL",
    )
    .bind(vote)
    .bind(now)
    .bind(serde_json::to_string(counted.record())?)
    .bind(serde_json::to_string(counted.verdict())?)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores that the result was declared.
pub async fn store_declared(
    writing: &mut Writing,
    _permit: &Permit,
    vote: &str,
    _declared: Declared,
) -> Result<(), Fault> {
    let now = writing.now().0;
    sqlx::query("UPDATE votes SET phase = 'declared', declared_at = $2 WHERE id = $1 AND phase = 'counted'")
        .bind(vote)
        .bind(now)
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// One vote.
pub async fn find(conn: &mut Conn, id: &str) -> Result<VoteRow, Fault> {
    sqlx::query_as(
        "SELECT id, community, session, item, revision, round, phase, rule, gates, ends_at, opened_at, closed_at, \
         declared_at, record, verdict FROM votes WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await?
    .ok_or(Fault::NotFound)
}

/// The votes of a session, oldest first.
pub async fn of_session(conn: &mut Conn, session: &str) -> Result<Vec<VoteRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, community, session, item, revision, round, phase, rule, gates, ends_at, opened_at, closed_at, \
         declared_at, record, verdict FROM votes WHERE session = $1 ORDER BY opened_at, round, id",
    )
    .bind(session)
    .fetch_all(conn)
    .await?)
}

/// Every vote of a community, oldest first.
pub async fn of_community(conn: &mut Conn, community: &str) -> Result<Vec<VoteRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, community, session, item, revision, round, phase, rule, gates, ends_at, opened_at, closed_at, \
         declared_at, record, verdict FROM votes WHERE community = $1 ORDER BY opened_at, id",
    )
    .bind(community)
    .fetch_all(conn)
    .await?)
}

/// Whether a unit is on the vote's roll, and whether it has voted.
pub async fn entry(conn: &mut Conn, vote: &str, unit: &str) -> Result<Option<bool>, Fault> {
    let row: Option<(i64,)> = sqlx::query_as("SELECT voted FROM roll_entries WHERE vote = $1 AND unit = $2")
        .bind(vote)
        .bind(unit)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|(voted,)| voted == 1))
}

/// The units on a vote's frozen roll.
pub async fn roll(conn: &mut Conn, vote: &str) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as("SELECT unit FROM roll_entries WHERE vote = $1 ORDER BY unit")
        .bind(vote)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|(unit,)| unit).collect())
}

/// How many units are on the vote's roll, and how many have voted.
pub async fn turnout(conn: &mut Conn, vote: &str) -> Result<(i64, i64), Fault> {
    Ok(sqlx::query_as("SELECT COUNT(*), CAST(COALESCE(SUM(voted), 0) AS BIGINT) FROM roll_entries WHERE vote = $1")
        .bind(vote)
        .fetch_one(conn)
        .await?)
}

/// The ballot of a unit.
pub async fn ballot(conn: &mut Conn, vote: &str, unit: &str) -> Result<Option<BallotRow>, Fault> {
    Ok(sqlx::query_as("SELECT unit, choice, seq, at FROM ballots WHERE vote = $1 AND unit = $2")
        .bind(vote)
        .bind(unit)
        .fetch_optional(conn)
        .await?)
}

/// Every ballot of a vote.
pub async fn ballots(conn: &mut Conn, vote: &str) -> Result<Vec<BallotRow>, Fault> {
    Ok(sqlx::query_as("SELECT unit, choice, seq, at FROM ballots WHERE vote = $1 ORDER BY seq")
        .bind(vote)
        .fetch_all(conn)
        .await?)
}
