//! An item of a draft goes up or down by one place.

use super::super::{
    agenda::named,
    chair,
    draft::{agenda, only_draft},
    stands,
};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    sitting::session::rows::{self as sessions, SessionRow},
};
use rules::{Refusal, permit::Act as May, says::Says};
use serde_json::json;

/// Moves an item of a draft's agenda.
pub struct MoveItem;

impl Act for MoveItem {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/move-item";
    const MAY: &'static [May] = &[May::DraftSession];
    const SAYS: &'static [Says] = &[Says::ItemMoved];

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        only_draft(&at.on)?;
        let item = named(at.writing.conn(), &at.on, form).await?;
        let all = sessions::items(at.writing.conn(), &at.on.id).await?;
        let place = all.iter().position(|one| one.id == item.id);
        let beside = match form.get("way") {
            "up" => place.and_then(|place| place.checked_sub(1)),
            "down" => place.map(|place| place + 1),
            _ => return Err(Refusal::NotOffered.into()),
        };
        // The first goes no further up, the last no further down.
        let other = beside.and_then(|place| all.get(place)).ok_or(Refusal::NothingChanges)?;
        sessions::place_item(at.writing, &at.permit, &item.id, other.position).await?;
        sessions::place_item(at.writing, &at.permit, &other.id, item.position).await?;
        at.say(Says::ItemMoved, json!({ "item": item.id, "way": form.get("way") })).await?;
        Ok(Address(agenda(&at.on)))
    }

    async fn stands(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
        Ok(Some(stands(at.writing.conn(), &at.on).await?))
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }
}
