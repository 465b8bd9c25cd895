//! What is countersigned is published, word for word as it was signed, or its correction as a further revision.

use super::super::{Beside, Life, draft, has_moved, is_seen, public, rows, rows::DraftRow, was_signed};
use crate::{
    act::{Act, Address, At, Form, Stop, Subject},
    record::publication::{self as publish, Shelf, rows as publication},
};
use rules::{Refusal, draft::publish as judged, permit::Act as May, says::Says};
use std::marker::PhantomData;

/// Publishes a countersigned draft.
pub struct Publish<L>(PhantomData<L>);

impl<L: Life> Act for Publish<L> {
    type On = L::Up;
    const AT: &'static str = L::AT[3];
    const MAY: &'static [May] = L::MAY[2];
    const SAYS: &'static [Says] = L::PUBLISHES;

    async fn run(at: &mut At<'_, L::Up>, form: &Form) -> Result<Address, Stop> {
        let row = draft::<L>(at.writing.conn(), at.on.community(), L::subject_up(&at.on)).await?;
        let public = public::<L>(at.writing.conn(), Some(&row)).await?;
        let was_signed = was_signed::<L>(at.writing.conn(), &row).await?;
        let published = judged(row.id(), row.phase, public, was_signed)?;
        L::ready(at.writing.conn(), &row).await??;
        let (shelf, title, content) = L::content(at, &row).await?;
        let seen = L::seen_in(&row, &content)?;
        if has_moved(&row, &seen) {
            return Err(Refusal::DraftMoved.into());
        }
        // Nor is published what was written and signed after its publisher read it.
        is_seen(form, &seen)?;
        let place = (&shelf, L::published_as(&row));
        publish::snapshot(at.writing, &at.permit, place, &title, &content, form).await??;
        if let Some(beside) = beside::<L>(at, &shelf, &row, &content).await? {
            let place = (&beside.shelf, beside.subject.as_str());
            publish::snapshot(at.writing, &at.permit, place, &beside.title, &beside.content, form).await??;
            at.writing.concerns(shelf.audience);
        }
        rows::store_published(at.writing, &at.permit, &published).await?;
        L::follows(at, &row).await?;
        Ok(L::up(&at.on, &row))
    }

    fn back(up: &L::Up) -> String {
        L::page_up(up)
    }
}

/// What is published with it; what of that was withdrawn by itself stays so.
async fn beside<L: Life>(
    at: &mut At<'_, L::Up>,
    shelf: &Shelf,
    row: &DraftRow,
    content: &L::Content,
) -> Result<Option<Beside>, Stop> {
    let Some(beside) = L::beside(shelf, row, content)? else { return Ok(None) };
    let earlier = publication::revisions(at.writing.conn(), &row.community, &beside.subject).await?;
    Ok(earlier.first().is_none_or(|latest| latest.withdrawn.is_empty()).then_some(beside))
}
