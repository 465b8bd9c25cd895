//! Somebody is put on the roll by hand: born, moved here, or forgotten. What a file would be asked about is asked here.

use crate::{
    act::{Act, Address, At, Form, Stop},
    people::{
        community::rows::{self as communities, CommunityRow},
        member::read,
        roll::{Whom, take},
    },
    zone,
};
use app::address;
use rules::{Refusal, body::Seating, permit::Act as May, says::Says};
use serde_json::json;

/// Puts somebody on the roll.
pub struct AddMember;

impl Act for AddMember {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/add-member";
    const MAY: &'static [May] = &[May::KeepMembers];
    const SAYS: &'static [Says] = &[Says::MemberAdded, Says::MemberCorrected, Says::RollConfirmed];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let today = zone::day(at.now(), &at.on.zone)?;
        let typed = read(|name| form.get(name), today)?;
        let mut seats = Vec::new();
        for id in form.all("body") {
            let body = communities::body(at.writing.conn(), &at.on.id, id).await?;
            if body.kind.seating() != Seating::Seats {
                return Err(("body", Refusal::NotOffered).into());
            }
            seats.push(body.id);
        }
        let taken = take(at.writing, &at.permit, &typed, Whom::Newcomer).await??;
        for body in &seats {
            communities::seat(at.writing, &at.permit, body, &taken.member).await?;
        }
        let says = if taken.known { Says::MemberCorrected } else { Says::MemberAdded };
        let personal = json!({ "member": taken.member, "name": typed.line.name, "seats": seats });
        let entry = at.entry(says, json!({})).about(&taken.member, personal);
        at.writing.append(entry).await?;
        Ok(super::done(&at.on, &taken.member, says))
    }

    fn back(on: &CommunityRow) -> String {
        address::new_member(&on.id)
    }
}
