//! Whether a commit that gave no answer was done. A lane leaves the mark of each group in its own row before it commits; asked
//! on another connection, the row says which group was the last. Asking waits for a transaction that still holds the row, so
//! that the answer is final: PostgreSQL gives no answer while the old backend hangs.

use super::{Conn, Db};
use crate::fault::Fault;
use rules::{Moment, id::CommunityId};
use sqlx::Executor;
use std::time::Duration;

/// How long a lane's mark is kept: much longer than anybody asks.
const DAYS: i64 = 1;
/// The waits before each time that it is asked.
const WAITS: [Duration; 2] = [Duration::ZERO, Duration::from_millis(500)];

/// What became of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is durable.
    Durable,
    /// It was undone.
    Undone,
    /// Nobody answers.
    Unknown,
}

/// Leaves a group's mark, as the last thing before its commit.
///
/// # Errors
/// Database errors.
pub async fn leave(conn: &mut Conn, lane: &str, community: &CommunityId, mark: &str, now: Moment) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO commits (lane, community, mark, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (lane) DO UPDATE SET mark = excluded.mark, at = excluded.at",
    )
    .bind(lane)
    .bind(community.as_str())
    .bind(mark)
    .bind(now.0)
    .execute(conn)
    .await?;
    Ok(())
}

/// Asks on a fresh connection whether the group of this mark is durable.
pub async fn fate(db: &Db, lane: &str, community: &CommunityId, mark: &str) -> Fate {
    for wait in WAITS {
        tokio::time::sleep(wait).await;
        match last(db, lane, community).await {
            Ok(last) if last == mark => return Fate::Durable,
            Ok(_) => return Fate::Undone,
            Err(fault) => tracing::warn!(fault = fault.chain(), "asking what became of a commit"),
        }
    }
    Fate::Unknown
}

/// The mark of the last group that the lane committed. Writing the row waits for whoever else writes it.
async fn last(db: &Db, lane: &str, community: &CommunityId) -> Result<String, Fault> {
    let mut transaction = db.begin().await?;
    let (mark,): (String,) = sqlx::query_as(
        "INSERT INTO commits (lane, community, mark, at) VALUES ($1, $2, '', 0) \
         ON CONFLICT (lane) DO UPDATE SET community = excluded.community RETURNING mark",
    )
    .bind(lane)
    .bind(community.as_str())
    .fetch_one(&mut *transaction)
    .await?;
    transaction.rollback().await?;
    Ok(mark)
}

/// Lets the marks go that nobody asks for any more.
///
/// # Errors
/// Database errors.
pub async fn tidy(conn: &mut Conn, now: Moment) -> Result<(), Fault> {
    sqlx::query("DELETE FROM commits WHERE at < $1").bind(now.plus_days(-DAYS).0).execute(conn).await?;
    Ok(())
}

/// Tries the write path to the disk and back.
///
/// # Errors
/// Whatever stands in the way of writing.
pub async fn probe(db: &Db, now: Moment) -> Result<(), Fault> {
    let mut transaction = db.begin().await?;
    sqlx::query("INSERT INTO probes (id, at) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET at = excluded.at")
        .bind("ready")
        .bind(now.0)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await
}

/// Sets the savepoint of one act.
///
/// # Errors
/// Database errors.
pub async fn begin_act(conn: &mut Conn) -> Result<(), Fault> {
    conn.execute("SAVEPOINT act").await?;
    Ok(())
}

/// Keeps or undoes what was written since [`begin_act`].
///
/// # Errors
/// Database errors.
pub async fn end_act(conn: &mut Conn, keep: bool) -> Result<(), Fault> {
    if !keep {
        conn.execute("ROLLBACK TO SAVEPOINT act").await?;
    }
    conn.execute("RELEASE SAVEPOINT act").await?;
    Ok(())
}
