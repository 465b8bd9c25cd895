//! A second (附议): another member wants the proposal to be talked about. It is no post: the pause between posts does not hold it
//! back.

use super::super::{
    in_thread, proposal_facts,
    thread::{may_post, tell},
    thread_of,
};
use crate::{
    act::{Act, Address, At, Stop},
    form::Form,
    store::{
        feed::Touch,
        session::{self as sessions, ItemRow},
        thread::{self as threads, ProposalRow},
    },
};
use rules::{permit::Act as May, thread};
use serde_json::json;

/// Seconds a proposal.
pub struct Second;

impl Act for Second {
    type On = ProposalRow;
    const AT: &'static str = "/p/{proposal}/second";
    const MAY: &'static [May] = &[May::Second];

    async fn run(at: &mut At<'_, ProposalRow>, _form: &Form) -> Result<Address, Stop> {
        let item = ItemRow { pause: 0, ..sessions::item(at.writing.conn(), &at.on.item).await? };
        let (floor, member) = (may_post(at, &item).await?, at.member()?);
        let already = threads::has_seconded(at.writing.conn(), &at.on.id, member.as_str()).await?;
        let seconded = thread::second(floor, &proposal_facts(&at.on, member.as_str())?, already)?;
        threads::store_seconded(at.writing, &at.permit, seconded, &at.on.id, member.as_str()).await?;
        tell(at, "proposal.seconded", json!({ "proposal": at.on.id })).await?;
        at.touch(Touch::Proposal(at.on.id.clone()));
        Ok(in_thread(&item.id, &format!("proposal-{}", at.on.id)))
    }

    fn back(on: &ProposalRow) -> String {
        thread_of(&on.item)
    }
}
