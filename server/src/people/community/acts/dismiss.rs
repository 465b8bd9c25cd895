//! Somebody leaves an office; they stay on the roll.

use crate::{
    act::{Act, Address, At, Form, Stop},
    people::{
        admin_page,
        community::rows::{self as communities, CommunityRow},
        staff_list,
    },
};
use rules::{
    Refusal,
    permit::{Act as May, Role},
    says::Says,
};
use serde_json::json;

/// Takes a role from somebody.
pub struct Dismiss;

impl Act for Dismiss {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/dismiss";
    const MAY: &'static [May] = &[May::AppointStaff];
    const SAYS: &'static [Says] = &[Says::StaffDismissed];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let role = Role::from_id(form.get("role")).ok_or(("role", Refusal::NotOffered))?;
        let member = at.whom(form).await?;
        if !communities::take_role(at.writing, &at.permit, &member.id, role).await? {
            return Err(Refusal::RoleNotHeld.into());
        }
        at.writing.asks(&member.person);
        at.say_of_member(Says::StaffDismissed, &member.id, json!({ "role": role.id() })).await?;
        Ok(Address(staff_list(&at.on.id)))
    }

    fn back(on: &CommunityRow) -> String {
        admin_page(&on.id)
    }
}
