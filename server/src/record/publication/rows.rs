//! What the public reads: snapshots that are never changed, each with the hash that its journal entry names.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    body::BodyKind,
    coded::Maybe,
    id::CommunityId,
    posting::{Audience, Category},
    published::{Kind, Thing},
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct PublicationRow {
    pub id: String,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    pub subject: String,
    pub revision: i64,
    pub title: String,
    pub content: String,
    pub hash: String,
    pub seq: i64,
    pub at: i64,
    /// 党务, 村务, 财务.
    #[sqlx(try_from = "String")]
    pub category: Category,
    /// The matter's id, or empty.
    pub matter: String,
    /// The kind of body that it is of, if a body did it.
    #[sqlx(try_from = "String")]
    pub body_kind: Maybe<BodyKind>,
    /// Who may read it.
    #[sqlx(try_from = "String")]
    pub audience: Audience,
    /// Why it was withdrawn, or empty.
    pub withdrawn: String,
    /// The year in which it was published, in the community's zone.
    pub year: i64,
    /// A later revision has taken its place.
    #[sqlx(try_from = "i64")]
    pub superseded: Flag,
    /// The entry by which words in it were blanked, or 0.
    pub blanked: i64,
    /// The fingerprint of what was published, where words in it were blanked.
    pub hash_before: String,
}

impl PublicationRow {
    /// Whether anybody may read it.
    pub fn is_public(&self) -> bool {
        self.audience == Audience::Public
    }

    /// The published thing of which it is a revision.
    pub fn thing(&self) -> Thing {
        Thing { kind: self.kind, subject: self.subject.clone() }
    }
}

/// Stores a snapshot whose entry has been appended as `row.seq`, in the place of its earlier revisions.
pub async fn insert(writing: &mut Writing, row: &PublicationRow) -> Result<(), Fault> {
    // None before the first.
    sqlx::query("UPDATE publications SET superseded = 1 WHERE community = $1 AND kind = $2 AND subject = $3")
        .bind(row.community.as_str())
        .bind(row.kind.id())
        .bind(&row.subject)
        .execute(writing.conn())
        .await?;
    sqlx::query(
        "INSERT INTO publications (id, community, kind, subject, revision, title, content, hash, seq, at, category, \
         matter, body_kind, audience, withdrawn, year, superseded) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0)",
    )
    .bind(&row.id)
    .bind(row.community.as_str())
    .bind(row.kind.id())
    .bind(&row.subject)
    .bind(row.revision)
    .bind(&row.title)
    .bind(&row.content)
    .bind(&row.hash)
    .bind(row.seq)
    .bind(row.at)
    .bind(row.category.id())
    .bind(&row.matter)
    .bind(row.body_kind.map_or("", BodyKind::id))
    .bind(row.audience.id())
    .bind(&row.withdrawn)
    .bind(row.year)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Puts what a blanking left in the place of what was published.
pub async fn store_blanked(writing: &mut Writing, row: &PublicationRow) -> Result<(), Fault> {
    let stored = sqlx::query(
        "UPDATE publications SET content = $2, title = $3, withdrawn = $4, hash = $5, hash_before = $6, blanked = $7 \
         WHERE id = $1",
    )
    .bind(&row.id)
    .bind(&row.content)
    .bind(&row.title)
    .bind(&row.withdrawn)
    .bind(&row.hash)
    .bind(&row.hash_before)
    .bind(row.blanked)
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// Which published things a list shows. An empty text asks for nothing.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// `public` or `members`.
    pub audience: String,
    /// A kind of publication.
    pub kind: String,
    /// A category.
    pub category: String,
    /// A matter.
    pub matter: String,
    /// A year, 0 for any.
    pub year: i64,
    /// A kind of body.
    pub body_kind: String,
}

impl Filter {
    /// Everything that anybody may read.
    pub fn public() -> Self {
        Self { audience: Audience::Public.id().to_owned(), ..Self::default() }
    }

    /// What stays within the community.
    pub fn within() -> Self {
        Self { audience: Audience::Members.id().to_owned(), ..Self::default() }
    }
}

/// The latest revisions of what a community published, newest first, one page of them.
pub async fn list(
    conn: &mut Conn,
    community: &CommunityId,
    filter: &Filter,
    (limit, offset): (i64, i64),
) -> Result<Vec<PublicationRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT * FROM publications WHERE community = $1 AND superseded = 0 AND ($2 = '' OR audience = $2) \
         AND ($3 = '' OR category = $3) AND ($4 = '' OR matter = $4) AND ($5 = 0 OR year = $5) AND ($6 = '' OR kind = $6) \
         AND ($7 = '' OR body_kind = $7) ORDER BY at DESC, seq DESC LIMIT $8 OFFSET $9",
    )
    .bind(community.as_str())
    .bind(&filter.audience)
    .bind(&filter.category)
    .bind(&filter.matter)
    .bind(filter.year)
    .bind(&filter.kind)
    .bind(&filter.body_kind)
    .bind(limit)
    .bind(offset)
    .fetch_all(conn)
    .await?)
}

/// What anybody may read that is posted on a day and within its days, newest first; of one category where one is named.
pub async fn posted(
    conn: &mut Conn,
    community: &CommunityId,
    category: &str,
    day: &str,
) -> Result<Vec<PublicationRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT p.* FROM publications p JOIN postings o ON o.community = p.community AND o.kind = p.kind \
         AND o.subject = p.subject WHERE p.community = $1 AND p.superseded = 0 AND p.audience = 'public' \
         AND p.withdrawn = '' AND ($2 = '' OR p.category = $2) AND o.up = 1 AND o.last_day >= $3 ORDER BY p.at DESC, p.seq DESC",
    )
    .bind(community.as_str())
    .bind(category)
    .bind(day)
    .fetch_all(conn)
    .await?)
}

/// The notices of the sessions that are announced and begin at a moment or later, the nearest first.
pub async fn to_come(conn: &mut Conn, community: &CommunityId, from: i64) -> Result<Vec<PublicationRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT p.* FROM publications p JOIN sessions s ON s.id = p.subject WHERE p.community = $1 AND p.kind = 'notice' \
         AND p.superseded = 0 AND p.audience = 'public' AND p.withdrawn = '' AND s.phase = 'announced' AND s.starts_at >= $2 \
         ORDER BY s.starts_at, s.id",
    )
    .bind(community.as_str())
    .bind(from)
    .fetch_all(conn)
    .await?)
}

/// How many such things there are.
pub async fn count(conn: &mut Conn, community: &CommunityId, filter: &Filter) -> Result<i64, Fault> {
    let (count,): (i64,) = sqlx::query_as(
        "SELECT COUNT(*) FROM publications WHERE community = $1 AND superseded = 0 AND ($2 = '' OR audience = $2) \
         AND ($3 = '' OR category = $3) AND ($4 = '' OR matter = $4) AND ($5 = 0 OR year = $5) AND ($6 = '' OR kind = $6) \
         AND ($7 = '' OR body_kind = $7)",
    )
    .bind(community.as_str())
    .bind(&filter.audience)
    .bind(&filter.category)
    .bind(&filter.matter)
    .bind(filter.year)
    .bind(&filter.kind)
    .bind(&filter.body_kind)
    .fetch_one(conn)
    .await?;
    Ok(count)
}

/// The years in which a community published something that anybody may read, and the matters of it, for choosing among.
pub async fn choices(conn: &mut Conn, community: &CommunityId) -> Result<(Vec<i64>, Vec<String>), Fault> {
    let years: Vec<(i64,)> = sqlx::query_as(
        "SELECT DISTINCT year FROM publications WHERE community = $1 AND superseded = 0 AND audience = 'public' AND year > 0 ORDER BY year DESC",
    )
    .bind(community.as_str())
    .fetch_all(&mut *conn)
    .await?;
    let matters: Vec<(String,)> = sqlx::query_as(
        "SELECT DISTINCT matter FROM publications WHERE community = $1 AND superseded = 0 AND audience = 'public' AND matter <> '' ORDER BY matter",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?;
    Ok((years.into_iter().map(|(year,)| year).collect(), matters.into_iter().map(|(matter,)| matter).collect()))
}

/// The latest revision of every decision of a community, oldest first: for numbers, tables and charts.
pub async fn outcomes(conn: &mut Conn, community: &CommunityId) -> Result<Vec<PublicationRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT * FROM publications WHERE community = $1 AND superseded = 0 AND kind = 'outcome' ORDER BY at, seq",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// The content of the decision that was given a number last in a year: a correction keeps the number of its first revision.
/// What was published before the year stood beside it counts for any. With it, how many were given one in that year.
pub async fn last_numbered(
    conn: &mut Conn,
    community: &CommunityId,
    year: i64,
) -> Result<Option<(String, i64)>, Fault> {
    Ok(sqlx::query_as(
        "SELECT content, (SELECT COUNT(*) FROM publications WHERE community = $1 AND kind = 'outcome' AND revision = 1 \
         AND year = $2) FROM publications WHERE community = $1 AND kind = 'outcome' AND revision = 1 AND year IN ($2, 0) \
         ORDER BY seq DESC LIMIT 1",
    )
    .bind(community.as_str())
    .bind(year)
    .fetch_optional(conn)
    .await?)
}

/// What anybody may read of what a session came to: its decisions, endings and minutes as they stand, oldest first.
pub async fn of_session(conn: &mut Conn, community: &CommunityId, session: &str) -> Result<Vec<PublicationRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT * FROM publications WHERE community = $1 AND superseded = 0 AND audience = 'public' AND subject IN ( \
         SELECT id FROM votes WHERE session = $2 UNION ALL SELECT item FROM endings WHERE session = $2 \
         UNION ALL SELECT id FROM publication_drafts WHERE kind = 'minutes' AND subject = $2) ORDER BY at, seq",
    )
    .bind(community.as_str())
    .bind(session)
    .fetch_all(conn)
    .await?)
}

/// Every revision that anybody may read, oldest first: none of a thing whose latest stays within the community.
pub async fn public(conn: &mut Conn, community: &CommunityId) -> Result<Vec<PublicationRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT * FROM publications p WHERE p.community = $1 AND p.audience = 'public' AND NOT EXISTS ( \
         SELECT 1 FROM publications q WHERE q.community = p.community AND q.kind = p.kind AND q.subject = p.subject \
         AND q.superseded = 0 AND q.audience <> 'public') ORDER BY p.seq",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// Every revision of everything published by a community, oldest first.
pub async fn all(conn: &mut Conn, community: &CommunityId) -> Result<Vec<PublicationRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM publications WHERE community = $1 ORDER BY seq")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?)
}

/// Every revision of one published thing, newest first.
pub async fn revisions(conn: &mut Conn, community: &CommunityId, subject: &str) -> Result<Vec<PublicationRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM publications WHERE community = $1 AND subject = $2 ORDER BY revision DESC")
        .bind(community.as_str())
        .bind(subject)
        .fetch_all(conn)
        .await?)
}

/// What everybody may read of a community: kind and subject.
pub async fn public_things(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(String, String)>, Fault> {
    let text = "SELECT kind, subject FROM publications WHERE community = $1 AND superseded = 0 AND audience = 'public'";
    Ok(sqlx::query_as(text).bind(community.as_str()).fetch_all(conn).await?)
}
