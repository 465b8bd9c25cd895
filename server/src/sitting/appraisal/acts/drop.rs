//! Somebody is taken off the ballot of an appraisal before it opens.

use super::super::{Ballot, rows};
use crate::{
    act::{Act, Address, At, Form, Stop},
    sitting::session::{Sitting, rows::ItemRow},
    store::feed::Touch,
};
use rules::{appraisal, id::MemberId, permit::Act as May, says::Says};
use serde_json::json;

/// Takes somebody off the ballot.
pub struct DropAppraised;

impl Act for DropAppraised {
    type On = ItemRow;
    const AT: &'static str = "/i/{item}/appraised/drop";
    const MAY: &'static [May] = &[May::WriteText];
    const SAYS: &'static [Says] = &[Says::AppraisedDropped];

    async fn run(at: &mut At<'_, ItemRow>, form: &Form) -> Result<Address, Stop> {
        let sitting = Sitting::in_act(at.writing, &at.on.session).await?;
        let ballot = Ballot::of(at.writing.conn(), &sitting, &at.on).await?;
        let dropped = appraisal::drop(&ballot.facts(), &MemberId::from(form.get("member")))?;
        rows::store_dropped(at.writing, &at.permit, &at.on.id, &dropped).await?;
        let personal = json!({ "member": dropped.member() });
        let entry = at.entry(Says::AppraisedDropped, json!({})).about(dropped.member(), personal);
        at.writing.append(entry).await?;
        at.touch(Touch::Item(at.on.id.clone()));
        Ok(Address(super::page(&at.on)))
    }

    fn back(on: &ItemRow) -> String {
        super::page(on)
    }
}
