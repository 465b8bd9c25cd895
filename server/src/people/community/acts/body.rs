//! A body of a community: an assembly, its representatives, the owners of an estate.

use super::super::new_body;
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::{
        admin_page,
        community::rows::{self as communities, CommunityRow},
    },
};
use rules::{Refusal, body::BodyKind, permit::Act as May, says::Says};
use serde_json::json;

/// Makes a body, of a kind that the community can have.
pub struct MakeBody;

impl Act for MakeBody {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/bodies";
    const MAY: &'static [May] = &[May::MakeBody];
    const SAYS: &'static [Says] = &[Says::BodyMade];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let place = at.on.kind()?;
        let kind = BodyKind::from_id(form.get("kind")).filter(|kind| kind.fits(place));
        let kind = kind.ok_or(("kind", Refusal::NotOffered))?;
        let name = form.line("name", 60)?;
        let bodies = communities::bodies(at.writing.conn(), &at.on.id).await?;
        if bodies.iter().any(|body| body.name == name) {
            return Err(("name", Refusal::NameTaken).into());
        }
        let row = new_body(&at.on.id, kind, &name);
        communities::insert_body(at.writing, &at.permit, &row).await?;
        at.say_of(Says::BodyMade, &row.id, json!({ "kind": row.kind, "name": row.name })).await?;
        Ok(Address(admin_page(&at.on.id)))
    }

    fn back(on: &CommunityRow) -> String {
        admin_page(&on.id)
    }
}
