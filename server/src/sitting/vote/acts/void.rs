//! A vote is void before its result is declared: the text is amended, or something went wrong. Its ballots stay on record and count
//! no more; the text may be changed and voted on again.

use super::super::{at_the_chair, desk_of};
use crate::{
    act::{Act, Address, At, Beside, Desk, Form, Stop},
    fault::Fault,
    sitting::vote::rows::{self as votes, VoteRow, count, secret as secrets},
    store::feed::Touch,
};
use rules::{Refusal, ballot::Mode, permit::Act as May, says::Says, vote};
use serde_json::json;

/// Voids a vote, with a reason that everybody reads.
pub struct Void;

impl Act for Void {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/void";
    const MAY: &'static [May] = &[May::RunVote];
    const SAYS: &'static [Says] = &[Says::VoteVoided];

    async fn run(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Address, Stop> {
        let reason = form.optional("reason", 300)?;
        let entered = !count::entries(at.writing.conn(), &at.on.id).await?.is_empty();
        let phase = at.on.phase;
        let voided =
            vote::void(&at.on.id, phase, entered, &reason).beside_each(&[(Refusal::ReasonMissing, "reason")])?;
        if at.on.mode == Mode::Secret && phase == vote::Phase::Open {
            secrets::dissolve(at.writing, &at.on.id).await?;
        }
        count::settle(at.writing, &at.on).await?;
        votes::store_voided(at.writing, &at.permit, &voided).await?;
        at.say(Says::VoteVoided, json!({ "reason": voided.reason() })).await?;
        at.touch(Touch::Vote(at.on.id.clone()));
        at.touch(Touch::Item(at.on.item.clone()));
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
