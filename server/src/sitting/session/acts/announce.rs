//! A session is called: everybody reads when and where it is and what is on its agenda. From now on the rules under which it was
//! called hold for it.

use super::super::{chair, stands, step::Step};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    sitting::session::rows::SessionRow,
};
use rules::{permit::Act as May, says::Says, session::Move};

/// Announces a session to the public.
pub struct AnnounceSession;

impl Act for AnnounceSession {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/move/announce";
    const MAY: &'static [May] = &[May::AnnounceSession];
    const SAYS: &'static [Says] = &[Says::SessionAnnounced, Says::NoticePublished];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let mut before = Step::of(at, form).await?;
        before.sitting.community.calls_sittings()?;
        before.sitting.body.meets()?;
        let moved = before.judge(at, Move::Announce).await?;
        before.keeps_rules()?;
        before.store(at, &moved).await?;
        before.say(at, Says::SessionAnnounced).await?;
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
