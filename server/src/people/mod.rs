//! People: communities, their bodies, members, roles, rolls, slips and logins. It knows nothing of what people say or decide.

pub mod choice;
pub mod community;
pub mod finding;
pub mod login;
pub mod member;
pub(crate) mod naming;
pub mod note;
pub mod office;
pub mod owners;
pub(crate) mod pages;
pub mod represented;
pub mod roll;

use crate::{
    act::{At, Form, Subject, Viewer},
    fault::Fault,
    people::{
        community::rows::{self as communities, CommunityRow},
        member::rows::{self as members, MemberRow},
    },
    store::{Conn, journal::Entry},
};
use app::address;
use rules::{
    id::{CommunityId, MemberId},
    posting::Audience,
    says::Says,
};
use serde_json::{Value, json};

impl Subject for CommunityRow {
    type Key = CommunityId;

    async fn find(conn: &mut Conn, key: &CommunityId) -> Result<Self, Fault> {
        communities::find(conn, key).await
    }

    fn community(&self) -> &CommunityId {
        &self.id
    }

    fn in_chain(&self) -> &str {
        &self.id
    }

    /// What a community is, and who holds which office in it, is everybody's; of its members the entries tell nothing openly.
    fn audience(&self) -> Audience {
        Audience::Public
    }

    fn page(&self) -> String {
        address::board(&self.id)
    }

    /// Whoever runs the platform makes communities of which they are no member.
    fn exists_for(&self, viewer: &Viewer) -> Result<(), Fault> {
        viewer.in_community(&self.id)
    }
}

impl At<'_, CommunityRow> {
    /// The member of the community whom the form names.
    async fn whom(&mut self, form: &Form) -> Result<MemberRow, Fault> {
        members::find(self.writing.conn(), &self.on.id, form.get("member")).await
    }

    /// Says what was done to a member. Who it is stands in the personal part alone, which goes when they are erased.
    async fn say_of_member(&mut self, act: Says, member: &MemberId, body: Value) -> Result<(), Fault> {
        let entry = Entry::new(act, Some(self.permit.role()), "", body).about(member, json!({ "member": member }));
        self.writing.append(entry).await.map(|_| ())
    }
}

/// The page on which an administrator keeps a community.
fn admin_page(community: &CommunityId) -> String {
    address::admin(&community)
}

/// Its list of the staff.
fn staff_list(community: &CommunityId) -> String {
    address::staff(&community)
}

/// A member's page, as the clerk sees it.
pub(crate) fn member_page(community: &CommunityId, member: &MemberId) -> String {
    address::member(&community, &address::encoded(member))
}
