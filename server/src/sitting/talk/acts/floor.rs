//! The chair leads the floor: gives it to whoever is next, warns the speaker that the time is nearly over, ends the turn.

use super::super::{desk_of, end_turns, is_voting, queue, turn};
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    fault::Fault,
    sitting::{
        session::rows::SessionRow,
        talk::rows::floor::{self, SpeechRow},
    },
    store::feed::Touch,
};
use rules::{
    Refusal,
    permit::Act as May,
    says::Says,
    session::Phase,
    speech::{self, State, TURN_SECONDS},
};
use serde_json::json;

/// Gives the floor to whoever is next.
pub struct GiveFloor;

impl Act for GiveFloor {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/floor/next";
    const MAY: &'static [May] = &[May::LeadDiscussion];
    const SAYS: &'static [Says] = &[Says::FloorGiven];

    async fn run(at: &mut At<'_, SessionRow>, _form: &Form) -> Result<Address, Stop> {
        let rows = speeches(at).await?;
        let voting = is_voting(at.writing, &at.on.id).await?;
        speech::may_speak(at.on.pauses_at(at.now().0), voting)?;
        let queue = queue(&rows);
        let next = queue.first().ok_or(Refusal::NobodyWaits)?;
        end_turns(at.writing, &at.permit, &at.on.id, &at.on.current_item).await?;
        let ends = at.now().0 + TURN_SECONDS * 1000;
        floor::move_speech(at.writing, &at.permit, &next.id, State::Speaking, Some(ends)).await?;
        led(at, Says::FloorGiven).await
    }

    async fn stands(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
        shown(at).await
    }

    fn back(on: &SessionRow) -> String {
        desk_of(&on.id)
    }
}

/// Warns the speaker that the time is nearly over.
pub struct WarnSpeaker;

impl Act for WarnSpeaker {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/floor/warn";
    const MAY: &'static [May] = &[May::LeadDiscussion];
    const SAYS: &'static [Says] = &[Says::FloorWarned];

    async fn run(at: &mut At<'_, SessionRow>, _form: &Form) -> Result<Address, Stop> {
        let rows = speeches(at).await?;
        let speaking = rows.iter().find(|row| row.state == State::Speaking).ok_or(Refusal::NobodyWaits)?;
        base::changes(!*speaking.warned)?;
        floor::set_warned(at.writing, &at.permit, &speaking.id).await?;
        led(at, Says::FloorWarned).await
    }

    async fn stands(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
        shown(at).await
    }

    fn back(on: &SessionRow) -> String {
        desk_of(&on.id)
    }
}

/// Ends the turn.
pub struct EndTurn;

impl Act for EndTurn {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/floor/stop";
    const MAY: &'static [May] = &[May::LeadDiscussion];
    const SAYS: &'static [Says] = &[Says::FloorEnded];

    async fn run(at: &mut At<'_, SessionRow>, _form: &Form) -> Result<Address, Stop> {
        is_open(&at.on)?;
        if end_turns(at.writing, &at.permit, &at.on.id, &at.on.current_item).await? == 0 {
            return Err(Refusal::NobodyWaits.into());
        }
        led(at, Says::FloorEnded).await
    }

    async fn stands(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
        shown(at).await
    }

    fn back(on: &SessionRow) -> String {
        desk_of(&on.id)
    }
}

/// The floor is led, and the sitting paused, while the session is open.
pub(super) fn is_open(session: &SessionRow) -> Result<(), Stop> {
    let phase = session.phase;
    if phase == Phase::Open { Ok(()) } else { Err(phase.not_now().into()) }
}

/// Who asked to speak on the item that was called.
async fn speeches(at: &mut At<'_, SessionRow>) -> Result<Vec<SpeechRow>, Stop> {
    is_open(&at.on)?;
    Ok(floor::speeches(at.writing.conn(), &at.on.id, &at.on.current_item).await?)
}

/// Whose turn it is: from a page that shows another one, nobody is called, warned or stopped.
async fn shown(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
    let rows = floor::speeches(at.writing.conn(), &at.on.id, &at.on.current_item).await?;
    Ok(Some(turn(&rows)))
}

async fn led(at: &mut At<'_, SessionRow>, act: Says) -> Result<Address, Stop> {
    at.say(act, json!({ "item": at.on.current_item })).await?;
    at.touch(Touch::Speech);
    Ok(Address(format!("{}#speaking", desk_of(&at.on.id))))
}
