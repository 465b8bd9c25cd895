//! Minutes: what is published of them, and the page on which they are written.
#![expect(missing_docs, reason = "plain fields, named for what the minutes print")]

use super::{
    record::{Draft, Seal},
    sitting::Heading,
};
use rules::{published::MinutesContent, typed::TextForm};

/// The minutes with their texts rendered and their times in words.
#[derive(Debug, Clone)]
pub struct MinutesShown {
    pub content: MinutesContent,
    pub opened: String,
    pub closed: String,
    /// Per item and round: the text as HTML, and the verdict in one sentence.
    pub rounds: Vec<Vec<(String, String)>>,
    /// Per item: how it ended, as HTML.
    pub endings: Vec<String>,
    /// Per act: its time.
    pub times: Vec<String>,
    pub notes: String,
}

/// The public page.
#[derive(Debug, Clone)]
pub struct MinutesPage {
    pub shown: MinutesShown,
    pub seal: Seal,
}

/// The page on which they are written, signed and published.
#[derive(Debug, Clone)]
pub struct MinutesForm {
    pub heading: Heading,
    pub shown: MinutesShown,
    /// Where they stand, and what the viewer may do about them.
    pub draft: Draft,
    pub notes: String,
    /// How they are shown.
    pub form: TextForm,
    pub correction: String,
    /// Names what stands, for the form that changes it.
    pub base: String,
    pub published: bool,
    /// Its public address, once published.
    pub public: String,
    pub may_write: bool,
}
