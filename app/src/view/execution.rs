//! How a decision is carried out, as pages show it.

use super::record::Seal;
use rules::typed::TextForm;
use serde::{Deserialize, Serialize};

/// What became of a decision, as published. It names nobody but by role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct CompletionContent {
    pub community: String,
    pub zone: String,
    pub title: String,
    /// The number of the decision.
    pub number: String,
    /// Its vote, by which its page is found.
    pub vote: String,
    pub matter: String,
    pub text: String,
    /// How it is to be shown.
    #[serde(default, skip_serializing_if = "TextForm::is_before")]
    pub form: TextForm,
    pub responsible: String,
    pub milestones: Vec<MilestoneContent>,
}

/// A milestone: what was planned, and what happened. Sums in yuan with two decimals, or empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct MilestoneContent {
    pub name: String,
    pub responsible: String,
    pub due: String,
    pub money: String,
    pub done: String,
    pub done_money: String,
    pub note: String,
    pub accepted: bool,
    pub photo: String,
    /// How often it was reported as reached; 0 where it was published before that was counted.
    #[serde(default)]
    pub reports: i64,
    /// On which day it was put into the plan, or empty.
    #[serde(default)]
    pub planned: String,
    /// Why it was given up, or empty.
    #[serde(default)]
    pub dropped: String,
    /// Why its report was not accepted, or empty.
    #[serde(default)]
    pub returned: String,
    /// Why more was planned than decided, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub over_reason: String,
    /// Names the report that is shown; no part of what is published.
    #[serde(skip)]
    pub seen: String,
}

/// How a decision is carried out.
#[derive(Debug, Clone, Default)]
pub struct Execution {
    /// Each milestone with its id, and whether it is late.
    pub milestones: Vec<(String, MilestoneContent, bool)>,
    /// The public address of the completion, or empty.
    pub completion: String,
    /// How it was rated, once there is a completion.
    pub rating: Option<Rating>,
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
    pub may_rate: bool,
    pub follows: bool,
    /// How the viewer rated it.
    pub own: String,
}
