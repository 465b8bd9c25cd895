//! How a community stands (roles, seats, members, sessions, attendance, hidings, postings …), held against what the last
//! entries that may have changed it said of it.

use crate::{
    check::verify::{Finding, Report},
    fault::Fault,
    sitting::{session::rows as session, vote::rows as vote},
    store::{Conn, journal::EntryRow, state},
};
use rules::{id::CommunityId, says::Says};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What the entries say.
#[derive(Default)]
pub(super) struct Standing {
    /// By part: the first and the last entry that name it, and its hash.
    parts: BTreeMap<String, (i64, i64, String)>,
    /// The sessions that entries tell of.
    sessions: BTreeSet<String>,
}

impl Standing {
    /// Notes an entry.
    pub fn note(&mut self, row: &EntryRow, body: &Value) {
        if row.says() == Some(Says::SessionDrafted) {
            self.sessions.insert(row.subject.clone());
        }
        // Of a draft that was deleted nothing stands any more.
        if row.says() == Some(Says::SessionDropped) {
            self.sessions.remove(&row.subject);
            self.parts.retain(|part, _| part.split_once(':').is_none_or(|(_, of)| of != row.subject));
        }
        for (part, hash) in body.get("stands").and_then(Value::as_object).into_iter().flatten() {
            let first = self.parts.get(part).map_or(row.seq, |(first, ..)| *first);
            self.parts.insert(part.clone(), (first, row.seq, hash.as_str().unwrap_or_default().to_owned()));
        }
    }

    /// Holds a community against it.
    pub async fn compare(&self, conn: &mut Conn, community: &CommunityId, report: &mut Report) -> Result<(), Fault> {
        let mut uncovered = |what: String| report.uncovered.push(Finding { community: community.to_string(), what });
        for part in state::wide() {
            match self.parts.get(part) {
                None => uncovered(format!("{part}: not covered, no entry holds it yet")),
                Some((1, ..)) => {}
                Some((first, ..)) => uncovered(format!("{part}: not covered before entry {first}")),
            }
        }
        let rows = session::all(conn, community, true, crate::store::EVERY).await?;
        let lacks = |id: &str, part: &&str| !self.parts.contains_key(&format!("{part}:{id}"));
        for row in rows.iter().filter(|row| self.sessions.contains(row.id.as_str())) {
            let bare: Vec<&str> = state::of_session().filter(|part| lacks(&row.id, part)).collect();
            if !bare.is_empty() {
                uncovered(format!("session {}: {} not covered", row.id, bare.join(", ")));
            }
        }
        for row in vote::of_community(conn, community).await?.iter().filter(|row| row.phase != rules::vote::Phase::Open)
        {
            let bare: Vec<&str> = state::of_votes().filter(|part| lacks(&row.id, part)).collect();
            if !bare.is_empty() {
                uncovered(format!("vote {}: {} not covered", row.id, bare.join(", ")));
            }
        }
        for row in rows.iter().filter(|row| !self.sessions.contains(row.id.as_str())) {
            report.found(community, format!("session {}: no entry tells of it", row.id));
        }
        for id in &self.sessions {
            if !rows.iter().any(|row| *row.id == **id) {
                report.found(community, format!("session {id} is gone"));
            }
        }
        for (part, (_, last, hash)) in &self.parts {
            match state::now(conn, community, part).await? {
                Some(now) if now == *hash => {}
                Some(_) => {
                    let what = match part.split_once(':') {
                        Some((part, vote)) if state::of_votes().any(|one| one == part) => {
                            format!("{part} of vote {vote}")
                        }
                        Some((part, session)) => format!("{part} of session {session}"),
                        None => part.clone(),
                    };
                    report.found(community, format!("{what}: changed since entry {last}, and no entry tells of it"));
                }
                // A part of which only a later version of the program knows.
                None => report.uncovered.push(Finding {
                    community: community.to_string(),
                    what: format!("{part}: not known to this version"),
                }),
            }
        }
        Ok(())
    }
}
