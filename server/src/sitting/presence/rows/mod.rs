//! The session's roll, who checked in, and scans of the room's code that wait for the clerk.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

pub mod households;
pub mod mandate;

use crate::{
    fault::Fault,
    people::represented::rows::ON_ROLL,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    belonging::{Facts, Residence, entitled},
    body::Seating,
    coded::Maybe,
    id::{BodyId, CommunityId, MemberId, SessionId},
    permit::Permit,
    roll::{Channel, CheckedIn, Weight},
};
use sqlx::{AssertSqlSafe, FromRow};

/// Somebody on the roll or in the room.
#[derive(Debug, Clone, FromRow)]
pub struct AttendeeRow {
    #[sqlx(try_from = "String")]
    pub member: MemberId,
    /// For whom they stand on the roll; empty when they are not on it.
    pub unit: String,
    /// What that weighs, as [`RollLine::weighs`].
    pub weighs: i64,
    #[sqlx(try_from = "i64")]
    pub on_roll: Flag,
    /// By which way they came, if they did.
    #[sqlx(try_from = "Option<String>")]
    pub channel: Maybe<Channel>,
    /// As what they came, if they did.
    #[sqlx(try_from = "Option<String>")]
    pub weight: Maybe<Weight>,
    /// Whether their login was verified when they came.
    #[sqlx(try_from = "i64")]
    pub verified: Flag,
    pub left_at: Option<i64>,
    /// When they came.
    pub at: Option<i64>,
}

impl AttendeeRow {
    /// Whether they are here now.
    pub fn here(&self) -> bool {
        self.channel.is_some() && self.left_at.is_none()
    }

    /// Whether they are here now and count: only who is on the roll does.
    pub fn counts(&self) -> bool {
        *self.on_roll && self.here() && *self.weight == Some(Weight::Present)
    }
}

#[derive(Debug, Clone, FromRow)]
pub struct ScanRow {
    #[sqlx(try_from = "String")]
    pub member: MemberId,
    pub login: String,
}

/// Somebody on a roll: for which unit they stand, and what that weighs where not every unit is worth the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollLine {
    pub member: MemberId,
    pub unit: String,
    /// Of an owner the area in 0.01 m², of a representative the households for which they stand; else 0.
    pub weighs: i64,
}

/// Somebody who may be on a roll, with what that is judged by.
#[derive(Debug, Clone, FromRow)]
struct Candidate {
    #[sqlx(try_from = "String")]
    member: MemberId,
    unit: Option<String>,
    weighs: i64,
    #[sqlx(try_from = "String")]
    state: Residence,
    #[sqlx(try_from = "i64")]
    adult: Flag,
    household: Option<String>,
}

/// The roll of a body as the community stands now (`rules::belonging::entitled`): the seats, every adult, every adult for their
/// household, every owner with the area of all their units, or every representative with the households for which they stand.
pub async fn expected_roll(
    conn: &mut Conn,
    community: &CommunityId,
    body: &BodyId,
    seating: Seating,
) -> Result<Vec<RollLine>, Fault> {
    let represented;
    let sql = match seating {
        Seating::Seats => {
            "SELECT m.id AS member, m.id AS unit, CAST(0 AS BIGINT) AS weighs, m.state, m.adult, m.household FROM seats s \
             JOIN members m ON m.id = s.member WHERE s.community = $1 AND s.body = $2 ORDER BY m.id"
        }
        Seating::Owners => {
            "SELECT m.id AS member, m.id AS unit, CAST(SUM(u.area) AS BIGINT) AS weighs, m.state, m.adult, m.household \
             FROM estate_units u JOIN members m ON m.id = u.member WHERE u.community = $1 AND u.body = $2 \
             GROUP BY m.id, m.state, m.adult, m.household ORDER BY m.id"
        }
        Seating::Households => {
            "SELECT m.id AS member, m.household AS unit, CAST(0 AS BIGINT) AS weighs, m.state, m.adult, m.household \
             FROM members m WHERE m.community = $1 AND $2 = $2 ORDER BY m.id"
        }
        Seating::Represented => {
            // A household that is no longer of the roll weighs nothing.
            represented = format!(
                "SELECT m.id AS member, m.id AS unit, COUNT(*) AS weighs, m.state, m.adult, m.household \
                 FROM represented_households r JOIN households h ON h.id = r.household JOIN members m ON m.id = r.member \
                 WHERE r.community = $1 AND r.body = $2 AND {ON_ROLL} \
                 GROUP BY m.id, m.state, m.adult, m.household ORDER BY m.id"
            );
            represented.as_str()
        }
        Seating::Adults => {
            "SELECT m.id AS member, m.id AS unit, CAST(0 AS BIGINT) AS weighs, m.state, m.adult, m.household \
             FROM members m WHERE m.community = $1 AND $2 = $2 ORDER BY m.id"
        }
    };
    let all: Vec<Candidate> = sqlx::query_as(AssertSqlSafe(sql.to_owned()))
        .bind(community.as_str())
        .bind(body.as_str())
        .fetch_all(conn)
        .await?;
    let mut roll = Vec::with_capacity(all.len());
    for one in all {
        let facts = Facts {
            residence: one.state,
            adult: *one.adult,
            household: one.household.is_some(),
            seat: seating == Seating::Seats,
            unit: seating == Seating::Owners,
            stands: seating == Seating::Represented,
        };
        if let Some(unit) = one.unit.filter(|_| entitled(seating, &facts)) {
            roll.push(RollLine { member: one.member, unit, weighs: one.weighs });
        }
    }
    Ok(roll)
}

/// Freezes the roll of a session.
pub async fn freeze_roll(
    writing: &mut Writing,
    _permit: &Permit,
    session: &SessionId,
    roll: &[RollLine],
) -> Result<(), Fault> {
    /// Lines in one statement.
    const AT_ONCE: usize = 64;
    let community = writing.community().clone();
    for lines in roll.chunks(AT_ONCE) {
        let rows: Vec<String> = (0..lines.len())
            .map(|line| format!("($1, $2, ${}, ${}, ${})", line * 3 + 3, line * 3 + 4, line * 3 + 5))
            .collect();
        let rows = rows.join(", ");
        let sql = format!("INSERT INTO session_roll (community, session, member, unit, weighs) VALUES {rows}");
        let mut query =
            sqlx::query(AssertSqlSafe(sql)).bind(community.as_str().to_owned()).bind(session.as_str().to_owned());
        for line in lines {
            query = query.bind(line.member.clone().as_str()).bind(line.unit.clone()).bind(line.weighs);
        }
        query.execute(writing.conn()).await?;
    }
    Ok(())
}

/// Stores as what somebody who is there takes part, judged anew.
pub async fn store_weight(
    writing: &mut Writing,
    _permit: &Permit,
    session: &SessionId,
    member: &MemberId,
    weight: Weight,
) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE attendance SET weight = $3 WHERE session = $1 AND member = $2")
        .bind(session.as_str())
        .bind(member.as_str())
        .bind(weight.id())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// The members on a session's frozen roll.
pub async fn roll(conn: &mut Conn, session: &SessionId) -> Result<Vec<MemberId>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as("SELECT member FROM session_roll WHERE session = $1 ORDER BY member")
        .bind(session.as_str())
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|(member,)| member.into()).collect())
}

/// The frozen roll as its hash names it: each member and, where not all weigh the same, what they weigh.
pub async fn roll_lines(conn: &mut Conn, session: &SessionId) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT member, weighs FROM session_roll WHERE session = $1 ORDER BY member")
            .bind(session.as_str())
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|(member, weighs)| roll_line(member, weighs)).collect())
}

/// A line of a roll as its hash names it.
pub(crate) fn roll_line(unit: String, weighs: i64) -> String {
    if weighs > 0 { format!("{unit} {weighs}") } else { unit }
}

/// Everybody on the roll and everybody who came.
pub async fn attendees(conn: &mut Conn, session: &SessionId) -> Result<Vec<AttendeeRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT m.id AS member, COALESCE(r.unit, '') AS unit, COALESCE(r.weighs, 0) AS weighs, CASE WHEN r.member IS NULL THEN 0 ELSE 1 END AS on_roll, a.channel, a.weight, \
         COALESCE(a.verified, 0) AS verified, a.left_at, a.at FROM members m \
         LEFT JOIN session_roll r ON r.session = $1 AND r.member = m.id \
         LEFT JOIN attendance a ON a.session = $1 AND a.member = m.id \
         WHERE r.member IS NOT NULL OR a.member IS NOT NULL ORDER BY m.number",
    )
    .bind(session.as_str())
    .fetch_all(conn)
    .await?)
}

/// The members who are there now and count.
pub async fn counting(conn: &mut Conn, session: &SessionId) -> Result<Vec<MemberId>, Fault> {
    let all = attendees(conn, session).await?;
    Ok(all.into_iter().filter(AttendeeRow::counts).map(|one| one.member).collect())
}

/// One member as the session sees them; `None` when neither on the roll nor there.
pub async fn attendee(conn: &mut Conn, session: &SessionId, member: &MemberId) -> Result<Option<AttendeeRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT m.id AS member, COALESCE(r.unit, '') AS unit, COALESCE(r.weighs, 0) AS weighs, CASE WHEN r.member IS NULL THEN 0 ELSE 1 END AS on_roll, a.channel, a.weight, \
         COALESCE(a.verified, 0) AS verified, a.left_at, a.at FROM members m \
         LEFT JOIN session_roll r ON r.session = $1 AND r.member = m.id \
         LEFT JOIN attendance a ON a.session = $1 AND a.member = m.id \
         WHERE m.id = $2 AND (r.member IS NOT NULL OR a.member IS NOT NULL)",
    )
    .bind(session.as_str())
    .bind(member.as_str())
    .fetch_optional(conn)
    .await?)
}

/// Stores a judged check-in.
pub async fn store_check_in(
    writing: &mut Writing,
    _permit: &Permit,
    session: &SessionId,
    member: &MemberId,
    one: &CheckedIn,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO attendance (community, session, member, channel, weight, verified, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (session, member) DO UPDATE SET channel = excluded.channel, \
         weight = excluded.weight, verified = excluded.verified, left_at = NULL, at = excluded.at",
    )
    .bind(community.as_str())
    .bind(session.as_str())
    .bind(member.as_str())
    .bind(one.channel().id())
    .bind(one.weight().id())
    .bind(i64::from(one.verified()))
    .bind(now)
    .execute(writing.conn())
    .await?;
    drop_scan(writing, session, member).await
}

/// Marks somebody as left.
pub async fn store_leave(
    writing: &mut Writing,
    _permit: &Permit,
    session: &SessionId,
    member: &MemberId,
) -> Result<(), Fault> {
    let now = writing.now().0;
    let stored =
        sqlx::query("UPDATE attendance SET left_at = $3 WHERE session = $1 AND member = $2 AND left_at IS NULL")
            .bind(session.as_str())
            .bind(member.as_str())
            .bind(now)
            .execute(writing.conn())
            .await?;
    changed_one(&stored)
}

/// Takes a mistaken check-in back.
pub async fn undo_check_in(
    writing: &mut Writing,
    _permit: &Permit,
    session: &SessionId,
    member: &MemberId,
) -> Result<(), Fault> {
    let stored = sqlx::query("DELETE FROM attendance WHERE session = $1 AND member = $2")
        .bind(session.as_str())
        .bind(member.as_str())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Takes every check-in back: the session was put off to another day.
pub async fn clear(writing: &mut Writing, _permit: &Permit, session: &SessionId) -> Result<(), Fault> {
    // As many as came early, or nobody.
    sqlx::query("DELETE FROM attendance WHERE session = $1").bind(session.as_str()).execute(writing.conn()).await?;
    sqlx::query("DELETE FROM scans WHERE session = $1").bind(session.as_str()).execute(writing.conn()).await?;
    Ok(())
}

/// Keeps a scan until the clerk confirms it.
pub async fn insert_scan(
    conn: &mut Conn,
    community: &CommunityId,
    session: &SessionId,
    scan: &ScanRow,
    now: i64,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO scans (community, session, member, login, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (session, member, login) DO UPDATE SET at = excluded.at",
    )
    .bind(community.as_str())
    .bind(session.as_str())
    .bind(scan.member.as_str())
    .bind(&scan.login)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The scans that wait, oldest first.
pub async fn scans(conn: &mut Conn, session: &SessionId) -> Result<Vec<ScanRow>, Fault> {
    Ok(sqlx::query_as("SELECT member, login FROM scans WHERE session = $1 ORDER BY at, member")
        .bind(session.as_str())
        .fetch_all(conn)
        .await?)
}

/// Of every login with which the member scanned, or of none: most are checked in without a scan.
async fn drop_scan(writing: &mut Writing, session: &SessionId, member: &MemberId) -> Result<(), Fault> {
    sqlx::query("DELETE FROM scans WHERE session = $1 AND member = $2")
        .bind(session.as_str())
        .bind(member.as_str())
        .execute(writing.conn())
        .await?;
    Ok(())
}
