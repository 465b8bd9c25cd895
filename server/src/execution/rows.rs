//! What becomes of a decision: milestones, the completion, ratings, followers.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing, changed_one},
};
use rules::{
    coded::Maybe,
    execution::{Accepted, Completed, Dropped, Grade, Planned, Reached, Returned},
    id::{CommunityId, MemberId, MilestoneId, VoteId},
    permit::Permit,
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct MilestoneRow {
    #[sqlx(try_from = "String")]
    pub id: MilestoneId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub vote: VoteId,
    pub position: i64,
    pub name: String,
    pub responsible: String,
    pub due_day: String,
    /// In cents.
    pub money: Option<i64>,
    pub done_day: String,
    pub done_money: Option<i64>,
    pub note: String,
    #[sqlx(try_from = "Option<String>")]
    pub reporter: Maybe<MemberId>,
    #[sqlx(try_from = "Option<String>")]
    pub acceptor: Maybe<MemberId>,
    pub accepted_at: Option<i64>,
    pub photo: String,
    /// How often it was reported as reached.
    pub reports: i64,
    /// When it was put into the plan; empty where that was not kept.
    pub planned_day: String,
    /// Why it was given up, or empty.
    pub dropped: String,
    /// Why its report was not accepted; empty once it is reported anew.
    pub returned: String,
    /// Names the report that was not accepted; empty where that was not kept.
    pub returned_of: String,
    /// Why more was planned than decided, or empty.
    pub over_reason: String,
}

impl MilestoneRow {
    /// Whether it was given up.
    pub fn is_dropped(&self) -> bool {
        !self.dropped.is_empty()
    }

    /// Whether it stands as reached: reported, and the report not sent back.
    pub fn is_reached(&self) -> bool {
        !self.done_day.is_empty() && self.returned.is_empty()
    }
}

fn cents(money: Option<rules::money::Money>) -> Option<i64> {
    money.and_then(|money| i64::try_from(money.0).ok())
}

/// Stores a judged milestone, under an id, at the end of a decision's plan.
pub async fn store_planned(
    writing: &mut Writing,
    _permit: &Permit,
    id: &MilestoneId,
    planned: &Planned,
) -> Result<(), Fault> {
    let (community, vote) = (writing.community().clone(), planned.vote().as_str());
    let (last,): (i64,) = sqlx::query_as("SELECT COALESCE(MAX(position), 0) FROM milestones WHERE vote = $1")
        .bind(vote)
        .fetch_one(writing.conn())
        .await?;
    sqlx::query(
        "INSERT INTO milestones (id, community, vote, position, name, responsible, due_day, money, planned_day, over_reason) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id.as_str())
    .bind(community.as_str())
    .bind(vote)
    .bind(last + 1)
    .bind(&planned.name)
    .bind(&planned.responsible)
    .bind(planned.due.to_string())
    .bind(cents(planned.money))
    .bind(planned.planned().to_string())
    .bind(&planned.reason)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores that a milestone was reached, and who says so.
pub async fn store_reached(
    writing: &mut Writing,
    _permit: &Permit,
    reporter: &MemberId,
    reached: &Reached,
) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE milestones SET done_day = $2, done_money = $3, note = $4, reporter = $5, reports = reports + 1, returned = '', returned_of = '' WHERE id = $1")
        .bind(reached.milestone().as_str())
        .bind(reached.done.to_string())
        .bind(cents(reached.money))
        .bind(&reached.note)
        .bind(reporter.as_str())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores that a report was not accepted, and which (`of`).
pub async fn store_returned(
    writing: &mut Writing,
    _permit: &Permit,
    of: &str,
    returned: &Returned,
) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE milestones SET returned = $2, returned_of = $3 WHERE id = $1")
        .bind(returned.milestone().as_str())
        .bind(returned.reason())
        .bind(of)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores that a milestone was given up.
pub async fn store_dropped(writing: &mut Writing, _permit: &Permit, dropped: &Dropped) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE milestones SET dropped = $2 WHERE id = $1")
        .bind(dropped.milestone().as_str())
        .bind(dropped.reason())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores that a milestone was accepted.
pub async fn store_accepted(
    writing: &mut Writing,
    _permit: &Permit,
    acceptor: &MemberId,
    accepted: &Accepted,
) -> Result<(), Fault> {
    let now = writing.now().0;
    let stored = sqlx::query("UPDATE milestones SET acceptor = $2, accepted_at = $3, returned = '' WHERE id = $1")
        .bind(accepted.milestone().as_str())
        .bind(acceptor.as_str())
        .bind(now)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores the photo of a milestone.
pub async fn store_photo(writing: &mut Writing, id: &str, photo: &str) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE milestones SET photo = $2 WHERE id = $1")
        .bind(id)
        .bind(photo)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// One milestone.
pub async fn milestone(conn: &mut Conn, id: &str) -> Result<MilestoneRow, Fault> {
    sqlx::query_as("SELECT * FROM milestones WHERE id = $1").bind(id).fetch_optional(conn).await?.ok_or(Fault::NotFound)
}

/// The milestones of a decision, in order.
pub async fn milestones(conn: &mut Conn, vote: &str) -> Result<Vec<MilestoneRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM milestones WHERE vote = $1 ORDER BY position").bind(vote).fetch_all(conn).await?)
}

/// Every milestone of a community.
pub async fn of_community(conn: &mut Conn, community: &CommunityId) -> Result<Vec<MilestoneRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM milestones WHERE community = $1 ORDER BY vote, position")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?)
}

/// The milestones of a community that were reached and wait for the supervisors.
pub async fn to_accept(conn: &mut Conn, community: &CommunityId) -> Result<Vec<MilestoneRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT * FROM milestones WHERE community = $1 AND done_day <> '' AND accepted_at IS NULL AND dropped = '' AND returned = '' ORDER BY done_day, vote, position",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// Every rating of a community: completion, member, grade.
pub async fn every_rating(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(String, String, String)>, Fault> {
    Ok(sqlx::query_as("SELECT completion, member, grade FROM ratings WHERE community = $1 ORDER BY completion, member")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?)
}

/// The milestones of a community whose report was not accepted.
pub async fn sent_back(conn: &mut Conn, community: &CommunityId) -> Result<Vec<MilestoneRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT * FROM milestones WHERE community = $1 AND returned <> '' AND dropped = '' ORDER BY due_day, vote, position",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// The milestones of a community that were due before a day and are not reached, or not as the supervisors want them.
pub async fn late(conn: &mut Conn, community: &CommunityId, today: &str) -> Result<Vec<MilestoneRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT * FROM milestones WHERE community = $1 AND (done_day = '' OR returned <> '') AND dropped = '' AND due_day < $2 \
         AND NOT EXISTS (SELECT 1 FROM publications p WHERE p.kind = 'outcome' AND p.subject = milestones.vote \
         AND p.superseded = 0 AND p.withdrawn <> '') ORDER BY due_day, vote, position",
    )
    .bind(community.as_str())
    .bind(today)
    .fetch_all(conn)
    .await?)
}

/// Stores that a decision's completion is published under this id.
pub async fn store_completed(
    writing: &mut Writing,
    _permit: &Permit,
    id: &str,
    completed: &Completed,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query("INSERT INTO completions (id, community, vote, at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(community.as_str())
        .bind(completed.vote().as_str())
        .bind(now)
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// The completion of a decision, if it is published.
pub async fn completion_of(conn: &mut Conn, vote: &str) -> Result<Option<String>, Fault> {
    let row: Option<(String,)> =
        sqlx::query_as("SELECT id FROM completions WHERE vote = $1").bind(vote).fetch_optional(conn).await?;
    Ok(row.map(|(id,)| id))
}

/// Stores a member's rating; a later one takes the place of an earlier.
pub async fn store_rating(
    writing: &mut Writing,
    _permit: &Permit,
    (completion, member): (&str, &MemberId),
    grade: Grade,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO ratings (community, completion, member, grade, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (completion, member) DO UPDATE SET grade = excluded.grade, at = excluded.at",
    )
    .bind(community.as_str())
    .bind(completion)
    .bind(member.as_str())
    .bind(grade.id())
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// How a completion was rated: how many of each grade, by how many households, and how many households have
/// somebody living in them.
pub async fn ratings(
    conn: &mut Conn,
    community: &CommunityId,
    completion: &str,
) -> Result<([i64; 3], i64, i64), Fault> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT grade, COUNT(*) FROM ratings WHERE completion = $1 GROUP BY grade")
            .bind(completion)
            .fetch_all(&mut *conn)
            .await?;
    let of = |grade: Grade| rows.iter().find(|(id, _)| id == grade.id()).map_or(0, |(_, count)| *count);
    let (rated, all): (i64, i64) = sqlx::query_as(
        "SELECT (SELECT COUNT(DISTINCT m.household) FROM ratings r JOIN members m ON m.id = r.member \
         WHERE r.completion = $1 AND m.state = 'active'), (SELECT COUNT(DISTINCT household) FROM members WHERE community = $2 \
         AND state = 'active')",
    )
    .bind(completion)
    .bind(community.as_str())
    .fetch_one(conn)
    .await?;
    Ok(([of(Grade::Satisfied), of(Grade::Mostly), of(Grade::Dissatisfied)], rated, all))
}

/// How a member rated a completion.
pub async fn rating(conn: &mut Conn, completion: &str, member: &MemberId) -> Result<Option<String>, Fault> {
    let row: Option<(String,)> = sqlx::query_as("SELECT grade FROM ratings WHERE completion = $1 AND member = $2")
        .bind(completion)
        .bind(member.as_str())
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|(grade,)| grade))
}
