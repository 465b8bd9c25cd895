//! What is said in a sitting: proposals, seconds and remarks under an item, who has the floor, the chair's order over both, and what
//! was hidden with its appeals. It never decides anything: a proposal becomes an item's text by an act of the chair's, and stands or
//! falls by a vote. Its acts stand in `acts`.

pub mod acts;
mod floor;
pub mod rows;
mod thread;

pub(crate) use floor::{end_turns, is_voting, leave_floor, queue, turn};
pub(crate) use thread::{bound_by_votes, floor_of, proposal_facts};

use crate::{
    act::{Address, Desk, Subject, Viewer},
    fault::Fault,
    sitting::{
        session::rows::{self as sessions, ItemRow},
        talk::rows::{
            hiding::{self, HidingRow},
            thread::{self as threads, ProposalRow, RemarkRow},
        },
        under_an_item,
    },
    store::Conn,
};
use app::address;
use rules::id::{HidingId, ItemId, ProposalId, SessionId};

impl Subject for ProposalRow {
    type Key = ProposalId;

    async fn find(conn: &mut Conn, key: &ProposalId) -> Result<Self, Fault> {
        threads::proposal(conn, key).await
    }

    under_an_item!();

    /// The chain names its item: which text it was, and whose, is said to nobody.
    fn in_chain(&self) -> &str {
        &self.item
    }

    fn page(&self) -> String {
        address::proposal(&self.id)
    }
}

impl Subject for RemarkRow {
    type Key = String;

    async fn find(conn: &mut Conn, key: &String) -> Result<Self, Fault> {
        threads::remark(conn, key).await
    }

    under_an_item!();

    /// The chain names its item: which remark it was, and whose, is said to nobody.
    fn in_chain(&self) -> &str {
        &self.item
    }

    fn page(&self) -> String {
        address::remark(&self.id)
    }
}

impl Subject for HidingRow {
    type Key = HidingId;

    async fn find(conn: &mut Conn, key: &HidingId) -> Result<Self, Fault> {
        hiding::find(conn, key).await
    }

    under_an_item!();

    fn in_chain(&self) -> &str {
        &self.id
    }

    /// Its place among what was hidden in the session.
    fn page(&self) -> String {
        address::hidden_one(&self.session, &self.id)
    }
}

/// The page of an item's thread.
fn thread_of(item: &ItemId) -> String {
    address::thread(&item)
}

/// A place in an item's thread.
fn in_thread(item: &ItemId, mark: &str) -> Address {
    Address(address::thread_at(&item, &mark))
}

/// The chair's page.
fn desk_of(session: &SessionId) -> String {
    address::chair(&session)
}

/// An item on the chair's page.
fn at_the_chair(session: &SessionId, item: &ItemId) -> Address {
    Address(address::chair_item(&session, &item))
}

impl Desk {
    /// The proposal, if the viewer belongs to its community.
    pub(crate) async fn proposal_for(&self, viewer: &Viewer, id: &str) -> Result<ProposalRow, Fault> {
        let row = threads::proposal(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        Ok(row)
    }

    /// The remark, if the viewer belongs to its community.
    pub(crate) async fn remark_for(&self, viewer: &Viewer, id: &str) -> Result<RemarkRow, Fault> {
        let row = threads::remark(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        Ok(row)
    }

    /// The item, if the viewer belongs to its community.
    pub(crate) async fn item_for(&self, viewer: &Viewer, id: &ItemId) -> Result<ItemRow, Fault> {
        let row = sessions::item(&mut *self.read().await?, id).await?;
        viewer.membership(&row.community)?;
        Ok(row)
    }
}
