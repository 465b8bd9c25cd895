//! The chair puts one revision of a proposal to the vote: it becomes the item's text and no longer changes.

use super::super::{
    at_the_chair, proposal_facts,
    thread::{bound, has_ended},
};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    sitting::{
        session::rows as sessions,
        talk::rows::thread::{self as threads, ProposalRow},
    },
    store::feed::Touch,
    text::fingerprint,
};
use rules::{Refusal, permit::Act as May, proposal, says::Says, session::Phase, thread, typed::TextForm};
use serde_json::json;

/// Puts the revision that the chair has on the screen to the vote.
pub struct PutToVote;

impl Act for PutToVote {
    type On = ProposalRow;
    const AT: &'static str = "/p/{proposal}/put";
    const MAY: &'static [May] = &[May::Moderate];
    const SAYS: &'static [Says] = &[Says::ProposalPut];

    async fn run(at: &mut At<'_, ProposalRow>, form: &Form) -> Result<Address, Stop> {
        let row = at.on.clone();
        let phase = sessions::find(at.writing.conn(), &row.session).await?.phase;
        if matches!(phase, Phase::Closed | Phase::Cancelled) {
            return Err(phase.not_now().into());
        }
        let frozen = bound(at.writing.conn(), &row.session, &row.item).await?.frozen;
        if has_ended(at.writing.conn(), &row.session, &row.item).await? {
            return Err(Refusal::ItemEnded.into());
        }
        let seen = form.get("revision").parse().unwrap_or(0);
        let moved = thread::put(&row.id, &proposal_facts(&row, &at.member()?), seen, frozen)?;
        let revisions = threads::revisions(at.writing.conn(), &row.id).await?;
        let put = revisions.iter().find(|one| one.number == seen).ok_or(Fault::Stored("proposal_revisions"))?;
        let text = proposal::write(&put.title, &put.body, frozen)?.shown_as(TextForm::stored(&put.form));
        let latest = sessions::revisions(at.writing.conn(), &row.item).await?.first().map_or(0, |one| one.number);
        sessions::insert_revision(at.writing, &at.permit, &row.item, latest + 1, &text, &row.id).await?;
        threads::store_moved(at.writing, &at.permit, &moved, seen).await?;
        let body = json!({
            "item": row.item, "revision": latest + 1, "proposal": row.id, "proposal_revision": seen,
            "text_hash": fingerprint(text.form(), &[text.title(), text.body()]),
        });
        at.say_of(Says::ProposalPut, &row.session, body).await?;
        at.touch(Touch::Proposal(row.id));
        at.touch(Touch::Item(row.item.clone()));
        Ok(at_the_chair(&row.session, &row.item))
    }
}
