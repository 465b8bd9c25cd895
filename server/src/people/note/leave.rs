//! A note is left: one line, up to a day, in the place of the one before. An empty one takes it off.

use super::People;
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    people::note::rows,
    zone,
};
use rules::{note, permit::Act as May, says::Says};
use serde_json::json;

/// Leaves a note to the people of a community.
pub struct LeaveNote;

impl Act for LeaveNote {
    type On = People;
    const AT: &'static str = "/c/{community}/note";
    const MAY: &'static [May] = &[May::LeaveNote];
    const SAYS: &'static [Says] = &[Says::NoteLeft];

    async fn run(at: &mut At<'_, People>, form: &Form) -> Result<Address, Stop> {
        let today = zone::day(at.now(), &at.on.0.zone)?;
        let left = note::leave(form.get("note"), form.get("until"), today)?;
        let stands = rows::of(at.writing.conn(), &at.on.0.id, &today.to_string()).await?;
        base::changes(match &stands {
            None => !left.text().is_empty(),
            Some((text, until)) => text != left.text() || *until != left.until().to_string(),
        })?;
        rows::store(at.writing, &at.permit, &left).await?;
        at.say(Says::NoteLeft, json!({ "note": left.text(), "until": left.until().to_string() })).await?;
        Ok(at.page())
    }
}
