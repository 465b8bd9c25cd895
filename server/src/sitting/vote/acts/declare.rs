//! The result is declared in the room: from now on everybody in the session sees it, and nothing is counted again.

use super::super::{at_the_chair, desk_of};
use crate::{
    act::{Act, Address, At, Desk, Form, Stop},
    fault::Fault,
    secret,
    sitting::vote::rows::{self as votes, VoteRow, count},
    store::feed::Touch,
};
use rules::{permit::Act as May, says::Says, vote};
use serde_json::json;

/// Declares the result.
pub struct Declare;

impl Act for Declare {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/declare";
    const MAY: &'static [May] = &[May::RunVote];
    const SAYS: &'static [Says] = &[Says::VoteDeclared];

    async fn run(at: &mut At<'_, VoteRow>, _form: &Form) -> Result<Address, Stop> {
        let declared = vote::declare(&at.on.id, at.on.phase)?;
        votes::store_declared(at.writing, &at.permit, &declared).await?;
        count::settle(at.writing, &at.on).await?;
        let (record, verdict) = at.on.count()?.ok_or(Fault::Stored("votes.record"))?;
        let hash = secret::digest(&[at.on.record.as_deref().unwrap_or_default()]);
        at.say(Says::VoteDeclared, json!({ "record_hash": hash, "record": record, "verdict": verdict })).await?;
        at.touch(Touch::Vote(at.on.id.clone()));
        at.forgets_secret().await?;
        Ok(at_the_chair(&at.on))
    }

    async fn stands(at: &mut At<'_, VoteRow>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.stands()))
    }

    fn back(on: &VoteRow) -> String {
        desk_of(on)
    }

    async fn done(desk: &Desk, on: &VoteRow) {
        desk.forgets_vote(on).await;
    }
}
