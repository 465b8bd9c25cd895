//! Somebody is struck off the roll: they have died, moved away, or it is said why. Their history stays, and so do the seats and units of who
//! moved away; the seats of who died end. A sitting that has opened keeps them on its roll.

use super::{done, edit_page};
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer, base},
    people::{
        community::rows::CommunityRow,
        member::{leave, stands},
    },
    zone,
};
use rules::{member::strike, permit::Act as May, says::Says};
use serde_json::json;

/// Strikes somebody off the roll.
pub struct StrikeOff;

impl Act for StrikeOff {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/strike-off";
    const MAY: &'static [May] = &[May::KeepMembers];
    const SAYS: &'static [Says] = &[Says::MemberStruckOff, Says::SeatEnded];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let row = at.whom(form).await?;
        base::holds(form, &stands(&row))?;
        let today = zone::day(at.now(), &at.on.zone)?;
        let said = (form.get("leaving"), form.get("on"), form.get("reason"));
        let fields = |(field, refusal)| (if field == "why" { "leaving" } else { field }, refusal);
        let struck = strike(row.state, said, today).map_err(fields)?;
        let (member, on) = (row.id.clone(), struck.on().to_string());
        leave(at.writing, &at.permit, row, (struck.why().id(), &on)).await?;
        let personal = json!({ "member": member, "why": struck.why().id(), "on": on, "reason": struck.reason() });
        let entry = at.entry(Says::MemberStruckOff, json!({})).about(&member, personal);
        at.writing.append(entry).await?;
        Ok(done(&at.on, &member, Says::MemberStruckOff))
    }

    fn back_for(on: &CommunityRow, _viewer: &Viewer, form: &Form) -> String {
        edit_page(on, form)
    }
}
