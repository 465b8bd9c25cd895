//! Somebody on the roll lets another vote for them, in writing: the clerk puts it on record.

use super::super::{super::session::Sitting, proxies};
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::naming::named,
    sitting::{
        presence::{attending::expected, rows::mandate},
        session::rows::SessionRow,
    },
    store::feed::Touch,
};
use rules::{
    Refusal,
    mandate::{MandateFacts, record},
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// Puts a written mandate on record.
pub struct RecordMandate;

impl Act for RecordMandate {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/proxies";
    const MAY: &'static [May] = &[May::KeepPresence];
    const SAYS: &'static [Says] = &[Says::MandateRecorded];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let sitting = Sitting::around(at.writing, at.on.clone()).await?;
        let giver = named(at.writing.conn(), &at.on.community, form, "giver").await??;
        let holder = named(at.writing.conn(), &at.on.community, form, "holder").await??;
        // Who gives it is on the roll, or is refused; whoever holds it belongs here still.
        if !holder.belongs() {
            return Err(("holder", Refusal::MemberLeft).into());
        }
        let given = mandate::of_session(at.writing.conn(), &at.on.id).await?;
        let facts = MandateFacts {
            session: at.on.phase,
            proxies: sitting.body.kind.proxies(),
            on_roll: expected(at.writing.conn(), &sitting, &giver.id).await?,
            own: giver.id == holder.id,
            same_household: giver.home.is_some() && giver.home == holder.home,
            given: given.iter().any(|one| one.giver == giver.id),
        };
        let mandated = record(&facts, form.get("said"))?;
        mandate::store(at.writing, &at.permit, &at.on.id, (&giver.id, &holder.id), &mandated).await?;
        let personal = json!({ "giver": giver.id, "holder": holder.id, "said": mandated.said() });
        let entry = at.entry(Says::MandateRecorded, json!({})).about(&giver.id, personal);
        at.writing.append(entry).await?;
        at.touch(Touch::Presence);
        Ok(Address(proxies(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        proxies(on)
    }
}
