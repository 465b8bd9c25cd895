//! Objections and questions to what is published, their replies, and what is hidden of them. Who filed one is told nowhere in
//! public, and nobody replies to their own.

pub mod acts;
pub(crate) mod hiding;
pub mod rows;

use super::posting::{about, published};
use crate::{
    act::{Address, Subject},
    fault::Fault,
    record::{
        objection::rows::{self as objections, ObjectionRow},
        publication::{Kind, rows::PublicationRow},
    },
    store::Conn,
};
use rules::{
    id::{CommunityId, MemberId, ObjectionId},
    posting::Audience,
};

/// An objection or a question, with what it was filed about.
pub struct Objection {
    row: ObjectionRow,
    of: PublicationRow,
}

impl Objection {
    /// Where it stands on the page of what it was filed about.
    fn place(&self) -> Address {
        Address(place(&self.row))
    }

    /// Whether a member filed it.
    fn is_of(&self, member: Option<&MemberId>) -> bool {
        self.row.member.is_some() && self.row.member.as_ref() == member
    }
}

/// Where an objection stands on the page of what it was filed about.
pub(crate) fn place(row: &ObjectionRow) -> String {
    at_number(&row.community, (row.of_kind, &row.subject), row.number)
}

/// The same by what it was filed about, and its receipt number.
fn at_number(community: &CommunityId, (kind, subject): (Kind, &str), number: i64) -> String {
    format!("{}#objection-{number}", about(community, kind.id(), subject))
}

impl Subject for Objection {
    type Key = ObjectionId;

    async fn find(conn: &mut Conn, key: &ObjectionId) -> Result<Self, Fault> {
        let row = objections::find(conn, key).await?;
        let of = published(conn, &row.community, row.of_kind, &row.subject).await?;
        Ok(Self { row, of })
    }

    fn community(&self) -> &CommunityId {
        &self.row.community
    }

    fn in_chain(&self) -> &str {
        &self.row.id
    }

    /// It is for whom the thing is that it was filed about.
    fn audience(&self) -> Audience {
        Subject::audience(&self.of)
    }

    fn page(&self) -> String {
        self.of.page()
    }
}
