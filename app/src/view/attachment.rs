//! Pictures that are kept beside something: for who keeps and supervises them.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use rules::attachment::{Of, State};

/// A picture and where it stands.
#[derive(Debug, Clone)]
pub struct Picture {
    pub id: String,
    pub state: State,
    /// Its fingerprint, of what is shown.
    pub hash: String,
    /// What it shows, once it is public.
    pub title: String,
    /// Why it was withdrawn.
    pub reason: String,
    pub kilobytes: i64,
}

/// All pictures of one thing.
#[derive(Debug, Clone)]
pub struct AttachmentsPage {
    pub community: String,
    pub belongs: Of,
    pub id: String,
    /// The thing's words.
    pub title: String,
    /// Its page.
    pub back: String,
    pub pictures: Vec<Picture>,
    pub may_keep: bool,
}

/// One picture, with what may be done about it.
#[derive(Debug, Clone)]
pub struct AttachmentPage {
    pub picture: Picture,
    /// The words of what it belongs to.
    pub of: String,
    /// That is for members.
    pub within: bool,
    /// Where all pictures of that are.
    pub back: String,
    pub may_keep: bool,
    pub may_publish: bool,
    /// Nothing of what it belongs to can be read yet.
    pub too_early: bool,
    pub may_withdraw: bool,
}

/// A picture on a public page.
#[derive(Debug, Clone)]
pub struct Beside {
    /// Its address, or empty where it was withdrawn.
    pub src: String,
    pub title: String,
    pub reason: String,
}
