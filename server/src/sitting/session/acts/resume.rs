//! A session that was broken off goes on.

use super::super::{chair, stands, step::take};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    sitting::session::rows::SessionRow,
};
use rules::{permit::Act as May, says::Says, session::Move};

/// Resumes a suspended session.
pub struct ResumeSession;

impl Act for ResumeSession {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/move/resume";
    const MAY: &'static [May] = &[May::RunSession];
    const SAYS: &'static [Says] = &[Says::SessionResumed, Says::NoticePublished];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        take(at, form, Move::Resume, Says::SessionResumed).await
    }

    async fn stands(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
        Ok(Some(stands(at.writing.conn(), &at.on).await?))
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }
}
