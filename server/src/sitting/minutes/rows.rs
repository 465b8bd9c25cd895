//! The minutes of a session on their way to the public.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing},
};
use rules::{
    id::MemberId,
    minutes::{Signed, Written},
    outcome::{Phase, Published},
    permit::Permit,
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct MinutesRow {
    pub id: String,
    pub community: String,
    pub session: String,
    pub phase: String,
    pub notes: String,
    /// How they are to be shown.
    pub form: String,
    pub correction: String,
    /// Everybody who has written at them since they were last published, as a JSON list of members.
    pub writers: String,
    pub signer_role: String,
    /// Names what was signed.
    pub signed: String,
    pub revision: i64,
}

impl MinutesRow {
    /// Where they stand.
    pub fn phase(&self) -> Result<Phase, Fault> {
        Phase::from_id(&self.phase).ok_or(Fault::Stored("minutes.phase"))
    }

    /// Everybody who has written at them since they were last published.
    pub fn writers(&self) -> Result<Vec<MemberId>, Fault> {
        Ok(serde_json::from_str(&self.writers)?)
    }
}

/// Stores written notes: the first draft, a changed one, or that of a correction.
pub async fn store_written(
    writing: &mut Writing,
    _permit: &Permit,
    _written: Written,
    row: &MinutesRow,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO minutes (id, community, session, phase, notes, correction, writers, signer, signer_role, revision, \
         form) VALUES ($1, $2, $3, 'draft', $4, $5, $6, NULL, '', $7, $8) ON CONFLICT (session) DO UPDATE SET phase = 'draft', \
         notes = excluded.notes, correction = excluded.correction, writers = excluded.writers, signer = NULL, \
         signer_role = '', signed = '', revision = excluded.revision, form = excluded.form",
    )
    .bind(&row.id)
    .bind(&row.community)
    .bind(&row.session)
    .bind(&row.notes)
    .bind(&row.correction)
    .bind(&row.writers)
    .bind(row.revision)
    .bind(&row.form)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores that they were signed off.
pub async fn store_signed(
    writing: &mut Writing,
    permit: &Permit,
    id: &str,
    signed: &Signed,
    seen: &str,
) -> Result<(), Fault> {
    sqlx::query("UPDATE minutes SET phase = 'countersigned', signer = $2, signer_role = $3, signed = $4 WHERE id = $1")
        .bind(id)
        .bind(signed.signer().as_str())
        .bind(permit.role().id())
        .bind(seen)
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Stores that they are public.
pub async fn store_published(
    writing: &mut Writing,
    _permit: &Permit,
    id: &str,
    _published: Published,
) -> Result<(), Fault> {
    sqlx::query("UPDATE minutes SET phase = 'published' WHERE id = $1").bind(id).execute(writing.conn()).await?;
    Ok(())
}

/// The minutes of a session, once somebody has written at them.
pub async fn of_session(conn: &mut Conn, session: &str) -> Result<Option<MinutesRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM minutes WHERE session = $1").bind(session).fetch_optional(conn).await?)
}
