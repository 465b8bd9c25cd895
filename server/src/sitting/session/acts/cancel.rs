//! A session that was called does not take place, with the reason.

use super::super::{chair, stands, step::take};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    sitting::session::rows::SessionRow,
};
use rules::{permit::Act as May, says::Says, session::Move};

/// Cancels a session.
pub struct CancelSession;

impl Act for CancelSession {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/move/cancel";
    const MAY: &'static [May] = &[May::RunSession];
    const SAYS: &'static [Says] = &[Says::SessionCancelled, Says::NoticePublished];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        take(at, form, Move::Cancel, Says::SessionCancelled).await
    }

    async fn stands(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
        Ok(Some(stands(at.writing.conn(), &at.on).await?))
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }
}
