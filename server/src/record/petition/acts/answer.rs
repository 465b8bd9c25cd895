//! What a joint request asks for is not done, or not yet: that is answered in public, with the reason.

use super::super::publish;
use crate::{
    act::{Act, Address, At, Form, Stop, none},
    record::{
        petition::rows::{self as petitions, PetitionRow},
        today,
    },
};
use rules::{permit::Act as May, petition, says::Says};
use serde_json::json;

/// Answers a joint request.
pub struct AnswerPetition;

impl Act for AnswerPetition {
    type On = PetitionRow;
    const AT: &'static str = "/c/{community}/petition/{petition}/answer";
    const MAY: &'static [May] = &[May::AnswerPetition];
    const SAYS: &'static [Says] = &[Says::PetitionAnswered, Says::PetitionPublished];

    async fn run(at: &mut At<'_, PetitionRow>, form: &Form) -> Result<Address, Stop> {
        let answered = petition::answer(at.on.state, none::said(form, "answer"))?;
        let today = today(at.writing, &at.on.community).await?;
        petitions::store_answered(at.writing, &at.permit, &at.on.id, (&answered, today)).await?;
        at.say(Says::PetitionAnswered, json!({})).await?;
        let row = petitions::find(at.writing.conn(), &at.on.community, &at.on.id).await?;
        publish(at.writing, &at.permit, &row, form).await?;
        Ok(at.page())
    }
}
