//! The notes of the minutes are written. Changing what was signed drops the signature; changing what is public is the draft of a
//! correction, with its reason.

use super::super::{page, stands};
use crate::{
    act::{Act, Address, At, Beside, Form, Stop, base},
    record::publication::rows as publication,
    secret,
    sitting::{
        minutes::rows::{self, MinutesRow},
        session::rows::SessionRow,
    },
    text,
};
use rules::{
    Refusal, id::MemberId, minutes, outcome::Phase, permit::Act as May, posting::Audience, proposal, says::Says,
    typed::TextForm,
};
use serde_json::json;

/// Writes the notes of the minutes, or those of a correction.
pub struct Write;

impl Act for Write {
    type On = SessionRow;
    const AT: &'static str = "/s/{session}/minutes";
    const MAY: &'static [May] = &[May::WriteMinutes];
    const SAYS: &'static [Says] = &[Says::MinutesWritten];
    const PREVIEWS: bool = true;

    async fn run(at: &mut At<'_, SessionRow>, form: &Form) -> Result<Address, Stop> {
        let author = at.permit.member().cloned().ok_or(Refusal::NotYourRole)?;
        let before = rows::of_session(at.writing.conn(), &at.on.id).await?;
        let phase = before.as_ref().map(MinutesRow::phase).transpose()?;
        let notes = form.raw("notes").to_owned();
        proposal::optional(&notes, proposal::BODY_LIMIT).beside("notes")?;
        let correction = form.optional("correction", 300)?;
        let published = match &before {
            Some(row) => publication::revisions(at.writing.conn(), &row.community, &row.id).await?.len() as i64,
            None => 0,
        };
        let state = if published > 0 { Some(Phase::Published) } else { phase };
        let written = minutes::write(at.on.phase()?, state, !correction.is_empty())
            .beside_each(&[(Refusal::ReasonMissing, "correction")])?;
        base::holds(form, &stands(before.as_ref()))?;
        let writers = writers(before.as_ref(), author)?;
        let row = MinutesRow {
            id: before.map_or_else(secret::id, |one| one.id),
            community: at.on.community.clone(),
            session: at.on.id.clone(),
            phase: String::new(),
            notes,
            form: form.text_form().id().to_owned(),
            correction,
            writers: serde_json::to_string(&writers)?,
            signer_role: String::new(),
            signed: String::new(),
            revision: published + 1,
        };
        rows::store_written(at.writing, &at.permit, written, &row).await?;
        // What is struck before they are published is not to be guessed from a hash.
        at.writing.concerns(Audience::Members);
        let hash = text::fingerprint(TextForm::stored(&row.form), &[&row.notes]);
        at.say(Says::MinutesWritten, json!({ "revision": row.revision, "text_hash": hash })).await?;
        Ok(Address(page(&at.on)))
    }

    fn back(on: &SessionRow) -> String {
        page(on)
    }
}

/// Everybody who has written at them since they were last published, with whoever writes now.
fn writers(before: Option<&MinutesRow>, author: MemberId) -> Result<Vec<MemberId>, Stop> {
    let mut writers = match before {
        Some(row) if row.phase()? != Phase::Published => row.writers()?,
        _ => Vec::new(),
    };
    if !writers.contains(&author) {
        writers.push(author);
    }
    Ok(writers)
}
