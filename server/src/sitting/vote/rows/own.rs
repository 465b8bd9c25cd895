//! The votes in which somebody has taken part.

use super::VoteRow;
use crate::{fault::Fault, store::Conn};
use rules::{
    ballot::Choice,
    id::{CommunityId, MemberId},
};
use sqlx::FromRow;

/// A vote, and what is known of somebody's part in it.
#[derive(FromRow)]
pub struct OwnVoteRow {
    /// The vote.
    #[sqlx(flatten)]
    pub vote: VoteRow,
    /// Where they voted on paper or in secret there is none.
    choice: Option<String>,
    /// How many rounds its item has had.
    pub rounds: i64,
}

impl OwnVoteRow {
    /// The choice of a ballot that stands under their name.
    pub fn choice(&self) -> Option<Choice> {
        self.choice.as_deref().and_then(Choice::from_id)
    }
}

const OWN: &str = "FROM roll_entries e JOIN votes v ON v.id = e.vote JOIN items i ON i.id = v.item \
     JOIN session_roll r ON r.session = v.session AND r.unit = e.unit AND r.member = $2 \
     LEFT JOIN secret_roll s ON s.vote = e.vote AND s.unit = e.unit \
     LEFT JOIN ballots b ON b.vote = e.vote AND b.unit = e.unit \
     WHERE v.community = $1 AND v.phase IN ('open', 'closed', 'counted', 'declared', 'void') AND (e.voted = 1 OR s.unit IS NOT NULL)";

/// In how many a member, or their household, has taken part.
pub async fn count_own(conn: &mut Conn, community: &CommunityId, member: &MemberId) -> Result<i64, Fault> {
    let (count,): (i64,) = sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT COUNT(*) {OWN}")))
        .bind(community.as_str())
        .bind(member.as_str())
        .fetch_one(conn)
        .await?;
    Ok(count)
}

/// The newest of them first: so many, from one on.
pub async fn own(
    conn: &mut Conn,
    community: &CommunityId,
    member: &MemberId,
    (size, from): (i64, i64),
) -> Result<Vec<OwnVoteRow>, Fault> {
    let sql = format!(
        "SELECT v.*, i.matter, b.choice, \
         (SELECT COUNT(*) FROM votes x WHERE x.item = v.item) AS rounds {OWN} ORDER BY v.opened_at DESC, v.id LIMIT $3 OFFSET $4"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(community.as_str())
        .bind(member.as_str())
        .bind(size)
        .bind(from)
        .fetch_all(conn)
        .await?)
}
