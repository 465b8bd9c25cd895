//! A joint request is met by what it asked for: the notice of a session that was called, or something that was disclosed.

use super::super::{publish, what};
use crate::{
    act::{Act, Address, At, Form, Stop},
    record::{
        petition::rows::{self as petitions, PetitionRow},
        publication::{Kind, rows as publication},
        today,
    },
};
use rules::{
    Refusal,
    permit::Act as May,
    petition::{self, MeetFacts},
    says::Says,
};
use serde_json::json;

/// Says by what a joint request was met.
pub struct MeetPetition;

impl Act for MeetPetition {
    type On = PetitionRow;
    const AT: &'static str = "/c/{community}/petition/{petition}/meet";
    const MAY: &'static [May] = &[May::AnswerPetition];
    const SAYS: &'static [Says] = &[Says::PetitionMet, Says::PetitionPublished];

    async fn run(at: &mut At<'_, PetitionRow>, form: &Form) -> Result<Address, Stop> {
        let (kind, subject) = form.get("by").split_once('/').ok_or(("by", Refusal::NotOffered))?;
        let kind = Kind::from_id(kind).ok_or(("by", Refusal::NotOffered))?;
        let rows = publication::revisions(at.writing.conn(), &at.on.community, subject).await?;
        let public = rows.iter().find(|one| one.kind == kind && one.is_public());
        let by = public.ok_or(("by", Refusal::NotOffered))?;
        let facts = MeetFacts {
            state: at.on.state,
            what: what(by),
            after: rows.iter().all(|one| one.at >= at.on.begun_at),
            withdrawn: !by.withdrawn.is_empty(),
        };
        let met = petition::meet(&at.on.terms()?, facts, by.thing()).map_err(|refusal| ("by", refusal))?;
        let today = today(at.writing, &at.on.community).await?;
        petitions::store_met(at.writing, &at.permit, &at.on.id, (&met, today)).await?;
        at.say(Says::PetitionMet, json!({ "kind": met.by().kind, "subject": met.by().subject })).await?;
        let row = petitions::find(at.writing.conn(), &at.on.community, &at.on.id).await?;
        publish(at.writing, &at.permit, &row, form).await?;
        Ok(at.page())
    }
}
