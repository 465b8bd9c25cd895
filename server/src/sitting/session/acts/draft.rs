//! A new draft of a session: nobody is called by it yet.

use super::super::draft::{empty, fill};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    people::community::rows::{self as communities, CommunityRow},
    record::dossier::{self as dossiers, Dossier},
    secret,
    sitting::session::rows::{self as sessions, ItemRow, SessionRow},
};
use app::address;
use rules::{dossier::Link, permit::Act as May, says::Says};
use serde_json::json;

/// Writes a new draft of a session.
pub struct DraftSession;

impl Act for DraftSession {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/sessions";
    const MAY: &'static [May] = &[May::DraftSession];
    const SAYS: &'static [Says] = &[Says::SessionDrafted, Says::ItemAdded, Says::MatterLinked];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        at.on.calls_sittings()?;
        let mut row = empty(&at.on.id);
        fill(at.writing, &mut row, form).await?;
        sessions::insert(at.writing, &at.permit, &row).await?;
        at.say_of(Says::SessionDrafted, &row.id, json!({})).await?;
        if !form.get("dossier").is_empty() {
            on_agenda(at, &row, form.get("dossier")).await?;
        }
        Ok(Address(address::chair(&row.id)))
    }

    fn back(on: &CommunityRow) -> String {
        address::new_session(&on.id)
    }
}

/// The matter for which a session is called comes onto its agenda, as a type that the body may settle.
async fn on_agenda(at: &mut At<'_, CommunityRow>, session: &SessionRow, dossier: &str) -> Result<(), Stop> {
    let matter = Dossier::named(at.writing.conn(), &session.community, dossier).await?.ok_or(Fault::NotFound)?;
    let body = communities::body(at.writing.conn(), &session.community, &session.body).await?;
    let settles = matter.row.matter.for_body(body.kind);
    let row = ItemRow {
        id: secret::id().into(),
        community: session.community.clone(),
        session: session.id.clone(),
        position: 1,
        title: matter.content.title.clone(),
        matter: settles.id().to_owned(),
        paper: matter.content.text.clone(),
        paper_form: matter.content.form.id().to_owned(),
        locked: false.into(),
        pause: 0,
        lock_reason: String::new(),
    };
    sessions::insert_item(at.writing, &at.permit, &row).await?;
    at.say_of(Says::ItemAdded, &session.id, json!({ "item": row.id })).await?;
    dossiers::lay(at.writing, &at.permit, (&matter, Link::Item, &row.id)).await
}
