//! The interest groups of a consultation, who takes part, and how its opinion was read back and answered.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

pub mod said;

use crate::{
    fault::Fault,
    store::{Conn, Writing, changed_one},
};
use rules::{
    coded::Maybe,
    consultation::{Came, Dropped, Feedback, Left, Named, Part, ReadBack, Refused},
    days::Date,
    id::{CommunityId, DossierId, MemberId, SessionId},
    permit::{Permit, Role},
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct PartyRow {
    pub id: String,
    pub name: String,
    /// Who said that nobody takes part, and why.
    pub refusal: String,
    pub refused_day: String,
}

/// Somebody who takes part, with the name that the roll or the invitation has.
#[derive(Debug, Clone, FromRow)]
pub struct ParticipantRow {
    pub id: String,
    pub party: String,
    /// A member; nothing for a guest.
    #[sqlx(try_from = "String")]
    pub member: Maybe<MemberId>,
    pub number: String,
    pub name: String,
    pub organisation: String,
    pub named_day: String,
    pub came_at: i64,
    pub left_at: i64,
}

impl ParticipantRow {
    /// A guest, who is on no roll.
    pub const fn is_guest(&self) -> bool {
        self.member.0.is_none()
    }

    /// A guest who came and has not left.
    pub const fn here(&self) -> bool {
        self.came_at > 0 && self.left_at == 0
    }
}

/// How an opinion was read back, and what became of it.
#[derive(Debug, Clone, Default, FromRow)]
pub struct StandsRow {
    /// Names the opinion that was read last.
    pub read_of: String,
    pub read_at: i64,
    #[sqlx(try_from = "String")]
    pub read_role: Maybe<Role>,
    pub feedback: String,
    /// In which role that was told.
    pub feedback_as: String,
}

impl StandsRow {
    /// What was told of it.
    pub fn feedback(&self) -> Result<Option<Feedback>, Fault> {
        Ok(if self.feedback.is_empty() { None } else { Some(serde_json::from_str(&self.feedback)?) })
    }
}

/// The groups of a sitting, in the order in which they were named.
pub async fn parties(conn: &mut Conn, session: &SessionId) -> Result<Vec<PartyRow>, Fault> {
    Ok(sqlx::query_as("SELECT id, name, refusal, refused_day FROM parties WHERE session = $1 ORDER BY position")
        .bind(session.as_str())
        .fetch_all(conn)
        .await?)
}

/// Who takes part.
pub async fn people(conn: &mut Conn, session: &SessionId) -> Result<Vec<ParticipantRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT p.id, p.party, p.member, COALESCE(m.number, '') AS number, COALESCE(m.name, p.name) AS name, p.organisation, \
         p.named_day, p.came_at, p.left_at FROM participants p LEFT JOIN members m ON m.id = p.member \
         WHERE p.session = $1 ORDER BY p.named_day, m.number, p.organisation, p.name, p.id",
    )
    .bind(session.as_str())
    .fetch_all(conn)
    .await?)
}

/// How the opinion of a sitting stands.
pub async fn stands(conn: &mut Conn, session: &SessionId) -> Result<StandsRow, Fault> {
    let found = sqlx::query_as(
        "SELECT read_of, read_at, read_role, feedback, feedback_as FROM consultations WHERE session = $1",
    )
    .bind(session.as_str())
    .fetch_optional(conn)
    .await?;
    Ok(found.unwrap_or_default())
}

/// Stores a group that was named, under an id.
pub async fn store_named(
    writing: &mut Writing,
    permit: &Permit,
    (session, id): (&SessionId, &str),
    named: &Named,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO parties (id, community, session, position, name) SELECT $1, $2, CAST($3 AS TEXT), \
         COALESCE(MAX(position), 0) + 1, CAST($4 AS TEXT) FROM parties WHERE session = $3",
    )
    .bind(id)
    .bind(permit.community().as_str())
    .bind(session.as_str())
    .bind(named.name())
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Strikes a group, with those who were named for it.
pub async fn strike_party(writing: &mut Writing, _permit: &Permit, id: &str, _judged: Dropped) -> Result<(), Fault> {
    // As many as were named.
    sqlx::query("DELETE FROM participants WHERE party = $1").bind(id).execute(writing.conn()).await?;
    changed_one(&sqlx::query("DELETE FROM parties WHERE id = $1").bind(id).execute(writing.conn()).await?)
}

/// Stores that nobody of a group takes part.
pub async fn store_refused(writing: &mut Writing, _permit: &Permit, id: &str, refused: &Refused) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE parties SET refusal = $2, refused_day = $3 WHERE id = $1 AND refused_day = ''")
        .bind(id)
        .bind(refused.said())
        .bind(refused.on().to_string())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores that somebody takes part, under an id: a member, or a guest.
pub async fn store_part(
    writing: &mut Writing,
    permit: &Permit,
    (session, id, party): (&SessionId, &str, &str),
    (member, part): (Option<&MemberId>, &Part),
    today: Date,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO participants (id, community, session, party, member, name, organisation, named_day) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(permit.community().as_str())
    .bind(session.as_str())
    .bind(party)
    .bind(member.map_or("", MemberId::as_str))
    .bind(part.name())
    .bind(part.organisation())
    .bind(today.to_string())
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Strikes somebody who was to take part.
pub async fn strike_part(writing: &mut Writing, _permit: &Permit, id: &str, _judged: Dropped) -> Result<(), Fault> {
    changed_one(&sqlx::query("DELETE FROM participants WHERE id = $1").bind(id).execute(writing.conn()).await?)
}

/// Stores that a guest came, or came back.
pub async fn store_came(writing: &mut Writing, _permit: &Permit, id: &str, _judged: Came) -> Result<(), Fault> {
    let now = writing.now().0;
    let sql = "UPDATE participants SET came_at = $2, left_at = 0 WHERE id = $1 AND member = ''";
    changed_one(&sqlx::query(sql).bind(id).bind(now).execute(writing.conn()).await?)
}

/// Stores that a guest left.
pub async fn store_left(writing: &mut Writing, _permit: &Permit, id: &str, _judged: Left) -> Result<(), Fault> {
    let now = writing.now().0;
    let sql = "UPDATE participants SET left_at = $2 WHERE id = $1 AND member = ''";
    changed_one(&sqlx::query(sql).bind(id).bind(now).execute(writing.conn()).await?)
}

/// Stores that the opinion was read back.
pub async fn store_read(
    writing: &mut Writing,
    permit: &Permit,
    session: &SessionId,
    (read, by): (&ReadBack, &MemberId),
) -> Result<(), Fault> {
    let now = writing.now().0;
    let stored = sqlx::query(
        "INSERT INTO consultations (session, community, read_of, read_at, read_by, read_role) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (session) DO UPDATE SET read_of = excluded.read_of, read_at = excluded.read_at, \
         read_by = excluded.read_by, read_role = excluded.read_role",
    )
    .bind(session.as_str())
    .bind(permit.community().as_str())
    .bind(read.of())
    .bind(now)
    .bind(by.as_str())
    .bind(permit.role().id())
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// Stores what is told of it.
pub async fn store_feedback(
    writing: &mut Writing,
    permit: &Permit,
    session: &SessionId,
    feedback: &Feedback,
) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE consultations SET feedback = $2, feedback_as = $3 WHERE session = $1")
        .bind(session.as_str())
        .bind(serde_json::to_string(feedback)?)
        .bind(permit.role().id())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Every member who took part: named for a group, or there.
pub async fn took_part(conn: &mut Conn, session: &SessionId) -> Result<Vec<MemberId>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "SELECT member FROM participants WHERE session = $1 AND member <> '' \
         UNION SELECT member FROM attendance WHERE session = $1 ORDER BY 1",
    )
    .bind(session.as_str())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(member,)| member.into()).collect())
}

/// A consultation that somebody took part in.
#[derive(Debug, Clone, FromRow)]
pub struct OwnRow {
    #[sqlx(try_from = "String")]
    pub session: SessionId,
    pub title: String,
    /// The draft of its opinion, and whether that is public.
    pub draft: Option<String>,
    pub public: i64,
    pub feedback: Option<String>,
}

/// The consultations that a member took part in or is named for, newest first.
pub async fn of_member(conn: &mut Conn, community: &CommunityId, member: &MemberId) -> Result<Vec<OwnRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT s.id AS session, s.title, d.id AS draft, c.feedback, \
         (SELECT COUNT(*) FROM publications p WHERE p.kind = 'consultation' AND p.subject = d.id AND p.superseded = 0 \
         AND p.withdrawn = '') AS public FROM sessions s JOIN bodies b ON b.id = s.body \
         LEFT JOIN consultations c ON c.session = s.id \
         LEFT JOIN publication_drafts d ON d.kind = 'consultation' AND d.subject = s.id \
         WHERE s.community = $1 AND b.kind = 'consultation_council' AND s.phase NOT IN ('draft', 'cancelled') \
         AND (EXISTS (SELECT 1 FROM participants p WHERE p.session = s.id AND p.member = $2) \
         OR EXISTS (SELECT 1 FROM attendance a WHERE a.session = s.id AND a.member = $2)) \
         ORDER BY s.starts_at DESC, s.id",
    )
    .bind(community.as_str())
    .bind(member.as_str())
    .fetch_all(conn)
    .await?)
}

/// The sittings on a matter that are consultations, each once.
pub async fn of_matter(conn: &mut Conn, dossier: &DossierId) -> Result<Vec<SessionId>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "SELECT DISTINCT i.session FROM dossier_links l JOIN items i ON i.id = l.subject \
         JOIN sessions s ON s.id = i.session JOIN bodies b ON b.id = s.body \
         WHERE l.dossier = $1 AND l.kind = 'item' AND b.kind = 'consultation_council' AND s.phase <> 'cancelled' ORDER BY 1",
    )
    .bind(dossier.as_str())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(session,)| session.into()).collect())
}
