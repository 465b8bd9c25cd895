//! The session's roll, who checked in, and scans of the room's code that wait for the clerk.

use super::{Conn, Writing};
use crate::fault::Fault;
use rules::{
    body::Seating,
    permit::Permit,
    roll::{Channel, CheckedIn, Weight},
};
use sqlx::FromRow;

/// Somebody on the roll or in the room.
#[derive(Debug, Clone, FromRow)]
pub struct AttendeeRow {
    pub member: String,
    /// For whom they stand on the roll; empty when they are not on it.
    pub unit: String,
    pub on_roll: i64,
    pub channel: Option<String>,
    pub weight: Option<String>,
    pub verified: Option<i64>,
    pub left_at: Option<i64>,
}

impl AttendeeRow {
    /// By which way they came, if they did.
    pub fn channel(&self) -> Option<Channel> {
        self.channel.as_deref().and_then(Channel::from_id)
    }

    /// As what they came, if they did.
    pub fn weight(&self) -> Option<Weight> {
        self.weight.as_deref().and_then(Weight::from_id)
    }

    /// Whether they are here now.
    pub fn here(&self) -> bool {
        self.channel.is_some() && self.left_at.is_none()
    }

    /// Whether they are here now and count.
    pub fn counts(&self) -> bool {
        self.here() && self.weight() == Some(Weight::Present)
    }
}

#[derive(Debug, Clone, FromRow)]
pub struct ScanRow {
    pub member: String,
    pub login: String,
}

/// Freezes the roll of a session: the seats of its body, every adult, every adult for their household, or every owner with
/// the area of all their units.
pub async fn freeze_roll(
    writing: &mut Writing,
    _permit: &Permit,
    session: &str,
    body: &str,
    seating: Seating,
) -> Result<u64, Fault> {
    let community = writing.community().clone();
    let sql = match seating {
        Seating::Seats => {
            "INSERT INTO session_roll (community, session, member, unit) SELECT s.community, $2, s.member, s.member \
             FROM seats s JOIN members m ON m.id = s.member \
             WHERE s.community = $1 AND s.body = $3 AND m.state = 'active'"
        }
        Seating::Households => {
            "INSERT INTO session_roll (community, session, member, unit) SELECT community, $2, id, household \
             FROM members WHERE community = $1 AND state = 'active' AND adult = 1 AND household IS NOT NULL AND $3 = $3"
        }
        Seating::Owners => {
            "INSERT INTO session_roll (community, session, member, unit, area) \
             SELECT u.community, $2, u.member, u.member, CAST(SUM(u.area) AS BIGINT) FROM estate_units u JOIN members m ON m.id = u.member \
             WHERE u.community = $1 AND u.body = $3 AND m.state = 'active' GROUP BY u.community, u.member"
        }
        Seating::Adults => {
            "INSERT INTO session_roll (community, session, member, unit) SELECT community, $2, id, id \
             FROM members WHERE community = $1 AND state = 'active' AND adult = 1 AND household IS NOT NULL AND $3 = $3"
        }
    };
    Ok(sqlx::query(sql)
        .bind(community.as_str())
        .bind(session)
        .bind(body)
        .execute(writing.conn())
        .await?
        .rows_affected())
}

/// The roll before it is frozen: who would be on it, and for which unit.
pub async fn expected_roll(
    conn: &mut Conn,
    community: &str,
    body: &str,
    seating: Seating,
) -> Result<Vec<(String, String)>, Fault> {
    let sql = match seating {
        Seating::Seats => {
            "SELECT s.member, s.member FROM seats s JOIN members m ON m.id = s.member \
             WHERE s.community = $1 AND s.body = $2 AND m.state = 'active'"
        }
        Seating::Households => {
            "SELECT id, household FROM members WHERE community = $1 AND state = 'active' AND adult = 1 \
             AND household IS NOT NULL AND $2 = $2"
        }
        Seating::Owners => {
            "SELECT DISTINCT u.member, u.member FROM estate_units u JOIN members m ON m.id = u.member \
             WHERE u.community = $1 AND u.body = $2 AND m.state = 'active'"
        }
        Seating::Adults => {
            "SELECT id, id FROM members WHERE community = $1 AND state = 'active' AND adult = 1 \
             AND household IS NOT NULL AND $2 = $2"
        }
    };
    Ok(sqlx::query_as(sql).bind(community).bind(body).fetch_all(conn).await?)
}

/// The members on a session's frozen roll.
pub async fn roll(conn: &mut Conn, session: &str) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as("SELECT member FROM session_roll WHERE session = $1 ORDER BY member")
        .bind(session)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|(member,)| member).collect())
}

/// The frozen roll as its hash names it: each member and, where owners are counted, the area that they stand for.
pub async fn roll_lines(conn: &mut Conn, session: &str) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT member, area FROM session_roll WHERE session = $1 ORDER BY member")
            .bind(session)
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|(member, area)| roll_line(member, area)).collect())
}

/// A line of a roll as its hash names it.
pub(super) fn roll_line(unit: String, area: i64) -> String {
    if area > 0 { format!("{unit} {area}") } else { unit }
}

/// Everybody on the roll and everybody who came.
pub async fn attendees(conn: &mut Conn, session: &str) -> Result<Vec<AttendeeRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT m.id AS member, COALESCE(r.unit, '') AS unit, CASE WHEN r.member IS NULL THEN 0 ELSE 1 END AS on_roll, a.channel, a.weight, \
         a.verified, a.left_at FROM members m \
         LEFT JOIN session_roll r ON r.session = $1 AND r.member = m.id \
         LEFT JOIN attendance a ON a.session = $1 AND a.member = m.id \
         WHERE r.member IS NOT NULL OR a.member IS NOT NULL ORDER BY m.number",
    )
    .bind(session)
    .fetch_all(conn)
    .await?)
}

/// The members who are there now and count.
pub async fn counting(conn: &mut Conn, session: &str) -> Result<Vec<String>, Fault> {
    let all = attendees(conn, session).await?;
    Ok(all.into_iter().filter(AttendeeRow::counts).map(|one| one.member).collect())
}

/// One member as the session sees them; `None` when neither on the roll nor there.
pub async fn attendee(conn: &mut Conn, session: &str, member: &str) -> Result<Option<AttendeeRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT m.id AS member, COALESCE(r.unit, '') AS unit, CASE WHEN r.member IS NULL THEN 0 ELSE 1 END AS on_roll, a.channel, a.weight, \
         a.verified, a.left_at FROM members m \
         LEFT JOIN session_roll r ON r.session = $1 AND r.member = m.id \
         LEFT JOIN attendance a ON a.session = $1 AND a.member = m.id \
         WHERE m.id = $2 AND (r.member IS NOT NULL OR a.member IS NOT NULL)",
    )
    .bind(session)
    .bind(member)
    .fetch_optional(conn)
    .await?)
}

/// Stores a judged check-in.
pub async fn store_check_in(
    writing: &mut Writing,
    _permit: &Permit,
    session: &str,
    member: &str,
    one: &CheckedIn,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO attendance (community, session, member, channel, weight, verified, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (session, member) DO UPDATE SET channel = excluded.channel, \
         weight = excluded.weight, verified = excluded.verified, left_at = NULL, at = excluded.at",
    )
    .bind(community.as_str())
    .bind(session)
    .bind(member)
    .bind(one.channel().id())
    .bind(one.weight().id())
    .bind(i64::from(one.verified()))
    .bind(now)
    .execute(writing.conn())
    .await?;
    drop_scan(writing, session, member).await
}

/// Marks somebody as left.
pub async fn store_leave(writing: &mut Writing, _permit: &Permit, session: &str, member: &str) -> Result<(), Fault> {
    let now = writing.now().0;
    sqlx::query("UPDATE attendance SET left_at = $3 WHERE session = $1 AND member = $2 AND left_at IS NULL")
        .bind(session)
        .bind(member)
        .bind(now)
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Takes a mistaken check-in back.
pub async fn undo_check_in(writing: &mut Writing, _permit: &Permit, session: &str, member: &str) -> Result<(), Fault> {
    sqlx::query("DELETE FROM attendance WHERE session = $1 AND member = $2")
        .bind(session)
        .bind(member)
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Takes every check-in back: the session was put off to another day.
pub async fn clear(writing: &mut Writing, _permit: &Permit, session: &str) -> Result<(), Fault> {
    sqlx::query("DELETE FROM attendance WHERE session = $1").bind(session).execute(writing.conn()).await?;
    sqlx::query("DELETE FROM scans WHERE session = $1").bind(session).execute(writing.conn()).await?;
    Ok(())
}

/// Keeps a scan until the clerk confirms it.
pub async fn insert_scan(
    conn: &mut Conn,
    community: &str,
    session: &str,
    scan: &ScanRow,
    now: i64,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO scans (community, session, member, login, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (session, member, login) DO UPDATE SET at = excluded.at",
    )
    .bind(community)
    .bind(session)
    .bind(&scan.member)
    .bind(&scan.login)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The scans that wait, oldest first.
pub async fn scans(conn: &mut Conn, session: &str) -> Result<Vec<ScanRow>, Fault> {
    Ok(sqlx::query_as("SELECT member, login FROM scans WHERE session = $1 ORDER BY at, member")
        .bind(session)
        .fetch_all(conn)
        .await?)
}

async fn drop_scan(writing: &mut Writing, session: &str, member: &str) -> Result<(), Fault> {
    sqlx::query("DELETE FROM scans WHERE session = $1 AND member = $2")
        .bind(session)
        .bind(member)
        .execute(writing.conn())
        .await?;
    Ok(())
}
