//! A draft is deleted, with its items and their texts: nobody was called by it. What was announced is called off instead.

use super::super::{chair, draft::only_draft, stands};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    record::dossier as dossiers,
    sitting::{
        item::rows::interest,
        presence::rows::mandate,
        session::rows::{self as sessions, SessionRow},
    },
};
use app::address;
use rules::{Refusal, dossier::Link, permit::Act as May, says::Says};
use serde_json::json;

/// Deletes a draft of a session.
pub struct DropSession;

impl Act for DropSession {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/drop";
    const MAY: &'static [May] = &[May::DraftSession];
    const SAYS: &'static [Says] = &[Says::SessionDropped, Says::MatterUnlinked];

    async fn run(at: &mut At<'_, SessionRow>, _form: &Form) -> Result<Address, Stop> {
        only_draft(&at.on)?;
        let items = sessions::items(at.writing.conn(), &at.on.id).await?;
        let mut held = !mandate::of_session(at.writing.conn(), &at.on.id).await?.is_empty();
        for item in &items {
            held |= !interest::of_item(at.writing.conn(), &at.on.id, &item.id).await?.is_empty();
        }
        if held {
            return Err(Refusal::DraftHolds.into());
        }
        for item in &items {
            dossiers::forget(at.writing, &at.permit, (Link::Item, &item.id)).await?;
            sessions::delete_item(at.writing, &at.permit, &item.id).await?;
        }
        sessions::delete_draft(at.writing, &at.permit, &at.on.id).await?;
        let gone: Vec<&str> = items.iter().map(|item| item.id.as_str()).collect();
        at.say(Says::SessionDropped, json!({ "item": gone })).await?;
        Ok(Address(address::room(&at.on.community)))
    }

    async fn stands(at: &mut At<'_, SessionRow>) -> Result<Option<String>, Fault> {
        Ok(Some(stands(at.writing.conn(), &at.on).await?))
    }

    fn back(on: &SessionRow) -> String {
        chair(on)
    }
}
