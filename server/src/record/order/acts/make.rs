//! An office above orders a place to publish something: what, on what ground, by which day.

use super::super::Place;
use crate::{
    act::{Act, Address, At, Form, Stop, Subject, Viewer, none},
    people::office::{acting, of_level},
    record::{order::rows as orders, today},
    secret,
};
use app::address;
use rules::{Refusal, id::OrderId, order, permit::Act as May, says::Says};
use serde_json::json;

/// Makes an order.
pub struct MakeOrder;

impl Act for MakeOrder {
    type On = Place;
    const AT: &'static str = "/c/{community}/orders";
    const MAY: &'static [May] = &[May::OrderPublication];
    const SAYS: &'static [Says] = &[Says::OrderMade];

    async fn run(at: &mut At<'_, Place>, form: &Form) -> Result<Address, Stop> {
        let community = at.on.0.id.clone();
        let acting = acting(at.writing.conn(), &community, at.viewer).await?;
        let today = today(at.writing, &community).await?;
        let (what, basis) = (none::said(form, "what"), none::said(form, "basis"));
        let none = [none::none("what", &what), none::none("basis", &basis)].concat();
        let made = order::make(&acting, [what, basis], form.get("due"), today)?;
        let office = of_level(at.writing.conn(), &community, made.level()).await?.ok_or(Refusal::NotAbove)?;
        let (id, day) = (OrderId::from(secret::id()), today.to_string());
        let by = (&office.id, office.name.as_str(), day.as_str());
        let number = orders::store_made(at.writing, &at.permit, &id, &made, by).await?;
        let body = json!({
            "number": number, "office": office.name, "what": made.what(), "basis": made.basis(), "due": made.due().to_string(),
            "day": day,
        });
        at.say_of(Says::OrderMade, &id, none::tell(body, &none)?).await?;
        Ok(Address(address::order(&id)))
    }

    /// Its form is shown to offices above alone.
    fn back_for(on: &Place, viewer: &Viewer, _form: &Form) -> String {
        let above = viewer.offices.iter().any(|one| one.places.contains(&on.0.id));
        if above { on.page() } else { address::room(&on.0.id) }
    }
}
