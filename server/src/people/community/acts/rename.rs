//! A body or a community has another name from now on. What was published under the old one keeps it.

use super::super::name_stands;
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    people::{
        admin_page,
        community::rows::{self as communities, BodyRow, CommunityRow},
    },
};
use rules::{Refusal, permit::Act as May, says::Says};
use serde_json::json;

/// The longest name.
const NAME: usize = 60;

/// Gives a body another name.
pub struct RenameBody;

impl Act for RenameBody {
    type On = BodyRow;
    const AT: &'static str = "/c/{community}/rename/{body}";
    const MAY: &'static [May] = &[May::MakeBody];
    const SAYS: &'static [Says] = &[Says::BodyRenamed];

    async fn run(at: &mut At<'_, BodyRow>, form: &Form) -> Result<Address, Stop> {
        let name = form.line("name", NAME)?;
        base::holds(form, &name_stands(&at.on.name, &at.on.retired))?;
        base::changes(name != at.on.name)?;
        let bodies = communities::bodies(at.writing.conn(), &at.on.community).await?;
        if bodies.iter().any(|body| body.name == name) {
            return Err(("name", Refusal::NameTaken).into());
        }
        communities::rename_body(at.writing, &at.permit, &at.on.id, &name).await?;
        at.say(Says::BodyRenamed, json!({ "name": name })).await?;
        Ok(at.page())
    }
}

/// Gives a community another name.
pub struct RenameCommunity;

impl Act for RenameCommunity {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/rename";
    const MAY: &'static [May] = &[May::MakeCommunity];
    const SAYS: &'static [Says] = &[Says::CommunityRenamed];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let name = form.line("name", NAME)?;
        base::holds(form, &name_stands(&at.on.name, &at.on.retired))?;
        base::changes(name != at.on.name)?;
        communities::rename(at.writing, &at.permit, &name).await?;
        at.say(Says::CommunityRenamed, json!({ "name": name })).await?;
        Ok(Address(admin_page(&at.on.id)))
    }

    fn back(on: &CommunityRow) -> String {
        admin_page(&on.id)
    }
}
