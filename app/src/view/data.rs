//! What the pages of figures show.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use rules::id::CommunityId;

/// The figures of a community.
#[derive(Debug, Clone, Default)]
pub struct FiguresPage {
    pub name: String,
    pub community: CommunityId,
    pub passed: u64,
    pub failed: u64,
    /// Month, entitled, present: of all its votes together.
    pub months: Vec<(String, u64, u64)>,
    pub asked: usize,
    pub answered: usize,
}
