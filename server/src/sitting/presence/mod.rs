//! Who is there: by checking in, by a roll-call, through the holder of a mandate. Presence is made by acts, never by a connection.
//! As what somebody takes part is judged where all ask (`attending`). Its acts stand in `acts`.

pub mod acts;
pub(crate) mod attending;
mod checking;
pub mod rows;
mod scan;

pub use scan::room_code;

use super::session::Sitting;
use crate::{
    act::{At, Form},
    fault::Fault,
    sitting::session::rows::SessionRow,
    zone,
};
use app::address;
use rules::{
    Moment, Refusal,
    id::MemberId,
    permit::{Act as May, permit},
    session::Phase,
};

/// Of whom an act about presence is: of the member themselves, or by the clerk of the one whom the form names. Leave to do it is
/// the one that this asks for.
fn acting_for(at: &mut At<'_, SessionRow>, form: &Form) -> Result<MemberId, Refusal> {
    if of_oneself(form) {
        let member = at.member().map_err(|_| Refusal::NotYourRole)?;
        at.permit = permit(&at.standing, May::AttendSession)?;
        return Ok(member);
    }
    at.permit = permit(&at.standing, May::KeepPresence)?;
    Ok(form.get("member").into())
}

/// Whether a form names nobody, and so is about whoever sends it.
fn of_oneself(form: &Form) -> bool {
    form.get("member").is_empty()
}

/// The page on which the clerk keeps who comes and goes.
fn door(on: &SessionRow) -> String {
    address::door(&on.id)
}

/// The page of the mandates of a session.
fn proxies(on: &SessionRow) -> String {
    address::proxies(&on.id)
}

/// Nobody comes or goes any more once a session is over.
fn not_over(on: &SessionRow) -> Result<(), crate::act::Stop> {
    let phase = on.phase;
    if matches!(phase, Phase::Closed | Phase::Cancelled) { Err(phase.not_now().into()) } else { Ok(()) }
}

/// Whether the session is announced for today: before that day nobody is there.
pub(crate) fn today(sitting: &Sitting, now: Moment) -> Result<bool, Fault> {
    let days = zone::days_between(now, Moment(sitting.session.starts_at), &sitting.community.zone)?;
    Ok(sitting.session.phase == Phase::Announced && days == 0)
}
