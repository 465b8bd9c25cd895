//! What anybody reads without an account: published pages, the board and its search, tables, feeds, calendar and map, the export. It
//! changes nothing.

pub mod board;
pub(crate) mod calendar;
pub mod data;
mod draw;
pub(crate) mod duties;
pub mod export;
pub(crate) mod front;
mod lines;
pub(crate) mod matters;
pub(crate) mod office;
pub mod page;
pub(crate) mod pages;
mod petition;
pub(crate) mod recount;

use crate::{
    act::Desk,
    attachment::rows as attachments,
    execution::rows as executions,
    fault::Fault,
    record::{latest, photo::rows as photos, publication::Kind},
};
use rules::{attachment::State, id::CommunityId, posting::Audience};

/// A photo of a published thing, or of a step in carrying it out, for those who may read that thing.
pub(crate) async fn photo(
    desk: &Desk,
    (community, id): (&CommunityId, &str),
    reader: Audience,
) -> Result<Vec<u8>, Fault> {
    let mut conn = desk.read().await?;
    let photo = photos::find(&mut conn, community, id).await?;
    let (kind, subject) = if photo.kind == photos::ATTACHMENT {
        // Before it was made public it is at another address, for those who keep it.
        let row = attachments::find(&mut conn, &photo.subject.as_str().into()).await?;
        if row.state != State::Public {
            return Err(Fault::NotFound);
        }
        (Kind::from_id(&row.kind).ok_or(Fault::Stored("attachments.kind"))?, row.thing)
    } else if photo.kind == photos::MILESTONE {
        (Kind::Outcome, executions::milestone(&mut conn, &photo.subject).await?.vote.0)
    } else {
        (Kind::from_id(&photo.kind).ok_or(Fault::Stored("photos.kind"))?, photo.subject.clone())
    };
    latest(&mut conn, community, kind, &subject, None, reader).await?;
    photo.jpeg()
}
