//! What was done elsewhere for a matter: sittings, votes, what hangs on the board, milestones. One query each, whatever their number.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{fault::Fault, record::publication::Kind, store::Conn};
use rules::{
    body::BodyKind,
    coded::Maybe,
    days::Date,
    ending::Ending,
    filing::State,
    id::{CommunityId, DossierId, ItemId, SessionId, VoteId},
    posting::Audience,
    procedure::Office,
    session,
    vote::Phase,
};
use sqlx::{AssertSqlSafe, FromRow};

/// An item of an agenda, with the sitting to which it belongs and how it ended there.
#[derive(Debug, Clone, FromRow)]
pub struct SittingRow {
    #[sqlx(try_from = "String")]
    pub item: ItemId,
    #[sqlx(try_from = "String")]
    pub session: SessionId,
    #[sqlx(try_from = "String")]
    pub phase: session::Phase,
    pub announced_at: Option<i64>,
    pub body: String,
    pub body_name: String,
    #[sqlx(try_from = "Option<String>")]
    pub ending: Maybe<Ending>,
    pub ended_at: Option<i64>,
}

impl SittingRow {
    /// The kind of the body that sat.
    pub fn body(&self) -> Result<BodyKind, Fault> {
        BodyKind::from_id(&self.body).ok_or(Fault::Stored("bodies.kind"))
    }
}

/// The sittings on a matter, in the order in which they were called for.
pub async fn sittings(conn: &mut Conn, dossier: &DossierId) -> Result<Vec<SittingRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT i.id AS item, s.id AS session, s.phase, s.announced_at, b.kind AS body, b.name AS body_name, \
         e.kind AS ending, e.at AS ended_at FROM dossier_links l JOIN items i ON i.id = l.subject \
         JOIN sessions s ON s.id = i.session JOIN bodies b ON b.id = s.body LEFT JOIN endings e ON e.item = i.id \
         WHERE l.dossier = $1 AND l.kind = 'item' ORDER BY s.starts_at, i.position",
    )
    .bind(dossier.as_str())
    .fetch_all(conn)
    .await?)
}

/// A vote on an item of a matter.
#[derive(Debug, Clone, FromRow)]
pub struct VoteRow {
    #[sqlx(try_from = "String")]
    pub id: VoteId,
    #[sqlx(try_from = "String")]
    pub item: ItemId,
    #[sqlx(try_from = "String")]
    pub phase: Phase,
    pub declared_at: Option<i64>,
    pub verdict: Option<String>,
}

/// The votes on a matter, but for those that were voided.
pub async fn votes(conn: &mut Conn, dossier: &DossierId) -> Result<Vec<VoteRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT v.id, v.item, v.phase, v.declared_at, v.verdict FROM dossier_links l JOIN votes v ON v.item = l.subject \
         WHERE l.dossier = $1 AND l.kind = 'item' AND v.phase <> 'void' ORDER BY v.opened_at, v.round",
    )
    .bind(dossier.as_str())
    .fetch_all(conn)
    .await?)
}

/// Something published about a matter, as it stands, and how it hangs on the board.
#[derive(Debug, Clone, FromRow)]
pub struct BoardRow {
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    pub subject: String,
    pub title: String,
    pub at: i64,
    #[sqlx(try_from = "String")]
    pub audience: Audience,
    /// The text of a notice alone, which says how many days before it was.
    pub notice: String,
    pub from_day: Option<String>,
    /// When the first objection or question was filed that has no reply.
    pub waits: Option<i64>,
}

/// The ids of everything that may be published about a matter, `$2`: what belongs to it, and what came of that.
const PUBLISHED: &str = "(SELECT subject FROM dossier_links WHERE dossier = $2 \
     UNION ALL SELECT i.session FROM dossier_links l JOIN items i ON i.id = l.subject WHERE l.dossier = $2 \
     UNION ALL SELECT d.id FROM dossier_links l JOIN items i ON i.id = l.subject \
     JOIN publication_drafts d ON d.subject = i.session AND d.kind = 'consultation' WHERE l.dossier = $2 \
     UNION ALL SELECT v.id FROM dossier_links l JOIN votes v ON v.item = l.subject WHERE l.dossier = $2 \
     UNION ALL SELECT c.id FROM dossier_links l JOIN votes v ON v.item = l.subject JOIN completions c ON c.vote = v.id \
     WHERE l.dossier = $2)";

/// Everything published about a matter that was not withdrawn: notices, decisions, endings, completions, disclosures.
pub async fn published(conn: &mut Conn, community: &CommunityId, dossier: &DossierId) -> Result<Vec<BoardRow>, Fault> {
    Ok(sqlx::query_as(AssertSqlSafe(format!(
        "SELECT p.kind, p.subject, p.title, p.at, p.audience, CASE WHEN p.kind = 'notice' THEN p.content ELSE '' END AS notice, \
         h.from_day, (SELECT MIN(o.at) FROM objections o WHERE o.of_kind = p.kind AND o.subject = p.subject \
         AND o.replied_at IS NULL) AS waits FROM publications p \
         LEFT JOIN postings h ON h.kind = p.kind AND h.subject = p.subject \
         WHERE p.community = $1 AND p.superseded = 0 AND p.withdrawn = '' AND p.kind <> 'minutes' \
         AND p.subject IN {PUBLISHED} ORDER BY p.at, p.seq"
    )))
    .bind(community.as_str())
    .bind(dossier.as_str())
    .fetch_all(conn)
    .await?)
}

/// What of a matter was put on file, or the matter itself, and was not sent back.
#[derive(Debug, Clone, FromRow)]
pub struct FiledRow {
    #[sqlx(try_from = "String")]
    pub of_kind: Kind,
    pub subject: String,
    #[sqlx(try_from = "String")]
    pub addressee: Office,
    pub office_name: String,
    #[sqlx(try_from = "String")]
    pub state: State,
    pub day: String,
    pub answer_day: String,
}

impl FiledRow {
    /// The day that counts: that of the receipt, or while it waits the day on which it was sent.
    pub fn on(&self) -> Option<Date> {
        Date::from_text(if self.state == State::Acknowledged { &self.answer_day } else { &self.day })
    }
}

/// The filings of a matter, in their order.
pub async fn filed(conn: &mut Conn, community: &CommunityId, dossier: &DossierId) -> Result<Vec<FiledRow>, Fault> {
    Ok(sqlx::query_as(AssertSqlSafe(format!(
        "SELECT of_kind, subject, addressee, office_name, state, day, answer_day FROM filings \
         WHERE community = $1 AND state <> 'returned' AND (subject = $2 OR subject IN {PUBLISHED}) ORDER BY number"
    )))
    .bind(community.as_str())
    .bind(dossier.as_str())
    .fetch_all(conn)
    .await?)
}

/// How far the plan of a decision has come, but for the milestones that were given up. Sums in cents.
#[derive(Debug, Clone, FromRow)]
pub struct PlanRow {
    #[sqlx(try_from = "String")]
    pub vote: VoteId,
    pub steps: i64,
    pub accepted: i64,
    pub last: Option<i64>,
    pub money: i64,
    pub spent: i64,
}

/// The plans of the decisions on a matter.
pub async fn plans(conn: &mut Conn, dossier: &DossierId) -> Result<Vec<PlanRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT m.vote, COUNT(*) AS steps, CAST(SUM(CASE WHEN m.accepted_at IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS accepted, \
         MAX(m.accepted_at) AS last, CAST(SUM(COALESCE(m.money, 0)) AS BIGINT) AS money, \
         CAST(SUM(CASE WHEN m.accepted_at IS NULL THEN 0 ELSE COALESCE(m.done_money, 0) END) AS BIGINT) AS spent \
         FROM dossier_links l JOIN votes v ON v.item = l.subject JOIN milestones m ON m.vote = v.id \
         WHERE l.dossier = $1 AND l.kind = 'item' AND m.dropped = '' GROUP BY m.vote ORDER BY m.vote",
    )
    .bind(dossier.as_str())
    .fetch_all(conn)
    .await?)
}
