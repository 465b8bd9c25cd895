//! Matters: by what they are found, the procedures of a place, what belongs to them, who follows them.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

mod leads;
mod said;

pub use leads::{of_published, of_session};
pub use said::{SilentRow, opinion, opinions, rating, ratings, silent, store_opinion, store_rating};

use crate::{
    fault::Fault,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    agenda::Matter,
    coded::Maybe,
    dossier::{Link, Linked},
    id::{CommunityId, DossierId, MemberId},
    permit::Permit,
    procedure::{Adoption, Procedure},
    published::HowEnded,
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct DossierRow {
    #[sqlx(try_from = "String")]
    pub id: DossierId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    pub year: i64,
    pub number: i64,
    #[sqlx(try_from = "String")]
    pub matter: Matter,
    #[sqlx(rename = "procedure_id")]
    pub procedure: String,
    pub version: String,
    #[sqlx(try_from = "String")]
    pub ended: Maybe<HowEnded>,
    pub opened_at: i64,
}

impl DossierRow {
    /// Its number as it is said: `2026-17`.
    pub fn said(&self) -> String {
        format!("{}-{}", self.year, self.number)
    }
}

#[derive(Debug, Clone, FromRow)]
pub struct ProcedureRow {
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    pub id: String,
    pub version: String,
    pub text: String,
    pub changes: String,
    #[sqlx(try_from = "i64")]
    pub in_use: Flag,
    pub at: i64,
}

impl ProcedureRow {
    /// The procedure as it was kept, with what the place changes of it.
    pub fn read(&self) -> Result<Procedure, Fault> {
        let wrong = |_| Fault::Stored("procedures.text");
        let procedure = Procedure::kept(&self.id, &self.text).map_err(wrong)?;
        if self.changes.is_empty() {
            return Ok(procedure);
        }
        let changes: Adoption = serde_json::from_str(&self.changes)?;
        procedure.kept_as(&self.version, &changes).map_err(|_| Fault::Stored("procedures.changes"))
    }
}

/// The number that the next matter of a year has.
pub async fn next_number(conn: &mut Conn, community: &CommunityId, year: i64) -> Result<i64, Fault> {
    let last: i64 =
        sqlx::query_scalar("SELECT COALESCE(MAX(number), 0) FROM dossiers WHERE community = $1 AND year = $2")
            .bind(community.as_str())
            .bind(year)
            .fetch_one(conn)
            .await?;
    Ok(last + 1)
}

/// Stores a matter that was opened.
pub async fn insert(writing: &mut Writing, _permit: &Permit, row: &DossierRow) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO dossiers (id, community, year, number, matter, procedure_id, version, ended, opened_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8)",
    )
    .bind(row.id.as_str())
    .bind(row.community.as_str())
    .bind(row.year)
    .bind(row.number)
    .bind(row.matter.id())
    .bind(&row.procedure)
    .bind(&row.version)
    .bind(row.opened_at)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores that a matter ended.
pub async fn store_ended(writing: &mut Writing, _permit: &Permit, id: &DossierId, how: HowEnded) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE dossiers SET ended = $2 WHERE id = $1 AND ended = ''")
        .bind(id.as_str())
        .bind(how.id())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// One matter.
pub async fn find(conn: &mut Conn, id: &DossierId) -> Result<DossierRow, Fault> {
    sqlx::query_as("SELECT * FROM dossiers WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(conn)
        .await?
        .ok_or(Fault::NotFound)
}

/// The matters of a community that go on, newest first.
pub async fn open(conn: &mut Conn, community: &CommunityId) -> Result<Vec<DossierRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT d.* FROM dossiers d JOIN publications p ON p.community = d.community AND p.subject = d.id \
         WHERE d.community = $1 AND d.ended = '' AND p.kind = 'matter' AND p.superseded = 0 AND p.withdrawn = '' \
         ORDER BY d.year DESC, d.number DESC",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// Those that anybody may read, newest first: a page of those that go on, or of those that ended.
pub async fn public(
    conn: &mut Conn,
    community: &CommunityId,
    (ended, limit, offset): (bool, i64, i64),
) -> Result<Vec<DossierRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT d.* FROM dossiers d JOIN publications p ON p.community = d.community AND p.subject = d.id \
         WHERE d.community = $1 AND p.kind = 'matter' AND p.superseded = 0 AND p.audience = 'public' \
         AND ($2 = 1) = (d.ended <> '' OR p.withdrawn <> '') ORDER BY d.year DESC, d.number DESC LIMIT $3 OFFSET $4",
    )
    .bind(community.as_str())
    .bind(i64::from(ended))
    .bind(limit)
    .bind(offset)
    .fetch_all(conn)
    .await?)
}

/// How many there are.
pub async fn count_public(conn: &mut Conn, community: &CommunityId, ended: bool) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar(
        "SELECT COUNT(*) FROM dossiers d JOIN publications p ON p.community = d.community AND p.subject = d.id \
         WHERE d.community = $1 AND p.kind = 'matter' AND p.superseded = 0 AND p.audience = 'public' \
         AND ($2 = 1) = (d.ended <> '' OR p.withdrawn <> '')",
    )
    .bind(community.as_str())
    .bind(i64::from(ended))
    .fetch_one(conn)
    .await?)
}

/// One version of a procedure, as a place keeps it.
pub async fn procedure(
    conn: &mut Conn,
    community: &CommunityId,
    (id, version): (&str, &str),
) -> Result<Option<ProcedureRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM procedures WHERE community = $1 AND id = $2 AND version = $3")
        .bind(community.as_str())
        .bind(id)
        .bind(version)
        .fetch_optional(conn)
        .await?)
}

/// The procedures that a place took over, each in the version that is in use.
pub async fn procedures_in_use(conn: &mut Conn, community: &CommunityId) -> Result<Vec<ProcedureRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM procedures WHERE community = $1 AND in_use = 1 ORDER BY id")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?)
}

/// Keeps a procedure as it is when a matter begins under it; what is kept already stays as it is.
pub async fn keep_procedure(writing: &mut Writing, _permit: &Permit, procedure: &Procedure) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    // What a place took over is kept since then.
    let Some(text) = procedure.file() else { return Ok(()) };
    sqlx::query(
        "INSERT INTO procedures (community, id, version, text, changes, in_use, at) VALUES ($1, $2, $3, $4, '', 0, $5) \
         ON CONFLICT DO NOTHING",
    )
    .bind(community.as_str())
    .bind(&procedure.id)
    .bind(&procedure.version)
    .bind(text)
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// How many versions of a procedure a place has taken over or begun a matter under.
pub async fn count_versions(conn: &mut Conn, community: &CommunityId, id: &str) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM procedures WHERE community = $1 AND id = $2")
        .bind(community.as_str())
        .bind(id)
        .fetch_one(conn)
        .await?)
}

/// Stores a procedure as a place has taken it over (`own`), of the one that it comes from; from now on matters begin under it.
pub async fn adopt(
    writing: &mut Writing,
    _permit: &Permit,
    (own, of): (&Procedure, &Procedure),
    changes: &Adoption,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    let text = of.file().ok_or(Fault::Stored("procedures.text"))?;
    // As many as were in use: one, or none yet.
    sqlx::query("UPDATE procedures SET in_use = 0 WHERE community = $1 AND id = $2")
        .bind(community.as_str())
        .bind(&own.id)
        .execute(writing.conn())
        .await?;
    sqlx::query(
        "INSERT INTO procedures (community, id, version, text, changes, in_use, at) VALUES ($1, $2, $3, $4, $5, 1, $6)",
    )
    .bind(community.as_str())
    .bind(&own.id)
    .bind(&own.version)
    .bind(text)
    .bind(serde_json::to_string(changes)?)
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// The matter to which something belongs.
pub async fn of_subject(conn: &mut Conn, subject: &str) -> Result<Option<DossierRow>, Fault> {
    Ok(sqlx::query_as("SELECT d.* FROM dossiers d JOIN dossier_links l ON l.dossier = d.id WHERE l.subject = $1")
        .bind(subject)
        .fetch_optional(conn)
        .await?)
}

/// What belongs to a matter, in the order in which it was laid to it.
pub async fn links(conn: &mut Conn, dossier: &DossierId) -> Result<Vec<(Maybe<Link>, String)>, Fault> {
    #[derive(FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        kind: Maybe<Link>,
        subject: String,
    }
    let rows: Vec<Row> =
        sqlx::query_as("SELECT kind, subject FROM dossier_links WHERE dossier = $1 ORDER BY at, kind, subject")
            .bind(dossier.as_str())
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.subject)).collect())
}

/// The newest things of a kind that are still offered to be laid to a matter.
const FREE: i64 = 30;

/// The newest items of agendas that belong to no matter: each with its title.
pub async fn free_items(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(String, String)>, Fault> {
    Ok(sqlx::query_as(
        "SELECT i.id, i.title FROM items i JOIN sessions s ON s.id = i.session WHERE i.community = $1 \
         AND s.phase <> 'cancelled' AND NOT EXISTS (SELECT 1 FROM dossier_links l WHERE l.subject = i.id) \
         ORDER BY s.starts_at DESC, i.position LIMIT $2",
    )
    .bind(community.as_str())
    .bind(FREE)
    .fetch_all(conn)
    .await?)
}

/// The newest joint requests that belong to no matter: each with its title.
pub async fn free_petitions(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(String, String)>, Fault> {
    Ok(sqlx::query_as(
        "SELECT p.id, p.title FROM petitions p WHERE p.community = $1 AND p.state <> 'withdrawn' \
         AND NOT EXISTS (SELECT 1 FROM dossier_links l WHERE l.subject = p.id) ORDER BY p.number DESC LIMIT $2",
    )
    .bind(community.as_str())
    .bind(FREE)
    .fetch_all(conn)
    .await?)
}

/// The newest disclosures that belong to no matter: each with its title.
pub async fn free_disclosures(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(String, String)>, Fault> {
    Ok(sqlx::query_as(
        "SELECT d.subject, d.title FROM publication_drafts d WHERE d.community = $1 AND d.kind = 'disclosure' \
         AND NOT EXISTS (SELECT 1 FROM dossier_links l WHERE l.subject = d.subject) ORDER BY d.at DESC, d.id LIMIT $2",
    )
    .bind(community.as_str())
    .bind(FREE)
    .fetch_all(conn)
    .await?)
}

/// Whether something disclosed is a plan that is posted for comment.
pub async fn is_plan(conn: &mut Conn, subject: &str) -> Result<bool, Fault> {
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM dossier_links WHERE subject = $1 AND kind = 'plan'")
        .bind(subject)
        .fetch_one(conn)
        .await?;
    Ok(count > 0)
}

/// The plan that hangs, or hung, for comment: its key and title.
pub async fn plan(conn: &mut Conn, dossier: &DossierId) -> Result<Option<(String, String)>, Fault> {
    Ok(sqlx::query_as(
        "SELECT p.subject, p.title FROM dossier_links l JOIN publications p ON p.subject = l.subject \
         WHERE l.dossier = $1 AND l.kind = 'plan' AND p.kind = 'disclosure' AND p.superseded = 0 AND p.withdrawn = '' \
         AND p.audience = 'public' ORDER BY p.seq DESC LIMIT 1",
    )
    .bind(dossier.as_str())
    .fetch_optional(conn)
    .await?)
}

/// Stores that a thing belongs to a matter.
pub async fn store_linked(writing: &mut Writing, _permit: &Permit, linked: &Linked) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query("INSERT INTO dossier_links (community, dossier, kind, subject, at) VALUES ($1, $2, $3, $4, $5)")
        .bind(community.as_str())
        .bind(linked.dossier().as_str())
        .bind(linked.link().id())
        .bind(linked.subject())
        .bind(now)
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Stores that it belongs to it no longer.
pub async fn store_unlinked(writing: &mut Writing, _permit: &Permit, linked: &Linked) -> Result<(), Fault> {
    let gone = sqlx::query("DELETE FROM dossier_links WHERE dossier = $1 AND kind = $2 AND subject = $3")
        .bind(linked.dossier().as_str())
        .bind(linked.link().id())
        .bind(linked.subject())
        .execute(writing.conn())
        .await?;
    changed_one(&gone)
}

/// A member follows a matter, or no longer; again is no change.
pub async fn follow(writing: &mut Writing, (dossier, member): (&DossierId, &MemberId), on: bool) -> Result<(), Fault> {
    let community = writing.community().clone();
    let query = if on {
        sqlx::query(
            "INSERT INTO dossier_follows (community, dossier, member) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        )
    } else {
        sqlx::query("DELETE FROM dossier_follows WHERE community = $1 AND dossier = $2 AND member = $3")
    };
    query.bind(community.as_str()).bind(dossier.as_str()).bind(member.as_str()).execute(writing.conn()).await?;
    Ok(())
}

/// The matters that a member follows in a community, newest first.
pub async fn followed(conn: &mut Conn, community: &CommunityId, member: &MemberId) -> Result<Vec<DossierRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT d.* FROM dossiers d JOIN dossier_follows f ON f.dossier = d.id WHERE f.community = $1 AND f.member = $2 \
         ORDER BY d.year DESC, d.number DESC",
    )
    .bind(community.as_str())
    .bind(member.as_str())
    .fetch_all(conn)
    .await?)
}
