//! An item of a draft is changed, over what its form was shown.

use super::super::{
    agenda::{base_of, fill, named},
    chair,
    draft::{agenda, only_draft},
};
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer, base},
    people::community::rows as communities,
    sitting::session::rows::{self as sessions, SessionRow},
};
use app::address;
use rules::{permit::Act as May, says::Says};
use serde_json::json;

/// Changes an item of a draft's agenda.
pub struct EditItem;

impl Act for EditItem {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/edit-item";
    const MAY: &'static [May] = &[May::DraftSession];
    const SAYS: &'static [Says] = &[Says::ItemEdited];
    const PREVIEWS: bool = true;

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        only_draft(&at.on)?;
        let stands = named(at.writing.conn(), &at.on, form).await?;
        base::holds(form, &base_of(&stands))?;
        let body = communities::body(at.writing.conn(), &at.on.community, &at.on.body).await?;
        let mut row = stands.clone();
        fill(&mut row, form, body.kind)?;
        base::changes(base_of(&row) != base_of(&stands))?;
        sessions::update_item(at.writing, &at.permit, &row).await?;
        at.say(Says::ItemEdited, json!({ "item": row.id })).await?;
        Ok(Address(agenda(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }

    fn back_for(_on: &SessionRow, _viewer: &Viewer, form: &Form) -> String {
        address::edit_item(form.get("item"))
    }
}
