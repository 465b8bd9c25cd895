//! Somebody leaves: told by themselves, or by the clerk. A paper that is out is given in or back first: else nobody knows whether
//! its holder has voted.

use super::super::{acting_for, door, not_over, of_oneself};
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer},
    fault::Fault,
    sitting::{
        presence::rows::{self as presence, AttendeeRow, mandate},
        session::rows::SessionRow,
        talk::leave_floor,
        vote::rows as votes,
    },
    store::{Writing, feed::Touch},
};
use rules::{
    Refusal,
    ballot::Way,
    id::{MemberId, SessionId},
    permit::Act as May,
    says::Says,
    vote::by_owners,
};
use serde_json::json;

/// Says that the viewer or, by the clerk, a member has left.
pub struct Leave;

impl Act for Leave {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/leave";
    const MAY: &'static [May] = &[May::AttendSession, May::KeepPresence];
    const SAYS: &'static [Says] = &[Says::PresenceLeft];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let (member, own) = (acting_for(at, form)?, of_oneself(form));
        not_over(&at.on)?;
        let here = presence::attendee(at.writing.conn(), &at.on.id, &member).await?.filter(AttendeeRow::here);
        let unit = here.ok_or(Refusal::NotPresent)?.unit;
        if (own || form.get("paper") != "cast") && holds_paper(at.writing, &at.on.id, &member, unit).await? {
            return Err(Refusal::PaperStillOut.into());
        }
        presence::store_leave(at.writing, &at.permit, &at.on.id, &member).await?;
        leave_floor(at.writing, &at.permit, &at.on, &member).await?;
        at.touch(Touch::Presence);
        let entry = at.entry(Says::PresenceLeft, json!({})).about(&member, json!({ "member": member }));
        at.writing.append(entry).await?;
        Ok(if own { at.page() } else { Address(door(&at.on)) })
    }

    fn back_for(on: &SessionRow, _viewer: &Viewer, form: &Form) -> String {
        stands_on(on, form)
    }
}

/// The clerk is led back to the door, whoever leaves by themselves to the session.
fn stands_on(on: &SessionRow, form: &Form) -> String {
    if of_oneself(form) { app::address::session(&on.id) } else { door(on) }
}

/// Whether a paper is out for a member's unit, or for somebody whose mandate they hold. Owners carry theirs home.
async fn holds_paper(
    writing: &mut Writing,
    session: &SessionId,
    member: &MemberId,
    unit: String,
) -> Result<bool, Fault> {
    let Some(vote) = votes::open_one(writing.conn(), session).await? else { return Ok(false) };
    if by_owners(&vote.rule()?.rule.body) {
        return Ok(false);
    }
    let mut units = vec![unit];
    for one in mandate::of_session(writing.conn(), session).await?.into_iter().filter(|one| one.holder == *member) {
        let giver = presence::attendee(writing.conn(), session, &one.giver).await?;
        units.extend(giver.map(|row| row.unit));
    }
    for unit in units {
        if votes::entry(writing.conn(), &vote.id, &unit).await?.flatten() == Some(Way::Paper) {
            return Ok(true);
        }
    }
    Ok(false)
}
