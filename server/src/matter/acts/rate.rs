//! A member rates what became of a matter that was decided without a vote; a later rating takes the place of an earlier one. The chain
//! says that somebody rated; who and how is personal.

use crate::{
    act::{Act, Address, At, Form, Stop, base},
    record::dossier::{Dossier, rows as dossiers},
};
use rules::{Refusal, execution::Grade, permit::Act as May, says::Says};
use serde_json::json;

/// Rates a matter.
pub struct RateMatter;

impl Act for RateMatter {
    type On = Dossier;
    const AT: &'static str = "/d/{dossier}/rate";
    const MAY: &'static [May] = &[May::RateCompletion];
    const SAYS: &'static [Says] = &[Says::MatterRated];

    async fn run(at: &mut At<'_, Dossier>, form: &Form) -> Result<Address, Stop> {
        at.on.goes_on()?;
        at.on.content.is_rated()?;
        let member = at.member().map_err(|_| Refusal::NotYourRole)?;
        let grade = Grade::from_id(form.get("grade")).ok_or(("grade", Refusal::NotOffered))?;
        let id = at.on.row.id.clone();
        let before = dossiers::rating(at.writing.conn(), &id, &member).await?;
        base::changes(before != Some(grade))?;
        dossiers::store_rating(at.writing, &at.permit, (&id, &member), grade).await?;
        let entry = at.entry(Says::MatterRated, json!({}));
        at.writing.append(entry.about(&member, json!({ "member": member, "grade": grade }))).await?;
        Ok(at.page())
    }
}
