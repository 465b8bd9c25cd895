//! What is countersigned is published, word for word as it was signed, or its correction as a further revision.

use super::super::{Life, draft, has_moved, is_seen, public, rows, was_signed};
use crate::{
    act::{Act, Address, At, Form, Stop, Subject},
    record::publication as publish,
};
use rules::{Refusal, draft::publish as judged, permit::Act as May, says::Says};
use std::marker::PhantomData;

/// Publishes a countersigned draft.
pub struct Publish<L>(PhantomData<L>);

impl<L: Life> Act for Publish<L> {
    type On = L::Up;
    const AT: &'static str = L::AT[3];
    const MAY: &'static [May] = L::MAY[2];
    const SAYS: &'static [Says] = &[L::NAMES.published];

    async fn run(at: &mut At<'_, L::Up>, form: &Form) -> Result<Address, Stop> {
        let row = draft::<L>(at.writing.conn(), at.on.community(), L::subject_up(&at.on)).await?;
        let public = public::<L>(at.writing.conn(), Some(&row)).await?;
        let was_signed = was_signed::<L>(at.writing.conn(), &row).await?;
        let published = judged(row.id(), row.phase, public, was_signed)?;
        let (shelf, title, content) = L::content(at, &row).await?;
        let seen = L::seen_in(&row, &content)?;
        if has_moved(&row, &seen) {
            return Err(Refusal::DraftMoved.into());
        }
        // Nor is published what was written and signed after its publisher read it.
        is_seen(form, &seen)?;
        let place = (&shelf, L::published_as(&row));
        publish::snapshot(at.writing, &at.permit, place, &title, &content, form).await??;
        rows::store_published(at.writing, &at.permit, &published).await?;
        L::follows(at, &row).await?;
        Ok(L::up(&at.on, &row))
    }

    fn back(up: &L::Up) -> String {
        L::page_up(up)
    }
}
