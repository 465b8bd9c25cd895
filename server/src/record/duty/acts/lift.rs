//! What was said of a duty is taken back, with a reason: there is something to report, or the duty does apply.

use super::{
    super::{back, kept, rows as duties},
    REASON,
};
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer, none},
    people::community::rows::CommunityRow,
};
use app::address;
use rules::{
    duty::{self, Said},
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// Takes it back.
pub struct LiftDuty;

impl Act for LiftDuty {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/duties/lift";
    const MAY: &'static [May] = &[May::KeepDuties];
    const SAYS: &'static [Says] = &[Says::DutyLifted];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let community = at.on.id.clone();
        let (code, span) = (form.get("code").to_owned(), form.get("span").to_owned());
        let duty = kept(at.writing, &community, &code).await?;
        let answers = duties::answers(at.writing.conn(), &community).await?;
        let of = |one: &&duties::AnswerRow| one.code == code && one.span == span && one.said != Said::Disclosure;
        let stands = answers.iter().find(of).map(|one| one.said);
        let why = form.optional("why", REASON)?;
        let none = none::judge(form, &["why"])?;
        let lifted = duty::lift(&duty, &span, stands, &why)?;
        duties::remove(at.writing, &at.permit, &lifted).await?;
        let body = json!({ "code": code, "span": span, "said": lifted.said().id(), "reason": lifted.why() });
        at.say(Says::DutyLifted, none::tell(body, &none)?).await?;
        Ok(Address(address::keep_duties(&community)))
    }

    fn back_for(on: &CommunityRow, viewer: &Viewer, _form: &Form) -> String {
        back(&on.id, viewer)
    }
}
