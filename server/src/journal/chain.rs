//! How an entry enters the chain. Anybody can do the same with a pencil and SHA-256:
//!
//! `hash = SHA-256(community ⏎ seq ⏎ at ⏎ act ⏎ role ⏎ subject ⏎ body ⏎ private_hash ⏎ prev ⏎)`, each part as it stands
//! in the published line, followed by a line feed. `private_hash = SHA-256(salt ⏎ personal text ⏎)`, or empty.
//!
//! What an entry says of something that stays within the community (relief) is sealed: its body holds `sealed`, which is
//! SHA-256(salt ⏎ sealed text ⏎), and the salt and the text are the community's. So the act and its place in the chain are
//! public, a changed result is found by `verify`, and nobody guesses a short text from its hash.

use crate::{
    secret::{digest, token},
    store::journal::{EntryRow, PrivateRow},
};
use serde_json::{Map, Value, json};

/// The salted hash of what is personal in an entry.
#[must_use]
pub fn private_hash(salt: &str, personal: &str) -> String {
    digest(&[salt, personal])
}

/// The parts of an entry about something that stays within the community which everybody may read all the same: which item
/// of an agenda it was about, and what is known by number and hash alone.
const OPEN: [&str; 3] = ["item", "revision", "content_hash"];

/// Takes out of a body what is to be sealed, and puts its salted hash there instead: the salt and the sealed text, or
/// nothing where the body tells nothing.
pub fn seal(body: &mut Value) -> Option<(String, String)> {
    let all = body.as_object_mut()?;
    let (mut open, told): (Map<_, _>, Map<_, _>) =
        std::mem::take(all).into_iter().partition(|(key, _)| OPEN.contains(&key.as_str()));
    let sealed = (!told.is_empty()).then(|| (token(), Value::Object(told).to_string()));
    if let Some((salt, text)) = &sealed {
        open.insert("sealed".to_owned(), private_hash(salt, text).into());
    }
    *all = open;
    sealed
}

/// What an entry says, with what was sealed of it; nothing where the sealed part is gone, is not asked for, does not fit its
/// hash, or says anew what stands in the open.
#[must_use]
pub fn unsealed(body: &str, sealed: Option<&PrivateRow>) -> Option<Value> {
    let mut body: Value = serde_json::from_str(body).unwrap_or_default();
    let hash = body.as_object_mut().and_then(|body| body.remove("sealed"));
    let (hash, row) = match (hash, sealed) {
        (None, None) => return Some(body),
        (Some(hash), Some(row)) => (hash, row),
        _ => return None,
    };
    let told: Map<String, Value> = serde_json::from_str(&row.body).ok()?;
    let open = body.as_object_mut()?;
    let fits = hash.as_str() == Some(&private_hash(&row.salt, &row.body));
    if !fits || told.keys().any(|key| open.contains_key(key)) {
        return None;
    }
    open.extend(told);
    Some(body)
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
