//! That a decision was carried out, with its steps.

use crate::typed::TextForm;
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
}
