//! The fields of a session's form.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use rules::roll::Attendance;

/// What stands in the fields of a session's form.
#[derive(Debug, Clone, Default)]
pub struct SessionValues {
    pub body: String,
    pub title: String,
    pub place: String,
    pub held: Option<Attendance>,
    pub starts: String,
    pub special: String,
    /// Number and name.
    pub chair: String,
    pub deputy: String,
}
