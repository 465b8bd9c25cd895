//! An item goes off a draft's agenda, and its text with it.

use super::super::{
    chair,
    draft::{agenda, only_draft},
};
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    fault::Fault,
    sitting::session::rows::{self as sessions, SessionRow},
};
use rules::{Refusal, permit::Act as May, says::Says};
use serde_json::json;

/// Takes an item off a draft's agenda.
pub struct DropItem;

impl Act for DropItem {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/drop-item";
    const MAY: &'static [May] = &[May::DraftSession];
    const SAYS: &'static [Says] = &[Says::ItemDropped];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        only_draft(&at.on)?;
        let item = sessions::item(at.writing.conn(), &form.get("item").into()).await?;
        if item.session != at.on.id {
            return Err(Fault::NotFound.into());
        }
        // Of a text that was written meanwhile the button knew nothing.
        let latest = sessions::revisions(at.writing.conn(), &item.id).await?.first().map_or(0, |row| row.number);
        base::holds_revision(form, latest).map_err(|_| Refusal::ChangedMeanwhile)?;
        sessions::delete_item(at.writing, &at.permit, &item.id).await?;
        at.say(Says::ItemDropped, json!({ "item": item.id })).await?;
        Ok(Address(agenda(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }
}
