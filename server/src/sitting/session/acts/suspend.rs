//! A session that began is broken off for another day, with the reason.

use super::super::{chair, stands, step::take};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    sitting::session::rows::SessionRow,
};
use rules::{permit::Act as May, says::Says, session::Move};

/// Suspends a session.
pub struct SuspendSession;

impl Act for SuspendSession {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/move/suspend";
    const MAY: &'static [May] = &[May::RunSession];
    const SAYS: &'static [Says] = &[Says::SessionSuspended, Says::NoticePublished];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        take(at, form, Move::Suspend, Says::SessionSuspended).await
    }

    async fn stands(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
        Ok(Some(stands(at.writing.conn(), &at.on).await?))
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }
}
