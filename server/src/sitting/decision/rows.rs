//! Decisions on their way to the public.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing},
};
use rules::{
    id::MemberId,
    outcome::{Countersigned, Phase, Published, Returned, Written},
    permit::Permit,
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct OutcomeRow {
    pub id: String,
    pub community: String,
    pub vote: String,
    pub phase: String,
    pub body: String,
    /// How it is to be shown.
    pub form: String,
    pub responsible: String,
    pub due: String,
    pub correction: String,
    pub author: String,
    /// Everybody who has written at it since it was last published, as a JSON list of members.
    pub writers: String,
    pub signer_role: String,
    pub revision: i64,
    /// Why it was sent back, or empty.
    pub returned: String,
}

impl OutcomeRow {
    /// Where it stands.
    pub fn phase(&self) -> Result<Phase, Fault> {
        Phase::from_id(&self.phase).ok_or(Fault::Stored("outcomes.phase"))
    }

    /// Everybody who has written at it since it was last published.
    pub fn writers(&self) -> Result<Vec<MemberId>, Fault> {
        Ok(serde_json::from_str(&self.writers)?)
    }
}

/// Stores a written decision: the first draft, a changed draft, or the draft of a correction.
pub async fn store_written(
    writing: &mut Writing,
    _permit: &Permit,
    _written: Written,
    row: &OutcomeRow,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO outcomes (id, community, vote, phase, body, responsible, due, correction, author, signer, \
         signer_role, revision, writers, form) VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, NULL, '', $9, $10, $11) \
         ON CONFLICT (vote) DO UPDATE SET phase = 'draft', body = excluded.body, responsible = excluded.responsible, \
         due = excluded.due, correction = excluded.correction, author = excluded.author, signer = NULL, \
         signer_role = '', revision = excluded.revision, writers = excluded.writers, returned = '', \
         form = excluded.form",
    )
    .bind(&row.id)
    .bind(&row.community)
    .bind(&row.vote)
    .bind(&row.body)
    .bind(&row.responsible)
    .bind(&row.due)
    .bind(&row.correction)
    .bind(&row.author)
    .bind(row.revision)
    .bind(&row.writers)
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
        "UPDATE outcomes SET phase = 'countersigned', signer = $2, signer_role = $3, returned = '' WHERE id = $1",
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
    sqlx::query("UPDATE outcomes SET returned = $2 WHERE id = $1")
        .bind(id)
        .bind(returned.reason())
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Stores that the decision is public.
pub async fn store_published(
    writing: &mut Writing,
    _permit: &Permit,
    id: &str,
    _published: Published,
) -> Result<(), Fault> {
    sqlx::query("UPDATE outcomes SET phase = 'published' WHERE id = $1").bind(id).execute(writing.conn()).await?;
    Ok(())
}

/// The decision of a vote.
pub async fn of_vote(conn: &mut Conn, vote: &str) -> Result<Option<OutcomeRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, community, vote, phase, body, form, responsible, due, correction, author, writers, signer_role, \
         revision, returned FROM outcomes WHERE vote = $1",
    )
    .bind(vote)
    .fetch_optional(conn)
    .await?)
}

/// The decisions of a community that wait for a countersignature or for publishing.
pub async fn waiting(conn: &mut Conn, community: &str) -> Result<Vec<OutcomeRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, community, vote, phase, body, form, responsible, due, correction, author, writers, signer_role, \
         revision, returned FROM outcomes WHERE community = $1 AND phase <> 'published' ORDER BY id",
    )
    .bind(community)
    .fetch_all(conn)
    .await?)
}
