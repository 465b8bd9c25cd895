//! The text that is put to the vote, and the limits of any text that a person writes.

use crate::{
    Refusal,
    record::CountRecord,
    typed::{self, TextForm},
};

/// Longest title, in characters.
pub const TITLE_LIMIT: usize = 120;
/// Longest text, in characters.
pub const BODY_LIMIT: usize = 10_000;

/// A checked text: title and body within their limits, neither empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    title: String,
    body: String,
    form: TextForm,
}

impl Text {
    /// The title, without the white space around it.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// How it is to be shown.
    #[must_use]
    pub const fn form(&self) -> TextForm {
        self.form
    }

    /// The same text, to be shown so.
    #[must_use]
    pub fn shown_as(self, form: TextForm) -> Self {
        Self { form, ..self }
    }

    /// The body, as typed.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }
}

/// A line of text, trimmed, not empty and within `limit` characters; a line end within it is a blank.
///
/// # Errors
/// [`Refusal::Empty`] or [`Refusal::TooLong`].
pub fn line(text: &str, limit: usize) -> Result<String, Refusal> {
    let text = typed::line(text);
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    optional(text.trim(), limit)
}

/// A text of several lines, as it was typed, not empty and within `limit` characters.
///
/// # Errors
/// [`Refusal::Empty`] or [`Refusal::TooLong`].
pub fn text(text: &str, limit: usize) -> Result<String, Refusal> {
    if text.trim().is_empty() { Err(Refusal::Empty) } else { optional(text, limit) }
}

/// A text that may be empty, within `limit` characters: as it was typed, without the empty lines around it. The blanks before its
/// first word stay where it has several lines, for they are its indentation.
///
/// # Errors
/// [`Refusal::TooLong`].
pub fn optional(text: &str, limit: usize) -> Result<String, Refusal> {
    let text = text.trim_end();
    let blank = text.len() - text.trim_start().len();
    let begins = text.get(..blank).and_then(|blank| blank.rfind('\n')).map_or(0, |at| at + 1);
    let whole = text.get(begins..).unwrap_or_default();
    let text = if whole.contains('\n') { whole } else { whole.trim_start() };
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
    let body = text(body, BODY_LIMIT).map_err(|refusal| ("body", refusal))?;
    Ok(Text { title, body, form: TextForm::Typed })
}

/// Whether a count ended in a tie between for and against.
#[must_use]
pub const fn is_tie(record: &CountRecord) -> bool {
    record.ballots.in_favour == record.ballots.against
}
