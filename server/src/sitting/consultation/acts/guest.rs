//! Guests at the door and at the floor. Their turn ends as a member's does; the clerk takes down what they said.

use super::super::{
    Round, guest_facts, page,
    rows::{self as consultations, said},
};
use crate::{
    act::{Act, Address, At, Form, Stop},
    secret,
    sitting::{session::rows::SessionRow, talk::end_turns},
    store::feed::Touch,
};
use rules::{Refusal, consultation as judged, permit::Act as May, says::Says};
use serde_json::json;

/// The guests on the page of a consultation.
fn guests(on: &SessionRow) -> Address {
    Address(format!("{}#guests", page(on)))
}

/// Marks a guest present.
pub struct GuestCame;

impl Act for GuestCame {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/guest/came";
    const MAY: &'static [May] = &[May::KeepPresence];
    const SAYS: &'static [Says] = &[Says::GuestCame];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let guest = Round::of(at.writing.conn(), &at.on.id).await?.guest(form)?.clone();
        let came = judged::came(guest_facts(at, &guest).await?)?;
        consultations::store_came(at.writing, &at.permit, &guest.id, came).await?;
        at.say(Says::GuestCame, json!({ "guest": guest.id })).await?;
        Ok(guests(&at.on))
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}

/// Says that a guest left. Their turn ends with that.
pub struct GuestLeft;

impl Act for GuestLeft {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/guest/left";
    const MAY: &'static [May] = &[May::KeepPresence];
    const SAYS: &'static [Says] = &[Says::GuestLeft];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let guest = Round::of(at.writing.conn(), &at.on.id).await?.guest(form)?.clone();
        let facts = guest_facts(at, &guest).await?;
        let left = judged::left(facts)?;
        consultations::store_left(at.writing, &at.permit, &guest.id, left).await?;
        if facts.speaking {
            said::end_turns(at.writing, &at.permit, &at.on.id).await?;
            at.touch(Touch::Speech);
        }
        at.say(Says::GuestLeft, json!({ "guest": guest.id })).await?;
        Ok(guests(&at.on))
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}

/// Gives a guest the floor: whoever speaks has spoken.
pub struct CallGuest;

impl Act for CallGuest {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/guest/call";
    const MAY: &'static [May] = &[May::LeadDiscussion];
    const SAYS: &'static [Says] = &[Says::GuestCalled];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let guest = Round::of(at.writing.conn(), &at.on.id).await?.guest(form)?.clone();
        let turn = judged::call(guest_facts(at, &guest).await?)?;
        let (session, item) = (at.on.id.clone(), at.on.current_item.clone());
        end_turns(at.writing, &at.permit, &session, &item).await?;
        let id = secret::id();
        said::store_called(at.writing, &at.permit, (&session, &item), (&id, &guest.id), turn).await?;
        at.say(Says::GuestCalled, json!({ "item": item, "guest": guest.id })).await?;
        at.touch(Touch::Speech);
        Ok(guests(&at.on))
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}

/// Takes down what a guest said. It stands in the record of the sitting, for members.
pub struct TakeDown;

impl Act for TakeDown {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/guest/said";
    const MAY: &'static [May] = &[May::KeepConsultation];
    const SAYS: &'static [Says] = &[Says::GuestSpoke];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let turns = said::turns(at.writing.conn(), &at.on.id).await?;
        let turn = turns.iter().find(|one| one.id == form.get("turn")).ok_or(("", Refusal::NotOffered))?;
        let taken = judged::take_down(&turn.body, form.raw("said"))?;
        said::store_taken_down(at.writing, &at.permit, &turn.id, &taken).await?;
        at.say(Says::GuestSpoke, json!({ "turn": turn.id, "guest": turn.guest })).await?;
        Ok(guests(&at.on))
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}
