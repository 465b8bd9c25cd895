//! Rows that say themselves of which community, or session, they are: whether that is the one of what they hang on.

use super::Conn;
use crate::fault::Fault;
use rules::id::CommunityId;
use sqlx::AssertSqlSafe;

/// A table, what its rows hang on (the column and its table), and whether both name their session.
struct Hangs(&'static str, &'static str, &'static str, bool);

/// Every table that repeats the community of what its rows hang on.
const ALL: [Hangs; 46] = [
    Hangs("items", "session", "sessions", false),
    Hangs("session_roll", "session", "sessions", false),
    Hangs("session_households", "session", "sessions", false),
    Hangs("attendance", "session", "sessions", false),
    Hangs("mandates", "session", "sessions", false),
    Hangs("hidings", "session", "sessions", false),
    Hangs("roll_calls", "session", "sessions", false),
    Hangs("speeches", "session", "sessions", false),
    Hangs("parties", "session", "sessions", false),
    Hangs("participants", "session", "sessions", false),
    Hangs("dissents", "session", "sessions", false),
    Hangs("consultations", "session", "sessions", false),
    Hangs("guest_turns", "item", "items", true),
    Hangs("interests", "item", "items", true),
    Hangs("appraised", "item", "items", true),
    Hangs("proposals", "item", "items", true),
    Hangs("remarks", "item", "items", true),
    Hangs("endings", "item", "items", true),
    Hangs("votes", "item", "items", true),
    Hangs("revisions", "item", "items", false),
    Hangs("proposal_revisions", "proposal", "proposals", false),
    Hangs("seconds", "proposal", "proposals", false),
    Hangs("roll_call_answers", "roll_call", "roll_calls", false),
    Hangs("roll_entries", "vote", "votes", false),
    Hangs("ballots", "vote", "votes", false),
    Hangs("room_counts", "vote", "votes", false),
    Hangs("closings", "vote", "votes", false),
    Hangs("milestones", "vote", "votes", false),
    Hangs("completions", "vote", "votes", false),
    Hangs("ratings", "completion", "completions", false),
    Hangs("dossier_links", "dossier", "dossiers", false),
    Hangs("dossier_follows", "dossier", "dossiers", false),
    Hangs("dossier_ratings", "dossier", "dossiers", false),
    Hangs("household_opinions", "dossier", "dossiers", false),
    Hangs("objection_hidings", "objection", "objections", false),
    Hangs("draw_leavings", "draw", "draws", false),
    Hangs("ledger_payees", "line", "ledger_lines", false),
    Hangs("register_versions", "row_id", "register_rows", false),
    Hangs("ledger_corrections", "line", "ledger_lines", false),
    Hangs("draw_substitutes", "draw", "draws", false),
    Hangs("petition_signatures", "petition", "petitions", false),
    Hangs("seats", "body", "bodies", false),
    Hangs("estate_units", "body", "bodies", false),
    Hangs("represented_households", "body", "bodies", false),
    Hangs("outbox", "member", "members", false),
    Hangs("notify_choices", "member", "members", false),
];

/// Where rows of a community, or rows that hang on what is of it, name another one: table, on what they hang, how many.
///
/// # Errors
/// Database errors.
pub async fn strayed(
    conn: &mut Conn,
    community: &CommunityId,
) -> Result<Vec<(&'static str, &'static str, i64)>, Fault> {
    let mut strayed = Vec::new();
    for Hangs(table, column, on, with_session) in ALL {
        let session = if with_session { " OR one.session <> other.session" } else { "" };
        let sql = format!(
            "SELECT COUNT(*) FROM {table} one JOIN {on} other ON other.id = one.{column} \
             WHERE (one.community <> other.community{session}) AND (one.community = $1 OR other.community = $1)"
        );
        let (rows,): (i64,) = sqlx::query_as(AssertSqlSafe(sql)).bind(community.as_str()).fetch_one(&mut *conn).await?;
        if rows > 0 {
            strayed.push((table, column, rows));
        }
    }
    Ok(strayed)
}
