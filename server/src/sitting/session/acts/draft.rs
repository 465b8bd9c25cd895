//! A new draft of a session: nobody is called by it yet.

use super::super::draft::{empty, fill};
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::community::rows::CommunityRow,
    sitting::session::rows as sessions,
};
use app::address;
use rules::{permit::Act as May, says::Says};
use serde_json::json;

/// Writes a new draft of a session.
pub struct DraftSession;

impl Act for DraftSession {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/sessions";
    const MAY: &'static [May] = &[May::DraftSession];
    const SAYS: &'static [Says] = &[Says::SessionDrafted];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        at.on.calls_sittings()?;
        let mut row = empty(&at.on.id);
        fill(at.writing, &mut row, form).await?;
        sessions::insert(at.writing, &at.permit, &row).await?;
        at.say_of(Says::SessionDrafted, &row.id, json!({})).await?;
        Ok(Address(address::chair(&row.id)))
    }

    fn back(on: &CommunityRow) -> String {
        address::new_session(&on.id)
    }
}
