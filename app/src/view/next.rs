//! The next act of a sitting, and what is missing for it, as the chair's page leads with it.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use rules::autopilot::Next;

/// The next act.
#[derive(Debug, Clone)]
pub struct NextView {
    pub act: Next,
    /// On which item of the agenda.
    pub item: Option<usize>,
    /// Who has voted, while a vote is open.
    pub turnout: Option<TurnoutView>,
    /// From when it may be opened, in words.
    pub opens: String,
    /// How many results are still to be written as decisions.
    pub to_write: usize,
}

/// How far a vote has come.
#[derive(Debug, Clone, Default)]
pub struct TurnoutView {
    pub here: u64,
    pub cast: i64,
    /// How many could still vote.
    pub waiting: usize,
    /// Who they are, where votes are by name.
    pub names: Vec<String>,
    /// Who holds a paper or has put it in the box.
    pub papers: Vec<String>,
}
