//! The minutes of a session: put together from what is on record, with the clerk's notes; signed off by another hand, published,
//! corrected. They never say more than the record does: what is signed is what is shown, and what is published is what was signed.

pub mod acts;
mod content;
pub mod rows;

pub(crate) use content::content;

use crate::{
    act::base,
    fault::Fault,
    secret,
    sitting::{minutes::rows::MinutesRow, session::rows::SessionRow},
};
use rules::published::MinutesContent;

/// Names the notes as they stand, signed or not: saving over a signature drops it.
pub(crate) fn stands(row: Option<&MinutesRow>) -> String {
    row.map_or_else(
        || base::of(&[]),
        |row| base::of(&[&row.notes, &row.correction, &row.phase, &row.revision.to_string()]),
    )
}

/// Names the minutes as they stand, so that one signs what one has read.
pub(crate) fn fingerprint(content: &MinutesContent) -> Result<String, Fault> {
    let signed_later = MinutesContent { signed_as: String::new(), ..content.clone() };
    Ok(secret::digest(&[&serde_json::to_string(&signed_later)?]))
}

/// The page on which the minutes of a session are written and signed.
fn page(on: &SessionRow) -> String {
    format!("/s/{}/minutes", on.id)
}
