//! A seat begins: the people have chosen somebody into a body, and the clerk puts it on record.

use super::{done, edit_page};
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer},
    people::community::rows::{self as communities, CommunityRow},
    store::journal::Entry,
};
use rules::{Refusal, belonging::Residence, body::Seating, permit::Act as May, says::Says};
use serde_json::json;

/// Gives somebody a seat in a body that has seats, with how they came to it. The roll of a session that has opened stays as it is.
pub struct GiveSeat;

impl Act for GiveSeat {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/give-seat";
    const MAY: &'static [May] = &[May::KeepMembers];
    const SAYS: &'static [Says] = &[Says::SeatGiven];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let member = at.whom(form).await?;
        if member.state != Residence::Living {
            return Err(Refusal::MemberLeft.into());
        }
        let body = communities::body(at.writing.conn(), &at.on.id, form.get("body")).await?;
        if body.kind.seating() != Seating::Seats {
            return Err(("body", Refusal::NotOffered).into());
        }
        let seats = communities::seats(at.writing.conn(), &at.on.id).await?;
        if seats.iter().any(|(of, who)| *of == body.id && *who == member.id) {
            return Err(("body", Refusal::HasSeat).into());
        }
        let reason = form.line("seat_reason", 300)?;
        communities::seat(at.writing, &at.permit, &body.id, &member.id).await?;
        at.writing.asks(&member.person);
        let personal = json!({ "member": member.id, "body": body.id, "reason": reason });
        let entry =
            Entry::new(Says::SeatGiven, Some(at.permit.role()), &body.id, json!({})).about(&member.id, personal);
        at.writing.append(entry).await?;
        Ok(done(&at.on, &member.id, Says::SeatGiven))
    }

    fn back_for(on: &CommunityRow, _viewer: &Viewer, form: &Form) -> String {
        edit_page(on, form)
    }
}
