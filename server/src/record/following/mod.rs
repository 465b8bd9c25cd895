//! Who follows a decision: whoever made the proposal, and whoever chose to. Their home page shows what becomes of it.

pub mod rows;
