//! A session that was called begins at another time, with the reason. Its notice is given anew, and whoever had come is asked
//! again.

use super::super::{chair, step::Step};
use crate::{
    act::{Act, Address, At, Stop},
    desk::base,
    form::Form,
    store::{presence, session::SessionRow},
    zone,
};
use rules::{Refusal, permit::Act as May, session::Move};

/// Postpones a session.
pub struct PostponeSession;

impl Act for PostponeSession {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/move/postpone";
    const MAY: &'static [May] = &[May::RunSession];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let mut before = Step::of(at, form).await?;
        base::holds(form, &base::session(&at.on))?;
        let starts = zone::parse(form.get("starts_at"), &before.sitting.community.zone);
        before.sitting.session.starts_at = starts.ok_or(("starts_at", Refusal::BadTime))?.0;
        before.sitting.session.special = form.optional("special", 300)?;
        let moved = before.judge(at, Move::Postpone).await?;
        before.store(at, &moved).await?;
        presence::clear(at.writing, &at.permit, &at.on.id).await?;
        before.say(at, "session.postponed").await?;
        before.publish(at, &moved, form).await?;
        Ok(Address(chair(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }
}
