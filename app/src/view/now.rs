//! What a sitting asks of the viewer now, on every page that follows it.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use rules::now::{Ask, Step};

/// What stands in the bar at the foot of the screen, and in the steps.
#[derive(Debug, Clone)]
pub struct NowView {
    pub session: String,
    pub ask: Ask,
    /// Where the item that is called stands; none while nothing is under way.
    pub step: Option<Step>,
    /// The item that is called, or empty.
    pub item: String,
    pub item_title: String,
    /// The vote that it is about, or empty.
    pub vote: String,
    /// Until when, as a clock shows it; empty where nothing ends it.
    pub until: String,
    /// What came of the item: 通过：赞成 22，反对 3，弃权 1.
    pub outcome: String,
    /// It was passed.
    pub passed: bool,
}
