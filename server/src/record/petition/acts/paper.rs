//! Signatures that stand on paper are entered by two: the clerk names whose each is, another person looks at the same paper and
//! confirms it, or strikes what is not there. Until then it counts for nothing.

use super::super::{count, rolls};
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::{community::rows as communities, naming::named},
    record::petition::rows::{
        PetitionRow,
        signature::{self, SignatureRow},
    },
};
use rules::{
    Refusal,
    id::MemberId,
    permit::Act as May,
    petition::{self, PaperFacts, SignFacts, Terms},
    says::Says,
};
use serde_json::json;

/// Whether a member is on a roll that counts.
async fn entitled(at: &mut At<'_, PetitionRow>, member: &MemberId) -> Result<bool, Stop> {
    let place = communities::find(at.writing.conn(), &at.on.community).await?;
    let (terms, estate) = (at.on.terms()?, at.on.estate.clone());
    Ok(Terms::entitles(&rolls(at.writing.conn(), &place, &terms, &estate).await?, member))
}

/// Enters a signature from a paper.
pub struct EnterSignature;

impl Act for EnterSignature {
    type On = PetitionRow;
    const AT: &'static str = "/c/{community}/petition/{petition}/paper";
    const MAY: &'static [May] = &[May::EnterSignature];
    const SAYS: &'static [Says] = &[Says::PetitionEntered];

    async fn run(at: &mut At<'_, PetitionRow>, form: &Form) -> Result<Address, Stop> {
        let me = at.member().map_err(|_| Refusal::NotYourRole)?;
        // A number alone names nobody.
        let one = named(at.writing.conn(), &at.on.community, form, "number").await??;
        let facts = SignFacts {
            state: at.on.state,
            verified: true,
            entitled: entitled(at, &one.id).await?,
            signed: signature::find(at.writing.conn(), &at.on.id, &one.id).await?.is_some(),
        };
        let signed = petition::sign(facts).map_err(|refusal| ("number", refusal))?;
        signature::store_signed(at.writing, &at.permit, (&at.on.id, &one.id), signed, (0, Some(&me))).await?;
        let personal = json!({ "member": one.id, "by": me });
        let entry = at.entry(Says::PetitionEntered, json!({})).about(&one.id, personal);
        at.writing.append(entry).await?;
        Ok(at.page())
    }
}

/// The signature that waits for a second person, and what that person is judged by.
async fn waiting(at: &mut At<'_, PetitionRow>, form: &Form) -> Result<(MemberId, SignatureRow, PaperFacts), Stop> {
    let me = at.member().map_err(|_| Refusal::NotYourRole)?;
    let row = signature::find(at.writing.conn(), &at.on.id, form.get("member")).await?.ok_or(Refusal::NotSigned)?;
    let facts = PaperFacts {
        state: at.on.state,
        waits: row.waits(),
        own: row.entered_by.as_ref() == Some(&me),
        theirs: row.member == me,
        entitled: entitled(at, &row.member).await?,
    };
    Ok((me, row, facts))
}

/// Confirms that a signature stands on the paper.
pub struct ConfirmSignature;

impl Act for ConfirmSignature {
    type On = PetitionRow;
    const AT: &'static str = "/c/{community}/petition/{petition}/confirm";
    const MAY: &'static [May] = &[May::ConfirmSignature];
    const SAYS: &'static [Says] = &[Says::PetitionConfirmed, Says::PetitionReached, Says::PetitionPublished];

    async fn run(at: &mut At<'_, PetitionRow>, form: &Form) -> Result<Address, Stop> {
        let (me, row, facts) = waiting(at, form).await?;
        let signed = petition::confirm(facts)?;
        let personal = json!({ "member": row.member, "by": me });
        let entry = at.entry(Says::PetitionConfirmed, json!({})).about(&row.member, personal);
        let seq = at.writing.append(entry).await?;
        signature::store_confirmed(at.writing, &at.permit, (&at.on.id, &row.member), signed, (seq, &me)).await?;
        count(at, form).await?;
        Ok(at.page())
    }
}

/// Strikes a signature that does not stand on the paper.
pub struct StrikeSignature;

impl Act for StrikeSignature {
    type On = PetitionRow;
    const AT: &'static str = "/c/{community}/petition/{petition}/strike";
    const MAY: &'static [May] = &[May::ConfirmSignature];
    const SAYS: &'static [Says] = &[Says::PetitionStruck];

    async fn run(at: &mut At<'_, PetitionRow>, form: &Form) -> Result<Address, Stop> {
        let (me, row, facts) = waiting(at, form).await?;
        let struck = petition::strike(facts)?;
        signature::remove(at.writing, &at.permit, (&at.on.id, &row.member), struck).await?;
        let personal = json!({ "member": row.member, "by": me });
        let entry = at.entry(Says::PetitionStruck, json!({})).about(&row.member, personal);
        at.writing.append(entry).await?;
        Ok(at.page())
    }
}
