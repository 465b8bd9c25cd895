//! What is disclosed without a vote, on its way to the board.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing},
};
use rules::{
    id::MemberId,
    outcome::{Countersigned, Phase, Published, Returned},
    permit::Permit,
    posting::Audience,
};
use sqlx::FromRow;

#[derive(Debug, Clone, Default, FromRow)]
pub struct DisclosureRow {
    pub id: String,
    pub community: String,
    pub category: String,
    pub matter: String,
    pub title: String,
    pub body: String,
    /// How it is to be shown.
    pub form: String,
    pub basis: String,
    pub responsible: String,
    pub audience: String,
    pub correction: String,
    pub phase: String,
    /// Everybody who has written at it since it was last published, as a JSON list of members.
    pub writers: String,
    pub signer: Option<String>,
    pub signer_role: String,
    pub revision: i64,
    pub at: i64,
    /// Why it was sent back, or empty.
    pub returned: String,
}

impl DisclosureRow {
    /// Where it stands.
    pub fn phase(&self) -> Result<Phase, Fault> {
        Phase::from_id(&self.phase).ok_or(Fault::Stored("disclosures.phase"))
    }

    /// For whom it is.
    pub fn audience(&self) -> Result<Audience, Fault> {
        Audience::from_id(&self.audience).ok_or(Fault::Stored("disclosures.audience"))
    }

    /// Everybody who has written at it since it was last published.
    pub fn writers(&self) -> Result<Vec<MemberId>, Fault> {
        Ok(serde_json::from_str(&self.writers)?)
    }
}

/// Stores a draft, new or changed; a signature that it had is dropped.
pub async fn store_written(writing: &mut Writing, _permit: &Permit, row: &DisclosureRow) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO disclosures (id, community, category, matter, title, body, basis, responsible, audience, correction, \
         phase, writers, signer, signer_role, revision, at, form) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'draft', $11, NULL, '', $12, $13, $14) \
         ON CONFLICT (id) DO UPDATE SET category = excluded.category, matter = excluded.matter, title = excluded.title, \
         body = excluded.body, basis = excluded.basis, responsible = excluded.responsible, audience = excluded.audience, \
         correction = excluded.correction, phase = 'draft', writers = excluded.writers, signer = NULL, signer_role = '', \
         revision = excluded.revision, at = excluded.at, returned = '', form = excluded.form",
    )
    .bind(&row.id)
    .bind(&row.community)
    .bind(&row.category)
    .bind(&row.matter)
    .bind(&row.title)
    .bind(&row.body)
    .bind(&row.basis)
    .bind(&row.responsible)
    .bind(&row.audience)
    .bind(&row.correction)
    .bind(&row.writers)
    .bind(row.revision)
    .bind(row.at)
    .bind(&row.form)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores a judged countersignature.
pub async fn store_countersigned(
    writing: &mut Writing,
    _permit: &Permit,
    id: &str,
    signed: &Countersigned,
) -> Result<(), Fault> {
    sqlx::query(
        "UPDATE disclosures SET phase = 'countersigned', signer = $2, signer_role = $3, returned = '' WHERE id = $1",
    )
    .bind(id)
    .bind(signed.signer().as_str())
    .bind(signed.role().id())
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores that the draft is sent back.
pub async fn store_returned(
    writing: &mut Writing,
    _permit: &Permit,
    id: &str,
    returned: &Returned,
) -> Result<(), Fault> {
    sqlx::query("UPDATE disclosures SET returned = $2 WHERE id = $1")
        .bind(id)
        .bind(returned.reason())
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Stores that it was published.
pub async fn store_published(
    writing: &mut Writing,
    _permit: &Permit,
    id: &str,
    _published: Published,
) -> Result<(), Fault> {
    sqlx::query("UPDATE disclosures SET phase = 'published' WHERE id = $1").bind(id).execute(writing.conn()).await?;
    Ok(())
}

/// One of them.
pub async fn find(conn: &mut Conn, community: &str, id: &str) -> Result<DisclosureRow, Fault> {
    sqlx::query_as("SELECT * FROM disclosures WHERE id = $1 AND community = $2")
        .bind(id)
        .bind(community)
        .fetch_optional(conn)
        .await?
        .ok_or(Fault::NotFound)
}

/// Those of a community that are not published yet, latest first.
pub async fn drafts(conn: &mut Conn, community: &str) -> Result<Vec<DisclosureRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM disclosures WHERE community = $1 AND phase <> 'published' ORDER BY at DESC, id")
        .bind(community)
        .fetch_all(conn)
        .await?)
}
