//! A session that was called begins at another time, with the reason. Its notice is given anew, and whoever had come is asked
//! again.

use super::super::{chair, draft::is_far, notice_withdrawn, stands, step::Step};
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    fault::Fault,
    sitting::{presence::rows as presence, session::rows::SessionRow},
    zone,
};
use rules::{Refusal, permit::Act as May, says::Says, session::Move};

/// Postpones a session.
pub struct PostponeSession;

impl Act for PostponeSession {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/move/postpone";
    const MAY: &'static [May] = &[May::RunSession];
    const SAYS: &'static [Says] = &[Says::SessionPostponed, Says::NoticePublished];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let mut before = Step::of(at, form).await?;
        base::holds(form, &crate::sitting::session::base_of(&at.on))?;
        let starts = zone::parse(form.get("starts_at"), &before.sitting.community.zone);
        before.sitting.session.starts_at = starts.ok_or(("starts_at", Refusal::BadTime))?.0;
        if is_far(before.sitting.session.starts_at, at.now().0) {
            return Err(("starts_at", Refusal::DayFar).into());
        }
        before.sitting.session.special = form.optional("special", 300)?;
        let moved = before.judge(at, Move::Postpone).await?;
        // At the same time it is called anew only where nobody is called by its notice any more.
        let now = &before.sitting.session;
        let same = now.starts_at == at.on.starts_at && now.special == at.on.special;
        base::changes(!same || notice_withdrawn(at.writing.conn(), &at.on.community, &at.on.id).await?)?;
        before.store(at, &moved).await?;
        presence::clear(at.writing, &at.permit, &at.on.id).await?;
        before.say(at, Says::SessionPostponed).await?;
        before.tell(at).await?;
        before.publish(at, &moved, form).await?;
        Ok(Address(chair(&at.on)))
    }

    async fn stands(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
        Ok(Some(stands(at.writing.conn(), &at.on).await?))
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }
}
