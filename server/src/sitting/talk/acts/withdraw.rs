//! Whoever made a proposal may take it back while it is talked about.

use super::super::{proposal_facts, thread::tell};
use crate::{
    act::{Act, Address, At, Form, Stop},
    sitting::talk::rows::thread::{self as threads, ProposalRow},
    store::feed::Touch,
};
use rules::{permit::Act as May, says::Says, thread};
use serde_json::json;

/// Takes one's own proposal back.
pub struct Withdraw;

impl Act for Withdraw {
    type On = ProposalRow;
    const AT: &'static str = "/p/{proposal}/withdraw";
    const MAY: &'static [May] = &[May::Propose];
    const SAYS: &'static [Says] = &[Says::ProposalWithdrawn];

    async fn run(at: &mut At<'_, ProposalRow>, _form: &Form) -> Result<Address, Stop> {
        let moved = thread::withdraw(&at.on.id, &proposal_facts(&at.on, &at.member()?))?;
        threads::store_moved(at.writing, &at.permit, &moved, 0).await?;
        tell(at, Says::ProposalWithdrawn, json!({ "proposal": at.on.id })).await?;
        at.touch(Touch::Proposal(at.on.id.clone()));
        Ok(at.page())
    }
}
