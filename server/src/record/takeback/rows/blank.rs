//! Where words stand in what a community has published, asked, written and journaled, and blanking them there. A plan is made
//! first: it says where, and changes nothing.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    journal::{
        blanked::row_hash,
        chain::{self, private_hash},
    },
    record::{
        photo::rows as photo,
        publication::{
            self as publish,
            rows::{self as publication, PublicationRow},
        },
        search::rows as search,
        takeback::rows::places::{self, Changed, PLACES},
    },
    secret,
    store::{Conn, Writing, journal, state},
    text::reading,
};
use rules::{Refusal, id::CommunityId, published::Kind, says::Says};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A published revision that changes.
struct Published {
    row: PublicationRow,
    content: String,
    title: String,
    withdrawn: String,
}

/// Where words stand, and what will stand there.
#[derive(Default)]
pub struct Plan {
    published: Vec<Published>,
    lines: Vec<(journal::EntryRow, String)>,
    words: Vec<(journal::WordsRow, String)>,
    sealed: Vec<(i64, String)>,
    rows: Vec<Changed>,
    photos: Vec<String>,
    /// Words stand in the result of a count, or blanking them would make a publication unreadable.
    pub in_count: bool,
}

impl Plan {
    /// Whether nothing would change.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.published.is_empty()
            && self.lines.is_empty()
            && self.words.is_empty()
            && self.sealed.is_empty()
            && self.rows.is_empty()
            && self.photos.is_empty()
    }

    /// Whether it may be done: something would change, and no count.
    ///
    /// # Errors
    /// Why not.
    pub const fn may_be_done(&self) -> Result<(), Refusal> {
        if self.is_empty() {
            Err(Refusal::TakebackNowhere)
        } else if self.in_count {
            Err(Refusal::TakebackInCount)
        } else {
            Ok(())
        }
    }

    /// What changes of all that an entry may name by a hash, as [`names`] says it.
    fn changed(&self) -> BTreeSet<(String, String)> {
        let published = self.published.iter().flat_map(|one| {
            // An item ends once, whatever revision of that is published.
            let key = [one.row.subject.clone(), format!("{}/{}", one.row.subject, one.row.revision)];
            key.map(|key| (one.row.kind.id().to_owned(), key))
        });
        let rows =
            self.rows.iter().flat_map(|one| one.named().into_iter().map(|(name, key, _)| (name.to_owned(), key)));
        published.chain(rows).collect()
    }

    /// The published things in which they stand: kind, subject, title as it will be, revision.
    pub fn things(&self) -> impl Iterator<Item = (Kind, &str, &str, i64)> {
        self.published.iter().map(|one| (one.row.kind, one.row.subject.as_str(), one.title.as_str(), one.row.revision))
    }

    /// How many entries of the journal, how many other texts, how many photos.
    #[must_use]
    pub const fn counts(&self) -> (usize, usize, usize) {
        (self.lines.len() + self.words.len() + self.sealed.len(), self.rows.len(), self.photos.len())
    }
}

/// Looks for words in everything of a community; `photos`: those of this publication go too.
pub async fn plan(
    conn: &mut Conn,
    community: &CommunityId,
    words: &[String],
    photos: Option<(&str, &str)>,
) -> Result<Plan, Fault> {
    let mut plan = Plan::default();
    if let Some((kind, subject)) = photos {
        plan.photos = photo::of_thing(conn, community, kind, subject).await?;
    }
    if words.is_empty() {
        return Ok(plan);
    }
    for row in publication::all(conn, community).await? {
        let mut content: Value = serde_json::from_str(&row.content)?;
        plan.in_count = plan.in_count || in_count(&content, words);
        let changed = content_blanked(&mut content, "", words);
        let new = |text: &str| reading::blank(text, words);
        let (title, withdrawn) = (new(&row.title), new(&row.withdrawn));
        if !changed && title.is_none() && withdrawn.is_none() {
            continue;
        }
        // A salt anew: with that of before, the words could be tried out on the fingerprint of before.
        if let Some(content) = content.as_object_mut().filter(|_| changed) {
            content.insert("salt".to_owned(), secret::token().into());
        }
        let content = if changed { content.to_string() } else { row.content.clone() };
        plan.in_count = plan.in_count || !publish::reads(row.kind, &content);
        let title = title.unwrap_or_else(|| row.title.clone());
        let withdrawn = withdrawn.unwrap_or_else(|| row.withdrawn.clone());
        plan.published.push(Published { content, title, withdrawn, row });
    }
    for place in &PLACES {
        plan.rows.extend(places::changes(conn, community, place, words).await?);
    }
    let changed = plan.changed();
    // Entries whose sealed part names, by its hash, a text that changes.
    let mut naming = BTreeSet::new();
    for row in journal::entries(conn, community, 0, i64::MAX).await? {
        let mut body: Value = serde_json::from_str(&row.body).unwrap_or_default();
        if names(&row, &body).is_some_and(|thing| changed.contains(&thing)) {
            naming.insert(row.seq);
        }
        if chain::blank(&mut body, "", words) {
            plan.lines.push((row, body.to_string()));
        }
    }
    for row in journal::words(conn, community, 0, i64::MAX).await? {
        let key = (row.json == 1).then_some(row.key.as_str());
        if let Some(text) = blanked_text(&row.text, key, words) {
            plan.words.push((row, text));
        }
    }
    for row in journal::sealed_parts(conn, community, 0, i64::MAX).await? {
        let mut body: Value = serde_json::from_str(&row.body).unwrap_or_default();
        let blanked = chain::blank(&mut body, "", words);
        let cleared = naming.contains(&row.seq) && chain::clear(&mut body);
        if blanked || cleared {
            plan.sealed.push((row.seq, body.to_string()));
        }
    }
    Ok(plan)
}

/// Of what an entry names a text by its hash: its kind, and its key with the revision.
fn names(row: &journal::EntryRow, body: &Value) -> Option<(String, String)> {
    let text = |key: &str| body.get(key).and_then(Value::as_str).unwrap_or_default();
    let revision = body.get("revision").and_then(Value::as_i64).unwrap_or_default();
    let of = &row.subject;
    let (kind, key) = match row.says()? {
        Says::TextWritten | Says::ProposalPut => ("item", format!("{}/{revision}", text("item"))),
        Says::ItemEnded => ("ending", text("item").to_owned()),
        Says::ObjectionFiled => ("objection", format!("{of}/body")),
        Says::ObjectionReplied => ("objection", format!("{of}/reply")),
        Says::VoteDeclared => ("vote", of.clone()),
        says => (says.id().split_once('.')?.0, format!("{of}/{revision}")),
    };
    Some((kind.to_owned(), key))
}

/// A text, or the texts within the JSON of a key, with the words blanked; nothing where none stands in it.
pub(super) fn blanked_text(text: &str, json: Option<&str>, words: &[String]) -> Option<String> {
    let Some(key) = json else { return reading::blank(text, words) };
    let mut value: Value = serde_json::from_str(text).ok()?;
    content_blanked(&mut value, key, words).then(|| value.to_string())
}

/// What a published content says in closed words, ids, days and numbers.
const CODED: [&str; 31] = [
    "act",
    "ask",
    "body_kind",
    "category",
    "channel",
    "checked",
    "counting",
    "due",
    "gate",
    "held",
    "holder",
    "kind",
    "kind_of",
    "matter",
    "member",
    "minutes",
    "mode",
    "phase",
    "referred",
    "result",
    "results",
    "role",
    "salt",
    "session_id",
    "signed_as",
    "terms",
    "text_by",
    "verdict",
    "wants",
    "with",
    "zone",
];

/// Blanks the words in the texts of a published content, its counts and closed words apart.
fn content_blanked(value: &mut Value, key: &str, words: &[String]) -> bool {
    if CODED.contains(&key) {
        return false;
    }
    if key == "record" {
        return value.get_mut("title").is_some_and(|title| content_blanked(title, "title", words));
    }
    match value {
        Value::String(text) => match reading::blank(text, words) {
            Some(blanked) => {
                *text = blanked;
                true
            }
            None => false,
        },
        Value::Array(all) => all.iter_mut().fold(false, |any, one| content_blanked(one, key, words) | any),
        Value::Object(all) => all.iter_mut().fold(false, |any, (key, one)| content_blanked(one, key, words) | any),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Whether words stand in the result of a count, its title apart.
fn in_count(content: &Value, words: &[String]) -> bool {
    let stands = |key: &str| {
        content.get(key).is_some_and(|part| {
            let mut part = part.clone();
            part.as_object_mut().map(|part| part.remove("title"));
            // Numbers and closed words too, as they are written; texts as they read.
            let text = part.to_string();
            words.iter().any(|one| text.contains(one.as_str())) || holds(&part, words)
        })
    };
    stands("record") || stands("verdict") || stands("results")
}

/// Whether a text of a count is an id, a hash, a time or a closed word: nobody wrote it.
fn is_closed(text: &str) -> bool {
    text.bytes().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || b"-_.:+TZ".contains(&one))
}

/// Whether words are read in one of the texts of a value.
fn holds(value: &Value, words: &[String]) -> bool {
    match value {
        Value::String(text) => !is_closed(text) && reading::holds(text, words),
        Value::Array(all) => all.iter().any(|one| holds(one, words)),
        Value::Object(all) => all.values().any(|one| holds(one, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Does what was planned, under the entry that will have this number, and says of it what the entry is to tell.
pub async fn apply(writing: &mut Writing, plan: &Plan, seq: i64) -> Result<Value, Fault> {
    let community = writing.community().clone();
    let salt = state::salt(writing.conn(), &community).await?;
    let mut published = Vec::new();
    for one in &plan.published {
        let hash = secret::digest(&[&one.content]);
        published.push(json!({ "seq": one.row.seq, "now": hash }));
        let before = if one.row.hash_before.is_empty() { &one.row.hash } else { &one.row.hash_before };
        let row = PublicationRow {
            content: one.content.clone(),
            title: one.title.clone(),
            withdrawn: one.withdrawn.clone(),
            hash_before: before.clone(),
            blanked: seq,
            hash,
            ..one.row.clone()
        };
        publication::store_blanked(writing, &row).await?;
        if !*row.superseded {
            search::put(writing, &row).await?;
        }
    }
    let mut lines = Vec::new();
    for (row, body) in &plan.lines {
        lines.push(json!({ "seq": row.seq, "hash": row.hash, "now": secret::digest(&[body]) }));
        journal::blank_line(writing.conn(), &community, row.seq, body, seq).await?;
    }
    let mut words = Vec::new();
    for (row, text) in &plan.words {
        words.push(json!({ "seq": row.seq, "key": row.key, "now": secret::digest(&[text]) }));
        journal::blank_words(writing.conn(), &community, (row.seq, &row.key), text, seq).await?;
    }
    let mut sealed = Vec::new();
    for (of, body) in &plan.sealed {
        let salt = secret::token();
        sealed.push(json!({ "seq": of, "now": private_hash(&salt, body) }));
        journal::blank_sealed(writing.conn(), &community, *of, (&salt, body), seq).await?;
    }
    let mut rows = Vec::new();
    for one in &plan.rows {
        places::store(writing, one).await?;
        for (name, key, found) in one.named() {
            rows.extend(found.map(|hash| json!({ "table": name, "key": key, "now": row_hash(&salt, &hash) })));
        }
    }
    for id in &plan.photos {
        photo::remove(writing, id).await?;
    }
    Ok(json!({
        "published": published, "lines": lines, "words": words, "sealed": sealed, "rows": rows, "photos": plan.photos,
    }))
}

#[cfg(test)]
mod tests {
    use super::CODED;
    use rules::register::{ColumnKind, Register};

    /// What people wrote in a register is blanked, whatever its column is called.
    #[test]
    fn no_text_of_a_register_is_taken_for_a_code() {
        let texts = Register::shipped().iter().flat_map(|one| &one.columns);
        for column in texts.filter(|one| matches!(one.kind, ColumnKind::Text | ColumnKind::Party)) {
            assert!(!CODED.contains(&column.id.as_str()), "{}", column.id);
        }
    }
}
