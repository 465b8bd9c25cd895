//! What was blanked, by which entry: of it the hash of before is taken as given from where it stood, and the hash of now from the
//! blanking entry. It is listed, never taken for whole.

use crate::{
    journal::{
        chain::{private_hash, words_hash},
        text_at, whole_at,
    },
    secret,
    store::journal::{EntryRow, PrivateRow, WordsRow},
};
use rules::says::Says;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The act that blanks.
pub const ACT: Says = Says::WordsBlanked;

/// The blankings of a chain.
#[derive(Debug, Default)]
pub struct Blanked {
    /// By entry: its hash of before, the hash of its body now, the blanking entry.
    lines: BTreeMap<i64, (String, String, i64)>,
    /// By entry and key: the hash of the words now, the blanking entry.
    words: BTreeMap<(i64, String), (String, i64)>,
    /// By entry: the salted hash of its sealed part now, the blanking entry.
    sealed: BTreeMap<i64, (String, i64)>,
    /// By the entry that published it: the hash of its file now, the blanking entry.
    published: BTreeMap<i64, (String, i64)>,
    /// By table and key of what entries fix by a hash: the hash of its texts now.
    rows: BTreeMap<(String, String), String>,
    /// Photos that were removed.
    photos: BTreeSet<String>,
    /// By what the hashes of rows are salted.
    salt: String,
    /// Whether the lines are somebody's, who kept them while the chain went on: those read before a blanking still hold what it
    /// blanked.
    kept: bool,
}

/// The hash by which a blanking entry names the texts of a row: salted, for what is left may be short and not for everybody.
#[must_use]
pub fn row_hash(salt: &str, texts: &str) -> String {
    secret::digest(&[salt, texts])
}

impl Blanked {
    /// None yet, in a community with this salt.
    #[must_use]
    pub fn salted(salt: String) -> Self {
        Self { salt, ..Self::default() }
    }

    /// None yet, for lines that somebody kept.
    #[must_use]
    pub fn kept() -> Self {
        Self { kept: true, ..Self::default() }
    }

    /// Notes a blanking entry; a later one says how things stand after it.
    pub fn note(&mut self, seq: i64, body: &Value) {
        let blanked = body.get("blanked").cloned().unwrap_or_default();
        let list = |key: &str| blanked.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let text = |one: &Value, key: &str| text_at(one, key).unwrap_or_default().to_owned();
        for one in list("lines") {
            let Some(of) = whole_at(&one, "seq").filter(|of| *of < seq) else { continue };
            // The first knew the hash that the chain goes on from.
            let before = self.lines.get(&of).map_or_else(|| text(&one, "hash"), |(before, ..)| before.clone());
            self.lines.insert(of, (before, text(&one, "now"), seq));
        }
        for one in list("words") {
            let Some(of) = whole_at(&one, "seq").filter(|of| *of < seq) else { continue };
            self.words.insert((of, text(&one, "key")), (text(&one, "now"), seq));
        }
        for one in list("sealed") {
            let Some(of) = whole_at(&one, "seq").filter(|of| *of < seq) else { continue };
            self.sealed.insert(of, (text(&one, "now"), seq));
        }
        for one in list("published") {
            let Some(of) = whole_at(&one, "seq").filter(|of| *of < seq) else { continue };
            self.published.insert(of, (text(&one, "now"), seq));
        }
        for one in list("rows") {
            self.rows.insert((text(&one, "table"), text(&one, "key")), text(&one, "now"));
        }
        self.photos.extend(list("photos").iter().filter_map(Value::as_str).map(str::to_owned));
    }

    /// Whether a line whose hash does not fit is one of which an entry says so: its hash is that of before, and its body the one
    /// that was left.
    #[must_use]
    pub fn line(&self, row: &EntryRow) -> bool {
        self.lines.get(&row.seq).is_some_and(|(before, now, by)| {
            *before == row.hash && *now == secret::digest(&[&row.body]) && *by == row.blanked
        })
    }

    /// The later entry that blanked words in a line which stands there as it was before.
    #[must_use]
    pub fn undone(&self, row: &EntryRow) -> Option<i64> {
        self.lines.get(&row.seq).map(|(.., by)| *by).filter(|_| row.blanked == 0)
    }

    /// Whether a line says of itself that an entry blanked it, and no entry says so.
    #[must_use]
    pub fn misnamed(&self, row: &EntryRow) -> bool {
        row.blanked != 0 && self.lines.get(&row.seq).map(|(.., by)| *by) != Some(row.blanked)
    }

    /// The same of a sealed part.
    #[must_use]
    pub fn misnames_sealed(&self, row: &PrivateRow) -> bool {
        self.sealed.get(&row.seq).map_or(0, |(_, by)| *by) != row.blanked
    }

    /// Whether what was blanked may stand in lines as it was before.
    #[must_use]
    pub const fn is_kept(&self) -> bool {
        self.kept
    }

    /// Whether words fit their line, or are those that a blanking left.
    #[must_use]
    pub fn words(&self, body: &Value, row: &WordsRow) -> bool {
        let before = || {
            row.blanked == 0 && words_hash(body, &row.key, row.json == 1) == Some(&private_hash(&row.salt, &row.text))
        };
        match self.words.get(&(row.seq, row.key.clone())) {
            None => before(),
            Some((now, by)) => (*now == secret::digest(&[&row.text]) && *by == row.blanked) || (self.kept && before()),
        }
    }

    /// What a kept entry still holds that was blanked since, with the blanking entry.
    pub fn held<'a>(&'a self, row: &'a EntryRow, words: &'a [WordsRow]) -> impl Iterator<Item = (&'a str, i64)> {
        let line = self.undone(row).map(|by| ("line", by));
        let before = |one: &'a WordsRow| {
            let by = self.words.get(&(one.seq, one.key.clone())).map(|(_, by)| *by);
            Some((one.key.as_str(), by.filter(|_| one.blanked == 0)?))
        };
        line.into_iter().chain(words.iter().filter_map(before))
    }

    /// The salted hash that a sealed part has now, where words in it were blanked.
    #[must_use]
    pub fn sealed(&self, seq: i64) -> Option<&str> {
        self.sealed.get(&seq).map(|(now, _)| now.as_str())
    }

    /// The hash of what an entry published as it stands now, where words in it were blanked, and the blanking entry.
    #[must_use]
    pub fn published(&self, seq: i64) -> Option<(&str, i64)> {
        self.published.get(&seq).map(|(now, by)| (now.as_str(), *by))
    }

    /// Whether the texts of a row, by their hash, are those that an entry fixed, or those that a blanking left.
    #[must_use]
    pub fn fits(&self, table: &str, key: &str, found: &str, fixed: Option<&str>) -> bool {
        match self.rows.get(&(table.to_owned(), key.to_owned())) {
            None => fixed == Some(found),
            Some(now) => *now == row_hash(&self.salt, found),
        }
    }

    /// Whether a photo was removed.
    #[must_use]
    pub fn photo(&self, id: &str) -> bool {
        self.photos.contains(id)
    }

    /// What was blanked, a sentence each, for the report.
    #[must_use]
    pub fn list(&self) -> Vec<String> {
        let lines = self.lines.iter().map(|(seq, (hash, _, by))| {
            format!("entry {seq}: words in its line were blanked by entry {by}; its hash {hash} is taken as given")
        });
        let words =
            self.words.iter().map(|((seq, key), (_, by))| format!("entry {seq}: its {key} was blanked by entry {by}"));
        let sealed =
            self.sealed.iter().map(|(seq, (_, by))| format!("entry {seq}: its sealed part was blanked by entry {by}"));
        let published = self.published.iter().map(|(seq, (now, by))| {
            format!("what entry {seq} published was blanked by entry {by}; its fingerprint is now {now}")
        });
        let rows = self.rows.keys().map(|(table, key)| format!("{table} {key}: words in it were blanked"));
        let photos = self.photos.iter().map(|id| format!("photo {id} was removed"));
        lines.chain(words).chain(sealed).chain(published).chain(rows).chain(photos).collect()
    }
}
