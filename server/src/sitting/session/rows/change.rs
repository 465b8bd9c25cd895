//! What changes of a draft's agenda and of a notice that is corrected.

use super::{ItemRow, SessionRow, items};
use crate::{
    fault::Fault,
    store::{Conn, Writing, changed_one},
};
use rules::{
    correction::Corrected,
    id::{ItemId, SessionId},
    permit::Permit,
};

/// Stores a judged correction: the session as it will be.
pub async fn store_correction(
    writing: &mut Writing,
    _permit: &Permit,
    row: &SessionRow,
    corrected: &Corrected,
) -> Result<(), Fault> {
    let stored = sqlx::query(
        "UPDATE sessions SET body = $2, title = $3, place = $4, held = $5, special = $6, rules = $7 \
         WHERE id = $1 AND phase = 'announced'",
    )
    .bind(corrected.session().as_str())
    .bind(row.body.as_str())
    .bind(&row.title)
    .bind(&row.place)
    .bind(row.held.id())
    .bind(&row.special)
    .bind(&row.rules)
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// Stores an item as it will be; its place on the agenda stays.
pub async fn update_item(writing: &mut Writing, _permit: &Permit, row: &ItemRow) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE items SET title = $2, matter = $3, paper = $4, paper_form = $5 WHERE id = $1")
        .bind(row.id.as_str())
        .bind(&row.title)
        .bind(&row.matter)
        .bind(&row.paper)
        .bind(&row.paper_form)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Gives an item its place on the agenda.
pub async fn place_item(writing: &mut Writing, _permit: &Permit, item: &ItemId, position: i64) -> Result<(), Fault> {
    let placed = sqlx::query("UPDATE items SET position = $2 WHERE id = $1")
        .bind(item.as_str())
        .bind(position)
        .execute(writing.conn())
        .await?;
    changed_one(&placed)
}

/// Deletes a draft of which no item is left.
pub async fn delete_draft(writing: &mut Writing, _permit: &Permit, session: &SessionId) -> Result<(), Fault> {
    // Whom it was to be called for goes with it: as many as were named.
    for sql in ["DELETE FROM participants WHERE session = $1", "DELETE FROM parties WHERE session = $1"] {
        sqlx::query(sql).bind(session.as_str()).execute(writing.conn()).await?;
    }
    let gone = sqlx::query("DELETE FROM sessions WHERE id = $1 AND phase = 'draft'")
        .bind(session.as_str())
        .execute(writing.conn())
        .await?;
    changed_one(&gone)
}

/// The agenda of the last meeting of the same body that was called and not called off; empty where there was none.
pub async fn last_items(conn: &mut Conn, than: &SessionRow) -> Result<Vec<ItemRow>, Fault> {
    let last: Option<(String,)> = sqlx::query_as(
        "SELECT id FROM sessions WHERE community = $1 AND body = $2 AND id <> $3 AND phase NOT IN ('draft', 'cancelled') \
         ORDER BY starts_at DESC, id LIMIT 1",
    )
    .bind(than.community.as_str())
    .bind(than.body.as_str())
    .bind(than.id.as_str())
    .fetch_optional(&mut *conn)
    .await?;
    match last {
        Some((id,)) => items(conn, &id.into()).await,
        None => Ok(Vec::new()),
    }
}
