//! Votes, their frozen rolls and named ballots.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

pub mod count;
pub mod own;
pub mod secret;

use crate::{
    act::base,
    fault::Fault,
    sitting::presence::rows::roll_line,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    Moment, Verdict,
    ballot::{Choice, Mode, Tally, Way},
    gates::GateState,
    id::{CommunityId, ItemId, SessionId, VoteId},
    paper::Papers,
    permit::Permit,
    record::VoteRecord,
    rule_set::SourcedRule,
    vote::{Cast, Counted, Declared, Extended, Opened, Phase, Voided, Window, by_represented},
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct VoteRow {
    #[sqlx(try_from = "String")]
    pub id: VoteId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub session: SessionId,
    #[sqlx(try_from = "String")]
    pub item: ItemId,
    pub revision: i64,
    pub round: i64,
    #[sqlx(try_from = "String")]
    pub mode: Mode,
    #[sqlx(try_from = "String")]
    pub phase: Phase,
    pub rule: String,
    /// The gates as they stood at opening, as JSON.
    pub gates: String,
    pub ends_at: Option<i64>,
    pub opened_at: i64,
    pub closed_at: Option<i64>,
    pub declared_at: Option<i64>,
    pub record: Option<String>,
    pub verdict: Option<String>,
    pub papers_out: i64,
    pub papers_spoilt: i64,
    pub papers_back: i64,
    pub recounts: i64,
    pub void_reason: String,
    /// Ballots are taken by phone too; else on paper alone.
    #[sqlx(try_from = "i64")]
    pub phones: Flag,
    /// The kind of matter of its item, which decides for whom it is.
    pub matter: String,
}

/// A vote to be opened.
pub struct NewVote<'a> {
    /// Its id.
    pub id: &'a VoteId,
    /// The revision of the item's text.
    pub revision: i64,
    /// The gates as they stand.
    pub gates: &'a [GateState],
    /// When.
    pub opened_at: Moment,
}

impl VoteRow {
    /// Its announced end has passed, and the chair has not closed it yet: it takes no more ballots.
    pub fn is_time_up(&self, now: Moment) -> bool {
        self.phase == Phase::Open && self.window(now).takes().is_err()
    }

    /// Whether it takes ballots at a moment.
    pub fn window(&self, now: Moment) -> Window {
        Window { phase: self.phase, ends_at: self.ends_at.map(Moment), now }
    }

    /// Names how it stands, as the chair's page shows it: what is done over another page is not done.
    pub fn stands(&self) -> String {
        let parts = [self.phase.id().to_owned(), self.recounts.to_string(), self.ends_at.unwrap_or(0).to_string()];
        base::of(&parts.each_ref().map(String::as_str))
    }

    /// Names the papers that came back over the table: an exchange, or a paper taken back, is done once, over what its page showed. Of
    /// a secret vote nothing is kept of whose they were.
    pub fn papers_stand(&self) -> String {
        base::of(&[self.papers_spoilt.to_string(), self.papers_back.to_string()].each_ref().map(String::as_str))
    }

    /// The papers that went over the table.
    pub fn papers(&self) -> Papers {
        let [out, spoilt, back] = [self.papers_out, self.papers_spoilt, self.papers_back].map(i64::unsigned_abs);
        Papers { out, spoilt, back }
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
    pub fn count(&self) -> Result<Option<(VoteRecord, Verdict)>, Fault> {
        match (&self.record, &self.verdict) {
            (Some(record), Some(verdict)) => Ok(Some((serde_json::from_str(record)?, serde_json::from_str(verdict)?))),
            _ => Ok(None),
        }
    }
}

#[derive(Debug, Clone, FromRow)]
pub struct BallotRow {
    pub unit: String,
    #[sqlx(try_from = "String")]
    pub choice: Choice,
    pub seq: i64,
    pub at: i64,
}

/// Stores a judged opening and freezes the vote's roll; says when it ends by itself, if it does.
pub async fn store_opened(
    writing: &mut Writing,
    _permit: &Permit,
    opened: &Opened,
    new: &NewVote<'_>,
) -> Result<Option<i64>, Fault> {
    let community = writing.community().clone();
    let ends_at = opened.minutes().map(|minutes| new.opened_at.plus_minutes(minutes).0);
    sqlx::query(
        "INSERT INTO votes (id, community, session, item, revision, round, mode, phase, rule, ends_at, opened_at, gates, phones) \
         VALUES ($1, $2, $3, $4, $5, $6, $11, 'open', $7, $8, $9, $10, $12)",
    )
    .bind(new.id.as_str())
    .bind(community.as_str())
    .bind(opened.session().as_str())
    .bind(opened.item().as_str())
    .bind(new.revision)
    .bind(opened.round())
    .bind(serde_json::to_string(opened.rule())?)
    .bind(ends_at)
    .bind(new.opened_at.0)
    .bind(serde_json::to_string(new.gates)?)
    .bind(opened.mode().id())
    .bind(i64::from(opened.phones()))
    .execute(writing.conn())
    .await?;
    sqlx::query(
        "INSERT INTO roll_entries (community, vote, unit, unit_kind, member, heads, weighs, voted) \
         SELECT community, $1, unit, CASE WHEN MAX(weighs) > 0 THEN CAST($3 AS TEXT) WHEN unit = MIN(member) THEN 'person' \
         ELSE 'household' END, MIN(member), 1, MAX(weighs), 0 FROM session_roll WHERE session = $2 GROUP BY community, unit",
    )
    .bind(new.id.as_str())
    .bind(opened.session().as_str())
    .bind(if by_represented(&opened.rule().rule.body) { "representative" } else { "owner" })
    .execute(writing.conn())
    .await?;
    Ok(ends_at)
}

/// Stores a judged ballot. Two statements decide once more what two people at once could break: the vote is open, and
/// this entry has not voted. `false`: somebody was faster, and nothing was stored.
pub async fn store_cast(
    writing: &mut Writing,
    _permit: &Permit,
    cast: &Cast,
    channel: &str,
    seq: i64,
) -> Result<bool, Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    let marked = sqlx::query(
        "UPDATE roll_entries SET voted = 1, channel = $3 WHERE vote = $1 AND unit = $2 AND voted = 0 \
         AND (SELECT phase FROM votes WHERE id = $1) = 'open'",
    )
    .bind(cast.vote().as_str())
    .bind(cast.unit())
    .bind(channel)
    .execute(writing.conn())
    .await?;
    if marked.rows_affected() != 1 {
        return Ok(false);
    }
    sqlx::query("INSERT INTO ballots (community, vote, unit, choice, seq, at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(community.as_str())
        .bind(cast.vote().as_str())
        .bind(cast.unit())
        .bind(cast.choice().id())
        .bind(seq)
        .bind(now)
        .execute(writing.conn())
        .await?;
    Ok(true)
}

/// Stores the accepted count of a closed vote. One that is void by its count (P-VOID) keeps it, sealed.
pub async fn store_counted(writing: &mut Writing, _permit: &Permit, counted: &Counted) -> Result<(), Fault> {
    let phase = if counted.is_void() { Phase::Void } else { Phase::Counted };
    let stored = sqlx::query(
        "UPDATE votes SET phase = $2, record = $3, verdict = $4 \
         WHERE id = $1 AND phase = 'closed' AND record IS NULL",
    )
    .bind(counted.vote().as_str())
    .bind(phase.id())
    .bind(serde_json::to_string(counted.record())?)
    .bind(serde_json::to_string(counted.verdict())?)
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// Stores that a vote is void, and why.
pub async fn store_voided(writing: &mut Writing, _permit: &Permit, voided: &Voided) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE votes SET phase = 'void', void_reason = $2 WHERE id = $1")
        .bind(voided.vote().as_str())
        .bind(voided.reason())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores a longer window.
pub async fn store_extended(writing: &mut Writing, _permit: &Permit, extended: &Extended) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE votes SET ends_at = $2 WHERE id = $1 AND phase = 'open'")
        .bind(extended.vote().as_str())
        .bind(extended.ends_at().0)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores that the result was declared.
pub async fn store_declared(writing: &mut Writing, _permit: &Permit, declared: &Declared) -> Result<(), Fault> {
    let now = writing.now().0;
    let stored =
        sqlx::query("UPDATE votes SET phase = 'declared', declared_at = $2 WHERE id = $1 AND phase = 'counted'")
            .bind(declared.vote().as_str())
            .bind(now)
            .execute(writing.conn())
            .await?;
    changed_one(&stored)
}

/// One vote.
pub async fn find(conn: &mut Conn, id: &VoteId) -> Result<VoteRow, Fault> {
    sqlx::query_as("SELECT v.*, i.matter FROM votes v JOIN items i ON i.id = v.item WHERE v.id = $1")
        .bind(id.as_str())
        .fetch_optional(conn)
        .await?
        .ok_or(Fault::NotFound)
}

/// The votes of a session, oldest first.
pub async fn of_session(conn: &mut Conn, session: &SessionId) -> Result<Vec<VoteRow>, Fault> {
    Ok(sqlx::query_as("SELECT v.*, i.matter FROM votes v JOIN items i ON i.id = v.item WHERE v.session = $1 ORDER BY v.opened_at, v.round, v.id")
        .bind(session.as_str())
        .fetch_all(conn)
        .await?)
}

/// The rounds of one item.
pub async fn of_item(conn: &mut Conn, session: &SessionId, item: &ItemId) -> Result<Vec<VoteRow>, Fault> {
    Ok(sqlx::query_as("SELECT v.*, i.matter FROM votes v JOIN items i ON i.id = v.item WHERE v.session = $1 AND v.item = $2 ORDER BY v.opened_at, v.round, v.id")
        .bind(session.as_str())
        .bind(item.as_str())
        .fetch_all(conn)
        .await?)
}

/// The declared votes of sittings that are over of which no decision is written, oldest first.
pub async fn unwritten(conn: &mut Conn, community: &CommunityId) -> Result<Vec<VoteRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT v.*, i.matter FROM votes v JOIN items i ON i.id = v.item JOIN sessions s ON s.id = v.session \
         WHERE v.community = $1 AND v.phase = 'declared' AND s.phase = 'closed' AND NOT EXISTS (SELECT 1 \
         FROM publication_drafts d WHERE d.kind = 'outcome' AND d.subject = v.id) AND NOT EXISTS (SELECT 1 \
         FROM publications p WHERE p.kind = 'outcome' AND p.subject = v.id) ORDER BY v.declared_at, v.id",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// The vote of a session that takes ballots now.
pub async fn open_one(conn: &mut Conn, session: &SessionId) -> Result<Option<VoteRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT v.*, i.matter FROM votes v JOIN items i ON i.id = v.item WHERE v.session = $1 AND v.phase = 'open'",
    )
    .bind(session.as_str())
    .fetch_optional(conn)
    .await?)
}

/// Every vote of a community, oldest first.
pub async fn of_community(conn: &mut Conn, community: &CommunityId) -> Result<Vec<VoteRow>, Fault> {
    Ok(sqlx::query_as("SELECT v.*, i.matter FROM votes v JOIN items i ON i.id = v.item WHERE v.community = $1 ORDER BY v.opened_at, v.id")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?)
}

#[derive(FromRow)]
struct EntryRow {
    unit: String,
    #[sqlx(try_from = "i64")]
    voted: Flag,
    channel: Option<String>,
    secret_way: Option<String>,
}

impl EntryRow {
    /// How the unit has taken part.
    fn taken(&self) -> Option<Way> {
        let paper = Some(Way::Paper.id());
        if self.secret_way.as_deref() == paper || (*self.voted && self.channel.as_deref() == paper) {
            return Some(Way::Paper);
        }
        (*self.voted || self.secret_way.is_some()).then_some(Way::Phone)
    }
}

/// A unit on the vote's roll and how it has taken part; `None`: it is not on the roll.
pub async fn entry(conn: &mut Conn, vote: &VoteId, unit: &str) -> Result<Option<Option<Way>>, Fault> {
    let row: Option<EntryRow> = sqlx::query_as(
        "SELECT r.unit, r.voted, r.channel, s.way AS secret_way FROM roll_entries r \
         LEFT JOIN secret_roll s ON s.vote = r.vote AND s.unit = r.unit WHERE r.vote = $1 AND r.unit = $2",
    )
    .bind(vote.as_str())
    .bind(unit)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| row.taken()))
}

/// The units that have taken part in a vote, and how.
pub async fn takers(conn: &mut Conn, vote: &VoteId) -> Result<Vec<(String, Way)>, Fault> {
    let rows: Vec<EntryRow> = sqlx::query_as(
        "SELECT r.unit, r.voted, r.channel, s.way AS secret_way FROM roll_entries r \
         LEFT JOIN secret_roll s ON s.vote = r.vote AND s.unit = r.unit \
         WHERE r.vote = $1 AND (r.voted = 1 OR s.unit IS NOT NULL) ORDER BY r.unit",
    )
    .bind(vote.as_str())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().filter_map(|row| row.taken().map(|way| (row.unit, way))).collect())
}

/// The frozen roll of a vote as its hash names it: each unit and, where not all weigh the same, what it weighs.
pub async fn roll_lines(conn: &mut Conn, vote: &VoteId) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT unit, weighs FROM roll_entries WHERE vote = $1 ORDER BY unit")
            .bind(vote.as_str())
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|(unit, weighs)| roll_line(unit, weighs)).collect())
}

/// How many units are on the vote's roll, and how many have taken part.
pub async fn turnout(conn: &mut Conn, vote: &VoteId) -> Result<(i64, i64), Fault> {
    Ok(sqlx::query_as(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN r.voted = 1 OR s.unit IS NOT NULL THEN 1 ELSE 0 END), 0) \
         AS BIGINT) FROM roll_entries r LEFT JOIN secret_roll s ON s.vote = r.vote AND s.unit = r.unit \
         WHERE r.vote = $1",
    )
    .bind(vote.as_str())
    .fetch_one(conn)
    .await?)
}

/// The ballot of a unit.
pub async fn ballot(conn: &mut Conn, vote: &VoteId, unit: &str) -> Result<Option<BallotRow>, Fault> {
    Ok(sqlx::query_as("SELECT unit, choice, seq, at FROM ballots WHERE vote = $1 AND unit = $2")
        .bind(vote.as_str())
        .bind(unit)
        .fetch_optional(conn)
        .await?)
}

/// Every ballot of a vote.
pub async fn ballots(conn: &mut Conn, vote: &VoteId) -> Result<Vec<BallotRow>, Fault> {
    Ok(sqlx::query_as("SELECT unit, choice, seq, at FROM ballots WHERE vote = $1 ORDER BY seq")
        .bind(vote.as_str())
        .fetch_all(conn)
        .await?)
}

/// The phone ballots of a named vote, added up.
pub async fn tally(conn: &mut Conn, vote: &VoteId) -> Result<Tally, Fault> {
    Ok(ballots(conn, vote).await?.iter().map(|one| one.choice).collect())
}
