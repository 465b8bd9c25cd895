//! An item comes onto a draft's agenda: a title, what kind of matter it is, and what everybody may read before.

use super::super::{
    agenda::fill,
    chair,
    draft::{agenda, only_draft},
};
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::community::rows as communities,
    secret,
    sitting::session::rows::{self as sessions, ItemRow, SessionRow},
};
use rules::{permit::Act as May, says::Says};
use serde_json::json;

/// Adds an item to a draft's agenda.
pub struct AddItem;

impl Act for AddItem {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/items";
    const MAY: &'static [May] = &[May::DraftSession];
    const SAYS: &'static [Says] = &[Says::ItemAdded];
    const PREVIEWS: bool = true;

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        only_draft(&at.on)?;
        let body = communities::body(at.writing.conn(), &at.on.community, &at.on.body).await?;
        let last = sessions::items(at.writing.conn(), &at.on.id).await?.last().map(|item| item.position);
        let mut row = ItemRow {
            id: secret::id().into(),
            community: at.on.community.clone(),
            session: at.on.id.clone(),
            position: last.map_or(1, |last| last + 1),
            title: String::new(),
            matter: String::new(),
            paper: String::new(),
            paper_form: String::new(),
            locked: false.into(),
            pause: 0,
            lock_reason: String::new(),
        };
        fill(&mut row, form, body.kind)?;
        sessions::insert_item(at.writing, &at.permit, &row).await?;
        at.say(Says::ItemAdded, json!({ "item": row.id })).await?;
        Ok(Address(agenda(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }
}
