//! The lists of what a place put on file with offices above and of what they ordered, in an export: each line is as its entries tell it,
//! and none is missing.

use super::public::PublicEntry;
use crate::{
    journal::text_at,
    public::export::{FILINGS, ORDERS},
};
use rules::says::Says;
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

/// A list: what begins a line, what later entries make of it, and what the keys of the line are called in each.
pub(super) struct List {
    /// Its file.
    pub name: &'static str,
    begins: Says,
    told: &'static [(&'static str, &'static str)],
    turns: &'static [Turn],
    /// The state in which a line begins.
    first: &'static str,
}

/// What an entry makes of a line: its state, and what it tells of it.
struct Turn(Says, &'static str, &'static [(&'static str, &'static str)]);

/// What was put on file, and what was ordered.
pub(super) static LISTS: [List; 2] = [
    List {
        name: FILINGS,
        begins: Says::FilingMade,
        told: &[
            ("number", "number"),
            ("kind", "kind"),
            ("subject", "of"),
            ("to", "to"),
            ("office", "office"),
            ("day", "day"),
            ("note", "note"),
        ],
        turns: &[
            Turn(Says::FilingAcknowledged, "acknowledged", ANSWER),
            Turn(Says::FilingReturned, "returned", ANSWER),
        ],
        first: "waiting",
    },
    List {
        name: ORDERS,
        begins: Says::OrderMade,
        told: &[
            ("number", "number"),
            ("office", "office"),
            ("what", "what"),
            ("basis", "basis"),
            ("due", "due"),
            ("day", "day"),
        ],
        turns: &[
            Turn(Says::OrderAnswered, "answered", &[("answer", "answer"), ("answered", "day")]),
            Turn(Says::OrderMet, "met", &[("by_kind", "kind"), ("by", "by"), ("closed", "day")]),
            Turn(Says::OrderWithdrawn, "withdrawn", &[("reason", "reason"), ("closed", "day")]),
        ],
        first: "open",
    },
];

const ANSWER: &[(&str, &str)] = &[("words", "words"), ("answered", "day"), ("revision", "revision")];

impl List {
    /// What does not fit in its file: a line that its entries tell otherwise, and one that is missing. Exports of before have no such
    /// file, and nothing to say in it. `readable`: whether everybody may read a published thing, by kind and subject.
    pub fn check(&self, file: &Path, entries: &[PublicEntry], readable: &impl Fn(&str, &str) -> bool) -> Vec<String> {
        let Self { name, .. } = self;
        let lines = match fs::read(file) {
            Ok(bytes) => serde_json::from_slice::<Vec<Value>>(&bytes).ok(),
            Err(_) => Some(Vec::new()),
        };
        let Some(lines) = lines else { return vec![format!("{name} cannot be read")] };
        let (mut found, mut named) = (Vec::new(), BTreeSet::new());
        for line in &lines {
            let id = text_at(line, "id").unwrap_or_default();
            if !named.insert(id) || !is_as_told(self, entries, line, id) {
                found.push(format!("{name}: the line of {id} is not as the journal tells it"));
            }
        }
        for PublicEntry { row, said } in entries {
            let open = match text_at(said, "kind").zip(text_at(said, "of")) {
                Some((kind, of)) => readable(kind, of),
                None => true,
            };
            let begins = row.says() == Some(self.begins) && said.get("sealed").is_none();
            if begins && open && !named.contains(row.subject.as_str()) {
                found.push(format!("{name}: {} is missing, of which entry {} tells", row.subject, row.seq));
            }
        }
        found
    }
}

fn is_as_told(list: &List, entries: &[PublicEntry], line: &Value, id: &str) -> bool {
    let same = |said: &Value, keys: &[(&str, &str)]| keys.iter().all(|(of, key)| line.get(of) == said.get(key));
    let mut state = None;
    for PublicEntry { row, said } in entries.iter().filter(|one| one.row.subject == id) {
        let Some(says) = row.says() else { continue };
        if says == list.begins {
            if state.is_some() || !same(said, list.told) {
                return false;
            }
            state = Some(list.first);
        } else if let Some(Turn(_, turned, keys)) = list.turns.iter().find(|turn| turn.0 == says) {
            // What stays within the community by now is told to nobody.
            if said.get("sealed").is_none() && !same(said, keys) {
                return false;
            }
            state = Some(turned);
        }
    }
    state.is_some() && state == text_at(line, "state")
}
