//! A member signs a joint request with one tap, and may take that back until enough have signed. Who it was is the personal part of
//! the entry: the public chain says that somebody signed.

use super::super::{count, rolls};
use crate::{
    act::{Act, Address, At, Form, Stop},
    people::community::rows as communities,
    record::petition::rows::{PetitionRow, signature},
};
use rules::{
    Refusal,
    permit::Act as May,
    petition::{self, SignFacts, Terms},
    says::Says,
};
use serde_json::json;

/// Signs a joint request.
pub struct SignPetition;

impl Act for SignPetition {
    type On = PetitionRow;
    const AT: &'static str = "/c/{community}/petition/{petition}/sign";
    const MAY: &'static [May] = &[May::SignPetition];
    const SAYS: &'static [Says] = &[Says::PetitionSigned, Says::PetitionReached, Says::PetitionPublished];

    async fn run(at: &mut At<'_, PetitionRow>, form: &Form) -> Result<Address, Stop> {
        let member = at.member().map_err(|_| Refusal::NotYourRole)?;
        let place = communities::find(at.writing.conn(), &at.on.community).await?;
        let (terms, estate) = (at.on.terms()?, at.on.estate.clone());
        let rolls = rolls(at.writing.conn(), &place, &terms, &estate).await?;
        let before = signature::find(at.writing.conn(), &at.on.id, &member).await?;
        let facts = SignFacts {
            state: at.on.state,
            verified: at.verified,
            entitled: Terms::entitles(&rolls, &member),
            // A paper that nobody has looked at a second time keeps nobody from signing themselves.
            signed: before.as_ref().is_some_and(|one| !one.waits()),
        };
        let signed = petition::sign(facts)?;
        if before.is_some() {
            let struck = petition::unsign(at.on.state, true)?;
            signature::remove(at.writing, &at.permit, (&at.on.id, &member), struck).await?;
        }
        let entry = at.entry(Says::PetitionSigned, json!({})).about(&member, json!({ "member": member }));
        let seq = at.writing.append(entry).await?;
        signature::store_signed(at.writing, &at.permit, (&at.on.id, &member), signed, (seq, None)).await?;
        count(at, form).await?;
        Ok(at.page())
    }
}

/// Takes one's signature back, online or from a paper that was entered.
pub struct UnsignPetition;

impl Act for UnsignPetition {
    type On = PetitionRow;
    const AT: &'static str = "/c/{community}/petition/{petition}/unsign";
    const MAY: &'static [May] = &[May::SignPetition];
    const SAYS: &'static [Says] = &[Says::PetitionUnsigned];

    async fn run(at: &mut At<'_, PetitionRow>, _form: &Form) -> Result<Address, Stop> {
        let member = at.member().map_err(|_| Refusal::NotYourRole)?;
        let own = signature::find(at.writing.conn(), &at.on.id, &member).await?;
        let unsigned = petition::unsign(at.on.state, own.is_some())?;
        signature::remove(at.writing, &at.permit, (&at.on.id, &member), unsigned).await?;
        let entry = at.entry(Says::PetitionUnsigned, json!({})).about(&member, json!({ "member": member }));
        at.writing.append(entry).await?;
        Ok(at.page())
    }
}
