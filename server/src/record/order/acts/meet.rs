//! The place links what it has published for an order, late or in time.

use super::super::Order;
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    record::{latest, order::rows as orders, publication::Kind, today},
};
use rules::{
    Refusal,
    order::{self, Meeting},
    permit::Act as May,
    posting::Audience,
    published::Thing,
    says::Says,
};
use serde_json::json;

/// Links what was published for an order.
pub struct MeetOrder;

impl Act for MeetOrder {
    type On = Order;
    const AT: &'static str = "/order/{order}/meet";
    const MAY: &'static [May] = &[May::AnswerOrder];
    const SAYS: &'static [Says] = &[Says::OrderMet];

    async fn run(at: &mut At<'_, Order>, form: &Form) -> Result<Address, Stop> {
        let community = at.on.0.community.clone();
        let (kind, subject) = form.get("by").split_once('/').ok_or(("by", Refusal::NoneChosen))?;
        let kind = Kind::from_id(kind).ok_or(("by", Refusal::NotOffered))?;
        let conn = at.writing.conn();
        let found = match latest(conn, &community, kind, subject, None, Audience::Public).await {
            Ok((row, _)) => Some(row),
            Err(Fault::NotFound) => None,
            Err(fault) => return Err(fault.into()),
        };
        let with = Meeting {
            by: Thing { kind, subject: subject.to_owned() },
            readable: found.as_ref().is_some_and(|row| row.withdrawn.is_empty()),
            since: found.as_ref().is_some_and(|row| row.at >= at.on.0.at),
        };
        let turned = order::meet((&at.on.0.id, at.on.0.state), with)?;
        let day = today(at.writing, &community).await?.to_string();
        orders::store_turned(at.writing, &at.permit, &turned, &day).await?;
        let body = json!({ "number": at.on.0.number, "kind": kind, "by": subject, "day": day });
        at.say(Says::OrderMet, body).await?;
        Ok(at.page())
    }

    async fn stands(at: &mut At<'_, Order>) -> Result<Option<String>, Fault> {
        Ok(Some(at.on.0.state.id().to_owned()))
    }
}
