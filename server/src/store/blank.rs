//! Where words stand in what a community has published, asked, written and journaled, and blanking them there. A plan is made
//! first: it says where, and changes nothing.

use super::{Conn, Writing, journal, photo, publication, publication::PublicationRow, search, state};
use crate::{
    desk::publish,
    fault::Fault,
    journal::{
        blanked::row_hash,
        chain::{self, private_hash},
    },
    secret,
    text::fingerprint,
};
use rules::{takeback, typed::TextForm};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Row};

/// Columns of a table with words of people: the table, its key, the columns; which of them are JSON; and how entries fix them by
/// a hash: not at all, each column by itself, or all together under a name.
struct Place(&'static str, &'static [&'static str], &'static [&'static str], Fixed);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fixed {
    /// The entries tell the words themselves, or nothing.
    Not,
    /// JSON, of which the entries tell the words; with a name, they fix the whole by a hash too.
    Json(&'static str),
    /// Each column, by the name of what it is of.
    Each(&'static str),
    /// All columns together, and the form in which they were written: as `text::fingerprint` names a text.
    Together(&'static str),
}

const PLACES: [Place; 18] = [
    Place("objections", &["id"], &["body", "reply"], Fixed::Each("objection")),
    Place("revisions", &["item", "number"], &["title", "body"], Fixed::Together("item")),
    Place("proposal_revisions", &["proposal", "number"], &["title", "body"], Fixed::Together("proposal")),
    Place("remarks", &["id"], &["body"], Fixed::Together("remark")),
    Place("milestones", &["id"], &["name", "responsible", "note", "dropped", "returned", "over_reason"], Fixed::Not),
    Place("outcomes", &["id"], &["body", "responsible", "correction", "returned"], Fixed::Not),
    Place("disclosures", &["id"], &["title", "body", "basis", "responsible", "correction", "returned"], Fixed::Not),
    Place("minutes", &["id"], &["notes", "correction"], Fixed::Not),
    Place("sessions", &["id"], &["title", "place", "reason"], Fixed::Not),
    Place("items", &["id"], &["title", "paper", "lock_reason"], Fixed::Not),
    Place("endings", &["item"], &["body", "dissent"], Fixed::Not),
    Place("grounds", &["kind", "subject", "matter"], &["said"], Fixed::Not),
    Place("bodies", &["id"], &["basis_text", "basis_source", "basis_by"], Fixed::Not),
    Place("votes", &["id"], &["gates"], Fixed::Json("")),
    Place("votes", &["id"], &["record"], Fixed::Json("vote")),
    Place("votes", &["id"], &["void_reason"], Fixed::Not),
    Place("hidings", &["id"], &["reason", "answer"], Fixed::Not),
    Place("objection_hidings", &["id"], &["reason", "answer"], Fixed::Not),
];

/// A published revision that changes.
struct Published {
    row: PublicationRow,
    content: String,
    title: String,
    withdrawn: String,
}

/// A row that changes.
struct Changed {
    place: &'static Place,
    key: Vec<String>,
    /// Every column as it will be.
    texts: Vec<String>,
    /// Which of them changed.
    which: Vec<usize>,
    /// The form in which its texts were written, where that is fixed with them.
    form: String,
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

    /// The published things in which they stand: kind, subject, title as it will be, revision.
    pub fn things(&self) -> impl Iterator<Item = (&str, &str, &str, i64)> {
        self.published
            .iter()
            .map(|one| (one.row.kind.as_str(), one.row.subject.as_str(), one.title.as_str(), one.row.revision))
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
    community: &str,
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
        let new = |text: &str| takeback::blank(text, words);
        let (title, withdrawn) = (new(&row.title), new(&row.withdrawn));
        if !changed && title.is_none() && withdrawn.is_none() {
            continue;
        }
        // A salt anew: with that of before, the words could be tried out on the fingerprint of before.
        if let Some(content) = content.as_object_mut().filter(|_| changed) {
            content.insert("salt".to_owned(), secret::token().into());
        }
        let content = if changed { content.to_string() } else { row.content.clone() };
        plan.in_count = plan.in_count || !publish::reads(&row.kind, &content);
        let title = title.unwrap_or_else(|| row.title.clone());
        let withdrawn = withdrawn.unwrap_or_else(|| row.withdrawn.clone());
        plan.published.push(Published { content, title, withdrawn, row });
    }
    for row in journal::entries(conn, community, 0, i64::MAX).await? {
        let mut body: Value = serde_json::from_str(&row.body).unwrap_or_default();
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
        if chain::blank(&mut body, "", words) {
            plan.sealed.push((row.seq, body.to_string()));
        }
    }
    for place in &PLACES {
        plan.rows.extend(rows(conn, community, place, words).await?);
    }
    Ok(plan)
}

/// A text, or the texts within the JSON of a key, with the words blanked; nothing where none stands in it.
fn blanked_text(text: &str, json: Option<&str>, words: &[String]) -> Option<String> {
    let Some(key) = json else { return takeback::blank(text, words) };
    let mut value: Value = serde_json::from_str(text).ok()?;
    content_blanked(&mut value, key, words).then(|| value.to_string())
}

/// What a published content says in closed words, ids, days and numbers.
const CODED: [&str; 23] = [
    "act",
    "body_kind",
    "category",
    "checked",
    "counting",
    "due",
    "gate",
    "held",
    "kind",
    "kind_of",
    "matter",
    "mode",
    "phase",
    "referred",
    "result",
    "role",
    "salt",
    "session_id",
    "signed_as",
    "text_by",
    "verdict",
    "wants",
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
        Value::String(text) => match takeback::blank(text, words) {
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
            let text = part.to_string();
            words.iter().any(|one| text.contains(one.as_str()))
        })
    };
    stands("record") || stands("verdict")
}

async fn rows(
    conn: &mut Conn,
    community: &str,
    place: &'static Place,
    words: &[String],
) -> Result<Vec<Changed>, Fault> {
    let Place(table, key, columns, fixed) = place;
    let form: &[&str] = if matches!(fixed, Fixed::Together(_)) { &["form"] } else { &[] };
    let all: Vec<String> =
        key.iter().chain(columns.iter()).chain(form).map(|one| format!("CAST({one} AS TEXT)")).collect();
    let end = key.len() + columns.len();
    let sql = format!("SELECT {} FROM {table} WHERE community = $1", all.join(", "));
    let mut changed = Vec::new();
    for row in sqlx::query(AssertSqlSafe(sql)).bind(community).fetch_all(conn).await? {
        let text = |at: usize| row.try_get::<Option<String>, _>(at).map(Option::unwrap_or_default);
        let own = (0..key.len()).map(text).collect::<Result<Vec<_>, _>>()?;
        let mut texts = (key.len()..end).map(text).collect::<Result<Vec<_>, _>>()?;
        let mut which = Vec::new();
        for (at, one) in texts.iter_mut().enumerate() {
            let json = columns.get(at).filter(|_| matches!(fixed, Fixed::Json(_))).copied();
            if let Some(blanked) = blanked_text(one, json, words) {
                *one = blanked;
                which.push(at);
            }
        }
        if !which.is_empty() {
            let form = if form.is_empty() { String::new() } else { text(end)? };
            changed.push(Changed { place, key: own, texts, which, form });
        }
    }
    Ok(changed)
}

/// Does what was planned, under the entry that will have this number, and says of it what the entry is to tell.
pub async fn apply(writing: &mut Writing, plan: &Plan, seq: i64) -> Result<Value, Fault> {
    let community = writing.community().as_str().to_owned();
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
        if row.superseded == 0 {
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
        store(writing, one).await?;
        let key = one.key.join("/");
        let texts: Vec<&str> = one.texts.iter().map(String::as_str).collect();
        match one.place.3 {
            Fixed::Each(name) => {
                for at in &one.which {
                    let (Some(column), Some(text)) = (one.place.2.get(*at), texts.get(*at)) else { continue };
                    let now = row_hash(&salt, &secret::digest(&[text]));
                    rows.push(json!({ "table": name, "key": format!("{key}/{column}"), "now": now }));
                }
            }
            Fixed::Json(name) if !name.is_empty() => {
                rows.push(json!({ "table": name, "key": key, "now": row_hash(&salt, &secret::digest(&texts)) }));
            }
            Fixed::Together(name) => {
                // A remark has no revisions.
                let key = if one.key.len() == 1 { format!("{key}/0") } else { key };
                let now = row_hash(&salt, &fingerprint(TextForm::stored(&one.form), &texts));
                rows.push(json!({ "table": name, "key": key, "now": now }));
            }
            Fixed::Not | Fixed::Json(_) => {}
        }
    }
    for id in &plan.photos {
        photo::remove(writing, id).await?;
    }
    Ok(json!({
        "published": published, "lines": lines, "words": words, "sealed": sealed, "rows": rows, "photos": plan.photos,
    }))
}

async fn store(writing: &mut Writing, one: &Changed) -> Result<(), Fault> {
    let Place(table, key, columns, _) = one.place;
    let set: Vec<String> = columns.iter().enumerate().map(|(at, name)| format!("{name} = ${}", at + 1)).collect();
    let own: Vec<String> = key
        .iter()
        .enumerate()
        .map(|(at, name)| format!("CAST({name} AS TEXT) = ${}", columns.len() + at + 1))
        .collect();
    let sql = format!("UPDATE {table} SET {} WHERE {}", set.join(", "), own.join(" AND "));
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for text in one.texts.iter().chain(&one.key) {
        query = query.bind(text);
    }
    query.execute(writing.conn()).await?;
    Ok(())
}
