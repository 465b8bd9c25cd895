//! To which matter something leads: an item of an agenda, something published.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use super::DossierRow;
use crate::{fault::Fault, record::publication::Kind, store::Conn};
use rules::id::{ItemId, SessionId};
use sqlx::{AssertSqlSafe, FromRow};

/// The items of a session that belong to matters, each with its matter.
pub async fn of_session(conn: &mut Conn, session: &SessionId) -> Result<Vec<(ItemId, DossierRow)>, Fault> {
    #[derive(FromRow)]
    struct Row {
        #[sqlx(try_from = "String")]
        item: ItemId,
        #[sqlx(flatten)]
        row: DossierRow,
    }
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT i.id AS item, d.* FROM items i JOIN dossier_links l ON l.subject = i.id JOIN dossiers d ON d.id = l.dossier \
         WHERE i.session = $1 ORDER BY i.position",
    )
    .bind(session.as_str())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|one| (one.item, one.row)).collect())
}

/// The matter to which something published belongs: a disclosure by itself, a decision by the item of its vote, a completion by its
/// decision, an ending by its item; a notice by the one matter that is on its agenda.
pub async fn of_published(conn: &mut Conn, kind: Kind, subject: &str) -> Result<Option<DossierRow>, Fault> {
    let of = match kind {
        Kind::Disclosure | Kind::Ending | Kind::Petition => "SELECT $1",
        Kind::Outcome => "SELECT v.item FROM votes v WHERE v.id = $1",
        Kind::Completion => "SELECT v.item FROM completions c JOIN votes v ON v.id = c.vote WHERE c.id = $1",
        Kind::Notice => "SELECT i.id FROM items i WHERE i.session = $1",
        Kind::Consultation => {
            "SELECT i.id FROM items i JOIN publication_drafts d ON d.subject = i.session WHERE d.kind = 'consultation' AND d.id = $1"
        }
        Kind::Minutes | Kind::Attendance | Kind::Matter | Kind::Draw => return Ok(None),
    };
    let sql = format!(
        "SELECT DISTINCT d.* FROM dossiers d JOIN dossier_links l ON l.dossier = d.id WHERE l.subject IN ({of})"
    );
    let mut found: Vec<DossierRow> = sqlx::query_as(AssertSqlSafe(sql)).bind(subject).fetch_all(conn).await?;
    Ok(if found.len() == 1 { found.pop() } else { None })
}
