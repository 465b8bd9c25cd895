//! A joint request: what is asked for, by what rule, and what became of it. Who signed is told nowhere.

use crate::{
    kind::petition::PetitionRecord,
    petition::{Ask, Terms},
    typed::TextForm,
    verdict::Reason,
};
use serde::{Deserialize, Serialize};

/// A joint request, as published: when it was begun, when enough had signed, when it was met or answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct PetitionContent {
    pub community: String,
    pub zone: String,
    /// Counted in the community.
    pub number: i64,
    pub ask: Ask,
    /// The owners' assembly whose owners sign, or empty.
    pub body: String,
    pub title: String,
    pub text: String,
    pub form: TextForm,
    pub begun: String,
    /// Under what it was begun.
    pub terms: Terms,
    /// The day on which enough had signed, or empty.
    pub reached: String,
    /// By when what was asked for is due, or empty.
    pub due: String,
    /// The numbers of that moment, to be counted again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<PetitionRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<PetitionVerdict>,
    /// By what it was met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met: Option<MetContent>,
    /// Why it is not done, or empty.
    pub answer: String,
    /// The day of that answer, or empty.
    pub answered: String,
    /// The role that answered, or empty.
    pub answered_as: String,
}

/// What follows from the numbers, beside which they are counted again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PetitionVerdict {
    /// Enough have signed.
    pub passed: bool,
    /// The reason.
    pub reason: Reason,
    /// How many were needed.
    pub required: Option<u64>,
}

/// The published thing by which a request was met, and since which day that is on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct MetContent {
    pub kind: String,
    pub subject: String,
    pub title: String,
    pub on: String,
}
