//! The office that made an order, or a higher one above the place, takes it back with a public reason.

use super::super::Order;
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    fault::Fault,
    people::office::acting,
    record::{order::rows as orders, today},
};
use rules::{order, permit::Act as May, says::Says};
use serde_json::json;

/// Takes an order back.
pub struct WithdrawOrder;

impl Act for WithdrawOrder {
    type On = Order;
    const AT: &'static str = "/order/{order}/withdraw";
    const MAY: &'static [May] = &[May::OrderPublication];
    const SAYS: &'static [Says] = &[Says::OrderWithdrawn];

    async fn run(at: &mut At<'_, Order>, form: &Form) -> Result<Address, Stop> {
        let community = at.on.0.community.clone();
        let acting = acting(at.writing.conn(), &community, at.viewer).await?;
        let reason = none::said(form, "reason");
        let none = none::none("reason", &reason);
        let turned = order::withdraw((&at.on.0.id, at.on.0.state, at.on.0.level), &acting, reason)?;
        let day = today(at.writing, &community).await?.to_string();
        orders::store_turned(at.writing, &at.permit, &turned, &day).await?;
        let body = json!({ "number": at.on.0.number, "reason": turned.words(), "day": day });
        at.say(Says::OrderWithdrawn, none::tell(body, &none)?).await?;
        Ok(at.page())
    }

    async fn stands(at: &mut At<'_, Order>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.0.state.id().to_owned()))
    }
}
