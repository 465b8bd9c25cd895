//! The end of casting. Where no paper was handed out and no hands are to be counted, the count follows at once.

use super::super::{
    at_the_chair,
    closing::{accept, closing},
    desk_of,
};
use crate::{
    act::{Act, Address, At, Beside, Desk, Form, Stop},
    fault::Fault,
    sitting::vote::rows::{VoteRow, count},
    store::feed::Touch,
};
use rules::{Refusal, ballot::Mode, permit::Act as May, says::Says, vote};
use serde_json::json;

/// Closes a vote: no more ballots or paper on any channel, roll and presence fixed.
pub struct Close;

impl Act for Close {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/close";
    const MAY: &'static [May] = &[May::RunVote];
    const SAYS: &'static [Says] = &[Says::VoteClosed, Says::VoteCounted, Says::VoteVoided];

    async fn run(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Address, Stop> {
        let fixed = closing(at.writing, &at.on).await?;
        let reason = form.optional("reason", 300)?;
        let window = at.on.window(at.now());
        let closed = vote::close(&at.on.id, window, &reason, form.ticked("few"), fixed)
            .beside_each(&[(Refusal::ReasonMissing, "reason"), (Refusal::FewVoted, "few")])?;
        count::store_closed(at.writing, &at.permit, &closed).await?;
        let closing = closed.closing();
        let secret = at.on.mode == Mode::Secret;
        // How many papers are out would give a small group away before the result is merged.
        let body = if secret {
            json!({ "counts": closing.counts, "reason": reason })
        } else {
            json!({ "counts": closing.counts, "papers": closing.papers, "reason": reason })
        };
        at.say(Says::VoteClosed, body).await?;
        at.touch(Touch::Vote(at.on.id.clone()));
        if !closing.awaits() {
            accept(at, closing, None).await?;
        }
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
