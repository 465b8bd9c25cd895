//! Proposals, seconds and remarks.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    sitting::session::rows::ItemRow,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    id::{CommunityId, ItemId, MemberId, ProposalId, SessionId},
    permit::Permit,
    thread::{Moved, Proposed, Remarked, Seconded, State},
};
use sqlx::FromRow;
use std::collections::HashMap;

/// A proposal with its latest revision, or the one that was put to the vote.
#[derive(Debug, Clone, FromRow)]
pub struct ProposalRow {
    #[sqlx(try_from = "String")]
    pub id: ProposalId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub session: SessionId,
    #[sqlx(try_from = "String")]
    pub item: ItemId,
    pub number: i64,
    #[sqlx(try_from = "String")]
    pub author: MemberId,
    pub author_name: String,
    #[sqlx(try_from = "String")]
    pub state: State,
    /// The revision that was put to the vote, 0 for none.
    pub put: i64,
    pub at: i64,
    pub latest: i64,
    pub title: String,
    pub body: String,
    /// How it is to be shown.
    pub form: String,
    pub seconds: i64,
    /// Whoever presides entered it for its author; and how many of its seconds.
    #[sqlx(try_from = "i64")]
    pub entered: Flag,
    pub seconds_entered: i64,
    pub hidden: i64,
    /// The kind of matter of its item, which decides for whom it is.
    pub matter: String,
}

#[derive(Debug, Clone, FromRow)]
pub struct RevisionRow {
    pub number: i64,
    pub title: String,
    pub body: String,
    /// How it is to be shown.
    pub form: String,
    pub at: i64,
}

#[derive(Debug, Clone, FromRow)]
pub struct RemarkRow {
    pub id: String,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub session: SessionId,
    #[sqlx(try_from = "String")]
    pub item: ItemId,
    pub parent: String,
    /// The number of the proposal that it speaks about, 0 for none.
    pub about: i64,
    #[sqlx(try_from = "String")]
    pub author: MemberId,
    pub author_name: String,
    pub body: String,
    /// How it is to be shown.
    pub form: String,
    #[sqlx(try_from = "i64")]
    pub answered: Flag,
    pub hidden: i64,
    /// Its place among all that was said.
    pub seq: i64,
    pub at: i64,
    /// The kind of matter of its item, which decides for whom it is.
    pub matter: String,
}

const PROPOSAL: &str = "SELECT p.id, p.community, p.session, p.item, p.number, p.author, m.name AS author_name, \
     p.state, p.put, p.at, p.entered, r.number AS latest, r.title, r.body, r.form, i.matter, \
     (SELECT COUNT(*) FROM seconds s WHERE s.proposal = p.id) AS seconds, \
     (SELECT COUNT(*) FROM seconds s WHERE s.proposal = p.id AND s.entered = 1) AS seconds_entered, \
     (SELECT COUNT(*) FROM hidings h WHERE h.subject = p.id AND h.state <> 'undone') AS hidden \
     FROM proposals p JOIN members m ON m.id = p.author JOIN items i ON i.id = p.item \
     JOIN proposal_revisions r ON r.proposal = p.id \
     AND r.number = CASE WHEN p.put > 0 THEN p.put \
     ELSE (SELECT MAX(x.number) FROM proposal_revisions x WHERE x.proposal = p.id) END ";

const REMARK: &str = "SELECT r.id, r.community, r.session, r.item, r.parent, \
     CAST(COALESCE(p.number, 0) AS BIGINT) AS about, r.author, m.name AS author_name, r.body, r.form, r.answered, r.seq, r.at, \
     i.matter, \
     (SELECT COUNT(*) FROM hidings h WHERE h.subject = r.id AND h.state <> 'undone') AS hidden \
     FROM remarks r JOIN members m ON m.id = r.author JOIN items i ON i.id = r.item \
     LEFT JOIN proposals p ON p.id = r.proposal ";

/// The proposals under an item, in the order of their numbers.
pub async fn proposals(conn: &mut Conn, item: &ItemId) -> Result<Vec<ProposalRow>, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{PROPOSAL} WHERE p.item = $1 ORDER BY p.number"));
    Ok(sqlx::query_as(sql).bind(item.as_str()).fetch_all(conn).await?)
}

/// What a member has proposed in a community, newest first: so many, from one on.
pub async fn proposals_by(
    conn: &mut Conn,
    community: &CommunityId,
    member: &MemberId,
    (size, from): (i64, i64),
) -> Result<Vec<ProposalRow>, Fault> {
    let sql =
        format!("{PROPOSAL} WHERE p.community = $1 AND p.author = $2 ORDER BY p.at DESC, p.id LIMIT $3 OFFSET $4");
    let sql = sqlx::AssertSqlSafe(sql);
    Ok(sqlx::query_as(sql).bind(community.as_str()).bind(member.as_str()).bind(size).bind(from).fetch_all(conn).await?)
}

/// How many they are.
pub async fn count_proposals_by(conn: &mut Conn, community: &CommunityId, member: &MemberId) -> Result<i64, Fault> {
    let sql = "SELECT COUNT(*) FROM proposals WHERE community = $1 AND author = $2";
    let (count,): (i64,) = sqlx::query_as(sql).bind(community.as_str()).bind(member.as_str()).fetch_one(conn).await?;
    Ok(count)
}

/// One proposal.
pub async fn proposal(conn: &mut Conn, id: &str) -> Result<ProposalRow, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{PROPOSAL} WHERE p.id = $1"));
    sqlx::query_as(sql).bind(id).fetch_optional(conn).await?.ok_or(Fault::NotFound)
}

/// Every revision of a proposal, newest first.
pub async fn revisions(conn: &mut Conn, proposal: &ProposalId) -> Result<Vec<RevisionRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT number, title, body, form, at FROM proposal_revisions WHERE proposal = $1 ORDER BY number DESC",
    )
    .bind(proposal.as_str())
    .fetch_all(conn)
    .await?)
}

/// The remarks on an item, oldest first.
pub async fn remarks(conn: &mut Conn, item: &ItemId) -> Result<Vec<RemarkRow>, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{REMARK} WHERE r.item = $1 ORDER BY r.seq"));
    Ok(sqlx::query_as(sql).bind(item.as_str()).fetch_all(conn).await?)
}

/// One remark.
pub async fn remark(conn: &mut Conn, id: &str) -> Result<RemarkRow, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{REMARK} WHERE r.id = $1"));
    sqlx::query_as(sql).bind(id).fetch_optional(conn).await?.ok_or(Fault::NotFound)
}

/// How much is said under each item of a session: item, proposals, remarks.
pub async fn sizes(conn: &mut Conn, session: &SessionId) -> Result<Vec<(String, i64, i64)>, Fault> {
    Ok(sqlx::query_as(
        "SELECT i.id, (SELECT COUNT(*) FROM proposals p WHERE p.item = i.id), \
         (SELECT COUNT(*) FROM remarks r WHERE r.item = i.id) FROM items i WHERE i.session = $1",
    )
    .bind(session.as_str())
    .fetch_all(conn)
    .await?)
}

/// The same of one item.
pub async fn size(conn: &mut Conn, item: &ItemId) -> Result<(String, i64, i64), Fault> {
    Ok(sqlx::query_as(
        "SELECT i.id, (SELECT COUNT(*) FROM proposals p WHERE p.item = i.id), \
         (SELECT COUNT(*) FROM remarks r WHERE r.item = i.id) FROM items i WHERE i.id = $1",
    )
    .bind(item.as_str())
    .fetch_one(conn)
    .await?)
}

/// Under which items of a session whoever presided entered proposals for others, and how many.
pub async fn entered(conn: &mut Conn, session: &SessionId) -> Result<HashMap<String, i64>, Fault> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT item, COUNT(*) FROM proposals WHERE session = $1 AND entered = 1 GROUP BY item")
            .bind(session.as_str())
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().collect())
}

/// When a member last posted under an item.
pub async fn last_post(conn: &mut Conn, item: &ItemId, member: &MemberId) -> Result<Option<i64>, Fault> {
    let (at,): (Option<i64>,) = sqlx::query_as(
        "SELECT MAX(at) FROM (SELECT at FROM remarks WHERE item = $1 AND author = $2 \
         UNION ALL SELECT r.at FROM proposal_revisions r JOIN proposals p ON p.id = r.proposal \
         WHERE p.item = $1 AND p.author = $2) AS posts",
    )
    .bind(item.as_str())
    .bind(member.as_str())
    .fetch_one(conn)
    .await?;
    Ok(at)
}

/// A member's newest remarks under an item: when, in answer to which remark, about which proposal (empty for none), the words.
pub async fn newest_of(
    conn: &mut Conn,
    item: &ItemId,
    member: &MemberId,
) -> Result<Vec<(i64, String, String, String)>, Fault> {
    let sql =
        "SELECT at, parent, proposal, body FROM remarks WHERE item = $1 AND author = $2 ORDER BY seq DESC LIMIT $3";
    let rows = sqlx::query_as(sql).bind(item.as_str()).bind(member.as_str()).bind(rules::thread::MOST_REMARKS);
    Ok(rows.fetch_all(conn).await?)
}

/// Whether a member has seconded a proposal.
pub async fn has_seconded(conn: &mut Conn, proposal: &ProposalId, member: &MemberId) -> Result<bool, Fault> {
    let (count,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM seconds WHERE proposal = $1 AND member = $2")
        .bind(proposal.as_str())
        .bind(member.as_str())
        .fetch_one(conn)
        .await?;
    Ok(count > 0)
}

/// A proposal that is made.
pub struct NewProposal<'a> {
    pub id: &'a ProposalId,
    pub item: &'a ItemRow,
    pub number: i64,
    pub author: &'a MemberId,
    /// Whoever presides enters it for its author.
    pub entered: bool,
}

/// Stores a judged proposal with its first revision.
pub async fn store_made(
    writing: &mut Writing,
    permit: &Permit,
    proposed: &Proposed,
    new: &NewProposal<'_>,
) -> Result<(), Fault> {
    let now = writing.now().0;
    sqlx::query(
        "INSERT INTO proposals (id, community, session, item, number, author, state, at, entered) \
         VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8)",
    )
    .bind(new.id.as_str())
    .bind(new.item.community.as_str())
    .bind(new.item.session.as_str())
    .bind(new.item.id.as_str())
    .bind(new.number)
    .bind(new.author.as_str())
    .bind(now)
    .bind(i64::from(new.entered))
    .execute(writing.conn())
    .await?;
    store_revised(writing, permit, proposed, new.id).await
}

/// Stores a judged revision of a proposal.
pub async fn store_revised(
    writing: &mut Writing,
    _permit: &Permit,
    proposed: &Proposed,
    proposal: &ProposalId,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO proposal_revisions (community, proposal, number, title, body, at, form) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(community.as_str())
    .bind(proposal.as_str())
    .bind(proposed.number())
    .bind(proposed.text().title())
    .bind(proposed.text().body())
    .bind(now)
    .bind(proposed.text().form().id())
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores a judged way out of the discussion. `put`: the revision that was put to the vote, 0 for none.
pub async fn store_moved(writing: &mut Writing, _permit: &Permit, moved: &Moved, put: i64) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE proposals SET state = $2, put = $3 WHERE id = $1")
        .bind(moved.proposal().as_str())
        .bind(moved.to().id())
        .bind(put)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores a judged second; `entered`: by whoever presides, for the member.
pub async fn store_seconded(
    writing: &mut Writing,
    _permit: &Permit,
    seconded: &Seconded,
    member: &MemberId,
    entered: bool,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query(
        "INSERT INTO seconds (community, proposal, member, at, entered) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    )
    .bind(community.as_str())
    .bind(seconded.proposal().as_str())
    .bind(member.as_str())
    .bind(now)
    .bind(i64::from(entered))
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// A remark that is made.
pub struct NewRemark<'a> {
    pub id: &'a str,
    pub item: &'a ItemRow,
    /// The remark that it answers, or empty.
    pub parent: &'a str,
    /// The proposal that it speaks about, or empty.
    pub about: &'a str,
    pub author: &'a MemberId,
}

/// Stores a judged remark.
pub async fn store_remarked(
    writing: &mut Writing,
    _permit: &Permit,
    remarked: &Remarked,
    new: &NewRemark<'_>,
    seq: i64,
) -> Result<(), Fault> {
    let now = writing.now().0;
    sqlx::query(
        "INSERT INTO remarks (id, community, session, item, parent, proposal, author, body, answered, seq, at, form) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, 'typed')",
    )
    .bind(new.id)
    .bind(new.item.community.as_str())
    .bind(new.item.session.as_str())
    .bind(new.item.id.as_str())
    .bind(new.parent)
    .bind(new.about)
    .bind(new.author.as_str())
    .bind(remarked.body())
    .bind(seq)
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Marks a remark as answered, or takes the mark away.
pub async fn set_answered(writing: &mut Writing, _permit: &Permit, remark: &str, answered: bool) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE remarks SET answered = $2 WHERE id = $1")
        .bind(remark)
        .bind(i64::from(answered))
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Locks the thread of an item for a reason or unlocks it, and sets the pause between posts.
pub async fn set_order(
    writing: &mut Writing,
    _permit: &Permit,
    item: &ItemId,
    locked: Option<&str>,
    pause: i64,
) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE items SET locked = $2, pause = $3, lock_reason = $4 WHERE id = $1")
        .bind(item.as_str())
        .bind(i64::from(locked.is_some()))
        .bind(pause)
        .bind(locked.unwrap_or_default())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}
