//! People: communities, their bodies, members, roles, rolls, slips and logins. It knows nothing of what people say or decide.

pub mod finding;

use crate::{
    act::Subject,
    desk::Viewer,
    fault::Fault,
    store::{
        Conn,
        community::{self as communities, CommunityRow},
    },
};
use rules::posting::Audience;

impl Subject for CommunityRow {
    type Key = String;

    async fn find(conn: &mut Conn, key: &String) -> Result<Self, Fault> {
        communities::find(conn, key).await
    }

    fn community(&self) -> &str {
        &self.id
    }

    fn id(&self) -> &str {
        &self.id
    }

    /// What a community is, and who holds which office in it, is everybody's; of its members the entries tell nothing openly.
    fn audience(&self) -> Audience {
        Audience::Public
    }

    fn page(&self) -> String {
        format!("/c/{}", self.id)
    }

    /// Whoever runs the platform makes communities of which they are no member.
    fn exists_for(&self, viewer: &Viewer) -> Result<(), Fault> {
        viewer.in_community(&self.id)
    }
}
