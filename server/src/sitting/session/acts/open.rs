//! A session begins: its roll is frozen, and everybody who came before is judged by it. The board says nothing of it.

use super::super::{chair, stands, step::Step};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    journal::chain::roll_hash,
    people::member::come_of_age,
    sitting::{
        presence::{attending, rows as presence},
        session::rows::SessionRow,
    },
    store::feed::Touch,
    zone,
};
use rules::{permit::Act as May, says::Says, session::Move};
use serde_json::json;

/// Opens a session.
pub struct OpenSession;

impl Act for OpenSession {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/move/open";
    const MAY: &'static [May] = &[May::RunSession];
    const SAYS: &'static [Says] = &[Says::SessionOpened, Says::PresenceCheckedIn, Says::MemberCameOfAge];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let before = Step::of(at, form).await?;
        let moved = before.judge(at, Move::Open).await?;
        before.store(at, &moved).await?;
        let today = zone::day(at.now(), &before.sitting.community.zone)?;
        come_of_age(at.writing, &at.permit, today).await?;
        attending::freeze(at.writing, &at.permit, &before.sitting).await?;
        // The roll itself is fixed by its hash: who is on it stays out of the public journal.
        let roll = presence::roll_lines(at.writing.conn(), &at.on.id).await?;
        at.say(Says::SessionOpened, json!({ "eligible": roll.len(), "roll_hash": roll_hash(&roll) })).await?;
        at.touch(Touch::Sitting);
        Ok(Address(chair(&at.on)))
    }

    async fn stands(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
        Ok(Some(stands(at.writing.conn(), &at.on).await?))
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }
}
