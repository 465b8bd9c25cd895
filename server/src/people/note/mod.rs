//! A note to the people of a community, from whoever runs the platform. It is shown to its members at home, and published nowhere.

mod leave;
pub mod rows;

pub use leave::LeaveNote;

use crate::{
    act::{Subject, Viewer},
    fault::Fault,
    people::community::rows::{self as communities, CommunityRow},
    store::Conn,
};
use app::address;
use rules::{id::CommunityId, posting::Audience};

/// The people of a community, to whom something is said.
pub struct People(CommunityRow);

impl Subject for People {
    type Key = CommunityId;

    async fn find(conn: &mut Conn, key: &CommunityId) -> Result<Self, Fault> {
        communities::find(conn, key).await.map(Self)
    }

    fn community(&self) -> &CommunityId {
        &self.0.id
    }

    fn in_chain(&self) -> &str {
        &self.0.id
    }

    /// What is said to them is theirs: the chain seals it.
    fn audience(&self) -> Audience {
        Audience::Members
    }

    fn page(&self) -> String {
        address::admin(&self.0.id)
    }

    /// Whoever runs the platform is a member of no community by that.
    fn exists_for(&self, viewer: &Viewer) -> Result<(), Fault> {
        viewer.in_community(&self.0.id)
    }
}
