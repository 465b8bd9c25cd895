//! Draws by lot, and the substitutes who stepped in.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing, changed_one},
};
use rules::{
    coded::Maybe,
    days::Date,
    draw::{DrawOf, Fixed, Leaving, Reading, Replaced},
    id::{CommunityId, DrawId, MemberId},
    kind::draw::{Chance, DrawRecord, DrawRule, Frame},
    permit::Permit,
};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub struct DrawRow {
    #[sqlx(try_from = "String")]
    pub id: DrawId,
    #[sqlx(try_from = "String")]
    pub community: CommunityId,
    pub number: i64,
    pub title: String,
    pub basis: String,
    #[sqlx(try_from = "String")]
    pub drawn_of: DrawOf,
    pub rule: String,
    pub frame: String,
    #[sqlx(try_from = "String")]
    pub chance: Chance,
    pub named: String,
    pub seed_day: String,
    pub seed: String,
    /// Who read it first, and who read the same.
    #[sqlx(try_from = "String")]
    pub read_by: Maybe<MemberId>,
    #[sqlx(try_from = "String")]
    pub confirmed_by: Maybe<MemberId>,
    pub record: String,
}

impl DrawRow {
    pub fn rule(&self) -> Result<DrawRule, Fault> {
        Ok(serde_json::from_str(&self.rule)?)
    }

    pub fn frame(&self) -> Result<Frame, Fault> {
        Ok(serde_json::from_str(&self.frame)?)
    }

    /// The day of the seed.
    pub fn on(&self) -> Result<Date, Fault> {
        Date::from_text(&self.seed_day).ok_or(Fault::Stored("draws.seed_day"))
    }

    /// The record, once it was drawn.
    pub fn record(&self) -> Result<Option<DrawRecord>, Fault> {
        Ok(if self.record.is_empty() { None } else { Some(serde_json::from_str(&self.record)?) })
    }

    /// As the first of two read the seed.
    pub fn reading(&self) -> Option<Reading> {
        self.read_by.0.clone().map(|by| Reading { value: self.seed.clone(), by })
    }
}

/// One of a community.
pub async fn find(conn: &mut Conn, community: &CommunityId, id: &str) -> Result<DrawRow, Fault> {
    sqlx::query_as("SELECT * FROM draws WHERE id = $1 AND community = $2")
        .bind(id)
        .bind(community.as_str())
        .fetch_optional(conn)
        .await?
        .ok_or(Fault::NotFound)
}

/// Every one of a community, by number.
pub async fn all(conn: &mut Conn, community: &CommunityId) -> Result<Vec<DrawRow>, Fault> {
    Ok(sqlx::query_as("SELECT * FROM draws WHERE community = $1 ORDER BY number")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?)
}

/// Those of a community that are not drawn yet and whose seed is known on a day, the earliest first.
pub async fn due(conn: &mut Conn, community: &CommunityId, today: Date) -> Result<Vec<DrawRow>, Fault> {
    let sql = "SELECT * FROM draws WHERE community = $1 AND record = '' AND seed_day <= $2 ORDER BY seed_day, number";
    Ok(sqlx::query_as(sql).bind(community.as_str()).bind(today.to_string()).fetch_all(conn).await?)
}

/// Stores what is fixed, under an id; with its number.
pub async fn store_fixed(
    writing: &mut Writing,
    permit: &Permit,
    id: &DrawId,
    (title, basis, of): (&str, &str, DrawOf),
    fixed: &Fixed,
) -> Result<i64, Fault> {
    let (community, now) = (permit.community().clone(), writing.now().0);
    let (last,): (i64,) = sqlx::query_as("SELECT COALESCE(MAX(number), 0) FROM draws WHERE community = $1")
        .bind(community.as_str())
        .fetch_one(writing.conn())
        .await?;
    let (chance, named, on) = fixed.seed();
    sqlx::query(
        "INSERT INTO draws (id, community, number, title, basis, drawn_of, rule, frame, chance, named, seed_day, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(id.as_str())
    .bind(community.as_str())
    .bind(last + 1)
    .bind(title)
    .bind(basis)
    .bind(of.id())
    .bind(serde_json::to_string(fixed.rule())?)
    .bind(serde_json::to_string(fixed.frame())?)
    .bind(chance.id())
    .bind(named)
    .bind(on.to_string())
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(last + 1)
}

/// Stores the first reading of the seed; until another person has read the same it may be read anew.
pub async fn store_read(writing: &mut Writing, _permit: &Permit, id: &DrawId, reading: &Reading) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE draws SET seed = $2, read_by = $3 WHERE id = $1 AND record = ''")
        .bind(id.as_str())
        .bind(&reading.value)
        .bind(reading.by.as_str())
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Stores that the second has read the same, and what follows.
pub async fn store_drawn(
    writing: &mut Writing,
    _permit: &Permit,
    id: &DrawId,
    (by, record): (&MemberId, &DrawRecord),
) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE draws SET confirmed_by = $2, record = $3 WHERE id = $1 AND record = ''")
        .bind(id.as_str())
        .bind(by.as_str())
        .bind(serde_json::to_string(record)?)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}

/// Who leaves, as one person says it: until another has let the substitute step in.
pub async fn leaving(conn: &mut Conn, id: &DrawId) -> Result<Option<Leaving>, Fault> {
    let row: Option<(String, String, String)> =
        sqlx::query_as("SELECT out_entry, reason, asked_by FROM draw_leavings WHERE draw = $1")
            .bind(id.as_str())
            .fetch_optional(conn)
            .await?;
    Ok(row.map(|(left, reason, by)| Leaving { left, reason, by: by.into() }))
}

/// Stores it; what was said before gives way.
pub async fn store_leaving(
    writing: &mut Writing,
    permit: &Permit,
    id: &DrawId,
    leaving: &Leaving,
) -> Result<(), Fault> {
    let now = writing.now().0;
    sqlx::query(
        "INSERT INTO draw_leavings (draw, community, out_entry, reason, asked_by, at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (draw) DO UPDATE SET out_entry = excluded.out_entry, reason = excluded.reason, \
         asked_by = excluded.asked_by, at = excluded.at",
    )
    .bind(id.as_str())
    .bind(permit.community().as_str())
    .bind(&leaving.left)
    .bind(&leaving.reason)
    .bind(leaving.by.as_str())
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Who stepped in, in their order.
pub async fn replaced(conn: &mut Conn, id: &DrawId) -> Result<Vec<Replaced>, Fault> {
    let rows: Vec<(String, String, String, String)> =
        sqlx::query_as("SELECT out_entry, in_entry, reason, day FROM draw_substitutes WHERE draw = $1 ORDER BY number")
            .bind(id.as_str())
            .fetch_all(conn)
            .await?;
    let each = rows.into_iter().map(|(left, by, reason, day)| {
        let on = Date::from_text(&day).ok_or(Fault::Stored("draw_substitutes.day"))?;
        Ok(Replaced { left, by, reason, on })
    });
    each.collect()
}

/// Stores that a substitute steps in, as the how-many-th: what was asked for is done.
pub async fn store_replaced(
    writing: &mut Writing,
    permit: &Permit,
    (id, number): (&DrawId, i64),
    replaced: &Replaced,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO draw_substitutes (community, draw, number, out_entry, in_entry, reason, day) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(permit.community().as_str())
    .bind(id.as_str())
    .bind(number)
    .bind(&replaced.left)
    .bind(&replaced.by)
    .bind(&replaced.reason)
    .bind(replaced.on.to_string())
    .execute(writing.conn())
    .await?;
    let done =
        sqlx::query("DELETE FROM draw_leavings WHERE draw = $1").bind(id.as_str()).execute(writing.conn()).await?;
    changed_one(&done)
}

/// The numbers of the units of a community's estates.
pub async fn units(conn: &mut Conn, community: &CommunityId) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> =
        sqlx::query_as("SELECT DISTINCT number FROM estate_units WHERE community = $1 ORDER BY number")
            .bind(community.as_str())
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}
