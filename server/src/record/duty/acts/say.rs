//! It is said in public, with a reason, that there is nothing to report for a period, or that a duty does not apply to the place.

use super::{
    super::{back, kept, rows as duties},
    REASON,
};
use crate::{
    act::{Act, Address, At, Form, Stop, Viewer, none},
    people::community::rows::CommunityRow,
    record::{ledger, today},
};
use app::address;
use rules::{
    Refusal,
    days::Holidays,
    duty::{self, Said, SayFacts},
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// Says it.
pub struct SayOfDuty;

impl Act for SayOfDuty {
    type On = CommunityRow;
    const AT: &'static str = "/c/{community}/duties/say";
    const MAY: &'static [May] = &[May::KeepDuties];
    const SAYS: &'static [Says] = &[Says::DutyAnswered];

    async fn run(at: &mut At<'_, CommunityRow>, form: &Form) -> Result<Address, Stop> {
        let community = at.on.id.clone();
        let (code, span) = (form.get("code").to_owned(), form.get("span").to_owned());
        let duty = kept(at.writing, &community, &code).await?;
        let said = Said::from_id(form.get("said")).ok_or(("said", Refusal::NoneChosen))?;
        let stands = duties::answers(at.writing.conn(), &community).await?.into_iter().any(|one| {
            let never = one.span.is_empty();
            one.code == code && one.tells() && (never || (said == Said::Nothing && one.span == span))
        });
        // What stands in the account is something.
        if duty.account
            && said == Said::Nothing
            && ledger::rows::months(at.writing.conn(), &community)
                .await?
                .iter()
                .any(|one| one.month.to_string() == span)
        {
            return Err(("span", Refusal::LedgerHasLines).into());
        }
        let why = form.optional("why", REASON)?;
        let none = none::judge(form, &["why"])?;
        let today = today(at.writing, &community).await?;
        let facts = SayFacts { duty: &duty, span: &span, stands, today, by: at.permit.role() };
        let kept = duty::say(facts, (said, &why), Holidays::known())?;
        duties::store(at.writing, &at.permit, &kept, ("", &today.to_string())).await?;
        let body = json!({ "code": code, "span": kept.named(), "said": said.id(), "reason": kept.why() });
        at.say(Says::DutyAnswered, none::tell(body, &none)?).await?;
        Ok(Address(address::keep_duties(&community)))
    }

    fn back_for(on: &CommunityRow, viewer: &Viewer, _form: &Form) -> String {
        back(&on.id, viewer)
    }
}
