//! The published journal, one entry a line, verified without a database.

use crate::{
    check::verify::{Finding, Report, Walk, with_words},
    journal::blanked::{self, Blanked},
    journal::{text_at, whole_at},
    store::journal::{EntryRow, WordsRow},
};
use serde_json::Value;
use std::collections::HashMap;

/// An entry as the public reads it, with its words.
pub(super) struct PublicEntry {
    pub row: EntryRow,
    /// What it says, with the words beside the line.
    pub said: Value,
}

/// Verifies a published journal without a database: one entry a line. It may have been kept while the chain went on
/// (`?since=`): of what was blanked since, the blanking's entry tells the number and the hash, and what is still held is listed.
///
/// # Errors
/// A sentence that names the line which cannot be read.
pub fn lines(text: &str, heads: &[(i64, String)]) -> Result<Report, String> {
    let mut report = Report::default();
    read(text, heads, Blanked::kept(), &mut report)?;
    Ok(report)
}

/// The same, with what was read: the community, the entries, and what was blanked.
pub(super) fn read(
    text: &str,
    heads: &[(i64, String)],
    mut blanked: Blanked,
    report: &mut Report,
) -> Result<(String, Vec<PublicEntry>, Blanked), String> {
    let mut walk = Walk::default();
    let mut name = String::new();
    let mut hashes = HashMap::new();
    let mut all = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(line).map_err(|error| format!("line {}: {error}", number + 1))?;
        let text = |key: &str| text_at(&value, key).map(str::to_owned).ok_or(format!("line {}: no {key}", number + 1));
        let whole = |key: &str| whole_at(&value, key).ok_or(format!("line {}: no {key}", number + 1));
        let community = text("community")?;
        if name.is_empty() {
            name.clone_from(&community);
        }
        let row = EntryRow {
            seq: whole("seq")?,
            at: whole("at")?,
            act: text("act")?,
            role: text("role")?,
            subject: text("subject")?,
            body: text("body")?,
            private_hash: text("private_hash")?,
            prev: text("prev")?,
            hash: text("hash")?,
            blanked: whole_at(&value, "blanked").unwrap_or_default(),
        };
        let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
        if row.says() == Some(blanked::ACT) {
            blanked.note(row.seq, &body);
        }
        let words = words_of(row.seq, &body, value.get("words"));
        all.push((row, body, words));
    }
    let mut entries = Vec::new();
    for (row, body, words) in all {
        walk.step(&name, &row, &blanked, report);
        hashes.insert(row.seq, row.hash.clone());
        for (what, by) in blanked.held(&row, &words).filter(|_| blanked.is_kept()) {
            let what =
                format!("entry {}: these lines still hold its {what}, which entry {by} blanked: read it anew", row.seq);
            report.blanked.push(Finding { community: name.clone(), what });
        }
        let said = with_words(&name, row.seq, body, &words, &blanked, report);
        entries.push(PublicEntry { row, said });
    }
    for (seq, hash) in heads {
        if hashes.get(seq) != Some(hash) {
            report.found(&name, format!("printed head {seq}:{hash} is not in this chain: it was rewritten or cut"));
        }
    }
    report.blanked.extend(blanked.list().into_iter().map(|what| Finding { community: name.clone(), what }));
    Ok((name, entries, blanked))
}

/// The words beside a line.
fn words_of(seq: i64, body: &Value, words: Option<&Value>) -> Vec<WordsRow> {
    let told = words.and_then(Value::as_object).into_iter().flatten();
    let row = |(key, one): (&String, &Value)| WordsRow {
        seq,
        key: key.clone(),
        json: i64::from(body.get("data").is_some_and(|data| data.get(key).is_some())),
        salt: text_at(one, "salt").unwrap_or_default().to_owned(),
        text: text_at(one, "text").unwrap_or_default().to_owned(),
        blanked: whole_at(one, "blanked").unwrap_or_default(),
    };
    told.map(row).collect()
}
