//! A sitting: what happens in one room, from the agenda to the minutes. It never publishes by itself and knows nothing of how a
//! page looks.

pub mod appraisal;
pub mod consultation;
pub mod decision;
pub mod item;
pub mod minutes;
pub(crate) mod pages;
pub mod practice;
pub mod presence;
pub mod session;
pub mod talk;
pub mod view;
pub mod vote;

use crate::{
    act::Subject,
    fault::Fault,
    sitting::{
        session::rows::{self as sessions, ItemRow, SessionRow},
        vote::rows as votes,
    },
    store::{Conn, steps},
};
use app::address;
use rules::{
    id::{CommunityId, ItemId, MemberId, SessionId},
    permit::Role,
    posting::Audience,
};

/// The part of a `Subject` that is one for all that is said and decided under an item: its item decides for whom it is, and its session
/// whose chair and deputy count.
macro_rules! under_an_item {
    () => {
        fn community(&self) -> &rules::id::CommunityId {
            &self.community
        }

        fn audience(&self) -> rules::posting::Audience {
            rules::posting::Audience::of_matter(&self.matter)
        }

        fn session(&self) -> Option<&str> {
            Some(&self.session)
        }

        async fn roles(
            &self,
            conn: &mut crate::store::Conn,
            member: &rules::id::MemberId,
        ) -> Result<Vec<rules::permit::Role>, crate::fault::Fault> {
            crate::sitting::roles_in(conn, &self.session, member).await
        }
    };
}
pub(crate) use under_an_item;

impl Subject for SessionRow {
    type Key = SessionId;

    async fn find(conn: &mut Conn, key: &SessionId) -> Result<Self, Fault> {
        sessions::find(conn, key).await
    }

    fn community(&self) -> &CommunityId {
        &self.community
    }

    fn in_chain(&self) -> &str {
        &self.id
    }

    /// That there is a sitting, when it opens and who comes is everybody's; what its items say, each item says for whom.
    fn audience(&self) -> Audience {
        Audience::Public
    }

    fn page(&self) -> String {
        address::session(&self.id)
    }

    fn session(&self) -> Option<&str> {
        Some(&self.id)
    }

    async fn roles(&self, _conn: &mut Conn, member: &MemberId) -> Result<Vec<Role>, Fault> {
        Ok(session::session_roles(self, member))
    }
}

impl Subject for ItemRow {
    type Key = ItemId;

    async fn find(conn: &mut Conn, key: &ItemId) -> Result<Self, Fault> {
        sessions::item(conn, key).await
    }

    fn community(&self) -> &CommunityId {
        &self.community
    }

    fn in_chain(&self) -> &str {
        &self.id
    }

    fn audience(&self) -> Audience {
        Self::audience(self)
    }

    fn page(&self) -> String {
        address::item(&self.id)
    }

    fn session(&self) -> Option<&str> {
        Some(&self.session)
    }

    async fn roles(&self, conn: &mut Conn, member: &MemberId) -> Result<Vec<Role>, Fault> {
        roles_in(conn, &self.session, member).await
    }

    /// That it was called and ended the entries say of its session; its votes have names of their own.
    async fn steps(&self, conn: &mut Conn) -> Result<Vec<steps::Of>, Fault> {
        let called = steps::Of { subject: self.session.0.clone(), naming: self.id.0.clone() };
        let votes = votes::of_session(conn, &self.session).await?.into_iter().filter(|vote| vote.item == self.id);
        let votes = votes.map(|vote| steps::Of::subject(&vote.id));
        Ok([called, steps::Of::subject(&self.id)].into_iter().chain(votes).collect())
    }
}

/// What a session makes of a member.
async fn roles_in(conn: &mut Conn, session: &SessionId, member: &MemberId) -> Result<Vec<Role>, Fault> {
    Ok(session::session_roles(&sessions::find(conn, session).await?, member))
}
