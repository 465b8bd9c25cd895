//! A note is left: one line, up to a day, in the place of the one before.

use crate::{
    act::{Act, Address, At, Stop},
    form::Form,
    store::{community::CommunityRow, note as rows},
    zone,
};
use rules::{note, permit::Act as May};
use serde_json::json;

/// Leaves a note to the people of a community.
pub struct LeaveNote;

impl Act for LeaveNote {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/note";
    const MAY: &'static [May] = &[May::LeaveNote];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let today = zone::day(at.now(), &at.on.zone)?;
        let left = note::leave(form.get("note"), form.get("until"), today)?;
        rows::store(at.writing, &at.permit, &left).await?;
        at.say("note.left", json!({ "note": left.text(), "until": left.until().to_string() })).await?;
        Ok(Address(Self::back(&at.on)))
    }

    fn back(on: &CommunityRow) -> String {
        format!("/admin/{}", on.id)
    }
}
