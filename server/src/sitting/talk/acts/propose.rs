//! A proposal under an item. Beside its text it has a number, by which the room calls it.

use super::super::{
    in_thread,
    thread::{bound, may_post, tell},
    thread_of,
};
use crate::{
    act::{Act, Address, At, Form, Stop, Subject},
    secret,
    sitting::{
        session::rows::ItemRow,
        talk::rows::thread::{self as threads, NewProposal, ProposalRow},
    },
    store::feed::Touch,
    text::fingerprint,
};
use rules::{
    id::{ItemId, MemberId, ProposalId},
    permit::Act as May,
    says::Says,
    thread::{self, Proposed, State},
};
use serde_json::json;

/// Makes a proposal under an item.
pub struct Propose;

impl Act for Propose {
    type On = ItemRow;
    const AT: &'static str = "/i/{item}/propose";
    const MAY: &'static [May] = &[May::Propose];
    const SAYS: &'static [Says] = &[Says::ProposalMade];
    const PREVIEWS: bool = true;

    async fn run(at: &mut At<'_, ItemRow>, form: &Form) -> Result<Address, Stop> {
        let item = at.on.clone();
        let floor = may_post(at, &item).await?;
        let voting = bound(at.writing.conn(), &item.session, &item.id).await?.voting;
        let (id, author) = (ProposalId::from(secret::id()), at.member()?);
        let there = threads::proposals(at.writing.conn(), &item.id).await?;
        let (open, made) = of(&there, &author);
        let proposed = thread::propose(floor, (voting, open, made), form.get("title"), form.raw("body"))?;
        let proposed = proposed.shown_as(form.text_form());
        let number = there.last().map_or(1, |one| one.number + 1);
        let new = NewProposal { id: &id, item: &item, number, author: &author, entered: false };
        threads::store_made(at.writing, &at.permit, &proposed, &new).await?;
        written(at, Says::ProposalMade, (&item.id, &id), &proposed).await
    }

    fn back(on: &ItemRow) -> String {
        thread_of(&on.id)
    }
}

/// How many of the proposals that are a member's stand open, and how many there are.
pub(super) fn of(proposals: &[ProposalRow], author: &MemberId) -> (i64, i64) {
    let own = || proposals.iter().filter(|one| one.author == *author);
    let open = own().filter(|one| one.state == State::Open && one.hidden == 0).count();
    (i64::try_from(open).unwrap_or(i64::MAX), i64::try_from(own().count()).unwrap_or(i64::MAX))
}

/// What a revision that is stored tells: its fingerprint, not its words.
pub(super) async fn written<S: Subject>(
    at: &mut At<'_, S>,
    act: Says,
    (item, proposal): (&ItemId, &ProposalId),
    proposed: &Proposed,
) -> Result<Address, Stop> {
    let text = proposed.text();
    let fingerprint = fingerprint(text.form(), &[text.title(), text.body()]);
    tell(at, act, json!({ "proposal": proposal, "revision": proposed.number(), "text_hash": fingerprint })).await?;
    at.touch(Touch::Proposal(proposal.clone()));
    Ok(in_thread(item, &format!("proposal-{proposal}")))
}
