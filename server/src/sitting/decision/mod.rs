//! A decision: what a declared vote comes to, in words. It is written, countersigned by another hand or sent back with a reason,
//! published, corrected. It never counts and never changes a result: number, rule and papers are the vote's, and are filled in when it
//! is published.

pub mod acts;
mod content;
pub mod rows;

use crate::{
    act::{Address, At, Stop, base},
    fault::Fault,
    record::{
        countersign::sign_facts,
        publication::rows::{self as publication, PublicationRow},
    },
    sitting::{
        decision::rows::{self as outcomes, OutcomeRow},
        vote::rows::VoteRow,
    },
    text,
};
use rules::{Refusal, outcome::CountersignFacts, typed::TextForm};

/// Names the decision as the form that changes it shows it, signed or not: saving over a signature drops it.
pub(crate) fn stands(row: Option<&OutcomeRow>) -> String {
    row.map_or_else(
        || base::of(&[]),
        |row| base::of(&[&fingerprint(row), &row.phase, &row.returned, &row.revision.to_string()]),
    )
}

/// Names a draft as it stands: its text, who is responsible, until when.
pub(crate) fn fingerprint(draft: &OutcomeRow) -> String {
    text::fingerprint(TextForm::stored(&draft.form), &[&draft.body, &draft.responsible, &draft.due, &draft.correction])
}

/// What the journal says of a draft's text: which it is, and how it is to be shown.
fn text_hash(draft: &OutcomeRow) -> String {
    text::fingerprint(TextForm::stored(&draft.form), &[&draft.body])
}

/// The page on which the decision of a vote is written and signed.
fn page(on: &VoteRow) -> String {
    format!("/v/{}/outcome", on.id)
}

/// The same, to go there.
fn there(on: &VoteRow) -> Address {
    Address(page(on))
}

/// The draft that somebody has written.
async fn draft(at: &mut At<'_, VoteRow>) -> Result<OutcomeRow, Fault> {
    outcomes::of_vote(at.writing.conn(), &at.on.id).await?.ok_or(Fault::NotFound)
}

/// The draft, and what signing it or sending it back is judged by.
async fn to_sign(at: &mut At<'_, VoteRow>) -> Result<(OutcomeRow, CountersignFacts), Stop> {
    let draft = draft(at).await?;
    let stands = (draft.phase()?, draft.writers()?);
    let facts = sign_facts(at.writing.conn(), &at.on.community, &at.standing, stands).await??;
    Ok((draft, facts))
}

/// What was published of it, the latest first. One that was withdrawn is neither corrected nor published once more.
async fn published(at: &mut At<'_, VoteRow>) -> Result<Vec<PublicationRow>, Stop> {
    let revisions = publication::revisions(at.writing.conn(), &at.on.community, &at.on.id).await?;
    if revisions.first().is_some_and(|latest| !latest.withdrawn.is_empty()) {
        return Err(Refusal::WithdrawnAlready.into());
    }
    Ok(revisions)
}
