//! The steps that the chain tells of a thing.

use super::Conn;
use crate::fault::Fault;
use rules::{Moment, permit::Role, says::Says, steps::Step};
use sqlx::FromRow;

/// Of what steps are asked: the subject of the entries, and, where the entries of one subject tell of several things, the id of the
/// one that they name.
#[derive(Debug, Clone)]
pub struct Of {
    /// The subject.
    pub subject: String,
    /// The id that the entry names, or empty.
    pub naming: String,
}

impl Of {
    /// All that is said of a subject.
    #[must_use]
    pub fn subject(subject: &str) -> Self {
        Self { subject: subject.to_owned(), naming: String::new() }
    }
}

#[derive(FromRow)]
struct StepRow {
    seq: i64,
    act: String,
    role: String,
    at: i64,
}

/// Everything that was done to these, in the order of the chain.
///
/// # Errors
/// Database errors.
pub async fn taken(conn: &mut Conn, community: &str, all: &[Of]) -> Result<Vec<Step>, Fault> {
    let mut rows: Vec<StepRow> = Vec::new();
    for of in all {
        let naming = if of.naming.is_empty() { "%".to_owned() } else { format!("%\"{}\"%", of.naming) };
        let more: Vec<StepRow> = sqlx::query_as(
            "SELECT j.seq, j.act, j.role, j.at FROM journal j \
             LEFT JOIN journal_sealed s ON s.community = j.community AND s.seq = j.seq \
             WHERE j.community = $1 AND j.subject = $2 AND (j.body LIKE $3 OR s.body LIKE $3)",
        )
        .bind(community)
        .bind(&of.subject)
        .bind(&naming)
        .fetch_all(&mut *conn)
        .await?;
        rows.extend(more);
    }
    rows.sort_by_key(|row| row.seq);
    rows.dedup_by_key(|row| row.seq);
    // What only a later version of the program knows is no step that this one can name.
    let step = |row: StepRow| {
        Some(Step { says: Says::from_id(&row.act)?, role: Role::from_id(&row.role), at: Moment(row.at) })
    };
    Ok(rows.into_iter().filter_map(step).collect())
}

/// The zone of a community.
///
/// # Errors
/// [`Fault::NotFound`] when there is no such community.
pub async fn zone(conn: &mut Conn, community: &str) -> Result<String, Fault> {
    let row: Option<(String,)> =
        sqlx::query_as("SELECT zone FROM communities WHERE id = $1").bind(community).fetch_optional(conn).await?;
    row.map(|(zone,)| zone).ok_or(Fault::NotFound)
}
