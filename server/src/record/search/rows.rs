//! What is searched, and finding it.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    record::{
        publication::rows::PublicationRow,
        search::{FOLDING, MOST_WORDS, Question, altered, fold, shown, terms, texts},
    },
    store::{Conn, Writing},
};
use rules::{body::BodyKind, coded::Maybe, id::CommunityId};
use sqlx::{AssertSqlSafe, FromRow};
use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

/// More are not counted: nobody turns so many pages.
pub const MOST: i64 = 10_000;
/// The first parameter that is a word, and that is a pair.
const FIRST_WORD: usize = 5;
const FIRST_PAIR: usize = FIRST_WORD + MOST_WORDS;
/// A pair that is rarer than this is rare enough to begin with.
const RARE: i64 = 200;

/// Something found.
#[derive(Debug, Clone, FromRow)]
pub struct FoundRow {
    pub kind: String,
    pub subject: String,
    pub title: String,
    pub text: String,
    pub at: i64,
    /// What is published there.
    pub content: Option<String>,
}

impl FoundRow {
    /// The text for an excerpt: where Markdown changed something, as it was typed.
    #[must_use]
    pub fn shown(&self) -> Cow<'_, str> {
        let content = self.content.as_deref().and_then(|content| serde_json::from_str(content).ok());
        match content.filter(altered) {
            Some(content) => shown(&content).into(),
            None => self.text.as_str().into(),
        }
    }
}

/// Which found things are shown. An empty text asks for nothing.
#[derive(Debug, Clone, Default)]
pub struct Narrow {
    pub kind: String,
    pub body_kind: String,
    pub year: i64,
}

/// By what a published thing is found.
#[derive(Debug, Clone, FromRow)]
pub struct DocumentRow {
    pub doc: i64,
    pub title: String,
    pub text: String,
    pub folded: String,
    #[sqlx(try_from = "String")]
    pub body_kind: Maybe<BodyKind>,
    pub year: i64,
    pub at: i64,
    pub folding: i64,
}

/// Everything by which a published thing is found: one row, or none where it is not.
pub async fn documents_of(conn: &mut Conn, row: &PublicationRow) -> Result<Vec<DocumentRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT doc, title, text, folded, body_kind, year, at, folding FROM documents \
         WHERE community = $1 AND kind = $2 AND subject = $3",
    )
    .bind(row.community.as_str())
    .bind(row.kind.id())
    .bind(&row.subject)
    .fetch_all(conn)
    .await?)
}

/// The terms under which a document is looked up, those of its own community.
pub async fn terms_of(conn: &mut Conn, community: &CommunityId, doc: i64) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> =
        sqlx::query_as("SELECT pair FROM document_pairs WHERE community = $1 AND doc = $2 ORDER BY pair")
            .bind(community.as_str())
            .bind(doc)
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|(pair,)| pair).collect())
}

/// How many terms of a community lead to no document of it.
pub async fn stray_terms(conn: &mut Conn, community: &CommunityId) -> Result<i64, Fault> {
    let (count,): (i64,) = sqlx::query_as(
        "SELECT COUNT(*) FROM document_pairs p WHERE p.community = $1 AND NOT EXISTS \
         (SELECT 1 FROM documents d WHERE d.doc = p.doc AND d.community = p.community)",
    )
    .bind(community.as_str())
    .fetch_one(conn)
    .await?;
    Ok(count)
}

/// How many things of a community are found that were never published.
pub async fn foreign(conn: &mut Conn, community: &CommunityId) -> Result<i64, Fault> {
    let (count,): (i64,) = sqlx::query_as(
        "SELECT COUNT(*) FROM documents d WHERE d.community = $1 AND NOT EXISTS (SELECT 1 FROM publications p \
         WHERE p.community = d.community AND p.kind = d.kind AND p.subject = d.subject AND p.superseded = 0)",
    )
    .bind(community.as_str())
    .fetch_one(conn)
    .await?;
    Ok(count)
}

/// Makes a published thing findable in the place of its earlier revisions; what was withdrawn, or stays within the community,
/// is found no more.
pub async fn put(writing: &mut Writing, row: &PublicationRow) -> Result<(), Fault> {
    sqlx::query(
        "DELETE FROM document_pairs WHERE doc IN \
         (SELECT doc FROM documents WHERE community = $1 AND kind = $2 AND subject = $3)",
    )
    .bind(row.community.as_str())
    .bind(row.kind.id())
    .bind(&row.subject)
    .execute(writing.conn())
    .await?;
    sqlx::query("DELETE FROM documents WHERE community = $1 AND kind = $2 AND subject = $3")
        .bind(row.community.as_str())
        .bind(row.kind.id())
        .bind(&row.subject)
        .execute(writing.conn())
        .await?;
    if !row.is_public() || !row.withdrawn.is_empty() {
        return Ok(());
    }
    let content: serde_json::Value = serde_json::from_str(&row.content)?;
    let text = texts(&content);
    let folded = fold(&format!("{} {text}", row.title));
    // Grows with time; the random part keeps two of the same moment apart.
    let doc = (row.at << 20) | i64::from(rand::random::<u32>() >> 12);
    sqlx::query(
        "INSERT INTO documents (doc, community, kind, subject, title, text, folded, body_kind, year, at, \
         folding) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(doc)
    .bind(row.community.as_str())
    .bind(row.kind.id())
    .bind(&row.subject)
    .bind(&row.title)
    .bind(&text)
    .bind(&folded)
    .bind(row.body_kind.map_or("", BodyKind::id))
    .bind(row.year)
    .bind(row.at)
    .bind(FOLDING)
    .execute(writing.conn())
    .await?;
    put_terms(writing.conn(), &row.community, doc, &folded).await
}

/// Writes down by what a text is found.
async fn put_terms(conn: &mut Conn, community: &str, doc: i64, folded: &str) -> Result<(), Fault> {
    for term in terms(folded) {
        sqlx::query("INSERT INTO document_pairs (community, pair, doc) VALUES ($1, $2, $3)")
            .bind(community)
            .bind(term)
            .bind(doc)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// How many texts are found by an older folding.
pub async fn waiting(conn: &mut Conn) -> Result<i64, Fault> {
    let (count,): (i64,) =
        sqlx::query_as("SELECT COUNT(*) FROM documents WHERE folding < $1").bind(FOLDING).fetch_one(conn).await?;
    Ok(count)
}

/// Folds some of the older texts anew, and says how many were left to do. Until then they are found as before. Two nodes may do it at
/// once: each text is claimed by its row.
pub async fn fold_anew(conn: &mut Conn, most: i64) -> Result<usize, Fault> {
    let rows: Vec<(i64, String, String, Option<String>)> = sqlx::query_as(
        "SELECT d.doc, d.community, d.title, (SELECT p.content FROM publications p WHERE p.community = d.community \
         AND p.kind = d.kind AND p.subject = d.subject AND p.superseded = 0) AS content FROM documents d \
         WHERE d.folding < $1 ORDER BY d.doc LIMIT $2",
    )
    .bind(FOLDING)
    .bind(most)
    .fetch_all(&mut *conn)
    .await?;
    for (doc, community, title, content) in &rows {
        // What leads to nothing published is no text at all; `verify` names it.
        let content = content.as_deref().unwrap_or("null");
        let text = texts(&serde_json::from_str(content).unwrap_or_default());
        let folded = fold(&format!("{title} {text}"));
        let claimed =
            sqlx::query("UPDATE documents SET folding = $1, folded = $2, text = $4 WHERE doc = $3 AND folding < $1")
                .bind(FOLDING)
                .bind(&folded)
                .bind(doc)
                .bind(&text)
                .execute(&mut *conn)
                .await?;
        if claimed.rows_affected() == 1 {
            sqlx::query("DELETE FROM document_pairs WHERE doc = $1").bind(doc).execute(&mut *conn).await?;
            put_terms(conn, community, *doc, &folded).await?;
        }
    }
    Ok(rows.len())
}

/// How many of a community's texts hold a pair, up to `RARE`.
async fn rarity(conn: &mut Conn, community: &CommunityId, pair: &str) -> Result<i64, Fault> {
    let (count,): (i64,) = sqlx::query_as(
        "SELECT COUNT(*) FROM (SELECT 1 FROM document_pairs WHERE community = $1 AND pair = $2 LIMIT $3) AS few",
    )
    .bind(community.as_str())
    .bind(pair)
    .bind(RARE)
    .fetch_one(conn)
    .await?;
    Ok(count)
}

/// The condition for so many pairs: the first leads, the others are looked up beside it, and the words stand as they were
/// asked. `$1` community, `$2` to `$4` what it is narrowed to, then the words, then the pairs.
fn condition(pairs: usize) -> String {
    let words: String = (0..MOST_WORDS).map(|at| format!(" AND d.folded LIKE ${}", FIRST_WORD + at)).collect();
    let others: String = (1..pairs)
        .map(|one| {
            format!(
                " AND EXISTS (SELECT 1 FROM document_pairs q WHERE q.community = p.community AND q.pair = ${} \
                 AND q.doc = p.doc)",
                FIRST_PAIR + one
            )
        })
        .collect();
    format!(
        "FROM document_pairs p JOIN documents d ON d.doc = p.doc WHERE p.community = $1 AND p.pair = ${FIRST_PAIR}{others} \
         AND ($2 = '' OR d.kind = $2) AND ($3 = '' OR d.body_kind = $3) AND ($4 = 0 OR d.year = $4){words}"
    )
}

/// The texts of both statements for one to six pairs, made once.
static TEXTS: LazyLock<Vec<[String; 2]>> = LazyLock::new(|| {
    (1..=6)
        .map(|pairs| {
            let condition = condition(pairs);
            let (limit, offset) = (FIRST_PAIR + pairs, FIRST_PAIR + pairs + 1);
            [
                format!(
                    "SELECT d.kind, d.subject, d.title, d.text, d.at, (SELECT o.content FROM publications o \
                     WHERE o.community = d.community AND o.kind = d.kind AND o.subject = d.subject AND o.superseded = 0) \
                     AS content {condition} ORDER BY p.doc DESC LIMIT ${limit} OFFSET ${offset}"
                ),
                format!("SELECT COUNT(*) FROM (SELECT 1 {condition} LIMIT ${limit}) AS found"),
            ]
        })
        .collect()
});

/// The communities whose texts hold every pair of a question, and so may answer it: of many places few are searched further.
pub async fn places(conn: &mut Conn, question: &Question) -> Result<HashSet<CommunityId>, Fault> {
    let Some(first) = question.terms.first() else { return Ok(HashSet::new()) };
    // One text for one pair to six: what is left over asks for the first once more.
    let pairs = question.terms.iter().chain(std::iter::repeat(first)).take(TEXTS.len());
    let mut query = sqlx::query_as::<_, (String,)>(AssertSqlSafe(PLACES.as_str()));
    for pair in pairs {
        query = query.bind(pair);
    }
    let rows = query.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(community,)| community.into()).collect())
}

/// The text of [`places`]: each pair is looked up by the community's own index.
static PLACES: LazyLock<String> = LazyLock::new(|| {
    let holds =
        |at: usize| format!("EXISTS (SELECT 1 FROM document_pairs p WHERE p.community = c.id AND p.pair = ${at})");
    let all: Vec<String> = (1..=TEXTS.len()).map(holds).collect();
    format!("SELECT c.id FROM communities c WHERE {}", all.join(" AND "))
});

/// What answers a question, newest first, one page of it, and how many there are, up to [`MOST`].
pub async fn find(
    conn: &mut Conn,
    community: &CommunityId,
    question: &Question,
    narrow: &Narrow,
    (limit, offset): (i64, i64),
) -> Result<(Vec<FoundRow>, i64), Fault> {
    let mut pairs = Vec::new();
    for pair in &question.terms {
        pairs.push((rarity(conn, community, pair).await?, pair.clone()));
    }
    pairs.sort();
    let Some([list, count]) = pairs.len().checked_sub(1).and_then(|at| TEXTS.get(at)) else {
        return Ok((Vec::new(), 0));
    };
    // Words are letters and digits alone: nothing in them is a wildcard.
    let words: Vec<String> = question.words.iter().map(|word| format!("%{word}%")).collect();
    let words = || words.iter().map(String::as_str).chain(std::iter::repeat("%")).take(MOST_WORDS);
    let mut listing = sqlx::query_as::<_, FoundRow>(AssertSqlSafe(list.as_str()))
        .bind(community.as_str())
        .bind(&narrow.kind)
        .bind(&narrow.body_kind)
        .bind(narrow.year);
    let mut counting = sqlx::query_as::<_, (i64,)>(AssertSqlSafe(count.as_str()))
        .bind(community.as_str())
        .bind(&narrow.kind)
        .bind(&narrow.body_kind)
        .bind(narrow.year);
    for word in words() {
        listing = listing.bind(word);
        counting = counting.bind(word);
    }
    for (_, pair) in &pairs {
        listing = listing.bind(pair);
        counting = counting.bind(pair);
    }
    let rows = listing.bind(limit).bind(offset).fetch_all(&mut *conn).await?;
    let (total,) = counting.bind(MOST).fetch_one(conn).await?;
    Ok((rows, total))
}
