//! The chair goes to the deputy, or back: handed over by whoever presides, or taken by the deputy, or back by whose chair it is. For an
//! appraisal it goes to a member of the supervision committee who is named. After closing too: whoever presides declares, writes and
//! publishes what is left.

use super::super::{chair, presides};
use crate::{
    act::{Act, Address, At, Form, Stop, Subject, Viewer},
    fault::Fault,
    people::naming::named_of,
    sitting::{
        appraisal::host,
        session::{
            Sitting,
            rows::{self as sessions, SessionRow},
        },
    },
    store::feed::Touch,
};
use rules::{Refusal, id::MemberId, permit::Act as May, says::Says, session::Phase};
use serde_json::json;

/// Hands the chair to the deputy, from either side.
pub struct HandChair;

impl Act for HandChair {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/hand-chair";
    const MAY: &'static [May] = &[May::HandChair, May::TakeChair];
    const SAYS: &'static [Says] = &[Says::ChairHanded];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let phase = at.on.phase;
        if phase == Phase::Cancelled {
            return Err(phase.not_now().into());
        }
        let next = match at.permit.member().filter(|_| at.permit.act() == May::TakeChair) {
            Some(own) => own.clone(),
            None if !form.get("to").is_empty() => named_host(at, form.get("to")).await?,
            None if at.on.presiding != at.on.chair => at.on.chair.clone(),
            None => at.on.deputy.0.clone().ok_or(Refusal::NoDeputy)?,
        };
        sessions::set_presiding(at.writing, &at.permit, &at.on.id, &next).await?;
        let entry = at.entry(Says::ChairHanded, json!({})).about(&next, json!({ "member": next }));
        at.writing.append(entry).await?;
        at.touch(Touch::Sitting);
        Ok(at.page())
    }

    /// Whoever presides has the button on the chair's page, the deputy on that of the session.
    fn back_for(on: &SessionRow, viewer: &Viewer, _form: &Form) -> String {
        let presides = viewer.membership(&on.community).is_ok_and(|one| one.member == on.presiding);
        if presides { chair(on) } else { on.page() }
    }

    async fn stands(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
        Ok(Some(presides(&at.on)))
    }
}

/// Whoever is named to preside over an appraisal.
async fn named_host(at: &mut At<'_, SessionRow>, typed: &str) -> Result<MemberId, Stop> {
    let sitting = Sitting::around(at.writing, at.on.clone()).await?;
    let hosts = host::hosts(at.writing.conn(), &sitting).await?;
    let one = named_of(&hosts, "to", typed).map_err(|_| ("to", Refusal::NotOffered))?;
    Ok(one.id.clone())
}
