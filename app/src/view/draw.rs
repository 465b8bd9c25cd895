//! What the pages of a draw show. The public reads list, hash, seed and result by numbers; names are for members.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::record::Seal;
use rules::{id::CommunityId, published::DrawContent};
use std::collections::HashMap;

/// The public page of a draw.
#[derive(Debug, Clone)]
pub struct DrawPage {
    pub content: DrawContent,
    pub seal: Seal,
}

/// What members and staff see of a draw, and do about it.
#[derive(Debug, Clone)]
pub struct DrawDesk {
    pub id: String,
    pub content: DrawContent,
    /// Of a list of members: the name beside each number.
    pub names: HashMap<String, String>,
    /// The day of the seed is to come.
    pub waits: bool,
    /// One of the two has read it.
    pub read: bool,
    pub may_read: bool,
    pub may_confirm: bool,
    pub may_replace: bool,
    /// Who leaves, as somebody said it, and why; with what names it.
    pub leaving: Option<(String, String, String)>,
    pub may_step_in: bool,
}

/// Where one is fixed.
#[derive(Debug, Clone)]
pub struct NewDraw {
    pub community: CommunityId,
}
