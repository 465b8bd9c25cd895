//! A session is over. The board says so where it says that the session was broken off, or went on.

use super::super::{chair, stands, step::Step};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    sitting::session::rows::SessionRow,
};
use rules::{permit::Act as May, says::Says, session::Move};

/// Closes a session.
pub struct CloseSession;

impl Act for CloseSession {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/move/close";
    const MAY: &'static [May] = &[May::RunSession];
    const SAYS: &'static [Says] = &[Says::SessionClosed, Says::NoticePublished];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let before = Step::of(at, form).await?;
        let moved = before.judge(at, Move::Close).await?;
        before.store(at, &moved).await?;
        before.say(at, Says::SessionClosed).await?;
        if before.followed_in_public() {
            before.publish(at, &moved, form).await?;
        }
        Ok(Address(chair(&at.on)))
    }

    async fn stands(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
        Ok(Some(stands(at.writing.conn(), &at.on).await?))
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }
}
