//! A countersigned decision is published, or its correction as a further revision. From now on whoever proposed its text follows
//! what becomes of it.

use super::super::{content::content, draft, page, published};
use crate::{
    act::{Act, Address, At, Form, Stop},
    fault::Fault,
    record::{
        following::rows as following,
        publication::{self as publish, Kind, Shelf},
    },
    sitting::{
        decision::rows as outcomes,
        session::{Sitting, rows as sessions},
        talk::rows::thread as threads,
        vote::rows::VoteRow,
    },
};
use rules::{outcome, permit::Act as May, says::Says};

/// Publishes the countersigned decision, or its correction.
pub struct Publish;

impl Act for Publish {
    type On = VoteRow;
    const AT: &'static str = "/v/{vote}/outcome/publish";
    const MAY: &'static [May] = &[May::PublishOutcome];
    const SAYS: &'static [Says] = &[Says::OutcomePublished];

    async fn run(at: &mut At<'_, VoteRow>, form: &Form) -> Result<Address, Stop> {
        let draft = draft(at).await?;
        let publishing = outcome::publish(draft.phase()?)?;
        published(at).await?;
        let sitting = Sitting::in_act(at.writing, &at.on.session).await?;
        let content = content(at.writing, &sitting, &at.on, &draft).await?;
        let shelf = Shelf::of(Kind::Outcome, &content.matter, &sitting.body.kind);
        let place = (&shelf, at.on.id.as_str());
        publish::snapshot(at.writing, &at.permit, place, &content.title, &content, form).await??;
        outcomes::store_published(at.writing, &at.permit, &draft.id, publishing).await?;
        author_follows(at).await?;
        Ok(Address(format!("/c/{}/outcome/{}", at.on.community, at.on.id)))
    }

    fn back(on: &VoteRow) -> String {
        page(on)
    }
}

/// Whoever proposed the text of a decision follows what becomes of it.
async fn author_follows(at: &mut At<'_, VoteRow>) -> Result<(), Fault> {
    let texts = sessions::revisions(at.writing.conn(), &at.on.item).await?;
    let text = texts.into_iter().find(|one| one.number == at.on.revision);
    let Some(proposal) = text.map(|text| text.proposal).filter(|proposal| !proposal.is_empty()) else { return Ok(()) };
    let author = threads::proposal(at.writing.conn(), &proposal).await?.author;
    following::follow(at.writing, (&at.on.id, &author), true).await
}
