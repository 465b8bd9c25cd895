//! A community hangs under an office, or under none any more. From then on the staff of that office and of those above it read what is
//! everybody's there and what is overdue, and act as offices do.

use super::rows as offices;
use crate::{
    act::{Act, Address, At, Form, Stop, base},
    fault::Fault,
    people::{admin_page, community::rows::CommunityRow},
};
use rules::{Refusal, office::hang, permit::Act as May, says::Says};
use serde_json::json;

/// Hangs a community under an office.
pub struct Hang;

impl Act for Hang {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/office";
    const MAY: &'static [May] = &[May::KeepOffices];
    const SAYS: &'static [Says] = &[Says::CommunityPlaced];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        if at.on.id.is_practice() {
            return Err(Refusal::OnlyPractice.into());
        }
        let stands = offices::above(at.writing.conn(), &at.on.id).await?.into_iter().next();
        let stands = stands.map(|row| row.id);
        base::holds(form, &base::of(&[stands.as_deref().unwrap_or_default()]))?;
        let above = match form.get("above") {
            "" => None,
            id => match offices::find(at.writing.conn(), id).await {
                Err(Fault::NotFound) => return Err(("above", Refusal::NotOffered).into()),
                row => Some(row?),
            },
        };
        let name = above.as_ref().map(|row| row.name.clone()).unwrap_or_default();
        let under = hang(above.map(|row| row.above())).map_err(|refusal| ("above", refusal))?;
        base::changes(under.office() != stands.as_ref())?;
        offices::hang(at.writing, &at.permit, &under).await?;
        at.say(Says::CommunityPlaced, json!({ "office": under.office(), "name": name })).await?;
        Ok(Address(admin_page(&at.on.id)))
    }

    fn back(on: &CommunityRow) -> String {
        admin_page(&on.id)
    }
}
