//! What was published and how it hangs on the board: taken down when its days are over, withdrawn, photographed. Nothing is
//! published here, and nothing that was published is changed.

pub mod acts;
mod known;
mod photo;
pub mod rows;

use super::latest;
use crate::{
    act::Subject,
    fault::Fault,
    record::publication::{Kind, rows::PublicationRow},
    store::{Conn, Writing},
    zone,
};
use app::address;
use rules::{
    Moment,
    id::CommunityId,
    posting::Audience,
    published::{DisclosureContent, DrawContent},
};

impl Subject for PublicationRow {
    /// The community, the kind, and the thing.
    type Key = (CommunityId, String, String);

    async fn find(conn: &mut Conn, (community, kind, thing): &Self::Key) -> Result<Self, Fault> {
        let kind = Kind::from_id(kind).ok_or(Fault::NotFound)?;
        published(conn, community, kind, thing).await
    }

    fn community(&self) -> &CommunityId {
        &self.community
    }

    /// The chain tells of the thing, whatever revision of it.
    fn in_chain(&self) -> &str {
        &self.subject
    }

    /// What is not everybody's stays within the community.
    fn audience(&self) -> Audience {
        if self.is_public() { Audience::Public } else { Audience::Members }
    }

    fn page(&self) -> String {
        at(self)
    }
}

/// Whether it takes a second hand to be withdrawn (`record/takeback`): a decision, which was countersigned, a month of the account, and a
/// draw once the day of its seed has come, for from then on anybody can know what it brings.
pub(crate) fn takes_two(row: &PublicationRow, now: Moment) -> Result<bool, Fault> {
    Ok(match row.kind {
        Kind::Outcome => true,
        // What a month of the account says is what the next one begins with.
        Kind::Disclosure => serde_json::from_str::<DisclosureContent>(&row.content)?.ledger.is_some(),
        Kind::Draw => {
            let content: DrawContent = serde_json::from_str(&row.content)?;
            content.record.is_some() || zone::day(now, &content.zone)? >= content.on
        }
        _ => false,
    })
}

/// The page of a published thing for members and staff.
pub(crate) fn at(row: &PublicationRow) -> String {
    about(&row.community, row.kind.id(), &row.subject)
}

/// The same address by the kind's id and the subject.
pub(crate) fn about(community: &CommunityId, kind: &str, subject: &str) -> String {
    address::about(&community, &kind, &subject)
}

/// The latest revision of a thing that a community has published, for whomever it is.
pub(crate) async fn published(
    conn: &mut Conn,
    community: &CommunityId,
    kind: Kind,
    subject: &str,
) -> Result<PublicationRow, Fault> {
    Ok(latest(conn, community, kind, subject, None, Audience::Members).await?.0)
}

/// The latest revision of a thing that the community whose head is taken has published; the act is about it.
pub(crate) async fn in_community(writing: &mut Writing, kind: Kind, subject: &str) -> Result<PublicationRow, Fault> {
    let community = writing.community().clone();
    let row = published(writing.conn(), &community, kind, subject).await?;
    writing.concerns(row.audience);
    Ok(row)
}
