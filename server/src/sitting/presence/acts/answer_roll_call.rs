//! Somebody answers a roll-call; the clerk answers for those in the room without a phone.

use super::super::{acting_for, of_oneself};
use crate::{
    act::{Act, Address, At, Form, Stop, Subject, Viewer},
    sitting::{presence::rows as presence, session::rows::SessionRow, talk::rows::floor},
    store::feed::Touch,
};
use app::address;
use rules::{Refusal, permit::Act as May, says::Says};
use serde_json::json;

/// Answers a roll-call for the viewer or, by the clerk, for a member.
pub struct AnswerRollCall;

impl Act for AnswerRollCall {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/roll-call/answer";
    const MAY: &'static [May] = &[May::AttendSession, May::KeepPresence];
    const SAYS: &'static [Says] = &[Says::RollCallAnswered];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let (member, own) = (acting_for(at, form)?, of_oneself(form));
        let running = floor::running_roll_call(at.writing.conn(), &at.on.id).await?;
        let call = running.ok_or(Refusal::NoRollCall)?;
        // The roll is called of those who count; observers are left alone.
        if !presence::attendee(at.writing.conn(), &at.on.id, &member).await?.is_some_and(|one| one.counts()) {
            return Err(Refusal::NotPresent.into());
        }
        // A phone that nobody has confirmed keeps nobody present.
        if own && !at.verified {
            return Err(Refusal::LoginUnverified.into());
        }
        if floor::roll_call_answers(at.writing.conn(), &call.id).await?.contains(&member) {
            return Err(Refusal::RollCallAnswered.into());
        }
        floor::answer_roll_call(at.writing, &at.permit, &call.id, &member).await?;
        let entry = at.entry(Says::RollCallAnswered, json!({})).about(&member, json!({ "member": member }));
        at.writing.append(entry).await?;
        at.touch(Touch::RollCall);
        let to = Self::back_for(&at.on, at.viewer, form);
        Ok(Address(if own { format!("{to}#roll-call") } else { to }))
    }

    /// The clerk answers on a page of their own.
    fn back_for(on: &SessionRow, _viewer: &Viewer, form: &Form) -> String {
        if of_oneself(form) { on.page() } else { address::roll_call(&on.id) }
    }
}
