//! What stands in the threads of a community, for verifying.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

use crate::{
    fault::Fault,
    store::{Conn, Flag},
};
use rules::id::{CommunityId, MemberId};
use sqlx::FromRow;

/// A remark, without its words.
#[derive(Debug, Clone, FromRow)]
pub struct RemarkRow {
    pub id: String,
    pub item: String,
    pub parent: String,
    /// The id of the proposal that it is about, or empty.
    pub proposal: String,
    #[sqlx(try_from = "String")]
    pub author: MemberId,
    #[sqlx(try_from = "i64")]
    pub answered: Flag,
    /// The entry that tells of it.
    pub seq: i64,
}

/// Every remark of a community.
pub async fn remarks(conn: &mut Conn, community: &CommunityId) -> Result<Vec<RemarkRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT id, item, parent, proposal, author, answered, seq FROM remarks WHERE community = $1 ORDER BY seq, id",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// Every revision of the texts of items and of proposals: of what, and its number.
pub async fn revisions(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(String, i64)>, Fault> {
    Ok(sqlx::query_as(
        "SELECT item, number FROM revisions WHERE community = $1 UNION ALL \
         SELECT proposal, number FROM proposal_revisions WHERE community = $1",
    )
    .bind(community.as_str())
    .fetch_all(conn)
    .await?)
}

/// Every second: of which proposal, by whom.
pub async fn seconds(conn: &mut Conn, community: &CommunityId) -> Result<Vec<(String, String)>, Fault> {
    Ok(sqlx::query_as("SELECT proposal, member FROM seconds WHERE community = $1 ORDER BY proposal, member")
        .bind(community.as_str())
        .fetch_all(conn)
        .await?)
}
