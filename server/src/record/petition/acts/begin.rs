//! A member begins a joint request, and is the first to sign it.

use super::super::{Beginning, at as page_of, offered, publish, rolls};
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    record::petition::rows::{self as petitions, PetitionRow, signature},
    secret,
    store::journal::Entry,
};
use rules::{
    Refusal,
    id::{BodyId, MemberId, PetitionId},
    permit::Act as May,
    petition::{self, BeginFacts, LATELY_MINUTES, Roll, SignFacts, State, Terms},
    says::Says,
};
use serde_json::json;

/// Begins a joint request.
pub struct BeginPetition;

impl Act for BeginPetition {
    type On = Beginning;
    const AT: &'static str = "/c/{community}/petitions";
    const MAY: &'static [May] = &[May::SignPetition];
    const SAYS: &'static [Says] =
        &[Says::PetitionBegun, Says::PetitionSigned, Says::PetitionPublished, Says::PetitionReached];
    const COVERS_PHONES: bool = true;

    async fn run(at: &mut At<'_, Beginning>, form: &Form) -> Result<Address, Stop> {
        let member = at.member().map_err(|_| Refusal::NotYourRole)?;
        let place = at.on.0.clone();
        let rules = at.writing.rules().of(&place.id);
        let asked = form.get("ask");
        let named = |ask: &str, estate: Option<&BodyId>| match estate {
            Some(estate) => asked == format!("{ask}/{estate}"),
            None => asked == ask,
        };
        let offered = offered(at.writing.conn(), &place, &rules).await?;
        let (ask, terms, estate) = offered
            .into_iter()
            .find(|(ask, _, estate)| named(ask.id(), estate.as_ref().map(|(id, _)| id)))
            .ok_or(("ask", Refusal::NotOffered))?;
        let estate = estate.map(|(id, _)| id.0).unwrap_or_default();
        let rolls = rolls(at.writing.conn(), &place, &terms, &estate).await?;
        let (title, text) = (none::said_by_member(form, "title"), none::said_by_member(form, "text"));
        let facts = facts(at, &member, &rolls, form.raw("text").trim()).await?;
        let begun = petition::begin(facts, title, text)?;
        let signed = petition::sign(SignFacts {
            state: State::Open,
            verified: facts.verified,
            entitled: facts.entitled,
            signed: false,
        })?;
        let id = PetitionId::from(secret::id());
        let number =
            petitions::store_begun(at.writing, &at.permit, (&id, &member), (ask, &estate, &terms), &begun).await?;
        at.say_of(Says::PetitionBegun, &id, json!({ "number": number, "ask": ask })).await?;
        let entry = Entry::new(Says::PetitionSigned, Some(at.permit.role()), &id, json!({}))
            .about(&member, json!({ "member": member }));
        let seq = at.writing.append(entry).await?;
        signature::store_signed(at.writing, &at.permit, (&id, &member), signed, (seq, None)).await?;
        let row = petitions::find(at.writing.conn(), &place.id, &id).await?;
        // What is reached with it is published as such: one act publishes a thing once.
        if !reached_at_once(at, row.clone(), form).await? {
            publish(at.writing, &at.permit, &row, form).await?;
        }
        Ok(page_of(&place.id, &id).into())
    }
}

/// Where one is enough (five representatives, of whom a fifth is one), it is reached with its first signature.
async fn reached_at_once(at: &mut At<'_, Beginning>, row: PetitionRow, form: &Form) -> Result<bool, Stop> {
    let (viewer, standing, verified) = (at.viewer, at.standing.clone(), at.verified);
    let mut on = At { writing: &mut *at.writing, on: row, viewer, standing, verified, permit: at.permit.clone() };
    super::super::count(&mut on, form).await
}

/// What beginning is judged by.
async fn facts(at: &mut At<'_, Beginning>, member: &MemberId, rolls: &[Roll], text: &str) -> Result<BeginFacts, Stop> {
    let own = petitions::of_member(at.writing.conn(), &at.on.0.id, member).await?;
    let since = at.now().plus_minutes(-LATELY_MINUTES).0;
    let count = |chosen: &dyn Fn(&PetitionRow) -> bool| {
        let own = own.iter().filter(|one| one.member == *member && chosen(one));
        i64::try_from(own.count()).unwrap_or(i64::MAX)
    };
    Ok(BeginFacts {
        verified: at.verified,
        entitled: Terms::entitles(rolls, member),
        open: count(&|one| one.state == State::Open),
        lately: count(&|one| one.begun_at > since),
        again: count(&|one| one.state == State::Open && one.body.trim() == text) > 0,
    })
}
