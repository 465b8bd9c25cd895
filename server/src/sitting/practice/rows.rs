//! A practice place is copied from the place that it is of, and deleted whole. Its rows repeat its community, as all do, so that nothing
//! of it is left behind.

use crate::{
    fault::Fault,
    store::{Conn, Writing},
};
use rules::{
    Moment,
    id::{BodyId, CommunityId},
    permit::Permit,
};
use sqlx::AssertSqlSafe;

/// Those that began before a moment.
pub async fn older(conn: &mut Conn, than: Moment) -> Result<Vec<CommunityId>, Fault> {
    let rows: Vec<(String,)> = sqlx::query_as(
        "SELECT h.community FROM heads h LEFT JOIN communities c ON c.id = h.community \
         WHERE h.community LIKE 'practice-%' AND COALESCE(c.created_at, h.at) < $1",
    )
    .bind(than.0)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// Copies who is there and which bodies they sit in; telephones, days of birth and ways to sign in stay where they are. The ids are
/// those of the place, with `practice-` before them: by that a login finds its member (`act/rows.rs`). `invented`: nobody by their name.
pub async fn copy(
    writing: &mut Writing,
    _permit: &Permit,
    of: &CommunityId,
    name: &str,
    invented: bool,
) -> Result<(), Fault> {
    let (practice, now) = (writing.community().clone(), writing.now().0);
    let conn = writing.conn();
    sqlx::query(
        "INSERT INTO communities (id, kind, name, zone, demo, created_at) \
         SELECT CAST($2 AS TEXT), kind, CAST($3 AS TEXT), zone, demo, CAST($4 AS BIGINT) FROM communities WHERE id = $1",
    )
    .bind(of.as_str())
    .bind(practice.as_str())
    .bind(name)
    .bind(now)
    .execute(&mut *conn)
    .await?;
    // One person for all: nobody can sign in as it, and it goes with them.
    sqlx::query(
        "INSERT INTO persons (id, username, password, administrator, created_at) VALUES ($1, NULL, NULL, 0, $2)",
    )
    .bind(practice.as_str())
    .bind(now)
    .execute(&mut *conn)
    .await?;
    for sql in [
        "INSERT INTO divisions (id, community, name) \
         SELECT 'practice-' || id, CAST($2 AS TEXT), name FROM divisions WHERE community = $1",
        "INSERT INTO households (id, community, division, number) \
         SELECT 'practice-' || id, CAST($2 AS TEXT), 'practice-' || division, number FROM households WHERE community = $1",
        "INSERT INTO bodies (id, community, kind, name, basis_text, basis_source, basis_by, created_at, retired) \
         SELECT 'practice-' || id, CAST($2 AS TEXT), kind, name, basis_text, basis_source, basis_by, created_at, retired \
         FROM bodies WHERE community = $1",
    ] {
        sqlx::query(sql).bind(of.as_str()).bind(practice.as_str()).execute(&mut *conn).await?;
    }
    sqlx::query(
        "INSERT INTO members (id, community, person, number, name, household, phone, adult, state, created_at) \
         SELECT 'practice-' || id, CAST($2 AS TEXT), CAST($2 AS TEXT), number, \
         CASE WHEN $3 = 1 THEN '演练' || number ELSE name END, 'practice-' || household, '', adult, state, created_at \
         FROM members WHERE community = $1 AND state <> 'erased'",
    )
    .bind(of.as_str())
    .bind(practice.as_str())
    .bind(i64::from(invented))
    .execute(&mut *conn)
    .await?;
    for sql in [
        "INSERT INTO roles (community, member, role) SELECT CAST($2 AS TEXT), 'practice-' || member, role FROM roles \
         WHERE community = $1 AND member IN (SELECT id FROM members WHERE community = $1 AND state <> 'erased')",
        "INSERT INTO seats (community, body, member) SELECT CAST($2 AS TEXT), 'practice-' || body, 'practice-' || member \
         FROM seats WHERE community = $1 AND member IN (SELECT id FROM members WHERE community = $1 AND state <> 'erased')",
        "INSERT INTO estate_units (community, body, number, member, area) \
         SELECT CAST($2 AS TEXT), 'practice-' || body, number, 'practice-' || member, area FROM estate_units \
         WHERE community = $1 AND member IN (SELECT id FROM members WHERE community = $1 AND state <> 'erased')",
        "INSERT INTO represented_households (community, body, household, member) \
         SELECT CAST($2 AS TEXT), 'practice-' || body, 'practice-' || household, 'practice-' || member FROM represented_households \
         WHERE community = $1 AND member IN (SELECT id FROM members WHERE community = $1 AND state <> 'erased')",
    ] {
        sqlx::query(sql).bind(of.as_str()).bind(practice.as_str()).execute(&mut *conn).await?;
    }
    Ok(())
}

/// Somebody invented, with a seat in a body: they vote on paper, for nobody can sign in as them.
pub async fn insert_invented(
    writing: &mut Writing,
    _permit: &Permit,
    body: &BodyId,
    [number, name]: [&str; 2],
) -> Result<(), Fault> {
    let (practice, now) = (writing.community().clone(), writing.now().0);
    let id = format!("practice-{}", crate::secret::id());
    sqlx::query(
        "INSERT INTO members (id, community, person, number, name, household, phone, adult, state, created_at) \
         VALUES ($1, $2, $2, $3, $4, NULL, '', 1, 'active', $5)",
    )
    .bind(&id)
    .bind(practice.as_str())
    .bind(number)
    .bind(name)
    .bind(now)
    .execute(writing.conn())
    .await?;
    sqlx::query("INSERT INTO seats (community, body, member) VALUES ($1, $2, $3)")
        .bind(practice.as_str())
        .bind(body.as_str())
        .bind(&id)
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Every table of which rows repeat their community, those that hang on others first.
pub const TABLES: [&str; 88] = [
    "ballots",
    "closings",
    "room_counts",
    "roll_entries",
    "roll_call_answers",
    "roll_calls",
    "speeches",
    "seconds",
    "proposal_revisions",
    "remarks",
    "hidings",
    "proposals",
    "interests",
    "appraised",
    "mandates",
    "endings",
    "guest_turns",
    "dissents",
    "participants",
    "parties",
    "consultations",
    "ratings",
    "follows",
    "completions",
    "milestones",
    "votes",
    "revisions",
    "grounds",
    "items",
    "dossier_links",
    "dossier_follows",
    "household_opinions",
    "dossier_ratings",
    "dossiers",
    "procedures",
    "attendance",
    "scans",
    "session_roll",
    "session_households",
    "publication_drafts",
    "publications",
    "postings",
    "objection_hidings",
    "objections",
    "petition_signatures",
    "petitions",
    "draw_leavings",
    "register_disclosures",
    "register_versions",
    "register_rows",
    "ledger_books",
    "ledger_limits",
    "ledger_corrections",
    "ledger_payees",
    "ledger_drops",
    "ledger_lines",
    "ledger_months",
    "draw_substitutes",
    "draws",
    "duty_answers",
    "duty_lists",
    "photos",
    "attachments",
    "takebacks",
    "filings",
    "orders",
    "documents",
    "document_pairs",
    "feed",
    "traces",
    "sessions",
    "estate_units",
    "represented_households",
    "seats",
    "roles",
    "codes",
    "outbox",
    "notify_choices",
    "notes",
    "imports",
    "members",
    "households",
    "divisions",
    "bodies",
    "submissions",
    "commits",
    "state_salts",
    "heads",
];

/// Those of its chain.
pub const CHAIN: [&str; 4] = ["journal_texts", "journal_sealed", "journal_private", "journal"];

/// Deletes a practice place with everything in it; what is none is not there. Its head goes first: an act that is under way is waited
/// for, and one that comes later finds no place.
pub async fn delete(conn: &mut Conn, practice: &CommunityId) -> Result<(), Fault> {
    if !practice.is_practice() {
        return Err(Fault::NotFound);
    }
    sqlx::query("DELETE FROM heads WHERE community = $1").bind(practice.as_str()).execute(&mut *conn).await?;
    for table in ["secret_counters", "secret_grades", "secret_roll"] {
        let sql = format!("DELETE FROM {table} WHERE vote IN (SELECT id FROM votes WHERE community = $1)");
        sqlx::query(AssertSqlSafe(sql)).bind(practice.as_str()).execute(&mut *conn).await?;
    }
    // As many rows as each has.
    for table in TABLES.iter().chain(&CHAIN) {
        let sql = format!("DELETE FROM {table} WHERE community = $1");
        sqlx::query(AssertSqlSafe(sql)).bind(practice.as_str()).execute(&mut *conn).await?;
    }
    sqlx::query("DELETE FROM communities WHERE id = $1").bind(practice.as_str()).execute(&mut *conn).await?;
    sqlx::query("DELETE FROM persons WHERE id = $1").bind(practice.as_str()).execute(conn).await?;
    Ok(())
}
