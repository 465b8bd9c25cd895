//! A draft is changed, over what its form was shown: two who write at once do not overwrite each other unseen.

use super::super::{
    base_of, chair,
    draft::{fill, only_draft},
};
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    sitting::session::rows::{self as sessions, SessionRow},
};
use app::address;
use rules::{permit::Act as May, says::Says};
use serde_json::json;

/// Changes a draft.
pub struct EditSession;

impl Act for EditSession {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/edit";
    const MAY: &'static [May] = &[May::DraftSession];
    const SAYS: &'static [Says] = &[Says::SessionEdited];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        only_draft(&at.on)?;
        base::holds(form, &base_of(&at.on))?;
        let mut row = at.on.clone();
        fill(at.writing, &mut row, form).await?;
        base::changes(base_of(&row) != base_of(&at.on))?;
        sessions::update(at.writing, &at.permit, &row).await?;
        at.say(Says::SessionEdited, json!({})).await?;
        Ok(Address(chair(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        address::edit(&on.id)
    }
}
