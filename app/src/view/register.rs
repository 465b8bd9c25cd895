//! What the pages of registers show.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::record::Listed;
use rules::{
    id::CommunityId,
    register::{Pasted, Register, Sum},
};

/// The registers of a place.
#[derive(Debug, Clone)]
pub struct RegistersPage {
    pub community: CommunityId,
    pub registers: Vec<Stands>,
    /// What they remind of, the nearest first.
    pub reminded: Vec<Listed>,
}

/// How a register stands.
#[derive(Debug, Clone)]
pub struct Stands {
    pub href: String,
    pub name: String,
    pub rows: i64,
    /// On which day it was published last; empty where it never was.
    pub published: String,
}

/// A register, for those who keep and supervise it.
#[derive(Debug, Clone)]
pub struct RegisterPage {
    pub community: CommunityId,
    pub register: &'static Register,
    pub lines: Vec<RegisterLine>,
    pub sums: Vec<Sum>,
    pub may_keep: bool,
    /// A table that was pasted, as it was read, and what names its text.
    pub pasted: Option<(Pasted, String)>,
    /// Where it was published last; empty where it never was.
    pub published: String,
    /// Where its disclosure is written; empty where there is nothing to publish.
    pub disclosure: String,
}

/// A row of it.
#[derive(Debug, Clone)]
pub struct RegisterLine {
    pub href: String,
    pub cells: Vec<String>,
    /// Why it ended; empty while it stands.
    pub ended: String,
}

/// A row with what it was, and the forms that change it.
#[derive(Debug, Clone)]
pub struct RegisterRowPage {
    pub community: CommunityId,
    pub register: &'static Register,
    pub id: String,
    pub number: String,
    /// As people read it, and as a form begins with it.
    pub cells: Vec<String>,
    pub fields: Vec<String>,
    pub reminded: Vec<String>,
    pub ended: String,
    /// Names what stands, for the forms that change it.
    pub stands: String,
    /// The first one first.
    pub versions: Vec<Version>,
    pub may_keep: bool,
}

/// What a row was, until when, and why it was changed.
#[derive(Debug, Clone)]
pub struct Version {
    pub at: String,
    pub why: String,
    pub cells: Vec<String>,
}
