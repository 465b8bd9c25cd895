//! A second (附议): another member wants the proposal to be talked about. It is no post: the pause between posts does not hold it
//! back.

use super::super::{
    in_thread, proposal_facts,
    thread::{may_post, tell},
    thread_of,
};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    sitting::{
        session::rows::{self as sessions, ItemRow},
        talk::rows::thread::{self as threads, ProposalRow},
    },
    store::feed::Touch,
};
use rules::{permit::Act as May, says::Says, thread};
use serde_json::json;

/// Seconds a proposal.
pub struct Second;

impl Act for Second {
    type On = ProposalRow;
    const AT: &'static str = "/p/{proposal}/second";
    const MAY: &'static [May] = &[May::Second];
    const SAYS: &'static [Says] = &[Says::ProposalSeconded];

    async fn run(at: &mut At<'_, ProposalRow>, _form: &Form) -> Result<Address, Stop> {
        let item = ItemRow { pause: 0, ..sessions::item(at.writing.conn(), &at.on.item).await? };
        let (floor, member) = (may_post(at, &item).await?, at.member()?);
        let already = threads::has_seconded(at.writing.conn(), &at.on.id, &member).await?;
        let seconded = thread::second(floor, &at.on.id, &proposal_facts(&at.on, &member), already)?;
        threads::store_seconded(at.writing, &at.permit, &seconded, &member, false).await?;
        tell(at, Says::ProposalSeconded, json!({ "proposal": at.on.id })).await?;
        at.touch(Touch::Proposal(at.on.id.clone()));
        Ok(in_thread(&item.id, &format!("proposal-{}", at.on.id)))
    }

    async fn stands(at: &mut At<'_, ProposalRow>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.latest.to_string()))
    }

    fn back(on: &ProposalRow) -> String {
        thread_of(&on.item)
    }
}
