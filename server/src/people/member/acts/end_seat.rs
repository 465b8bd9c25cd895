//! The end of a seat: the body has changed its members, and the clerk puts it on record. Moving away ends no seat.

use super::page_of;
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer},
    people::community::rows::{self as communities, CommunityRow},
    store::journal::Entry,
};
use rules::{Refusal, permit::Act as May, says::Says};
use serde_json::json;

/// Takes a seat from a member, with the reason: a by-election, a recall, a resignation. The roll of a session that has opened
/// stays as it is.
pub struct EndSeat;

impl Act for EndSeat {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/end-seat";
    const MAY: &'static [May] = &[May::EndSeat];
    const SAYS: &'static [Says] = &[Says::SeatEnded];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let member = at.whom(form).await?;
        let body = communities::body(at.writing.conn(), &at.on.id, form.get("body")).await?;
        let reason = form.line("reason", 300)?;
        if !communities::end_seat(at.writing, &at.permit, &body.id, &member.id).await? {
            return Err(Refusal::NoSeat.into());
        }
        at.writing.asks(&member.person);
        let personal = json!({ "member": member.id, "body": body.id, "reason": reason });
        let entry =
            Entry::new(Says::SeatEnded, Some(at.permit.role()), &body.id, json!({})).about(&member.id, personal);
        at.writing.append(entry).await?;
        Ok(Address(page_of(&at.on, form)))
    }

    fn back_for(on: &CommunityRow, _viewer: &Viewer, form: &Form) -> String {
        page_of(on, form)
    }
}
