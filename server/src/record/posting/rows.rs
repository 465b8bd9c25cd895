//! What is up on the board and until when.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, EVERY, Flag, Writing, changed_one},
};
use rules::{
    days::Date,
    id::CommunityId,
    posting::{DaysKnown, Posting, TakenDown},
    published::Kind,
};
use sqlx::{AssertSqlSafe, FromRow};
use std::collections::HashMap;

#[derive(Debug, Clone, FromRow)]
pub struct PostingRow {
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    pub subject: String,
    pub from_day: String,
    pub days: i64,
    pub last_day: String,
    /// Whether the holidays of the year in which it ends are known.
    #[sqlx(try_from = "i64")]
    pub known: Flag,
    #[sqlx(try_from = "i64")]
    pub up: Flag,
    pub taken_down_at: Option<i64>,
    /// The file of the photo of the board, or empty.
    pub photo: String,
}

impl PostingRow {
    /// As the rules see it.
    pub fn posting(&self) -> Result<Posting, Fault> {
        let from = Date::from_text(&self.from_day).ok_or(Fault::Stored("postings.from_day"))?;
        Ok(Posting { from, days: self.days })
    }

    /// The last day, as it was published.
    pub fn last(&self) -> Result<Date, Fault> {
        Date::from_text(&self.last_day).ok_or(Fault::Stored("postings.last_day"))
    }
}

/// Puts a thing up; a correction starts the clock again.
pub async fn put_up(writing: &mut Writing, row: &PostingRow) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO postings (community, kind, subject, from_day, days, last_day, known, up) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 1) ON CONFLICT (kind, subject) DO UPDATE SET from_day = excluded.from_day, \
         days = excluded.days, last_day = excluded.last_day, known = excluded.known, up = 1, taken_down_at = NULL",
    )
    .bind(row.community.as_str())
    .bind(row.kind.id())
    .bind(&row.subject)
    .bind(&row.from_day)
    .bind(row.days)
    .bind(&row.last_day)
    .bind(row.known.stored())
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// What hangs anywhere whose last day was reckoned without the holidays of its year.
pub async fn unknown(conn: &mut Conn) -> Result<Vec<PostingRow>, Fault> {
    let sql = "SELECT * FROM postings WHERE up = 1 AND known = 0 ORDER BY community, kind, subject";
    Ok(sqlx::query_as(sql).fetch_all(conn).await?)
}

/// Stores the last day of a posting, now that the holidays of its year are known.
pub async fn store_known(writing: &mut Writing, row: &PostingRow, known: DaysKnown) -> Result<(), Fault> {
    let stored =
        sqlx::query("UPDATE postings SET known = 1, last_day = $3 WHERE kind = $1 AND subject = $2 AND known = 0")
            .bind(row.kind.id())
            .bind(&row.subject)
            .bind(known.last().to_string())
            .execute(writing.conn())
            .await?;
    changed_one(&stored)
}

/// Stores that a thing was taken down.
pub async fn store_taken_down(writing: &mut Writing, row: &PostingRow, _taken: TakenDown) -> Result<(), Fault> {
    let now = writing.now().0;
    let stored = sqlx::query("UPDATE postings SET up = 0, taken_down_at = $3 WHERE kind = $1 AND subject = $2")
        .bind(row.kind.id())
        .bind(&row.subject)
        .bind(now)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores the photo of the board on which a thing was posted.
pub async fn store_photo(writing: &mut Writing, row: &PostingRow, photo: &str) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE postings SET photo = $3 WHERE kind = $1 AND subject = $2")
        .bind(row.kind.id())
        .bind(&row.subject)
        .bind(photo)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// How a thing is posted; none where it never was.
pub async fn posting(conn: &mut Conn, kind: &str, subject: &str) -> Result<Option<PostingRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM postings WHERE kind = $1 AND subject = $2")
        .bind(kind)
        .bind(subject)
        .fetch_optional(conn)
        .await?)
}

/// A line about something posted.
#[derive(Debug, Clone, FromRow)]
pub struct PostedRow {
    pub kind: String,
    pub subject: String,
    pub title: String,
    pub last_day: String,
}

/// Which postings a list shows, on a day.
#[derive(Debug, Clone, Copy)]
pub enum Posted<'a> {
    /// Those within their days that anybody may read.
    Current(&'a str),
    /// Those within their days that are for members.
    Within(&'a str),
    /// Those that still hang although their days are over, for whoever takes them down.
    Over(&'a str),
}

/// The condition, `$1` community and `$2` the day.
fn condition(posted: Posted<'_>) -> (&'static str, &str) {
    match posted {
        Posted::Current(day) => ("o.last_day >= $2 AND p.audience = 'public' AND p.withdrawn = ''", day),
        Posted::Within(day) => ("o.last_day >= $2 AND p.audience = 'members' AND p.withdrawn = ''", day),
        // What was withdrawn hangs there no more.
        Posted::Over(day) => ("o.last_day < $2 AND p.withdrawn = ''", day),
    }
}

const POSTED: &str = "FROM postings o JOIN publications p ON p.community = o.community AND p.kind = o.kind \
                      AND p.subject = o.subject AND p.superseded = 0 WHERE o.community = $1 AND o.up = 1 AND";

/// What is posted in a community, those that end first before the others, one page of it.
pub async fn posted(
    conn: &mut Conn,
    community: &CommunityId,
    which: Posted<'_>,
    (limit, offset): (i64, i64),
) -> Result<Vec<PostedRow>, Fault> {
    let (condition, day) = condition(which);
    let text = format!(
        "SELECT p.kind, p.subject, p.title, o.last_day {POSTED} {condition} ORDER BY o.last_day, o.subject LIMIT $3 OFFSET $4"
    );
    let rows = sqlx::query_as(AssertSqlSafe(text)).bind(community.as_str()).bind(day).bind(limit).bind(offset);
    Ok(rows.fetch_all(conn).await?)
}

/// Until which day everything posted is posted, by kind and subject.
pub async fn until(
    conn: &mut Conn,
    community: &CommunityId,
    which: Posted<'_>,
) -> Result<HashMap<(String, String), String>, Fault> {
    let rows = posted(conn, community, which, EVERY).await?;
    Ok(rows.into_iter().map(|one| ((one.kind, one.subject), one.last_day)).collect())
}

/// How much of it there is.
pub async fn count_posted(conn: &mut Conn, community: &CommunityId, which: Posted<'_>) -> Result<i64, Fault> {
    let (condition, day) = condition(which);
    let text = format!("SELECT COUNT(*) {POSTED} {condition}");
    Ok(sqlx::query_scalar(AssertSqlSafe(text)).bind(community.as_str()).bind(day).fetch_one(conn).await?)
}
