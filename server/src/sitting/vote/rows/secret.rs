//! The secret vote (design.md §2, 6). While it is open, `secret_roll` says who has taken part and by which way, with the key
//! of their form, and `secret_counters` holds three numbers; of an appraisal `secret_grades` six for each person. At closing the first becomes one boolean on the roll, all
//! entries of the vote are written at once, and these tables are emptied; [`crate::store::forget`] then removes what the
//! engines keep of deleted rows. A choice never stands beside a unit, a key, or a time, nor in the text of a statement; what the
//! engine itself could write down is asked by [`crate::store::silence`].
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing, changed_one},
};
use rules::{
    appraisal::{CastSheet, Grade, Line, Piles},
    ballot::{Choice, Tally, Way},
    id::VoteId,
    permit::Permit,
    vote::Cast,
};
use std::collections::BTreeMap;

/// Puts three counters at nought for a vote that opens.
pub async fn begin(writing: &mut Writing, vote: &VoteId) -> Result<(), Fault> {
    sqlx::query("INSERT INTO secret_counters (vote, in_favour, against, abstain) VALUES ($1, 0, 0, 0)")
        .bind(vote.as_str())
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Puts the counters of an appraisal at nought: six for everybody on the ballot.
pub async fn begin_sheets(writing: &mut Writing, vote: &VoteId, people: usize) -> Result<(), Fault> {
    for (person, _) in (0_i64..).zip(0..people) {
        sqlx::query(
            "INSERT INTO secret_grades (vote, person, excellent, competent, basically_competent, incompetent, abstain, blank) \
             VALUES ($1, $2, 0, 0, 0, 0, 0, 0)",
        )
        .bind(vote.as_str())
        .bind(person)
        .execute(writing.conn())
        .await?;
    }
    Ok(())
}

/// Marks a unit as having taken part; `false`: it has already.
pub async fn take(writing: &mut Writing, vote: &VoteId, unit: &str, way: Way, key: &str) -> Result<bool, Fault> {
    let done =
        sqlx::query("INSERT INTO secret_roll (vote, unit, way, key) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")
            .bind(vote.as_str())
            .bind(unit)
            .bind(way.id())
            .bind(key)
            .execute(writing.conn())
            .await?;
    Ok(done.rows_affected() == 1)
}

/// A paper came back unused.
pub async fn give_back(writing: &mut Writing, vote: &VoteId, unit: &str) -> Result<(), Fault> {
    let stored = sqlx::query("DELETE FROM secret_roll WHERE vote = $1 AND unit = $2 AND way = 'paper'")
        .bind(vote.as_str())
        .bind(unit)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores a judged secret ballot: one more on a counter, and the unit's mark with the form's key. `false`: the unit has
/// taken part already, and nothing was stored.
pub async fn store_cast(writing: &mut Writing, _permit: &Permit, cast: &Cast, key: &str) -> Result<bool, Fault> {
    let vote = cast.vote();
    if !take(writing, vote, cast.unit(), Way::Phone, key).await? {
        return Ok(false);
    }
    // One text for every choice, with numbers of one length bound to it: neither a statistic of statements nor what stands in a
    // view of the engine's activity tells one from another.
    let choice = cast.choice();
    let [in_favour, against, abstain] = Choice::ALL.map(|one| i64::from(one == choice));
    let counted = sqlx::query(
        "UPDATE secret_counters SET in_favour = in_favour + $2, against = against + $3, abstain = abstain + $4 WHERE vote = $1",
    )
    .bind(vote.as_str())
    .bind(in_favour)
    .bind(against)
    .bind(abstain)
    .execute(writing.conn())
    .await?;
    changed_one(&counted)?;
    Ok(true)
}

/// Stores a judged ballot of an appraisal: for each person one more on a counter, and the unit's mark with the form's key. `false`: the
/// unit has taken part already, and nothing was stored.
pub async fn store_sheet(writing: &mut Writing, _permit: &Permit, sheet: &CastSheet, key: &str) -> Result<bool, Fault> {
    let vote = sheet.vote();
    if !take(writing, vote, sheet.unit(), Way::Phone, key).await? {
        return Ok(false);
    }
    for (person, line) in (0_i64..).zip(sheet.lines()) {
        // One text for every line and every person, as above.
        let [excellent, competent, basically, incompetent, abstain, blank] =
            Line::ALL.map(|one| i64::from(one == *line));
        let counted = sqlx::query(
            "UPDATE secret_grades SET excellent = excellent + $3, competent = competent + $4, \
             basically_competent = basically_competent + $5, incompetent = incompetent + $6, abstain = abstain + $7, \
             blank = blank + $8 WHERE vote = $1 AND person = $2",
        )
        .bind(vote.as_str())
        .bind(person)
        .bind(excellent)
        .bind(competent)
        .bind(basically)
        .bind(incompetent)
        .bind(abstain)
        .bind(blank)
        .execute(writing.conn())
        .await?;
        changed_one(&counted)?;
    }
    Ok(true)
}

/// The counters of an appraisal that takes ballots, person by person.
pub async fn sheets(conn: &mut Conn, vote: &VoteId) -> Result<Vec<Piles>, Fault> {
    let rows: Vec<(i64, i64, i64, i64, i64, i64)> = sqlx::query_as(
        "SELECT excellent, competent, basically_competent, incompetent, abstain, blank FROM secret_grades \
         WHERE vote = $1 ORDER BY person",
    )
    .bind(vote.as_str())
    .fetch_all(conn)
    .await?;
    let piles = |(excellent, competent, basically, incompetent, abstain, blank): (i64, i64, i64, i64, i64, i64)| {
        let grades = Grade::ALL.iter().copied().zip([excellent, competent, basically, incompetent]);
        Piles {
            grades: grades.map(|(grade, votes)| (grade, votes.unsigned_abs())).collect::<BTreeMap<_, _>>(),
            abstain: abstain.unsigned_abs(),
            blank: blank.unsigned_abs(),
            invalid: 0,
        }
    };
    Ok(rows.into_iter().map(piles).collect())
}

/// The key that a unit's ballot was sent with, while the vote is open.
pub async fn key(conn: &mut Conn, vote: &VoteId, unit: &str) -> Result<Option<String>, Fault> {
    let row: Option<(String,)> =
        sqlx::query_as("SELECT key FROM secret_roll WHERE vote = $1 AND unit = $2 AND way = 'phone'")
            .bind(vote.as_str())
            .bind(unit)
            .fetch_optional(conn)
            .await?;
    Ok(row.map(|(key,)| key))
}

/// The counters of an open vote.
pub async fn tally(conn: &mut Conn, vote: &VoteId) -> Result<Tally, Fault> {
    let row: Option<(i64, i64, i64)> =
        sqlx::query_as("SELECT in_favour, against, abstain FROM secret_counters WHERE vote = $1")
            .bind(vote.as_str())
            .fetch_optional(conn)
            .await?;
    let (in_favour, against, abstain) = row.ok_or(Fault::Stored("secret_counters"))?;
    let number = i64::unsigned_abs;
    Ok(Tally { in_favour: number(in_favour), against: number(against), abstain: number(abstain) })
}

/// Rewrites every roll entry of the vote at once, keeping one boolean each, and empties the tables.
pub async fn dissolve(writing: &mut Writing, vote: &VoteId) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE roll_entries SET channel = NULL, voted = CASE WHEN unit IN \
         (SELECT unit FROM secret_roll WHERE vote = $1) THEN 1 ELSE 0 END WHERE vote = $1",
    )
    .bind(vote.as_str())
    .execute(writing.conn())
    .await?;
    // Refused forms of the clerk name who was refused a paper.
    crate::store::form::forget_about(writing.conn(), vote).await?;
    sqlx::query("DELETE FROM secret_roll WHERE vote = $1").bind(vote.as_str()).execute(writing.conn()).await?;
    sqlx::query("DELETE FROM secret_grades WHERE vote = $1").bind(vote.as_str()).execute(writing.conn()).await?;
    sqlx::query("DELETE FROM secret_counters WHERE vote = $1").bind(vote.as_str()).execute(writing.conn()).await?;
    Ok(())
}
