//! What the engines keep of deleted rows is removed once a secret vote has ended. Nobody waits for it: a reader (a backup, a
//! `verify`) may hold what was there before for hours. A try is short; which votes are still to be forgotten stands in
//! `traces`, so that a restart goes on with it.

use crate::{
    fault::Fault,
    secret,
    store::{Conn, Db, Writing, db::Engine},
};
use rules::id::VoteId;
use sqlx::Executor;
use std::time::Duration;

/// Whoever asks for a table behind a reader holds up all who come after: no longer than this.
const LOCK: &str = "SET lock_timeout = '150ms'; SET statement_timeout = 0";
/// How long SQLite waits for readers of the log; nothing is written meanwhile.
const BUSY: &str = "PRAGMA busy_timeout = 100";
const BUSY_AS_ELSEWHERE: &str = "PRAGMA busy_timeout = 5000";
/// Writing the small tables anew takes no time; a disk may be slow.
const LONG: Duration = Duration::from_secs(60);

/// The tables that held what is secret, with the number of bytes that PostgreSQL keeps where they hold no row.
const TABLES: [(&str, &str); 6] = [
    (
        "VACUUM FULL secret_roll",
        "SELECT CASE WHEN (SELECT COUNT(*) FROM secret_roll) = 0 THEN pg_relation_size('secret_roll') ELSE 0 END",
    ),
    (
        "VACUUM FULL secret_counters",
        "SELECT CASE WHEN (SELECT COUNT(*) FROM secret_counters) = 0 THEN pg_relation_size('secret_counters') ELSE 0 END",
    ),
    (
        "VACUUM FULL secret_grades",
        "SELECT CASE WHEN (SELECT COUNT(*) FROM secret_grades) = 0 THEN pg_relation_size('secret_grades') ELSE 0 END",
    ),
    (
        "VACUUM FULL closings",
        "SELECT CASE WHEN (SELECT COUNT(*) FROM closings) = 0 THEN pg_relation_size('closings') ELSE 0 END",
    ),
    (
        "VACUUM FULL room_counts",
        "SELECT CASE WHEN (SELECT COUNT(*) FROM room_counts) = 0 THEN pg_relation_size('room_counts') ELSE 0 END",
    ),
    (
        "VACUUM FULL drafts",
        "SELECT CASE WHEN (SELECT COUNT(*) FROM drafts) = 0 THEN pg_relation_size('drafts') ELSE 0 END",
    ),
];

impl Db {
    /// Tries once to remove what the engine keeps of rows that a secret vote has emptied; `false`: somebody still reads what
    /// was there before. SQLite writes its log back and cuts it to nothing (deleted rows themselves are overwritten with
    /// noughts, `secure_delete`); PostgreSQL writes the tables anew, without the old versions of their rows.
    ///
    /// # Errors
    /// Database errors.
    pub async fn forget(&self) -> Result<bool, Fault> {
        let mut conn = self.writing().await?;
        if self.engine() == Engine::Postgres {
            conn.wait(LONG);
            // Its settings are its own: it is not given to anybody else.
            conn.spoil();
            (&mut conn.0).execute(LOCK).await?;
            for (anew, kept) in TABLES {
                if let Err(error) = (&mut conn.0).execute(anew).await {
                    let held = error.as_database_error().and_then(|one| one.code()).as_deref() == Some("55P03");
                    return if held { Ok(false) } else { Err(error.into()) };
                }
                let (bytes,): (i64,) = sqlx::query_as(kept).fetch_one(&mut *conn).await?;
                if bytes != 0 {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        (&mut conn.0).execute(BUSY).await?;
        let cut: Result<(i64, i64, i64), _> =
            sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *conn).await;
        (&mut conn.0).execute(BUSY_AS_ELSEWHERE).await?;
        Ok(cut?.0 == 0)
    }
}

/// Marks in its act that a vote is to be forgotten.
pub async fn mark(writing: &mut Writing, vote: &VoteId) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query("INSERT INTO traces (id, community, vote, at) VALUES ($1, $2, $3, $4)")
        .bind(secret::id())
        .bind(community.as_str())
        .bind(vote.as_str())
        .bind(now)
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// The marks that still stand.
///
/// # Errors
/// Database errors.
pub async fn marks(conn: &mut Conn) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as("SELECT id FROM traces ORDER BY at, id").fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Takes marks away: what they stood for is gone.
///
/// # Errors
/// Database errors.
pub async fn unmark(conn: &mut Conn, marks: &[String]) -> Result<(), Fault> {
    for mark in marks {
        sqlx::query("DELETE FROM traces WHERE id = $1").bind(mark).execute(&mut *conn).await?;
    }
    Ok(())
}

/// Whether the last trace of any vote of a session is still to go.
///
/// # Errors
/// Database errors.
pub async fn is_marked_in(conn: &mut Conn, session: &str) -> Result<bool, Fault> {
    let row: Option<(String,)> =
        sqlx::query_as("SELECT t.id FROM traces t JOIN votes v ON v.id = t.vote WHERE v.session = $1 LIMIT 1")
            .bind(session)
            .fetch_optional(conn)
            .await?;
    Ok(row.is_some())
}

/// Whether the last trace of a vote is still to go.
///
/// # Errors
/// Database errors.
pub async fn is_marked(conn: &mut Conn, vote: &VoteId) -> Result<bool, Fault> {
    let row: Option<(String,)> = sqlx::query_as("SELECT id FROM traces WHERE vote = $1 LIMIT 1")
        .bind(vote.as_str())
        .fetch_optional(conn)
        .await?;
    Ok(row.is_some())
}
