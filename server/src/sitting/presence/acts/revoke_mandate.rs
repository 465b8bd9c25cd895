//! A mandate is taken back: its giver withdrew it, or it was recorded by mistake. Not while it has been used in a vote whose result
//! is not yet declared.

use super::super::proxies;
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    sitting::{
        presence::rows::{self as presence, mandate},
        session::rows::SessionRow,
        vote::rows as votes,
    },
    store::{Writing, feed::Touch},
};
use rules::{
    id::{MemberId, SessionId},
    mandate::revoke,
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// Takes a mandate back.
pub struct RevokeMandate;

impl Act for RevokeMandate {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/proxies/revoke";
    const MAY: &'static [May] = &[May::KeepPresence];
    const SAYS: &'static [Says] = &[Says::MandateRevoked];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let giver = &MemberId::from(form.get("giver"));
        let all = mandate::of_session(at.writing.conn(), &at.on.id).await?;
        let one = all.into_iter().find(|one| one.giver == *giver).ok_or(Fault::NotFound)?;
        let used = was_used(at.writing, &at.on.id, giver).await?;
        let revoked = revoke(at.on.phase, used)?;
        mandate::store_revoked(at.writing, &at.permit, &at.on.id, giver, revoked).await?;
        let personal = json!({ "giver": giver, "holder": one.holder });
        let entry = at.entry(Says::MandateRevoked, json!({})).about(giver, personal);
        at.writing.append(entry).await?;
        at.touch(Touch::Presence);
        Ok(Address(proxies(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        proxies(on)
    }
}

/// Whether the giver's unit has taken part in a vote whose result is not yet declared.
async fn was_used(writing: &mut Writing, session: &SessionId, giver: &MemberId) -> Result<bool, Fault> {
    let unit = presence::attendee(writing.conn(), session, giver).await?.map(|one| one.unit).unwrap_or_default();
    for row in votes::of_session(writing.conn(), session).await? {
        if row.phase.is_running() && votes::entry(writing.conn(), &row.id, &unit).await?.flatten().is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
