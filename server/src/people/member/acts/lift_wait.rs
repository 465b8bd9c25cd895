//! The wait of strangers at a member's account ends early. It decides who may try to come in, so it is journaled.

use super::page_of;
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer, base},
    people::{
        community::rows::CommunityRow,
        login::{rows::tries, tries::of_strangers},
        member::is_elsewhere,
    },
};
use rules::{Refusal, permit::Act as May, says::Says};
use serde_json::json;

/// Lifts the wait at a member's account.
pub struct LiftWait;

impl Act for LiftWait {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/lift-wait";
    const MAY: &'static [May] = &[May::IssueSlip];
    const SAYS: &'static [Says] = &[Says::WaitLifted];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let member = at.whom(form).await?;
        if is_elsewhere(at.writing, &member).await? {
            return Err(Refusal::PersonElsewhere.into());
        }
        base::changes(tries::forget(at.writing.conn(), &of_strangers(&member.person)).await?)?;
        at.say_of_member(Says::WaitLifted, &member.id, json!({})).await?;
        Ok(Address(page_of(&at.on, form)))
    }

    fn back_for(on: &CommunityRow, _viewer: &Viewer, form: &Form) -> String {
        page_of(on, form)
    }
}
