//! A session that was broken off goes on.

use super::super::{chair, step::take};
use crate::{
    act::{Act, Address, At, Stop},
    form::Form,
    store::session::SessionRow,
};
use rules::{permit::Act as May, session::Move};

/// Resumes a suspended session.
pub struct ResumeSession;

impl Act for ResumeSession {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/move/resume";
    const MAY: &'static [May] = &[May::RunSession];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        take(at, form, Move::Resume, "session.resumed").await
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }
}
