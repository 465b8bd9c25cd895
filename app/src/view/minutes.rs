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

/// Who was there by name, and who proposed what: for members alone.
#[derive(Debug, Clone)]
pub struct NamesShown {
    pub community: String,
    pub title: String,
    pub body: String,
    pub opened: String,
    pub correction: String,
    pub groups: Vec<NamesGroup>,
    pub items: Vec<NamesItem>,
}

/// Those who are listed as the same.
#[derive(Debug, Clone)]
pub struct NamesGroup {
    /// The key of its heading.
    pub key: String,
    /// Each with what is said of them, or empty.
    pub lines: Vec<(String, String)>,
}

#[derive(Debug, Clone)]
pub struct NamesItem {
    pub title: String,
    /// By the number of the proposal: who made it.
    pub proposals: Vec<(i64, String)>,
}

/// The public page.
#[derive(Debug, Clone)]
pub struct MinutesPage {
    pub shown: MinutesShown,
    pub seal: Seal,
    /// Where members read the names, or empty.
    pub names: String,
}

/// The page of the names, for members.
#[derive(Debug, Clone)]
pub struct NamesPage {
    pub shown: NamesShown,
    pub seal: Seal,
    /// Where the minutes are.
    pub minutes: String,
}

/// The page on which they are written, signed and published.
#[derive(Debug, Clone)]
pub struct MinutesForm {
    pub heading: Heading,
    pub shown: MinutesShown,
    /// The names that are published with them for members.
    pub names: NamesShown,
    /// What the record says of the course, where the form begins with that.
    pub begun: Option<String>,
    /// The session is closed: from then on they may be signed.
    pub closed: bool,
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
