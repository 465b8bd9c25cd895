//! Items of the last meeting of the same body come onto a draft's agenda: their titles, matters and papers. What is put to the vote is
//! written anew.

use super::super::{
    chair,
    draft::{agenda, only_draft},
};
use crate::{
    act::{Act, Address, At, Form, Stop},
    secret,
    sitting::session::rows::{self as sessions, ItemRow, SessionRow},
};
use rules::{Refusal, permit::Act as May, says::Says};
use serde_json::json;

/// Copies items of the last meeting to a draft's agenda.
pub struct CopyItems;

impl Act for CopyItems {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/copy-items";
    const MAY: &'static [May] = &[May::DraftSession];
    const SAYS: &'static [Says] = &[Says::ItemAdded];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        only_draft(&at.on)?;
        let chosen: Vec<&str> = form.all("item").collect();
        if chosen.is_empty() {
            return Err(("item", Refusal::NoneChosen).into());
        }
        let last = sessions::last_items(at.writing.conn(), &at.on).await?;
        // Another meeting of the body may have been called since the page was opened.
        if chosen.iter().any(|id| !last.iter().any(|item| item.id.as_str() == *id)) {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        let end = sessions::items(at.writing.conn(), &at.on.id).await?.last().map_or(0, |item| item.position);
        let copied = last.into_iter().filter(|item| chosen.contains(&item.id.as_str()));
        for (item, position) in copied.zip(end + 1..) {
            let row = ItemRow {
                id: secret::id().into(),
                session: at.on.id.clone(),
                position,
                locked: false.into(),
                pause: 0,
                lock_reason: String::new(),
                ..item
            };
            sessions::insert_item(at.writing, &at.permit, &row).await?;
            at.say(Says::ItemAdded, json!({ "item": row.id })).await?;
        }
        Ok(Address(agenda(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }
}
