//! An item comes onto a draft's agenda: a title, what kind of matter it is, and what everybody may read before.

use super::super::{
    chair,
    draft::{agenda, only_draft},
};
use crate::{
    act::{Act, Address, At, Beside, Form, Stop},
    people::community::rows as communities,
    secret,
    sitting::session::rows::{self as sessions, ItemRow, SessionRow},
};
use rules::{Refusal, agenda::Matter, permit::Act as May, proposal, says::Says};
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
        let title = form.line("title", proposal::TITLE_LIMIT)?;
        let matter = Matter::from_id(form.get("matter")).ok_or(("matter", Refusal::NotOffered))?;
        // A matter that this body may settle under no delegation does not come onto its agenda.
        let body = communities::body(at.writing.conn(), &at.on.community, &at.on.body).await?;
        if !matter.authority().allows(&body.kind, true) {
            return Err(("matter", Refusal::MatterElsewhere).into());
        }
        let paper = proposal::optional(form.raw("paper"), proposal::BODY_LIMIT).beside("paper")?;
        let last = sessions::items(at.writing.conn(), &at.on.id).await?.last().map(|item| item.position);
        let row = ItemRow {
            id: secret::id().into(),
            community: at.on.community.clone(),
            session: at.on.id.clone(),
            position: last.map_or(1, |last| last + 1),
            title,
            matter: matter.id().to_owned(),
            paper,
            paper_form: form.text_form().id().to_owned(),
            locked: 0,
            pause: 0,
            lock_reason: String::new(),
        };
        sessions::insert_item(at.writing, &at.permit, &row).await?;
        at.say(Says::ItemAdded, json!({ "item": row.id })).await?;
        Ok(Address(agenda(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }
}
