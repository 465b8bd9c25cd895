//! Somebody changes their household: marries into one, moves within the place, or a household becomes two. A sitting that has opened keeps
//! its roll, and the unit for which they stand on it.

use super::{done, edit_page};
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer, base},
    people::{
        community::rows::CommunityRow,
        member::{
            read,
            rows::{self as members},
            stands,
        },
        roll::{Typed, Whom, take},
    },
    roll_file::Line,
    zone,
};
use rules::{Refusal, belonging::Residence, member::Moving, permit::Act as May, says::Says};
use serde_json::json;

/// Puts somebody into another household.
pub struct MoveMember;

impl Act for MoveMember {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/move-member";
    const MAY: &'static [May] = &[May::KeepMembers];
    const SAYS: &'static [Says] = &[Says::MemberMoved, Says::RollConfirmed];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let before = at.whom(form).await?;
        base::holds(form, &stands(&before))?;
        if before.state != Residence::Living {
            return Err(Refusal::MemberLeft.into());
        }
        let why = Moving::from_id(form.get("why")).ok_or(("why", Refusal::NotOffered))?;
        let household = form.line("household", 60)?;
        let today = zone::day(at.now(), &at.on.zone)?;
        let own = |name: &'static str| match name {
            "name" => before.name.as_str(),
            "number" | "phone" | "born" | "minor" => "",
            name => form.get(name),
        };
        let typed = read(own, today)?;
        let line = Line { adult: None, phone: before.phone.clone(), household, ..typed.line };
        let typed = Typed { line, born: None, ..typed };
        take(at.writing, &at.permit, &typed, Whom::Member(&before.id)).await??;
        let now = members::find(at.writing.conn(), &at.on.id, &before.id).await?;
        if now.home == before.home {
            return Err(("household", Refusal::SameHome).into());
        }
        at.writing.asks(&now.person);
        let personal = json!({
            "member": now.id, "why": why.id(),
            "was": [before.division, before.household], "is": [now.division, now.household],
        });
        let entry = at.entry(Says::MemberMoved, json!({})).about(&now.id, personal);
        at.writing.append(entry).await?;
        Ok(done(&at.on, &now.id, Says::MemberMoved))
    }

    fn back_for(on: &CommunityRow, _viewer: &Viewer, form: &Form) -> String {
        edit_page(on, form)
    }
}
