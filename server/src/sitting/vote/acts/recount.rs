//! Another count: after the tellers have differed twice, or, until the result is declared, in the place of one that was accepted.
//! That one stays in the journal as superseded; record and verdict are made anew.

use super::super::{at_the_chair, desk_of};
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    fault::Fault,
    sitting::vote::rows::{VoteRow, count},
    store::feed::Touch,
};
use rules::{
    count::{OrderFacts, order},
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// The chair orders another count.
pub struct OrderRecount;

impl Act for OrderRecount {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/recount";
    const MAY: &'static [May] = &[May::RunVote];
    const SAYS: &'static [Says] = &[Says::CountOrdered];

    async fn run(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Address, Stop> {
        let entries = count::entries(at.writing.conn(), &at.on.id).await?;
        let kept = count::closing(at.writing.conn(), &at.on.id).await?.is_some();
        let (phase, recounts) = (at.on.phase, at.on.recounts.unsigned_abs());
        let reason = none::said(form, "reason");
        let none = none::none("reason", &reason);
        let ordered = order(&OrderFacts { vote: &at.on.id, phase, entries: &entries, recounts, kept }, reason)?;
        count::store_ordered(at.writing, &at.permit, &ordered).await?;
        let body = json!({
            "recount": at.on.recounts + 1, "reason": ordered.reason(), "superseded": ordered.supersedes(),
        });
        at.say(Says::CountOrdered, none::tell(body, &none)?).await?;
        at.touch(Touch::Vote(at.on.id.clone()));
        Ok(at_the_chair(&at.on))
    }

    async fn stands(at: &mut At<'_, VoteRow>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.stands()))
    }

    fn back(on: &VoteRow) -> String {
        desk_of(on)
    }
}
