//! A membership is parted from a login that it shares with another community: it gets a person of its own, with no way in until a
//! new slip is handed over; the login goes on elsewhere and no longer opens this community.

use super::page_of;
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer},
    people::{
        admin_page,
        community::rows::CommunityRow,
        member::{is_elsewhere, over_login, part},
        staff_list,
    },
};
use rules::{Refusal, permit::Act as May, says::Says};
use serde_json::json;

/// Parts a membership from the login that it shares.
pub struct Part;

impl Act for Part {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/part";
    const MAY: &'static [May] = &[May::IssueSlip, May::IssueStaffSlip];
    const SAYS: &'static [Says] = &[Says::MemberParted];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let member = at.whom(form).await?;
        at.permit = over_login(at.writing, &at.standing, &member.id).await??;
        if !is_elsewhere(at.writing, &member).await? {
            return Err(Refusal::NotLinked.into());
        }
        part(at.writing, &member).await?;
        at.say_of_member(Says::MemberParted, &member.id, json!({})).await?;
        let staff = at.permit.act() == May::IssueStaffSlip;
        Ok(Address(if staff { staff_list(&at.on.id) } else { page_of(&at.on, form) }))
    }

    /// Whoever keeps the roll comes from the members; an administrator comes from the staff.
    fn back_for(on: &CommunityRow, viewer: &Viewer, form: &Form) -> String {
        let roll = viewer.standing(&on.id).is_ok_and(|standing| standing.may(May::ReadMembers));
        if roll { page_of(on, form) } else { admin_page(&on.id) }
    }
}
