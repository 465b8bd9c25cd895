//! A draft is changed, over what its form was shown: two who write at once do not overwrite each other unseen.

use super::super::{
    chair,
    draft::{fill, only_draft},
};
use crate::{
    act::{Act, Address, At, Stop},
    desk::base,
    form::Form,
    store::session::{self as sessions, SessionRow},
};
use rules::permit::Act as May;
use serde_json::json;

/// Changes a draft.
pub struct EditSession;

impl Act for EditSession {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/edit";
    const MAY: &'static [May] = &[May::DraftSession];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        only_draft(&at.on)?;
        base::holds(form, &base::session(&at.on))?;
        let mut row = at.on.clone();
        fill(at.writing, &mut row, form).await?;
        sessions::update(at.writing, &at.permit, &row).await?;
        at.say("session.edited", json!({})).await?;
        Ok(Address(chair(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        format!("/s/{}/edit", on.id)
    }
}
