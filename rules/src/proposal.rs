//! The text that is put to the vote, and the limits of any text that a person writes.

use crate::{Refusal, record::CountRecord};

/// Longest title, in characters.
pub const TITLE_LIMIT: usize = 120;
/// Longest text, in characters.
pub const BODY_LIMIT: usize = 10_000;

/// A checked text: title and body within their limits, neither empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    title: String,
    body: String,
}

impl Text {
    /// The title, without the white space around it.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The body, as typed.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }
}

/// A line of text, trimmed, not empty and within `limit` characters.
///
/// # Errors
/// [`Refusal::Empty`] or [`Refusal::TooLong`].
pub fn line(text: &str, limit: usize) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    optional(text, limit)
}

/// A text that may be empty, within `limit` characters.
///
/// # Errors
/// [`Refusal::TooLong`].
pub fn optional(text: &str, limit: usize) -> Result<String, Refusal> {
    let text = text.trim();
    if text.chars().count() > limit { Err(Refusal::TooLong) } else { Ok(text.to_owned()) }
}

/// Judges a text that is to be written to an item.
///
/// # Errors
/// `(field, refusal)`: which of `title` and `body` is in the way, or that the text is frozen (P-AMEND: once a vote on it
/// was opened, only a second round takes a changed text).
pub fn write(title: &str, body: &str, frozen: bool) -> Result<Text, (&'static str, Refusal)> {
    if frozen {
        return Err(("body", Refusal::TextFrozen));
    }
    let title = line(title, TITLE_LIMIT).map_err(|refusal| ("title", refusal))?;
    line(body, BODY_LIMIT).map_err(|refusal| ("body", refusal))?;
    Ok(Text { title, body: body.to_owned() })
}

/// Whether a count ended in a tie between for and against.
#[must_use]
pub const fn is_tie(record: &CountRecord) -> bool {
    record.ballots.in_favour == record.ballots.against
}
