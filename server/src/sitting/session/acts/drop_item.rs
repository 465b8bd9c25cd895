//! An item goes off a draft's agenda, and its text with it.

use super::super::{
    agenda::named,
    chair,
    draft::{agenda, only_draft},
};
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    record::dossier as dossiers,
    sitting::{
        item::rows::interest,
        session::rows::{self as sessions, SessionRow},
    },
};
use rules::{Refusal, dossier::Link, permit::Act as May, says::Says};
use serde_json::json;

/// Takes an item off a draft's agenda.
pub struct DropItem;

impl Act for DropItem {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/drop-item";
    const MAY: &'static [May] = &[May::DraftSession];
    const SAYS: &'static [Says] = &[Says::ItemDropped, Says::MatterUnlinked];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        only_draft(&at.on)?;
        let item = named(at.writing.conn(), &at.on, form).await?;
        // Of a text that was written meanwhile the button knew nothing.
        let latest = sessions::revisions(at.writing.conn(), &item.id).await?.first().map_or(0, |row| row.number);
        base::holds_revision(form, latest).map_err(|_| Refusal::ChangedMeanwhile)?;
        // Somebody has said on record that they have an interest in it: that is not taken out with it.
        if !interest::of_item(at.writing.conn(), &at.on.id, &item.id).await?.is_empty() {
            return Err(Refusal::DraftHolds.into());
        }
        dossiers::forget(at.writing, &at.permit, (Link::Item, &item.id)).await?;
        sessions::delete_item(at.writing, &at.permit, &item.id).await?;
        at.say(Says::ItemDropped, json!({ "item": item.id })).await?;
        Ok(Address(agenda(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }
}
