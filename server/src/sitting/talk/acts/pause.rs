//! The sitting pauses for some minutes, and goes on by itself or when the chair says so.

use super::{super::desk_of, floor::is_open};
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    fault::Fault,
    sitting::{session::rows::SessionRow, talk::rows::floor},
    store::feed::Touch,
};
use rules::{Refusal, permit::Act as May, says::Says};
use serde_json::json;

/// The longest pause of a sitting, in minutes.
const LONGEST_PAUSE_MINUTES: i64 = 60;

/// Pauses the sitting for some minutes; of none, it goes on.
pub struct Pause;

impl Act for Pause {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/pause";
    const MAY: &'static [May] = &[May::LeadDiscussion];
    const SAYS: &'static [Says] = &[Says::SessionPaused];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        is_open(&at.on)?;
        let minutes = form.whole("minutes")?;
        if !(0..=LONGEST_PAUSE_MINUTES).contains(&minutes) {
            return Err(("minutes", Refusal::BadMinutes).into());
        }
        base::changes(minutes > 0 || at.on.pauses_at(at.now().0))?;
        let until = if minutes == 0 { 0 } else { at.now().plus_minutes(minutes).0 };
        floor::pause(at.writing, &at.permit, &at.on.id, until).await?;
        at.say(Says::SessionPaused, json!({ "minutes": minutes })).await?;
        at.touch(Touch::Sitting);
        Ok(Address(desk_of(&at.on.id)))
    }

    async fn stands(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.pause_stands(at.now().0)))
    }

    fn back(on: &SessionRow) -> String {
        desk_of(&on.id)
    }
}
