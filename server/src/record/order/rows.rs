//! Orders to publish.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    act::rows::BENEATH,
    fault::Fault,
    store::{Conn, Writing, changed_one},
};
use rules::{
    coded::Maybe,
    id::{CommunityId, OfficeId, OrderId},
    office::Level,
    order::{Made, State, Turned},
    permit::{Permit, Role},
    published::Kind,
};
use sqlx::{AssertSqlSafe, FromRow};

#[derive(Debug, Clone, FromRow)]
pub struct OrderRow {
    #[sqlx(try_from = "String")]
    pub id: OrderId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    /// The number, counted in the community.
    pub number: i64,
    #[sqlx(try_from = "String")]
    pub office: OfficeId,
    /// What the office was called then.
    pub office_name: String,
    #[sqlx(try_from = "String")]
    pub level: Level,
    pub what: String,
    pub basis: String,
    pub due_day: String,
    pub day: String,
    pub at: i64,
    #[sqlx(try_from = "String")]
    pub state: State,
    pub answer: String,
    #[sqlx(try_from = "String")]
    pub answer_role: Maybe<Role>,
    pub answer_day: String,
    #[sqlx(try_from = "String")]
    pub met_kind: Maybe<Kind>,
    pub met_subject: String,
    pub reason: String,
    pub closed_day: String,
}

/// Orders, chosen by a condition.
fn orders(chosen: &str) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!(
        "SELECT id, community, number, office, office_name, level, what, basis, due_day, day, at, state, answer, \
         answer_role, answer_day, met_kind, met_subject, reason, closed_day FROM orders WHERE {chosen}"
    ))
}

/// Stores a judged order of an office under an id, and returns its number.
pub async fn store_made(
    writing: &mut Writing,
    permit: &Permit,
    id: &OrderId,
    made: &Made,
    (office, name, day): (&OfficeId, &str, &str),
) -> Result<i64, Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    let (last,): (i64,) = sqlx::query_as("SELECT COALESCE(MAX(number), 0) FROM orders WHERE community = $1")
        .bind(community.as_str())
        .fetch_one(writing.conn())
        .await?;
    sqlx::query(
        "INSERT INTO orders (id, community, number, office, office_name, level, what, basis, due_day, role, day, at, state) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open')",
    )
    .bind(id.as_str())
    .bind(community.as_str())
    .bind(last + 1)
    .bind(office.as_str())
    .bind(name)
    .bind(made.level().id())
    .bind(made.what())
    .bind(made.basis())
    .bind(made.due().to_string())
    .bind(permit.role().id())
    .bind(day)
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(last + 1)
}

/// Stores how a judged order stands now: met, answered or taken back, on a day.
pub async fn store_turned(writing: &mut Writing, permit: &Permit, turned: &Turned, day: &str) -> Result<(), Fault> {
    let role = permit.role().id();
    let changed = match turned.state() {
        State::Answered => {
            sqlx::query(
                "UPDATE orders SET state = $2, answer = $3, answer_role = $4, answer_day = $5 WHERE id = $1 AND state = 'open'",
            )
            .bind(turned.order().as_str())
            .bind(turned.state().id())
            .bind(turned.words())
            .bind(role)
            .bind(day)
            .execute(writing.conn())
            .await?
        }
        state => {
            sqlx::query(
                "UPDATE orders SET state = $2, reason = $3, met_kind = $4, met_subject = $5, closed_role = $6, closed_day = $7 \
                 WHERE id = $1 AND state IN ('open', 'answered')",
            )
            .bind(turned.order().as_str())
            .bind(state.id())
            .bind(turned.words())
            .bind(turned.by().map_or("", |by| by.kind.id()))
            .bind(turned.by().map_or("", |by| by.subject.as_str()))
            .bind(role)
            .bind(day)
            .execute(writing.conn())
            .await?
        }
    };
    changed_one(&changed)
}

/// One order.
pub async fn find(conn: &mut Conn, id: &OrderId) -> Result<OrderRow, Fault> {
    sqlx::query_as(orders("id = $1")).bind(id.as_str()).fetch_optional(conn).await?.ok_or(Fault::NotFound)
}

/// Every order to a community, newest first.
pub async fn all(conn: &mut Conn, community: &CommunityId) -> Result<Vec<OrderRow>, Fault> {
    Ok(sqlx::query_as(orders("community = $1 ORDER BY number DESC")).bind(community.as_str()).fetch_all(conn).await?)
}

/// The open orders to a community, those that are due first before the others.
pub async fn open(conn: &mut Conn, community: &CommunityId) -> Result<Vec<OrderRow>, Fault> {
    let chosen = "community = $1 AND state = 'open' ORDER BY due_day, number";
    Ok(sqlx::query_as(orders(chosen)).bind(community.as_str()).fetch_all(conn).await?)
}

/// The open orders beneath an office, whoever made them, those that are due first before the others.
pub async fn open_beneath(conn: &mut Conn, office: &OfficeId) -> Result<Vec<OrderRow>, Fault> {
    let chosen = format!("community {BENEATH} AND state = 'open' ORDER BY due_day, at, id");
    Ok(sqlx::query_as(orders(&chosen)).bind(office.as_str()).fetch_all(conn).await?)
}
