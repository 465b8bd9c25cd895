//! What the page shows on which a decision is written, countersigned and published.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::{
    record::Draft,
    sitting::{Heading, ResultView},
};
use rules::typed::TextForm;

/// The decision on its way to the public.
#[derive(Debug, Clone)]
pub struct OutcomeForm {
    pub heading: Heading,
    pub vote: String,
    pub result: Option<ResultView>,
    pub body: String,
    /// How it is shown.
    pub form: TextForm,
    pub body_html: String,
    pub responsible: String,
    pub due: String,
    pub correction: String,
    /// Names what stands, for the form that changes it.
    pub base: String,
    pub may_write: bool,
    pub published: bool,
    /// Why it was withdrawn, or empty.
    pub withdrawn: String,
    /// The text that was voted on and the decision, each with its differences marked, as HTML; nothing while none is written.
    pub beside: Option<[String; 2]>,
    /// The numbers of the decision that do not stand in the text that was voted on.
    pub new_numbers: Vec<String>,
    /// Where it stands, and what the viewer may do about it.
    pub draft: Draft,
}
