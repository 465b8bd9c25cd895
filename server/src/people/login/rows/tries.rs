//! Wrong tries at signing in, the devices a person is known on, and what a person is told of it. None of this is an act.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{fault::Fault, store::Conn};
use rules::{Moment, id::PersonId, tries::Tries};
use sqlx::FromRow;

/// The devices of a person that are remembered; the ones used longest ago are let go.
const DEVICES: i64 = 20;
/// How long tries and devices that nobody uses are kept.
const TRIES_DAYS: i64 = 2;
const DEVICE_DAYS: i64 = 400;

/// Sign-ins that were refused, as their person is told.
#[derive(Debug, Clone, Copy, FromRow)]
pub struct RefusedRow {
    pub times: i64,
    pub last_at: i64,
}

/// The tries under a name, held by this transaction until it ends: nobody else counts there meanwhile.
pub async fn hold(conn: &mut Conn, name: &str) -> Result<Tries, Fault> {
    let (wrong, last): (i64, i64) = sqlx::query_as(
        "INSERT INTO tries (name, wrong, last_at) VALUES ($1, 0, 0) \
         ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING wrong, last_at",
    )
    .bind(name)
    .fetch_one(conn)
    .await?;
    Ok(Tries { wrong, last: Moment(last) })
}

/// Stores the tries under a name.
pub async fn store(conn: &mut Conn, name: &str, tries: Tries) -> Result<(), Fault> {
    sqlx::query("UPDATE tries SET wrong = $2, last_at = $3 WHERE name = $1")
        .bind(name)
        .bind(tries.wrong)
        .bind(tries.last.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// The tries under a name.
pub async fn find(conn: &mut Conn, name: &str) -> Result<Tries, Fault> {
    let row: Option<(i64, i64)> =
        sqlx::query_as("SELECT wrong, last_at FROM tries WHERE name = $1").bind(name).fetch_optional(conn).await?;
    Ok(row.map_or_else(Tries::default, |(wrong, last)| Tries { wrong, last: Moment(last) }))
}

/// Forgets the tries under a name: the last one came out right, or the wait was lifted.
pub async fn forget(conn: &mut Conn, name: &str) -> Result<bool, Fault> {
    let forgotten = sqlx::query("DELETE FROM tries WHERE name = $1").bind(name).execute(conn).await?;
    Ok(forgotten.rows_affected() > 0)
}

/// Gives a try back that was not aimed at this name, or was never looked at.
pub async fn give_back(conn: &mut Conn, name: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE tries SET wrong = wrong - 1 WHERE name = $1 AND wrong > 0").bind(name).execute(conn).await?;
    Ok(())
}

/// Whether the person has signed in on this device before.
pub async fn knows(conn: &mut Conn, person: &PersonId, mark: &str) -> Result<bool, Fault> {
    let (count,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM devices WHERE person = $1 AND mark = $2")
        .bind(person.as_str())
        .bind(mark)
        .fetch_one(conn)
        .await?;
    Ok(count > 0)
}

/// Remembers that the person has signed in on this device.
pub async fn know(conn: &mut Conn, person: &PersonId, mark: &str, now: i64) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO devices (person, mark, last_at) VALUES ($1, $2, $3) \
         ON CONFLICT (person, mark) DO UPDATE SET last_at = excluded.last_at",
    )
    .bind(person.as_str())
    .bind(mark)
    .bind(now)
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "DELETE FROM devices WHERE person = $1 AND mark NOT IN \
         (SELECT mark FROM devices WHERE person = $1 ORDER BY last_at DESC, mark LIMIT $2)",
    )
    .bind(person.as_str())
    .bind(DEVICES)
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets the devices of a person: one was lost, or the person is erased.
pub async fn forget_devices(conn: &mut Conn, person: &PersonId) -> Result<u64, Fault> {
    let forgotten = sqlx::query("DELETE FROM devices WHERE person = $1").bind(person.as_str()).execute(conn).await?;
    Ok(forgotten.rows_affected())
}

/// Counts a sign-in that was refused, for its person to be told.
pub async fn refused(conn: &mut Conn, person: &PersonId, now: i64) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO sign_ins_refused (person, times, last_at) VALUES ($1, 1, $2) \
         ON CONFLICT (person) DO UPDATE SET times = sign_ins_refused.times + 1, last_at = excluded.last_at",
    )
    .bind(person.as_str())
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// What a person has not been told yet.
pub async fn refused_of(conn: &mut Conn, person: &PersonId) -> Result<Option<RefusedRow>, Fault> {
    Ok(sqlx::query_as("SELECT times, last_at FROM sign_ins_refused WHERE person = $1")
        .bind(person.as_str())
        .fetch_optional(conn)
        .await?)
}

/// The person has read it.
pub async fn told(conn: &mut Conn, person: &PersonId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM sign_ins_refused WHERE person = $1").bind(person.as_str()).execute(conn).await?;
    Ok(())
}

/// Lets go what has served its time.
pub async fn tidy(conn: &mut Conn, now: Moment) -> Result<(), Fault> {
    sqlx::query("DELETE FROM tries WHERE last_at < $1").bind(now.plus_days(-TRIES_DAYS).0).execute(&mut *conn).await?;
    sqlx::query("DELETE FROM devices WHERE last_at < $1").bind(now.plus_days(-DEVICE_DAYS).0).execute(conn).await?;
    Ok(())
}
