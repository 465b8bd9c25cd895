//! A decision is written: its text, who answers for it, by which day. Number and rule are filled in when it is published. Changing
//! what was signed drops the signature; changing what is public is the draft of a correction, with its reason.

use super::super::{page, published, stands, text_hash, there};
use crate::{
    act::{Act, Address, At, Beside, Form, Stop, base},
    record::{none, today},
    secret,
    sitting::{
        decision::rows::{self as outcomes, OutcomeRow},
        vote::rows::VoteRow,
    },
};
use rules::{Refusal, id::MemberId, outcome, permit::Act as May, proposal, says::Says, typed};
use serde_json::json;

/// Writes the decision of a declared vote.
pub struct Write;

impl Act for Write {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/outcome";
    const MAY: &'static [May] = &[May::WriteOutcome];
    const SAYS: &'static [Says] = &[Says::OutcomeWritten];
    const PREVIEWS: bool = true;

    async fn run(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Address, Stop> {
        let before = outcomes::of_vote(at.writing.conn(), &at.on.id).await?;
        let phase = before.as_ref().map(OutcomeRow::phase).transpose()?;
        let correction = form.optional("correction", 300)?;
        let published = published(at).await?.len() as i64;
        let written = outcome::write(at.on.phase()?, phase, !correction.is_empty())
            .beside_each(&[(Refusal::ReasonMissing, "correction")])?;
        if published > 0 && correction.is_empty() {
            return Err(("correction", Refusal::ReasonMissing).into());
        }
        base::holds(form, &stands(before.as_ref()))?;
        let author = at.permit.member().cloned().ok_or(Refusal::NotYourRole)?;
        let writers = writers(before.as_ref(), &author)?;
        let body = form.raw("body").to_owned();
        proposal::text(&body, proposal::BODY_LIMIT).beside("body")?;
        let none = none::judge(&remembering(at, before.as_ref(), form).await?, &["body", "responsible"])?;
        let responsible = form.line("responsible", 60)?;
        let due = due(at, before.as_ref(), form).await?;
        let new = OutcomeRow {
            id: before.map_or_else(secret::id, |one| one.id),
            community: at.on.community.clone(),
            vote: at.on.id.clone(),
            phase: String::new(),
            body,
            form: form.text_form().id().to_owned(),
            responsible,
            due,
            correction,
            author: author.0,
            writers: serde_json::to_string(&writers)?,
            signer_role: String::new(),
            revision: published + 1,
            returned: String::new(),
        };
        outcomes::store_written(at.writing, &at.permit, written, &new).await?;
        let said = json!({ "revision": new.revision, "text_hash": text_hash(&new) });
        at.say(Says::OutcomeWritten, none::tell(said, &none)?).await?;
        Ok(there(&at.on))
    }

    fn back(on: &VoteRow) -> String {
        page(on)
    }
}

/// Everybody who has written at it since it was last published, with whoever writes now.
fn writers(before: Option<&OutcomeRow>, author: &MemberId) -> Result<Vec<MemberId>, Stop> {
    let mut writers = match before {
        Some(draft) if draft.phase()? != outcome::Phase::Published => draft.writers()?,
        _ => Vec::new(),
    };
    if !writers.contains(author) {
        writers.push(author.clone());
    }
    Ok(writers)
}

/// The form, with what was said before of the places of the draft. What is countersigned is published as it stands: it holds
/// nobody's data from the first draft on.
async fn remembering(at: &mut At<'_, VoteRow>, before: Option<&OutcomeRow>, form: &Form) -> Result<Form, Stop> {
    let Some(draft) = before else { return Ok(form.clone()) };
    let stands = json!({ "body": draft.body, "responsible": draft.responsible });
    let of = (at.on.community.as_str(), at.on.id.as_str(), Says::OutcomeWritten);
    Ok(none::remembering_draft(at.writing.conn(), form, of, &stands).await?)
}

/// By which day, or empty: none that has passed, unless it stood there before.
async fn due(at: &mut At<'_, VoteRow>, before: Option<&OutcomeRow>, form: &Form) -> Result<String, Stop> {
    let due = match form.get("due") {
        "" => String::new(),
        typed => typed::day(typed).ok_or(("due", Refusal::BadDay))?,
    };
    let today = today(at.writing, &at.on.community).await?;
    outcome::due(&due, before.map_or("", |one| one.due.as_str()), today).beside("due")?;
    Ok(due)
}
