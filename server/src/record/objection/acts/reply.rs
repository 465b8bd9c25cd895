//! An objection is answered: what was published is kept, corrected or withdrawn. The reply is public at once.

use super::super::Objection;
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    people::community::rows as communities,
    record::objection::rows as objections,
    secret,
    store::outbox,
};
use rules::{
    Refusal,
    notify::{self, Event, Variables},
    objection,
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// Replies to an objection or a question.
pub struct Reply;

impl Act for Reply {
    type On = Objection;
    const AT: &'static str = "/o/{objection}/reply";
    const MAY: &'static [May] = &[May::ReplyObjection];
    const SAYS: &'static [Says] = &[Says::ObjectionReplied];

    async fn run(at: &mut At<'_, Objection>, form: &Form) -> Result<Address, Stop> {
        let own = at.on.is_of(at.standing.member.as_ref());
        let result = objection::Result::from_id(form.get("result")).ok_or(("result", Refusal::NotOffered))?;
        let text = none::said(form, "reply");
        let none = none::none("reply", &text);
        let kind = at.on.row.kind;
        let replied = objection::reply((&at.on.row.id, kind), at.on.row.replied_at.is_some(), own, text, result)?;
        objections::store_replied(at.writing, &at.permit, &replied).await?;
        let body = json!({
            "number": at.on.row.number, "result": replied.result(), "text_hash": secret::digest(&[replied.text()]),
        });
        at.say(Says::ObjectionReplied, none::tell(body, &none)?).await?;
        if let Some(member) = at.on.row.member.0.clone() {
            let place = communities::find(at.writing.conn(), &at.on.row.community).await?.name;
            let no = Some(at.on.row.number.to_string());
            let variables = Variables { place: Some(notify::cut(&place, notify::PLACE)), no, ..Variables::default() };
            let to = (at.on.row.id.as_str(), &member);
            outbox::tell_one(at.writing, Event::ObjectionReply, to, &variables).await?;
        }
        Ok(at.on.place())
    }
}
