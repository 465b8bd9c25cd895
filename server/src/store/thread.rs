//! Proposals, seconds, remarks, and what the chair hid.

use super::{Conn, Writing};
use crate::fault::Fault;
use rules::{
    hiding::{Appeal, Hidden, HidingState},
    permit::Permit,
    thread::{Moved, Proposed, Remarked, Seconded, State},
};
use sqlx::FromRow;

/// A proposal with its latest revision, or the one that was put to the vote.
#[derive(Debug, Clone, FromRow)]
pub struct ProposalRow {
    pub id: String,
    pub community: String,
    pub session: String,
    pub item: String,
    pub number: i64,
    pub author: String,
    pub author_name: String,
    pub state: String,
    /// The revision that was put to the vote, 0 for none.
    pub put: i64,
    pub at: i64,
    pub latest: i64,
    pub title: String,
    pub body: String,
    /// How it is to be shown.
    pub form: String,
    pub seconds: i64,
    pub hidden: i64,
}

impl ProposalRow {
    /// Where it stands.
    pub fn state(&self) -> Result<State, Fault> {
        State::from_id(&self.state).ok_or(Fault::Stored("proposals.state"))
    }
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
    pub community: String,
    pub session: String,
    pub item: String,
    pub parent: String,
    /// The number of the proposal that it speaks about, 0 for none.
    pub about: i64,
    pub author: String,
    pub author_name: String,
    pub body: String,
    /// How it is to be shown.
    pub form: String,
    pub answered: i64,
    pub hidden: i64,
    pub at: i64,
}

#[derive(Debug, Clone, FromRow)]
pub struct HidingRow {
    pub id: String,
    pub community: String,
    pub session: String,
    pub kind: String,
    pub subject: String,
    pub reason: String,
    pub salt: String,
    pub fingerprint: String,
    pub at: i64,
    pub state: String,
    pub appeal: String,
    pub answer: String,
}

impl HidingRow {
    /// Where it stands.
    pub fn state(&self) -> Result<HidingState, Fault> {
        HidingState::from_id(&self.state).ok_or(Fault::Stored("hidings.state"))
    }
}

const PROPOSAL: &str = "SELECT p.id, p.community, p.session, p.item, p.number, p.author, m.name AS author_name, \
     p.state, p.put, p.at, r.number AS latest, r.title, r.body, r.form, \
     (SELECT COUNT(*) FROM seconds s WHERE s.proposal = p.id) AS seconds, \
     (SELECT COUNT(*) FROM hidings h WHERE h.subject = p.id AND h.state <> 'undone') AS hidden \
     FROM proposals p JOIN members m ON m.id = p.author \
     JOIN proposal_revisions r ON r.proposal = p.id \
     AND r.number = CASE WHEN p.put > 0 THEN p.put \
     ELSE (SELECT MAX(x.number) FROM proposal_revisions x WHERE x.proposal = p.id) END ";

const REMARK: &str = "SELECT r.id, r.community, r.session, r.item, r.parent, \
     CAST(COALESCE(p.number, 0) AS BIGINT) AS about, r.author, m.name AS author_name, r.body, r.form, r.answered, r.at, \
     (SELECT COUNT(*) FROM hidings h WHERE h.subject = r.id AND h.state <> 'undone') AS hidden \
     FROM remarks r JOIN members m ON m.id = r.author LEFT JOIN proposals p ON p.id = r.proposal ";

const HIDING: &str = "SELECT id, community, session, kind, subject, reason, salt, fingerprint, at, state, appeal, answer \
     FROM hidings ";

/// The proposals under an item, in the order of their numbers.
pub async fn proposals(conn: &mut Conn, item: &str) -> Result<Vec<ProposalRow>, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{PROPOSAL} WHERE p.item = $1 ORDER BY p.number"));
    Ok(sqlx::query_as(sql).bind(item).fetch_all(conn).await?)
}

/// One proposal.
pub async fn proposal(conn: &mut Conn, id: &str) -> Result<ProposalRow, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{PROPOSAL} WHERE p.id = $1"));
    sqlx::query_as(sql).bind(id).fetch_optional(conn).await?.ok_or(Fault::NotFound)
}

/// Every revision of a proposal, newest first.
pub async fn revisions(conn: &mut Conn, proposal: &str) -> Result<Vec<RevisionRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT number, title, body, form, at FROM proposal_revisions WHERE proposal = $1 ORDER BY number DESC",
    )
    .bind(proposal)
    .fetch_all(conn)
    .await?)
}

/// The remarks on an item, oldest first.
pub async fn remarks(conn: &mut Conn, item: &str) -> Result<Vec<RemarkRow>, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{REMARK} WHERE r.item = $1 ORDER BY r.seq"));
    Ok(sqlx::query_as(sql).bind(item).fetch_all(conn).await?)
}

/// One remark.
pub async fn remark(conn: &mut Conn, id: &str) -> Result<RemarkRow, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{REMARK} WHERE r.id = $1"));
    sqlx::query_as(sql).bind(id).fetch_optional(conn).await?.ok_or(Fault::NotFound)
}

/// How much is said under each item of a session: item, proposals, remarks.
pub async fn sizes(conn: &mut Conn, session: &str) -> Result<Vec<(String, i64, i64)>, Fault> {
    Ok(sqlx::query_as(
        "SELECT i.id, (SELECT COUNT(*) FROM proposals p WHERE p.item = i.id), \
         (SELECT COUNT(*) FROM remarks r WHERE r.item = i.id) FROM items i WHERE i.session = $1",
    )
    .bind(session)
    .fetch_all(conn)
    .await?)
}

/// The same of one item.
pub async fn size(conn: &mut Conn, item: &str) -> Result<(String, i64, i64), Fault> {
    Ok(sqlx::query_as(
        "SELECT i.id, (SELECT COUNT(*) FROM proposals p WHERE p.item = i.id), \
         (SELECT COUNT(*) FROM remarks r WHERE r.item = i.id) FROM items i WHERE i.id = $1",
    )
    .bind(item)
    .fetch_one(conn)
    .await?)
}

/// When a member last posted under an item.
pub async fn last_post(conn: &mut Conn, item: &str, member: &str) -> Result<Option<i64>, Fault> {
    let (at,): (Option<i64>,) = sqlx::query_as(
        "SELECT MAX(at) FROM (SELECT at FROM remarks WHERE item = $1 AND author = $2 \
         UNION ALL SELECT r.at FROM proposal_revisions r JOIN proposals p ON p.id = r.proposal \
         WHERE p.item = $1 AND p.author = $2) AS posts",
    )
    .bind(item)
    .bind(member)
    .fetch_one(conn)
    .await?;
    Ok(at)
}

/// Whether a member has seconded a proposal.
pub async fn has_seconded(conn: &mut Conn, proposal: &str, member: &str) -> Result<bool, Fault> {
    let (count,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM seconds WHERE proposal = $1 AND member = $2")
        .bind(proposal)
        .bind(member)
        .fetch_one(conn)
        .await?;
    Ok(count > 0)
}

/// What was hidden in a session, newest first.
pub async fn hidings(conn: &mut Conn, session: &str) -> Result<Vec<HidingRow>, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{HIDING} WHERE session = $1 ORDER BY at DESC, id"));
    Ok(sqlx::query_as(sql).bind(session).fetch_all(conn).await?)
}

/// The hiding that keeps a thing hidden now.
pub async fn hiding_of(conn: &mut Conn, subject: &str) -> Result<Option<HidingRow>, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{HIDING} WHERE subject = $1 AND state <> 'undone' ORDER BY at DESC, id"));
    Ok(sqlx::query_as(sql).bind(subject).fetch_optional(conn).await?)
}

/// Every hiding of a thing, also those that were undone.
pub async fn hidings_of(conn: &mut Conn, subject: &str) -> Result<Vec<HidingRow>, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{HIDING} WHERE subject = $1 ORDER BY at"));
    Ok(sqlx::query_as(sql).bind(subject).fetch_all(conn).await?)
}

/// The appeals of a community that wait for the supervisors, oldest first.
pub async fn appealed(conn: &mut Conn, community: &str) -> Result<Vec<HidingRow>, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{HIDING} WHERE community = $1 AND state = 'appealed' ORDER BY at, id"));
    Ok(sqlx::query_as(sql).bind(community).fetch_all(conn).await?)
}

/// One hiding.
pub async fn hiding(conn: &mut Conn, id: &str) -> Result<HidingRow, Fault> {
    let sql = sqlx::AssertSqlSafe(format!("{HIDING} WHERE id = $1"));
    sqlx::query_as(sql).bind(id).fetch_optional(conn).await?.ok_or(Fault::NotFound)
}

/// Stores a judged revision; the first with the proposal itself.
pub async fn store_proposed(
    writing: &mut Writing,
    _permit: &Permit,
    proposed: &Proposed,
    row: &ProposalRow,
) -> Result<(), Fault> {
    let now = writing.now().0;
    if proposed.number() == 1 {
        sqlx::query(
            "INSERT INTO proposals (id, community, session, item, number, author, state, at) \
             VALUES ($1, $2, $3, $4, $5, $6, 'open', $7)",
        )
        .bind(&row.id)
        .bind(&row.community)
        .bind(&row.session)
        .bind(&row.item)
        .bind(row.number)
        .bind(&row.author)
        .bind(now)
        .execute(writing.conn())
        .await?;
    }
    sqlx::query(
        "INSERT INTO proposal_revisions (community, proposal, number, title, body, at, form) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&row.community)
    .bind(&row.id)
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
pub async fn store_moved(
    writing: &mut Writing,
    _permit: &Permit,
    moved: Moved,
    proposal: &str,
    put: i64,
) -> Result<(), Fault> {
    sqlx::query("UPDATE proposals SET state = $2, put = $3 WHERE id = $1")
        .bind(proposal)
        .bind(moved.to().id())
        .bind(put)
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Stores a judged second.
pub async fn store_seconded(
    writing: &mut Writing,
    _permit: &Permit,
    _seconded: Seconded,
    proposal: &str,
    member: &str,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    sqlx::query("INSERT INTO seconds (community, proposal, member, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")
        .bind(community.as_str())
        .bind(proposal)
        .bind(member)
        .bind(now)
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Stores a judged remark. `proposal`: the id of the proposal that it speaks about, or empty.
pub async fn store_remarked(
    writing: &mut Writing,
    _permit: &Permit,
    remarked: &Remarked,
    row: &RemarkRow,
    proposal: &str,
    seq: i64,
) -> Result<(), Fault> {
    let now = writing.now().0;
    sqlx::query(
        "INSERT INTO remarks (id, community, session, item, parent, proposal, author, body, answered, seq, at, form) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, 'typed')",
    )
    .bind(&row.id)
    .bind(&row.community)
    .bind(&row.session)
    .bind(&row.item)
    .bind(&row.parent)
    .bind(proposal)
    .bind(&row.author)
    .bind(remarked.body())
    .bind(seq)
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Marks a remark as answered, or takes the mark away.
pub async fn set_answered(writing: &mut Writing, _permit: &Permit, remark: &str, answered: bool) -> Result<(), Fault> {
    sqlx::query("UPDATE remarks SET answered = $2 WHERE id = $1")
        .bind(remark)
        .bind(i64::from(answered))
        .execute(writing.conn())
        .await?;
    Ok(())
}

/// Stores a judged hiding.
pub async fn store_hidden(
    writing: &mut Writing,
    _permit: &Permit,
    hidden: &Hidden,
    row: &HidingRow,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO hidings (id, community, session, kind, subject, reason, salt, fingerprint, at, state, appeal, answer) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'hidden', '', '')",
    )
    .bind(&row.id)
    .bind(&row.community)
    .bind(&row.session)
    .bind(&row.kind)
    .bind(&row.subject)
    .bind(hidden.reason())
    .bind(&row.salt)
    .bind(&row.fingerprint)
    .bind(row.at)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores a judged step of an appeal.
pub async fn store_appeal(writing: &mut Writing, _permit: &Permit, step: &Appeal, hiding: &str) -> Result<(), Fault> {
    let now = writing.now().0;
    let sql = if step.state() == HidingState::Appealed {
        "UPDATE hidings SET state = $2, appeal = $3, appealed_at = $4 WHERE id = $1"
    } else {
        "UPDATE hidings SET state = $2, answer = $3, answered_at = $4 WHERE id = $1"
    };
    sqlx::query(sql).bind(hiding).bind(step.state().id()).bind(step.words()).bind(now).execute(writing.conn()).await?;
    Ok(())
}

/// Locks the thread of an item for a reason or unlocks it, and sets the pause between posts.
pub async fn set_order(
    writing: &mut Writing,
    _permit: &Permit,
    item: &str,
    locked: Option<&str>,
    pause: i64,
) -> Result<(), Fault> {
    sqlx::query("UPDATE items SET locked = $2, pause = $3, lock_reason = $4 WHERE id = $1")
        .bind(item)
        .bind(i64::from(locked.is_some()))
        .bind(pause)
        .bind(locked.unwrap_or_default())
        .execute(writing.conn())
        .await?;
    Ok(())
}
