//! A household says what it thinks of a matter: one of its adults on their own phone, or the clerk enters what was signed on paper.
//! How many said what is public; which household said what is for the staff.

use super::super::Judged;
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::{
        member::rows::{self as members, MemberRow},
        naming::named,
    },
    record::dossier::{Dossier, rows},
};
use rules::{
    Refusal,
    dossier::{self, Opinion, Signer},
    id::HouseholdId,
    permit::Act as May,
    says::Says,
};
use serde_json::json;

/// A member says what their household thinks.
pub struct GiveOpinion;

impl Act for GiveOpinion {
    type On = Dossier;
    const AT: &'static str = "/d/{dossier}/opinion";
    const MAY: &'static [May] = &[May::GiveOpinion];
    const SAYS: &'static [Says] = &[Says::OpinionGiven];

    async fn run(at: &mut At<'_, Dossier>, form: &Form) -> Result<Address, Stop> {
        // A signature is somebody's whom one knows.
        if !at.verified {
            return Err(Refusal::LoginUnverified.into());
        }
        let member = at.member().map_err(|_| Refusal::NotYourRole)?;
        let community = at.on.row.community.clone();
        let member = members::find(at.writing.conn(), &community, &member).await?;
        sign(at, form, (&member, false)).await
    }
}

/// The clerk enters what was signed on paper.
pub struct EnterOpinion;

impl Act for EnterOpinion {
    type On = Dossier;
    const AT: &'static str = "/d/{dossier}/opinion-paper";
    const MAY: &'static [May] = &[May::EnterOpinion];
    const SAYS: &'static [Says] = &[Says::OpinionGiven];

    async fn run(at: &mut At<'_, Dossier>, form: &Form) -> Result<Address, Stop> {
        let member = named(at.writing.conn(), &at.on.row.community, form, "number").await??;
        sign(at, form, (&member, true)).await
    }
}

async fn sign(at: &mut At<'_, Dossier>, form: &Form, (member, on_paper): (&MemberRow, bool)) -> Result<Address, Stop> {
    at.on.goes_on()?;
    let opinion = Opinion::from_id(form.get("answer")).ok_or(("answer", Refusal::NotOffered))?;
    let id = at.on.row.id.clone();
    let Judged { procedure, found, today, .. } = Judged::at(at).await?;
    let household = member.home.as_deref().map(HouseholdId::from);
    let before = match &household {
        Some(household) => rows::opinion(at.writing.conn(), &id, household).await?,
        None => None,
    };
    let signer = Signer { household, adult: *member.adult, belongs: member.active(), before, on_paper };
    let signed = dossier::sign(&procedure, &found.facts, (signer, opinion), today)?;
    rows::store_opinion(at.writing, &at.permit, (&id, &member.id, on_paper), &signed).await?;
    let entry = at.entry(Says::OpinionGiven, json!({ "on_paper": on_paper }));
    let said = json!({ "member": member.id, "household": signed.household(), "answer": opinion });
    at.writing.append(entry.about(&member.id, said)).await?;
    Ok(at.page())
}
