//! The tables in which words of people stand, and how entries fix them by a hash: for blanking.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    record::takeback::rows::blank::blanked_text,
    secret,
    store::{Conn, Writing, changed_one},
    text::fingerprint,
};
use rules::{id::CommunityId, typed::TextForm};
use sqlx::{AssertSqlSafe, Row};

/// Columns of a table with words of people: the table, its key, the columns; which of them are JSON; and how entries fix them by
/// a hash: not at all, each column by itself, or all together under a name.
pub(super) struct Place(&'static str, &'static [&'static str], &'static [&'static str], Fixed);

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fixed {
    /// The entries tell the words themselves, or nothing.
    Not,
    /// By a hash in the sealed part of an entry that is held against nothing afterwards, by the name of what it is of; without a
    /// name, the key begins with it.
    Draft(&'static str),
    /// JSON, of which the entries tell the words; with a name, they fix the whole by a hash too.
    Json(&'static str),
    /// Each column, by the name of what it is of.
    Each(&'static str),
    /// All columns together, and the form in which they were written: as `text::fingerprint` names a text.
    Together(&'static str),
}

pub(super) const PLACES: [Place; 42] = [
    Place("objections", &["id"], &["body", "reply"], Fixed::Each("objection")),
    Place("revisions", &["item", "number"], &["title", "body"], Fixed::Together("item")),
    Place("proposal_revisions", &["proposal", "number"], &["title", "body"], Fixed::Together("proposal")),
    Place("remarks", &["id"], &["body"], Fixed::Together("remark")),
    Place("milestones", &["id"], &["name", "responsible", "note", "dropped", "returned", "over_reason"], Fixed::Not),
    Place(
        "publication_drafts",
        &["kind", "subject", "revision"],
        &["title", "body", "basis", "responsible", "correction", "returned"],
        Fixed::Draft(""),
    ),
    Place("sessions", &["id"], &["title", "place", "reason", "special"], Fixed::Not),
    Place("items", &["id"], &["title", "paper", "lock_reason"], Fixed::Not),
    Place("endings", &["item"], &["body", "dissent"], Fixed::Draft("ending")),
    Place("grounds", &["kind", "subject", "matter"], &["said"], Fixed::Not),
    Place("bodies", &["id"], &["basis_text", "basis_source", "basis_by"], Fixed::Not),
    Place("votes", &["id"], &["gates"], Fixed::Json("")),
    Place("votes", &["id"], &["record"], Fixed::Json("vote")),
    Place("votes", &["id"], &["void_reason"], Fixed::Not),
    Place("hidings", &["id"], &["reason", "appeal", "answer"], Fixed::Not),
    Place("objection_hidings", &["id"], &["reason", "appeal", "answer"], Fixed::Not),
    Place("appraised", &["item", "member"], &["office"], Fixed::Not),
    Place("petitions", &["id"], &["title", "body", "answer"], Fixed::Not),
    Place("takebacks", &["id"], &["reason"], Fixed::Not),
    Place("attachments", &["id"], &["title", "reason"], Fixed::Not),
    Place("procedures", &["id", "version"], &["changes"], Fixed::Json("")),
    Place("filings", &["id"], &["note", "words"], Fixed::Not),
    Place("orders", &["id"], &["what", "basis", "answer", "reason"], Fixed::Not),
    Place("notes", &["community"], &["body"], Fixed::Not),
    Place("draws", &["id"], &["title", "basis"], Fixed::Not),
    Place("ledger_books", &["community"], &["limit_basis"], Fixed::Not),
    Place("register_rows", &["id"], &["cells"], Fixed::Json("")),
    Place("register_rows", &["id"], &["number", "ended"], Fixed::Not),
    Place("register_versions", &["row_id", "version"], &["cells"], Fixed::Json("")),
    Place("register_versions", &["row_id", "version"], &["why"], Fixed::Not),
    Place("ledger_limits", &["community", "first_month"], &["limit_basis"], Fixed::Not),
    Place("ledger_drops", &["id"], &["summary", "said", "reason"], Fixed::Not),
    Place(
        "ledger_lines",
        &["id"],
        &["voucher", "why_none", "summary", "payee", "handler", "witness", "approver", "reason"],
        Fixed::Not,
    ),
    Place("draw_leavings", &["draw"], &["reason"], Fixed::Not),
    Place("draw_substitutes", &["draw", "number"], &["reason"], Fixed::Not),
    Place("duty_answers", &["community", "code", "span", "subject"], &["reason"], Fixed::Not),
    Place("parties", &["id"], &["name", "refusal"], Fixed::Not),
    Place("participants", &["id"], &["name", "organisation"], Fixed::Not),
    Place("guest_turns", &["id"], &["body"], Fixed::Not),
    Place("dissents", &["id"], &["body"], Fixed::Draft("dissent")),
    Place("consultations", &["session"], &["feedback"], Fixed::Json("")),
    Place("publication_drafts", &["kind", "subject", "revision"], &["sheet"], Fixed::Json("")),
];

/// Every column in which blanking looks for words: table and column.
pub fn columns() -> impl Iterator<Item = (&'static str, &'static str)> {
    PLACES.iter().flat_map(|place| place.2.iter().map(|column| (place.0, *column)))
}

/// A row that changes.
pub(super) struct Changed {
    place: &'static Place,
    key: Vec<String>,
    /// Every column as it will be.
    texts: Vec<String>,
    /// Which of them changed.
    which: Vec<usize>,
    /// The form in which its texts were written, where that is fixed with them.
    form: String,
}

impl Changed {
    /// By what names entries fix the texts that change, with the hash of what will stand there where `verify` asks for it.
    pub(super) fn named(&self) -> Vec<(String, String, Option<String>)> {
        let key = self.key.join("/");
        let texts: Vec<&str> = self.texts.iter().map(String::as_str).collect();
        match self.place.3 {
            Fixed::Each(name) => {
                let each = self.which.iter().filter_map(|at| Some((self.place.2.get(*at)?, texts.get(*at)?)));
                each.map(|(column, text)| (name.to_owned(), format!("{key}/{column}"), Some(secret::digest(&[text]))))
                    .collect()
            }
            Fixed::Json(name) if !name.is_empty() => vec![(name.to_owned(), key, Some(secret::digest(&texts)))],
            Fixed::Together(name) => {
                // A remark has no revisions.
                let key = if self.key.len() == 1 { format!("{key}/0") } else { key };
                vec![(name.to_owned(), key, Some(fingerprint(TextForm::stored(&self.form), &texts)))]
            }
            Fixed::Draft("") => {
                key.split_once('/').map(|(name, key)| (name.to_owned(), key.to_owned(), None)).into_iter().collect()
            }
            Fixed::Draft(name) => vec![(name.to_owned(), key, None)],
            Fixed::Not | Fixed::Json(_) => Vec::new(),
        }
    }
}

/// The rows of a table in which words stand, as they will be.
pub(super) async fn changes(
    conn: &mut Conn,
    community: &CommunityId,
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
    for row in sqlx::query(AssertSqlSafe(sql)).bind(community.as_str()).fetch_all(conn).await? {
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

/// Stores a row as it will be.
pub(super) async fn store(writing: &mut Writing, one: &Changed) -> Result<(), Fault> {
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
    changed_one(&query.execute(writing.conn()).await?)
}
