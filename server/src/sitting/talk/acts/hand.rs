//! A member asks for the floor by raising a hand, and takes it down again. Who speaks and is done early gives the floor back so.

use super::super::{floor::turns, is_voting};
use crate::{
    act::{Act, Address, At, Form, Stop},
    secret,
    sitting::{presence::rows as presence, session::rows::SessionRow, talk::rows::floor},
    store::feed::Touch,
};
use rules::{
    Refusal,
    permit::Act as May,
    says::Says,
    speech::{self, HandFacts, Side, State},
};
use serde_json::json;

/// Raises a hand, or takes it down.
pub struct RaiseHand;

impl Act for RaiseHand {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/hand";
    const MAY: &'static [May] = &[May::RaiseHand];
    const SAYS: &'static [Says] = &[Says::HandLowered, Says::HandRaised];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let (member, now) = (at.member()?, at.now());
        let rows = floor::speeches(at.writing.conn(), &at.on.id, &at.on.current_item).await?;
        let mut own = None;
        for row in rows.iter().filter(|row| row.member == member) {
            if matches!(row.state, State::Waiting | State::Speaking) {
                own = Some(row);
            }
        }
        let act = if form.get("hand") == "down" {
            let row = own.ok_or(Refusal::HandNotRaised)?;
            let next = if row.state == State::Waiting { State::Taken } else { State::Done };
            let ends = (next == State::Done).then_some(now.0);
            floor::move_speech(at.writing, &at.permit, &row.id, next, ends).await?;
            Says::HandLowered
        } else {
            let side = Side::from_id(form.get("side")).ok_or(("side", Refusal::NotOffered))?;
            let facts = HandFacts {
                session: at.on.phase,
                paused: at.on.pauses_at(now.0),
                voting: is_voting(at.writing, &at.on.id).await?,
                has_item: !at.on.current_item.is_empty(),
                here: presence::attendee(at.writing.conn(), &at.on.id, &member).await?.is_some_and(|one| one.here()),
                raised: own.is_some(),
                turns: turns(&rows, &member),
                taken: floor::taken(at.writing.conn(), &at.on.id, &member).await?,
            };
            let raised = speech::raise(&facts, side)?;
            let (id, item) = (secret::id(), &at.on.current_item);
            floor::store_raised(at.writing, &at.permit, raised, &id, &at.on.id, item, &member).await?;
            Says::HandRaised
        };
        let personal = json!({ "member": member, "item": at.on.current_item, "side": form.get("side") });
        let entry = at.entry(act, json!({})).about(&member, personal);
        at.writing.append(entry).await?;
        at.touch(Touch::Speech);
        Ok(Address(format!("{}#speaking", Self::back(&at.on))))
    }
}
