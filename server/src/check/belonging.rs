//! Whose a row is: it is of the community, and of the session, of what it hangs on; and what a teller found is that teller's.

use crate::{
    check::{seen::Seen, verify::Report},
    fault::Fault,
    people::member::rows as members,
    sitting::vote::rows::count,
    store::{Conn, belonging, outbox},
};
use rules::id::CommunityId;

/// Holds the rows of a community against what they hang on, and the tellers' against their entries.
pub(super) async fn compare(
    conn: &mut Conn,
    community: &CommunityId,
    seen: &Seen,
    report: &mut Report,
) -> Result<(), Fault> {
    for (table, of, rows) in belonging::strayed(conn, community).await? {
        report.found(community, format!("{table}: {rows} rows are of another community or session than their {of}"));
    }
    for number in members::without_person(conn, community).await? {
        report.found(community, format!("member {number}: there is nobody behind it who could sign in"));
    }
    for id in outbox::unreadable(conn, community).await? {
        report.found(community, format!("outbox {id}: it is no message that the program writes"));
    }
    for (vote, seq, attempt, teller) in count::tellers(conn, community).await? {
        let fits = seen.tellers.get(&seq).is_some_and(|(of, at, by)| {
            *of == vote && at.is_none_or(|at| at == attempt) && by.as_ref().is_none_or(|by| *by == teller)
        });
        if !fits {
            report.found(community, format!("vote {vote}: what the tellers entered is not what entry {seq} says"));
        }
    }
    Ok(())
}
