//! Joint requests, and the rolls over which they are counted.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

pub mod signature;

use crate::{
    fault::Fault,
    store::{Conn, Writing, changed_one},
};
use rules::{
    body::BodyKind,
    coded::Maybe,
    days::Date,
    id::{CommunityId, MemberId, PetitionId},
    kind::petition::PetitionRecord,
    permit::{Permit, Role},
    petition::{Answered, Ask, Begun, Met, Reached, Roll, Signers, State, Terms, Unsigned},
    published::{Kind, PetitionVerdict},
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct PetitionRow {
    #[sqlx(try_from = "String")]
    pub id: PetitionId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    /// Counted in the community.
    pub number: i64,
    #[sqlx(try_from = "String")]
    pub ask: Ask,
    /// The owners' assembly whose owners sign, or empty.
    pub estate: String,
    /// Who began it.
    #[sqlx(try_from = "String")]
    pub member: MemberId,
    pub title: String,
    pub body: String,
    pub begun_at: i64,
    pub terms: String,
    #[sqlx(try_from = "String")]
    pub state: State,
    pub reached_day: String,
    pub due_day: String,
    pub record: String,
    #[sqlx(try_from = "String")]
    pub met_kind: Maybe<Kind>,
    pub met_subject: String,
    pub met_day: String,
    pub answer: String,
    pub answered_day: String,
    #[sqlx(try_from = "String")]
    pub answer_role: Maybe<Role>,
}

impl PetitionRow {
    /// The rules under which it was begun.
    pub fn terms(&self) -> Result<Terms, Fault> {
        Ok(serde_json::from_str(&self.terms)?)
    }

    /// The numbers of the moment at which enough had signed, and what follows from them.
    pub fn record(&self) -> Result<Option<(PetitionRecord, PetitionVerdict)>, Fault> {
        Ok(if self.record.is_empty() { None } else { Some(serde_json::from_str(&self.record)?) })
    }

    /// Whether its day has passed without what it asks for and without an answer.
    pub fn is_overdue(&self, today: Date) -> bool {
        Date::from_text(&self.due_day).is_some_and(|due| self.state.is_overdue(due, today))
    }
}

/// One of a community.
pub async fn find(conn: &mut Conn, community: &CommunityId, id: &str) -> Result<PetitionRow, Fault> {
    sqlx::query_as("SELECT * FROM petitions WHERE id = $1 AND community = $2")
        .bind(id)
        .bind(community.as_str())
        .fetch_optional(conn)
        .await?
        .ok_or(Fault::NotFound)
}

/// Every one of a community, by number.
pub async fn all(conn: &mut Conn, community: &CommunityId) -> Result<Vec<PetitionRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM petitions WHERE community = $1 ORDER BY number")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?)
}

/// Those that wait for what they ask for, the ones that are due first before the others.
pub async fn waiting(conn: &mut Conn, community: &CommunityId) -> Result<Vec<PetitionRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM petitions WHERE community = $1 AND state = 'reached' ORDER BY due_day, number")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?)
}

/// Those that are being signed, newest first.
pub async fn open(conn: &mut Conn, community: &CommunityId) -> Result<Vec<PetitionRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM petitions WHERE community = $1 AND state = 'open' ORDER BY number DESC")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?)
}

/// Those that a member began or signed, newest first.
pub async fn of_member(conn: &mut Conn, community: &CommunityId, member: &MemberId) -> Result<Vec<PetitionRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT * FROM petitions p WHERE p.community = $1 AND (p.member = $2 OR EXISTS (SELECT 1 FROM petition_signatures s \
         WHERE s.petition = p.id AND s.member = $2)) ORDER BY p.number DESC",
    )
    .bind(community.as_str())
    .bind(member.as_str())
    .fetch_all(conn)
    .await?)
}

/// Stores a judged beginning under an id; with its number.
pub async fn store_begun(
    writing: &mut Writing,
    permit: &Permit,
    (id, member): (&PetitionId, &MemberId),
    (ask, estate, terms): (Ask, &str, &Terms),
    begun: &Begun,
) -> Result<i64, Fault> {
    let (community, now) = (permit.community().clone(), writing.now().0);
    let (last,): (i64,) = sqlx::query_as("SELECT COALESCE(MAX(number), 0) FROM petitions WHERE community = $1")
        .bind(community.as_str())
        .fetch_one(writing.conn())
        .await?;
    sqlx::query(
        "INSERT INTO petitions (id, community, number, ask, estate, member, title, body, begun_at, terms, state) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id.as_str())
    .bind(community.as_str())
    .bind(last + 1)
    .bind(ask.id())
    .bind(estate)
    .bind(member.as_str())
    .bind(begun.title())
    .bind(begun.text())
    .bind(now)
    .bind(serde_json::to_string(terms)?)
    .bind(State::Open.id())
    .execute(writing.conn())
    .await?;
    Ok(last + 1)
}

/// Stores that enough have signed.
pub async fn store_reached(
    writing: &mut Writing,
    _permit: &Permit,
    id: &PetitionId,
    reached: &Reached,
) -> Result<(), Fault> {
    let stored = sqlx::query(
        "UPDATE petitions SET state = 'reached', reached_day = $2, due_day = $3, record = $4 WHERE id = $1 AND state = 'open'",
    )
    .bind(id.as_str())
    .bind(reached.on().to_string())
    .bind(reached.due().to_string())
    .bind(serde_json::to_string(&(reached.record(), reached.verdict()))?)
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// Stores that it was taken back.
pub async fn store_withdrawn(
    writing: &mut Writing,
    _permit: &Permit,
    id: &PetitionId,
    _judged: Unsigned,
) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE petitions SET state = 'withdrawn' WHERE id = $1 AND state = 'open'")
        .bind(id.as_str())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores by what it was met, and since which day that is on record.
pub async fn store_met(
    writing: &mut Writing,
    _permit: &Permit,
    id: &PetitionId,
    (met, today): (&Met, Date),
) -> Result<(), Fault> {
    let stored =
        sqlx::query("UPDATE petitions SET state = 'met', met_kind = $2, met_subject = $3, met_day = $4 WHERE id = $1")
            .bind(id.as_str())
            .bind(met.by().kind.id())
            .bind(&met.by().subject)
            .bind(today.to_string())
            .execute(writing.conn())
            .await?;
    changed_one(&stored)
}

/// Stores a judged answer.
pub async fn store_answered(
    writing: &mut Writing,
    permit: &Permit,
    id: &PetitionId,
    (answered, today): (&Answered, Date),
) -> Result<(), Fault> {
    let stored = sqlx::query(
        "UPDATE petitions SET state = 'answered', answer = $2, answered_day = $3, answer_role = $4 WHERE id = $1",
    )
    .bind(id.as_str())
    .bind(answered.text())
    .bind(today.to_string())
    .bind(permit.role().id())
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// Who may sign, as the community stands now: whom each stands for, and the member (`rules::belonging`). `meeting`: the kind of body in
/// which representatives sit; `estate`: the body whose owners sign.
pub async fn roll(
    conn: &mut Conn,
    community: &CommunityId,
    signers: Signers,
    (meeting, estate): (BodyKind, &str),
) -> Result<Roll, Fault> {
    let (sql, of) = match signers {
        Signers::Adults => (
            "SELECT id, id FROM members WHERE community = $1 AND state = 'active' AND adult = 1 AND household IS NOT NULL \
             AND $2 = '' ORDER BY id",
            "",
        ),
        Signers::Households => (
            "SELECT household, id FROM members WHERE community = $1 AND state = 'active' AND adult = 1 \
             AND household IS NOT NULL AND $2 = '' ORDER BY id",
            "",
        ),
        Signers::Representatives => (
            "SELECT DISTINCT m.id, m.id FROM seats s JOIN bodies b ON b.id = s.body JOIN members m ON m.id = s.member \
             WHERE s.community = $1 AND b.kind = $2 AND b.retired = '' AND m.state <> 'erased' ORDER BY 1",
            meeting.id(),
        ),
        Signers::Owners => (
            "SELECT DISTINCT m.id, m.id FROM estate_units u JOIN members m ON m.id = u.member \
             WHERE u.community = $1 AND u.body = $2 AND m.state <> 'erased' ORDER BY 1",
            estate,
        ),
    };
    let rows: Vec<(String, String)> = sqlx::query_as(sql).bind(community.as_str()).bind(of).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(unit, member)| (unit, member.into())).collect())
}
