//! Somebody who was struck off comes back on the roll, under their number and in their household. As when a file brings them back, they
//! begin with a way in of their own. Who has their name in the household by now, or their telephone, is asked about.

use super::{done, edit_page};
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer, base},
    people::{
        community::rows::CommunityRow,
        member::{returning, stands},
        roll::{Whom, take},
    },
};
use rules::{member::returns, permit::Act as May, says::Says};
use serde_json::json;

/// Puts somebody back on the roll.
pub struct PutBack;

impl Act for PutBack {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/put-back";
    const MAY: &'static [May] = &[May::KeepMembers];
    const SAYS: &'static [Says] = &[Says::MemberReturned, Says::RollConfirmed];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let row = at.whom(form).await?;
        base::holds(form, &stands(&row))?;
        returns(row.state)?;
        let typed = returning(&row, |name| form.get(name));
        take(at.writing, &at.permit, &typed, Whom::Member(&row.id)).await??;
        let entry = at.entry(Says::MemberReturned, json!({})).about(&row.id, json!({ "member": row.id }));
        at.writing.append(entry).await?;
        Ok(done(&at.on, &row.id, Says::MemberReturned))
    }

    fn back_for(on: &CommunityRow, _viewer: &Viewer, form: &Form) -> String {
        edit_page(on, form)
    }
}
