//! Sessions, their agenda and the texts put to the vote.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

mod change;

pub use change::{delete_draft, last_items, place_item, store_correction, update_item};

use crate::{
    act::base,
    fault::Fault,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    coded::Maybe,
    id::{BodyId, CommunityId, ItemId, MemberId, SessionId},
    permit::Permit,
    posting::Audience,
    proposal::Text,
    roll::Attendance,
    session::{Move, Moved, Phase},
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct SessionRow {
    #[sqlx(try_from = "String")]
    pub id: SessionId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub body: BodyId,
    pub title: String,
    pub place: String,
    #[sqlx(try_from = "String")]
    pub held: Attendance,
    pub starts_at: i64,
    #[sqlx(try_from = "String")]
    pub phase: Phase,
    pub special: String,
    #[sqlx(try_from = "String")]
    pub chair: MemberId,
    #[sqlx(try_from = "Option<String>")]
    pub deputy: Maybe<MemberId>,
    #[sqlx(try_from = "String")]
    pub presiding: MemberId,
    pub reason: String,
    pub room_key: String,
    /// The rules under which it was called, by matter, as JSON; empty before.
    pub rules: String,
    pub announced_at: Option<i64>,
    pub opened_at: Option<i64>,
    pub closed_at: Option<i64>,
    /// The item that was called, or empty.
    #[sqlx(try_from = "String")]
    pub current_item: ItemId,
    /// Until when the sitting pauses, 0 when it does not.
    pub paused_until: i64,
}

impl SessionRow {
    /// Whether the sitting pauses at a moment.
    pub const fn pauses_at(&self, now: i64) -> bool {
        now < self.paused_until
    }

    /// Names the pause, as the chair's page shows it: a second press over an older page neither begins it anew nor ends it.
    pub fn pause_stands(&self, now: i64) -> String {
        let until = if self.pauses_at(now) { self.paused_until } else { 0 };
        base::of(&[&until.to_string()])
    }
}

#[derive(Debug, Clone, FromRow)]
pub struct ItemRow {
    #[sqlx(try_from = "String")]
    pub id: ItemId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    #[sqlx(try_from = "String")]
    pub session: SessionId,
    pub position: i64,
    pub title: String,
    pub matter: String,
    pub paper: String,
    /// How the paper is to be shown.
    pub paper_form: String,
    /// Whether its thread is locked.
    #[sqlx(try_from = "i64")]
    pub locked: Flag,
    /// Seconds between two posts of one person.
    pub pause: i64,
    /// Why it is locked.
    pub lock_reason: String,
}

impl ItemRow {
    /// For whom what is said and decided of it is; the agenda with its title is everybody's.
    pub fn audience(&self) -> Audience {
        Audience::of_matter(&self.matter)
    }
}

#[derive(Debug, Clone, FromRow)]
pub struct RevisionRow {
    #[sqlx(try_from = "String")]
    pub item: ItemId,
    pub number: i64,
    pub title: String,
    pub body: String,
    /// How it is to be shown.
    pub form: String,
    pub author: String,
    pub at: i64,
    /// The proposal that it came from, or empty.
    pub proposal: String,
}

/// A new draft.
pub async fn insert(writing: &mut Writing, _permit: &Permit, row: &SessionRow) -> Result<(), Fault> {
    let now = writing.now().0;
    sqlx::query(
        "INSERT INTO sessions (id, community, body, title, place, held, starts_at, phase, special, chair, deputy, \
         presiding, reason, room_key, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(row.id.as_str())
    .bind(row.community.as_str())
    .bind(row.body.as_str())
    .bind(&row.title)
    .bind(&row.place)
    .bind(row.held.id())
    .bind(row.starts_at)
    .bind(row.phase.id())
    .bind(&row.special)
    .bind(row.chair.as_str())
    .bind(row.deputy.as_deref())
    .bind(row.presiding.as_str())
    .bind(&row.reason)
    .bind(&row.room_key)
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores an edited draft.
pub async fn update(writing: &mut Writing, _permit: &Permit, row: &SessionRow) -> Result<(), Fault> {
    let stored = sqlx::query(
        "UPDATE sessions SET title = $3, place = $4, held = $5, starts_at = $6, special = $7, chair = $8, deputy = $9, \
         presiding = $10 WHERE id = $1 AND community = $2 AND phase = 'draft'",
    )
    .bind(row.id.as_str())
    .bind(row.community.as_str())
    .bind(&row.title)
    .bind(&row.place)
    .bind(row.held.id())
    .bind(row.starts_at)
    .bind(&row.special)
    .bind(row.chair.as_str())
    .bind(row.deputy.as_deref())
    .bind(row.presiding.as_str())
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// Stores a judged move with its reason and, when put off, the new time. `session`: as it stands before, with the rules that it
/// keeps.
pub async fn store_move(
    writing: &mut Writing,
    _permit: &Permit,
    session: &SessionRow,
    moved: &Moved,
    reason: &str,
    starts_at: i64,
) -> Result<(), Fault> {
    let now = writing.now().0;
    let stamp = |step: Move, before: Option<i64>| if moved.step() == step { Some(now) } else { before };
    let stored = sqlx::query(
        "UPDATE sessions SET phase = $2, reason = $3, starts_at = $4, announced_at = $5, opened_at = $6, \
         closed_at = $7, special = $8, rules = $9 WHERE id = $1",
    )
    .bind(moved.session().as_str())
    .bind(moved.to().id())
    .bind(reason)
    .bind(starts_at)
    .bind(stamp(Move::Announce, session.announced_at))
    .bind(stamp(Move::Open, session.opened_at))
    .bind(stamp(Move::Close, session.closed_at))
    .bind(&session.special)
    .bind(&session.rules)
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// Gives the chair to somebody.
pub async fn set_presiding(
    writing: &mut Writing,
    _permit: &Permit,
    session: &SessionId,
    member: &MemberId,
) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE sessions SET presiding = $2 WHERE id = $1")
        .bind(session.as_str())
        .bind(member.as_str())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// One session.
pub async fn find(conn: &mut Conn, id: &SessionId) -> Result<SessionRow, Fault> {
    sqlx::query_as(
        "SELECT id, community, body, title, place, held, starts_at, phase, special, chair, deputy, presiding, reason, \
         room_key, rules, announced_at, opened_at, closed_at, current_item, paused_until FROM sessions WHERE id = $1",
    )
    .bind(id.as_str())
    .fetch_optional(conn)
    .await?
    .ok_or(Fault::NotFound)
}

/// The sessions of a community, latest first, one page of them; drafts for those who write them.
pub async fn all(
    conn: &mut Conn,
    community: &CommunityId,
    drafts: bool,
    (limit, offset): (i64, i64),
) -> Result<Vec<SessionRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, community, body, title, place, held, starts_at, phase, special, chair, deputy, presiding, reason, \
         room_key, rules, announced_at, opened_at, closed_at, current_item, paused_until FROM sessions WHERE community = $1 \
         AND ($2 = 1 OR phase <> 'draft') ORDER BY starts_at DESC, id LIMIT $3 OFFSET $4",
    )
    .bind(community.as_str())
    .bind(i64::from(drafts))
    .bind(limit)
    .bind(offset)
    .fetch_all(conn)
    .await?)
}

/// The sessions of a community that are on, and those that are announced, in the order in which they begin.
pub async fn going_on(conn: &mut Conn, community: &CommunityId) -> Result<Vec<SessionRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, community, body, title, place, held, starts_at, phase, special, chair, deputy, presiding, reason, \
         room_key, rules, announced_at, opened_at, closed_at, current_item, paused_until FROM sessions WHERE community = $1 \
         AND phase IN ('announced', 'open', 'suspended') ORDER BY starts_at, id",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// Those that are over and have no public minutes, latest first.
pub async fn without_minutes(conn: &mut Conn, community: &CommunityId) -> Result<Vec<SessionRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, community, body, title, place, held, starts_at, phase, special, chair, deputy, presiding, reason, \
         room_key, rules, announced_at, opened_at, closed_at, current_item, paused_until FROM sessions s WHERE community = $1 \
         AND phase = 'closed' AND NOT EXISTS (SELECT 1 FROM publication_drafts d WHERE d.kind = 'minutes' AND d.subject = s.id \
         AND d.phase = 'published') ORDER BY starts_at DESC, id",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// Those that are announced by a notice that was withdrawn.
pub async fn calling_nobody(conn: &mut Conn, community: &CommunityId) -> Result<Vec<SessionRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, community, body, title, place, held, starts_at, phase, special, chair, deputy, presiding, reason, \
         room_key, rules, announced_at, opened_at, closed_at, current_item, paused_until FROM sessions s WHERE community = $1 \
         AND phase = 'announced' AND EXISTS (SELECT 1 FROM publications p WHERE p.kind = 'notice' AND p.subject = s.id \
         AND p.superseded = 0 AND p.withdrawn <> '') ORDER BY starts_at, id",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// How many such sessions there are.
pub async fn count(conn: &mut Conn, community: &CommunityId, drafts: bool) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM sessions WHERE community = $1 AND ($2 = 1 OR phase <> 'draft')")
        .bind(community.as_str())
        .bind(i64::from(drafts))
        .fetch_one(conn)
        .await?)
}

/// Adds an item at its place of the agenda.
pub async fn insert_item(writing: &mut Writing, _permit: &Permit, row: &ItemRow) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO items (id, community, session, position, title, matter, paper, paper_form) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(row.id.as_str())
    .bind(row.community.as_str())
    .bind(row.session.as_str())
    .bind(row.position)
    .bind(&row.title)
    .bind(&row.matter)
    .bind(&row.paper)
    .bind(&row.paper_form)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Takes an item off a draft's agenda.
pub async fn delete_item(writing: &mut Writing, _permit: &Permit, item: &ItemId) -> Result<(), Fault> {
    // As many as it has.
    sqlx::query("DELETE FROM appraised WHERE item = $1").bind(item.as_str()).execute(writing.conn()).await?;
    sqlx::query("DELETE FROM revisions WHERE item = $1").bind(item.as_str()).execute(writing.conn()).await?;
    changed_one(&sqlx::query("DELETE FROM items WHERE id = $1").bind(item.as_str()).execute(writing.conn()).await?)
}

/// The agenda.
pub async fn items(conn: &mut Conn, session: &SessionId) -> Result<Vec<ItemRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, community, session, position, title, matter, paper, paper_form, locked, pause, lock_reason FROM items WHERE session = $1 \
         ORDER BY position, id",
    )
    .bind(session.as_str())
    .fetch_all(conn)
    .await?)
}

/// One item.
pub async fn item(conn: &mut Conn, id: &ItemId) -> Result<ItemRow, Fault> {
    sqlx::query_as(
        "SELECT id, community, session, position, title, matter, paper, paper_form, locked, pause, lock_reason FROM items WHERE id = $1",
    )
    .bind(id.as_str())
    .fetch_optional(conn)
    .await?
    .ok_or(Fault::NotFound)
}

/// A further revision of an item's text. `proposal`: the one that it came from, or empty.
pub async fn insert_revision(
    writing: &mut Writing,
    permit: &Permit,
    item: &ItemId,
    number: i64,
    text: &Text,
    proposal: &str,
) -> Result<(), Fault> {
    let (community, now) = (writing.community().clone(), writing.now().0);
    let author = permit.member().ok_or(Fault::Stored("a text without an author"))?;
    sqlx::query(
        "INSERT INTO revisions (community, item, number, title, body, author, at, proposal, form) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(community.as_str())
    .bind(item.as_str())
    .bind(number)
    .bind(text.title())
    .bind(text.body())
    .bind(author.as_str())
    .bind(now)
    .bind(proposal)
    .bind(text.form().id())
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// The title of one revision of an item's text.
pub async fn revision_title(conn: &mut Conn, item: &ItemId, number: i64) -> Result<String, Fault> {
    let row: Option<(String,)> = sqlx::query_as("SELECT title FROM revisions WHERE item = $1 AND number = $2")
        .bind(item.as_str())
        .bind(number)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|(title,)| title).unwrap_or_default())
}

/// Every revision of an item's text, newest first.
pub async fn revisions(conn: &mut Conn, item: &ItemId) -> Result<Vec<RevisionRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT item, number, title, body, form, author, at, proposal FROM revisions WHERE item = $1 ORDER BY number DESC",
    )
    .bind(item.as_str())
    .fetch_all(conn)
    .await?)
}
