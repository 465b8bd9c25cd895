//! What of every place beneath an office is counted on the office's page, read for all of them at once: only of what everybody may read.

use crate::{act::rows::BENEATH, fault::Fault, store::Conn};
use rules::id::{CommunityId, OfficeId};
use sqlx::AssertSqlSafe;

/// Days, each with the place that it is of.
type Days = Vec<(CommunityId, String)>;

async fn days(conn: &mut Conn, office: &OfficeId, text: String) -> Result<Days, Fault> {
    let rows: Vec<(String, String)> = sqlx::query_as(AssertSqlSafe(text)).bind(office.as_str()).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(community, day)| (community.into(), day)).collect())
}

/// By which day each objection and question is due that waits for its reply.
pub(super) async fn objections(conn: &mut Conn, office: &OfficeId) -> Result<Days, Fault> {
    let text = format!(
        "SELECT o.community, o.due_day FROM objections o WHERE o.community {BENEATH} AND o.replied_at IS NULL AND EXISTS ( \
         SELECT 1 FROM publications p WHERE p.community = o.community AND p.kind = o.of_kind AND p.subject = o.subject \
         AND p.superseded = 0 AND p.audience = 'public')"
    );
    days(conn, office, text).await
}

/// By which day each step is due that was not reached.
pub(super) async fn milestones(conn: &mut Conn, office: &OfficeId) -> Result<Days, Fault> {
    let text = format!(
        "SELECT m.community, m.due_day FROM milestones m WHERE m.community {BENEATH} AND (m.done_day = '' OR m.returned <> '') \
         AND m.dropped = '' AND EXISTS (SELECT 1 FROM publications p WHERE p.community = m.community AND p.kind = 'outcome' \
         AND p.subject = m.vote AND p.superseded = 0 AND p.withdrawn = '' AND p.audience = 'public')"
    );
    days(conn, office, text).await
}

/// Up to which day each thing hangs that was not taken down.
pub(super) async fn postings(conn: &mut Conn, office: &OfficeId) -> Result<Days, Fault> {
    let text = format!(
        "SELECT o.community, o.last_day FROM postings o JOIN publications p ON p.community = o.community AND p.kind = o.kind \
         AND p.subject = o.subject AND p.superseded = 0 WHERE o.community {BENEATH} AND o.up = 1 AND p.withdrawn = '' \
         AND p.audience = 'public'"
    );
    days(conn, office, text).await
}

/// When the last sitting of each place was opened, of those that are over.
pub(super) async fn sittings(conn: &mut Conn, office: &OfficeId) -> Result<Vec<(CommunityId, i64)>, Fault> {
    let text = format!(
        "SELECT community, MAX(opened_at) FROM sessions WHERE community {BENEATH} AND phase = 'closed' \
         AND opened_at IS NOT NULL GROUP BY community"
    );
    let rows: Vec<(String, i64)> = sqlx::query_as(AssertSqlSafe(text)).bind(office.as_str()).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(community, at)| (community.into(), at)).collect())
}
