//! The place says in public that it cannot publish what was ordered, and why.

use super::super::Order;
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    fault::Fault,
    record::{order::rows as orders, today},
};
use rules::{order, permit::Act as May, says::Says};
use serde_json::json;

/// Answers an order.
pub struct AnswerOrder;

impl Act for AnswerOrder {
    type On = Order;
    const AT: &'static str = "/order/{order}/answer";
    const MAY: &'static [May] = &[May::AnswerOrder];
    const SAYS: &'static [Says] = &[Says::OrderAnswered];

    async fn run(at: &mut At<'_, Order>, form: &Form) -> Result<Address, Stop> {
        let answer = none::said(form, "answer");
        let none = none::none("answer", &answer);
        let turned = order::answer((&at.on.0.id, at.on.0.state), answer)?;
        let community = at.on.0.community.clone();
        let day = today(at.writing, &community).await?.to_string();
        orders::store_turned(at.writing, &at.permit, &turned, &day).await?;
        let body = json!({ "number": at.on.0.number, "answer": turned.words(), "day": day });
        at.say(Says::OrderAnswered, none::tell(body, &none)?).await?;
        Ok(at.page())
    }

    async fn stands(at: &mut At<'_, Order>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.0.state.id().to_owned()))
    }
}
