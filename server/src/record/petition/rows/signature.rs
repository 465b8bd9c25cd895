//! Signatures under joint requests. Their names are for members.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Flag, Writing, changed_one},
};
use rules::{
    coded::Maybe,
    id::{CommunityId, MemberId, PetitionId},
    permit::Permit,
    petition::{Signed, Unsigned},
};
use sqlx::FromRow;

/// A signature, with the number and name under which the roll has its member.
#[derive(Debug, Clone, FromRow)]
pub struct SignatureRow {
    #[sqlx(try_from = "String")]
    pub petition: PetitionId,
    #[sqlx(try_from = "String")]
    pub member: MemberId,
    pub number: String,
    pub name: String,
    /// Whether it was given on paper.
    #[sqlx(try_from = "i64")]
    pub paper: Flag,
    /// Who entered it from a paper, and who found it there too.
    #[sqlx(try_from = "String")]
    pub entered_by: Maybe<MemberId>,
    #[sqlx(try_from = "String")]
    pub confirmed_by: Maybe<MemberId>,
    /// The entry by which it counts; 0 while it waits.
    pub seq: i64,
    pub unit: String,
}

impl SignatureRow {
    /// It stands on a paper of which nobody but who entered it has said so.
    pub const fn waits(&self) -> bool {
        self.seq == 0
    }
}

/// The signatures under a request, oldest first.
pub async fn of(conn: &mut Conn, petition: &PetitionId) -> Result<Vec<SignatureRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT s.petition, s.member, m.number, m.name, s.paper, s.entered_by, s.confirmed_by, s.seq, s.unit \
         FROM petition_signatures s JOIN members m ON m.id = s.member WHERE s.petition = $1 ORDER BY s.at, m.number",
    )
    .bind(petition.as_str())
    .fetch_all(conn)
    .await?)
}

/// Every signature of a community, to be held against its entries.
pub async fn all(conn: &mut Conn, community: &CommunityId) -> Result<Vec<SignatureRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT s.petition, s.member, m.number, m.name, s.paper, s.entered_by, s.confirmed_by, s.seq, s.unit \
         FROM petition_signatures s JOIN members m ON m.id = s.member WHERE s.community = $1 ORDER BY s.petition, s.member",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// The one of a member.
pub async fn find(conn: &mut Conn, petition: &PetitionId, member: &str) -> Result<Option<SignatureRow>, Fault> {
    Ok(of(conn, petition).await?.into_iter().find(|one| *one.member == *member))
}

/// Whose signatures count.
pub async fn counting(conn: &mut Conn, petition: &PetitionId) -> Result<Vec<MemberId>, Fault> {
    let rows: Vec<(String,)> =
        sqlx::query_as("SELECT member FROM petition_signatures WHERE petition = $1 AND seq > 0 ORDER BY member")
            .bind(petition.as_str())
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|(member,)| member.into()).collect())
}

/// How many signatures on paper wait for a second person, by request.
pub async fn waiting(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(PetitionId, String, i64)>, Fault> {
    let rows: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT p.id, p.title, COUNT(*) FROM petition_signatures s JOIN petitions p ON p.id = s.petition \
         WHERE p.community = $1 AND p.state = 'open' AND s.seq = 0 GROUP BY p.id, p.title, p.number ORDER BY p.number",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(id, title, count)| (id.into(), title, count)).collect())
}

/// Stores a judged signature: a member's own, which the entry `seq` tells, or one that was entered from a paper by somebody and waits.
pub async fn store_signed(
    writing: &mut Writing,
    permit: &Permit,
    (petition, member): (&PetitionId, &MemberId),
    _judged: Signed,
    (seq, entered_by): (i64, Option<&MemberId>),
) -> Result<(), Fault> {
    let now = writing.now().0;
    sqlx::query(
        "INSERT INTO petition_signatures (community, petition, member, paper, entered_by, confirmed_by, seq, at) \
         VALUES ($1, $2, $3, $4, $5, '', $6, $7)",
    )
    .bind(permit.community().as_str())
    .bind(petition.as_str())
    .bind(member.as_str())
    .bind(i64::from(entered_by.is_some()))
    .bind(entered_by.map_or("", MemberId::as_str))
    .bind(seq)
    .bind(now)
    .execute(writing.conn())
    .await?;
    Ok(())
}

/// Stores that a second person found it on the paper: it counts by this entry.
pub async fn store_confirmed(
    writing: &mut Writing,
    _permit: &Permit,
    (petition, member): (&PetitionId, &MemberId),
    _judged: Signed,
    (seq, by): (i64, &MemberId),
) -> Result<(), Fault> {
    let stored = sqlx::query(
        "UPDATE petition_signatures SET confirmed_by = $3, seq = $4 WHERE petition = $1 AND member = $2 AND seq = 0",
    )
    .bind(petition.as_str())
    .bind(member.as_str())
    .bind(by.as_str())
    .bind(seq)
    .execute(writing.conn())
    .await?;
    changed_one(&stored)
}

/// Takes a signature away: its entries stay.
pub async fn remove(
    writing: &mut Writing,
    _permit: &Permit,
    (petition, member): (&PetitionId, &MemberId),
    _judged: Unsigned,
) -> Result<(), Fault> {
    let removed = sqlx::query("DELETE FROM petition_signatures WHERE petition = $1 AND member = $2")
        .bind(petition.as_str())
        .bind(member.as_str())
        .execute(writing.conn())
        .await?;
    changed_one(&removed)
}

/// Stores for whom a signature was counted.
pub async fn store_counted(
    writing: &mut Writing,
    _permit: &Permit,
    (petition, member): (&PetitionId, &MemberId),
    unit: &str,
) -> Result<(), Fault> {
    let stored = sqlx::query("UPDATE petition_signatures SET unit = $3 WHERE petition = $1 AND member = $2")
        .bind(petition.as_str())
        .bind(member.as_str())
        .bind(unit)
        .execute(writing.conn())
        .await?;
    changed_one(&stored)
}
