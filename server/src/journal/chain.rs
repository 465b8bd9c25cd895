//! How an entry enters the chain. Anybody can do the same with a pencil and SHA-256:
//!
//! `hash = SHA-256(community ⏎ seq ⏎ at ⏎ act ⏎ role ⏎ subject ⏎ body ⏎ private_hash ⏎ prev ⏎)`, each part as it stands
//! in the published line, followed by a line feed. `private_hash = SHA-256(salt ⏎ personal text ⏎)`, or empty.

use crate::{secret::digest, store::journal::EntryRow};
use serde_json::{Value, json};

/// The salted hash of what is personal in an entry.
#[must_use]
pub fn private_hash(salt: &str, personal: &str) -> String {
    digest(&[salt, personal])
}

/// Names a roll: the ids of its units, sorted, one a line.
#[must_use]
pub fn roll_hash(units: &[String]) -> String {
    let mut units: Vec<&str> = units.iter().map(String::as_str).collect();
    units.sort_unstable();
    digest(&units)
}

/// The hash of an entry.
#[must_use]
pub fn entry_hash(community: &str, row: &EntryRow) -> String {
    digest(&[
        community,
        &row.seq.to_string(),
        &row.at.to_string(),
        &row.act,
        &row.role,
        &row.subject,
        &row.body,
        &row.private_hash,
        &row.prev,
    ])
}

/// The entry as one line of the published journal. `body` stays a string: its bytes are what was hashed.
#[must_use]
pub fn line(community: &str, row: &EntryRow) -> Value {
    json!({
        "community": community,
        "seq": row.seq,
        "at": row.at,
        "act": row.act,
        "role": row.role,
        "subject": row.subject,
        "body": row.body,
        "private_hash": row.private_hash,
        "prev": row.prev,
        "hash": row.hash,
    })
}
