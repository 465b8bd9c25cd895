//! A lost telephone: every login and code of a member ends. As with slips, who chairs or countersigns tonight is not put out by
//! the clerk.

use super::page_of;
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer, base},
    people::{
        admin_page,
        community::rows::CommunityRow,
        login::rows::{self as logins, tries},
        member::{is_elsewhere, over_login},
    },
};
use rules::{Refusal, permit::Act as May, says::Says};
use serde_json::json;

/// Ends every login and code of a member.
pub struct EndLogins;

impl Act for EndLogins {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/end-logins";
    const MAY: &'static [May] = &[May::IssueSlip, May::IssueStaffSlip];
    const SAYS: &'static [Says] = &[Says::LoginsEnded];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let member = at.whom(form).await?;
        at.permit = over_login(at.writing, &at.standing, &member.id).await??;
        if is_elsewhere(at.writing, &member).await? {
            return Err(Refusal::PersonElsewhere.into());
        }
        let now = at.now().0;
        let logins = logins::end_all(at.writing.conn(), &member.person, now).await?;
        at.writing.asks(&member.person);
        let codes = logins::revoke_codes(at.writing.conn(), &member.person, now).await?;
        let devices = tries::forget_devices(at.writing.conn(), &member.person).await?;
        base::changes(logins + codes + devices > 0)?;
        at.say_of_member(Says::LoginsEnded, &member.id, json!({})).await?;
        // The administrator comes from the staff.
        let roll = at.standing.may(May::ReadMembers);
        Ok(Address(if roll { page_of(&at.on, form) } else { admin_page(&at.on.id) }))
    }

    fn back_for(on: &CommunityRow, _viewer: &Viewer, form: &Form) -> String {
        page_of(on, form)
    }
}
