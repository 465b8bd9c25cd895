//! Who follows what.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Writing},
};
use rules::id::{CommunityId, MemberId};

/// A member follows a decision, or no longer; again is no change.
pub async fn follow(writing: &mut Writing, (vote, member): (&str, &MemberId), on: bool) -> Result<(), Fault> {
    let community = writing.community().clone();
    if on {
        sqlx::query("INSERT INTO follows (community, vote, member) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
            .bind(community.as_str())
            .bind(vote)
            .bind(member.as_str())
            .execute(writing.conn())
            .await?;
    } else {
        sqlx::query("DELETE FROM follows WHERE vote = $1 AND member = $2")
            .bind(vote)
            .bind(member.as_str())
            .execute(writing.conn())
            .await?;
    }
    Ok(())
}

/// The decisions that a member follows in a community.
pub async fn followed(conn: &mut Conn, community: &CommunityId, member: &MemberId) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> =
        sqlx::query_as("SELECT vote FROM follows WHERE community = $1 AND member = $2 ORDER BY vote")
            .bind(community.as_str())
            .bind(member.as_str())
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|(vote,)| vote).collect())
}
