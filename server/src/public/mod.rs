//! What anybody reads without an account: published pages, the board and its search, tables, feeds, calendar and map, the export. It
//! changes nothing.

pub mod board;
pub(crate) mod calendar;
pub mod data;
pub mod export;
pub(crate) mod front;
mod lines;
pub mod page;
pub(crate) mod pages;
pub(crate) mod recount;

use crate::{
    act::Desk,
    execution::rows as executions,
    fault::Fault,
    record::{latest, photo::rows as photos, publication::Kind},
};
use rules::{id::CommunityId, posting::Audience};

/// A photo of a published thing, or of a step in carrying it out, for those who may read that thing.
pub(crate) async fn photo(
    desk: &Desk,
    (community, id): (&CommunityId, &str),
    reader: Audience,
) -> Result<Vec<u8>, Fault> {
    let mut conn = desk.read().await?;
    let photo = photos::find(&mut conn, community, id).await?;
    let (kind, subject) = if photo.kind == photos::MILESTONE {
        (Kind::Outcome, executions::milestone(&mut conn, &photo.subject).await?.vote)
    } else {
        (Kind::from_id(&photo.kind).ok_or(Fault::Stored("photos.kind"))?, photo.subject.clone())
    };
    latest(&mut conn, community, kind, &subject, None, reader).await?;
    photo.jpeg()
}
