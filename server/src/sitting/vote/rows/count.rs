//! The count of what was cast in the room: papers over the table, what closing fixed, what each teller found.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    sitting::vote::rows::{VoteRow, secret},
    store::{Conn, Writing, changed_one, form, journal},
};
use rules::{
    ballot::{Choice, Mode, Way},
    count::{Entered, Entry, Ordered, RoomCount},
    id::{CommunityId, MemberId, VoteId},
    paper::Handed,
    permit::Permit,
    says::Says,
    vote::{Closed, Closing},
};
use serde_json::Value;
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct RoomCountRow {
    pub attempt: i64,
    #[sqlx(try_from = "String")]
    pub teller: MemberId,
    pub in_favour: i64,
    pub against: i64,
    pub abstain: i64,
    pub blank: i64,
    pub invalid: i64,
    pub idle: i64,
    /// The areas of the piles, as JSON; empty where no areas are counted.
    pub areas: String,
    /// The households of the piles, as JSON; empty where none are counted through representatives.
    pub households: String,
    /// The piles of each person, as JSON; empty where nobody is appraised.
    pub people: String,
}

impl RoomCountRow {
    /// As the rules see it.
    pub fn entry(self) -> Result<Entry, Fault> {
        let [in_favour, against, abstain, blank, invalid, idle] =
            [self.in_favour, self.against, self.abstain, self.blank, self.invalid, self.idle].map(i64::unsigned_abs);
        let area = if self.areas.is_empty() { None } else { Some(serde_json::from_str(&self.areas)?) };
        let households = if self.households.is_empty() { None } else { Some(serde_json::from_str(&self.households)?) };
        let people = if self.people.is_empty() { None } else { Some(serde_json::from_str(&self.people)?) };
        Ok(Entry {
            attempt: self.attempt.unsigned_abs(),
            teller: self.teller,
            count: RoomCount { in_favour, against, abstain, blank, invalid, idle, area, households, people },
        })
    }
}

/// Ticks the roll entry of whoever is handed a paper; `false`: the unit took part meanwhile, and nothing was stored.
pub async fn store_handed_out(
    writing: &mut Writing,
    _permit: &Permit,
    handed: &Handed,
    mode: Mode,
) -> Result<bool, Fault> {
    let (vote, unit) = (handed.vote(), handed.unit());
    let ticked = if mode == Mode::Secret {
        secret::take(writing, vote, unit, Way::Paper, "").await?
    } else {
        let done = sqlx::query(
            "UPDATE roll_entries SET voted = 1, channel = 'paper' WHERE vote = $1 AND unit = $2 AND voted = 0",
        )
        .bind(vote.as_str())
        .bind(unit)
        .execute(writing.conn())
        .await?;
        done.rows_affected() == 1
    };
    if ticked {
        let stored = sqlx::query("UPDATE votes SET papers_out = papers_out + 1 WHERE id = $1")
            .bind(vote.as_str())
            .execute(writing.conn())
            .await?;
        changed_one(&stored)?;
    }
    Ok(ticked)
}

/// Stores that a spoilt paper was exchanged.
pub async fn store_exchanged(writing: &mut Writing, _permit: &Permit, handed: &Handed) -> Result<(), Fault> {
    let stored =
        sqlx::query("UPDATE votes SET papers_out = papers_out + 1, papers_spoilt = papers_spoilt + 1 WHERE id = $1")
            .bind(handed.vote().as_str())
            .execute(writing.conn())
            .await?;
    changed_one(&stored)
}

/// Stores that an unused paper was taken back: its unit may take part anew.
pub async fn store_taken_back(
    writing: &mut Writing,
    _permit: &Permit,
    handed: &Handed,
    mode: Mode,
) -> Result<(), Fault> {
    let (vote, unit) = (handed.vote(), handed.unit());
    if mode == Mode::Secret {
        secret::give_back(writing, vote, unit).await?;
    } else {
        let freed = sqlx::query(
            "UPDATE roll_entries SET voted = 0, channel = NULL WHERE vote = $1 AND unit = $2 AND channel = 'paper'",
        )
        .bind(vote.as_str())
        .bind(unit)
        .execute(writing.conn())
        .await?;
        changed_one(&freed)?;
    }
    let stored = sqlx::query("UPDATE votes SET papers_back = papers_back + 1 WHERE id = $1")
        .bind(vote.as_str())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores that a vote takes no more ballots, and what that fixed where tellers have yet to count.
pub async fn store_closed(writing: &mut Writing, _permit: &Permit, closed: &Closed) -> Result<(), Fault> {
    let (community, now, vote) = (writing.community().clone(), writing.now().0, closed.vote());
    let stored = sqlx::query("UPDATE votes SET phase = 'closed', closed_at = $2 WHERE id = $1 AND phase = 'open'")
        .bind(vote.as_str())
        .bind(now)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)?;
    if closed.closing().mode == Mode::Secret {
        secret::dissolve(writing, vote).await?;
    }
    if closed.closing().awaits() {
        sqlx::query("INSERT INTO closings (vote, community, fixed) VALUES ($1, $2, $3)")
            .bind(vote.as_str())
            .bind(community.as_str())
            .bind(serde_json::to_string(closed.closing())?)
            .execute(writing.conn())
            .await?;
    }
    Ok(())
}

/// What the roll of a vote weighs where not every ballot is worth the same: everybody on it, and the units whose papers were handed
/// out and not taken back.
pub async fn weights(conn: &mut Conn, vote: &VoteId) -> Result<(u64, u64), Fault> {
    let (all, papers): (i64, i64) = sqlx::query_as(
        "SELECT CAST(COALESCE(SUM(weighs), 0) AS BIGINT), \
         CAST(COALESCE(SUM(CASE WHEN channel = 'paper' AND voted = 1 THEN weighs ELSE 0 END), 0) AS BIGINT) \
         FROM roll_entries WHERE vote = $1",
    )
    .bind(vote.as_str())
    .fetch_one(conn)
    .await?;
    Ok((all.unsigned_abs(), papers.unsigned_abs()))
}

/// What the phone ballots of a vote weigh: for, against, abstaining.
pub async fn phone_weights(conn: &mut Conn, vote: &VoteId) -> Result<[u64; 3], Fault> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT b.choice, CAST(SUM(r.weighs) AS BIGINT) FROM ballots b \
         JOIN roll_entries r ON r.vote = b.vote AND r.unit = b.unit WHERE b.vote = $1 GROUP BY b.choice",
    )
    .bind(vote.as_str())
    .fetch_all(conn)
    .await?;
    let of = |choice: Choice| rows.iter().find(|(one, _)| one == choice.id()).map_or(0, |(_, sum)| sum.unsigned_abs());
    Ok([of(Choice::For), of(Choice::Against), of(Choice::Abstain)])
}

/// What closing fixed, while the room may yet be counted.
pub async fn closing(conn: &mut Conn, vote: &VoteId) -> Result<Option<Closing>, Fault> {
    let row: Option<(String,)> =
        sqlx::query_as("SELECT fixed FROM closings WHERE vote = $1").bind(vote.as_str()).fetch_optional(conn).await?;
    Ok(row.map(|(fixed,)| serde_json::from_str(&fixed)).transpose()?)
}

/// Lets go what closing fixed, now that nothing will be counted again; of a secret vote also what each teller found.
pub async fn settle(writing: &mut Writing, vote: &VoteRow) -> Result<(), Fault> {
    // None where nothing was to be counted in the room.
    sqlx::query("DELETE FROM closings WHERE vote = $1").bind(vote.id.as_str()).execute(writing.conn()).await?;
    if vote.mode == Mode::Secret {
        sqlx::query("DELETE FROM room_counts WHERE vote = $1").bind(vote.id.as_str()).execute(writing.conn()).await?;
        // What a refused form of the clerk or a teller held goes too.
        form::forget_about(writing.conn(), &vote.id).await?;
    }
    Ok(())
}

/// Stores what a teller found, with the number of its entry.
pub async fn store_entered(writing: &mut Writing, _permit: &Permit, entered: &Entered, seq: i64) -> Result<(), Fault> {
    let (community, found) = (writing.community().clone(), entered.count());
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    sqlx::query(
        "INSERT INTO room_counts (community, vote, attempt, teller, in_favour, against, abstain, blank, invalid, idle, seq, areas, \
         people, households) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(community.as_str())
    .bind(entered.vote().as_str())
    .bind(number(entered.attempt()))
    .bind(entered.teller().as_str())
    .bind(number(found.in_favour))
    .bind(number(found.against))
    .bind(number(found.abstain))
    .bind(number(found.blank))
    .bind(number(found.invalid))
    .bind(number(found.idle))
    .bind(seq)
    .bind(found.area.as_ref().map(serde_json::to_string).transpose()?.unwrap_or_default())
    .bind(found.people.as_ref().map(serde_json::to_string).transpose()?.unwrap_or_default())
    .bind(found.households.as_ref().map(serde_json::to_string).transpose()?.unwrap_or_default())
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// What the tellers of a vote have entered, oldest first.
pub async fn entries(conn: &mut Conn, vote: &VoteId) -> Result<Vec<Entry>, Fault> {
    let rows: Vec<RoomCountRow> = sqlx::query_as(
        "SELECT attempt, teller, in_favour, against, abstain, blank, invalid, idle, areas, people, households FROM room_counts WHERE vote = $1 \
         ORDER BY seq",
    )
    .bind(vote.as_str())
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(RoomCountRow::entry).collect()
}

/// Who of the tellers of a community entered something, by its entry: the vote, the entry, the try, the teller.
pub async fn tellers(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(String, i64, i64, String)>, Fault> {
    Ok(sqlx::query_as("SELECT vote, seq, attempt, teller FROM room_counts WHERE community = $1 ORDER BY seq")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?)
}

/// Stores that the chair ordered another count: of one that was accepted neither record nor verdict is left.
pub async fn store_ordered(writing: &mut Writing, _permit: &Permit, ordered: &Ordered) -> Result<(), Fault> {
    let stored = sqlx::query(
        "UPDATE votes SET recounts = recounts + 1, phase = 'closed', record = NULL, verdict = NULL \
         WHERE id = $1 AND phase IN ('closed', 'counted')",
    )
    .bind(ordered.vote().as_str())
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// In which count the tellers are, or were when it was accepted, as the chain tells it: of a secret vote what each found is let go,
/// and that they counted is not. 0 where nothing was entered.
pub async fn made(conn: &mut Conn, (community, vote): (&CommunityId, &VoteId)) -> Result<u64, Fault> {
    let rows = journal::about(conn, community, vote).await?;
    let Some(last) = rows.iter().rev().find(|row| row.says() == Some(Says::CountEntered)) else { return Ok(0) };
    // What stays within the community is sealed in the line.
    let (_, said) = journal::said_within(conn, community, last.seq).await?;
    Ok(said.get("attempt").and_then(Value::as_u64).unwrap_or_default())
}

/// Why the chair ordered another count of a vote, each time; of orders that gave no reason, or one that stays within the
/// community, nothing.
pub async fn orders(conn: &mut Conn, (community, vote): (&CommunityId, &VoteId)) -> Result<Vec<String>, Fault> {
    let told = journal::told(conn, community, vote).await?.into_iter();
    let orders = told.filter(|(row, _)| row.says() == Some(Says::CountOrdered));
    Ok(orders.filter_map(|(_, body)| body.get("reason").and_then(Value::as_str).map(str::to_owned)).collect())
}
