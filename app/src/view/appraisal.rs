//! What the pages of an appraisal show: the ballot with everybody on it, and who is to stand there.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::{Choices, sitting::Heading};
use rules::appraisal::Terms;

/// The ballot of an appraisal.
#[derive(Debug, Clone)]
pub struct SheetView {
    /// Name, as the result will have it, and office.
    pub people: Vec<(String, String)>,
    pub terms: Terms,
}

/// Who is appraised under an item.
#[derive(Debug, Clone)]
pub struct AppraisedPage {
    pub heading: Heading,
    pub item: String,
    pub title: String,
    pub lines: Vec<AppraisedLine>,
    /// By what is counted; none where the rules of the place do not say.
    pub terms: Option<Terms>,
    /// Why the ballot cannot be changed now.
    pub fixed: Option<String>,
    pub may_name: bool,
    pub may_establish: bool,
    /// What was published since and may say that a post has ended: values and titles.
    pub things: Choices,
}

#[derive(Debug, Clone)]
pub struct AppraisedLine {
    pub member: String,
    pub number: String,
    pub name: String,
    pub office: String,
    /// Keeps out of the ballot.
    pub keeps_out: bool,
    pub ended: Option<EndedView>,
}

/// That a post ends by law.
#[derive(Debug, Clone)]
pub struct EndedView {
    /// By when it is to be established, or empty.
    pub due: String,
    pub late: bool,
    /// On which day it was, or empty.
    pub established: String,
}
