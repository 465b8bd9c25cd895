//! How a decision is carried out, as pages show it.

use crate::{
    execution::rows::{self as executions, MilestoneRow},
    fault::Fault,
    record::publication::{Kind, rows as publication},
    secret,
    store::Conn,
};
use app::{
    address,
    view::execution::{Execution, Rating, Step},
};
use rules::{days::Date, execution::is_late, id::CommunityId, money::Money, published::MilestoneContent};

fn money(cents: Option<i64>) -> Option<Money> {
    cents.map(|cents| Money(cents.unsigned_abs()))
}

/// A milestone as it is published: roles, days and sums, and nobody's name.
pub(crate) fn milestone(row: &MilestoneRow) -> MilestoneContent {
    let words = |cents: Option<i64>| money(cents).map(|money| money.to_string()).unwrap_or_default();
    MilestoneContent {
        name: row.name.clone(),
        responsible: row.responsible.clone(),
        due: row.due_day.clone(),
        money: words(row.money),
        done: row.done_day.clone(),
        done_money: words(row.done_money),
        note: row.note.clone(),
        accepted: row.accepted_at.is_some(),
        reports: row.reports,
        planned: row.planned_day.clone(),
        dropped: row.dropped.clone(),
        returned: row.returned.clone(),
        over_reason: row.over_reason.clone(),
        photo: if row.photo.is_empty() { String::new() } else { address::photo(&row.community, &row.photo) },
    }
}

/// Names a report as it stands, so that a supervisor accepts what they have read.
pub(crate) fn report_fingerprint(row: &MilestoneRow) -> String {
    secret::digest(&[&reported(row), &row.reports.to_string()])
}

/// Names what is reported, whichever report it is.
pub(crate) fn reported(row: &MilestoneRow) -> String {
    let money = row.done_money.unwrap_or(-1).to_string();
    secret::digest(&[&row.done_day, &money, &row.note, &row.photo])
}

/// How a decision is carried out, as it stands on a day.
pub(crate) async fn of(conn: &mut Conn, community: &CommunityId, vote: &str, today: Date) -> Result<Execution, Fault> {
    let rows = executions::milestones(conn, vote).await?;
    // Of a decision that was withdrawn nothing is late any more.
    let latest = publication::revisions(conn, community, vote).await?.into_iter().next();
    let holds = latest.is_none_or(|row| row.withdrawn.is_empty());
    let waits = |row: &MilestoneRow| Date::from_text(&row.due_day).filter(|_| holds && !row.is_dropped());
    let late = |row: &MilestoneRow| waits(row).is_some_and(|due| is_late(due, row.is_reached(), today));
    let completion = executions::completion_of(conn, vote).await?;
    let rating = match &completion {
        Some(id) => Some(rating(conn, community, id).await?),
        None => None,
    };
    let step = |row: &MilestoneRow| Step {
        id: row.id.to_string(),
        content: milestone(row),
        late: late(row),
        due_in: waits(row).filter(|_| !row.is_reached()).map(|due| today.until(due)),
        seen: report_fingerprint(row),
    };
    Ok(Execution {
        milestones: rows.iter().map(step).collect(),
        completion: completion.map_or_else(String::new, |id| address::published(community, Kind::Completion.id(), &id)),
        rating,
    })
}

/// How a completion was rated, with its denominator.
pub(crate) async fn rating(conn: &mut Conn, community: &CommunityId, completion: &str) -> Result<Rating, Fault> {
    let (grades, rated, households) = executions::ratings(conn, community, completion).await?;
    Ok(Rating {
        grades: grades.map(i64::unsigned_abs),
        rated: rated.unsigned_abs(),
        households: households.unsigned_abs(),
    })
}
