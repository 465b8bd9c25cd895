//! How a decision is carried out, as pages show it.

use super::record::Seal;
use rules::{
    execution::Grade,
    published::{CompletionContent, MilestoneContent},
};

/// How a decision is carried out.
#[derive(Debug, Clone, Default)]
pub struct Execution {
    /// Each milestone.
    pub milestones: Vec<Step>,
    /// The public address of the completion, or empty.
    pub completion: String,
    /// How it was rated, once there is a completion.
    pub rating: Option<Rating>,
}

/// A milestone as it stands.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// Its id.
    pub id: String,
    /// What is published of it.
    pub content: MilestoneContent,
    /// It is late.
    pub late: bool,
    /// In how many days it is to be done; negative where it is late. None where nothing waits any more.
    pub due_in: Option<i64>,
    /// Names the report that is shown, so that a supervisor accepts what they have read.
    pub seen: String,
}

/// How a completion was rated: satisfied, mostly, dissatisfied.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rating {
    /// How many gave each grade.
    pub grades: [u64; 3],
    /// From how many households.
    pub rated: u64,
    /// Of how many.
    pub households: u64,
}

/// A published completion.
#[derive(Debug, Clone)]
pub struct CompletionPage {
    /// As published.
    pub content: CompletionContent,
    /// The text as HTML.
    pub text: String,
    /// How it was rated.
    pub rating: Rating,
    /// What proves it.
    pub seal: Seal,
}

/// What the viewer may do about the execution of a decision.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct ExecutionDesk {
    pub execution: Execution,
    /// The decision was carried.
    pub carried: bool,
    /// It was taken back, carried or not.
    pub withdrawn: bool,
    pub may_keep: bool,
    pub may_accept: bool,
    /// In which community the viewer keeps or supervises pictures beside the steps; empty where they do not.
    pub pictures: String,
    pub may_rate: bool,
    pub follows: bool,
    /// How the viewer rated it.
    pub own: Option<Grade>,
}
