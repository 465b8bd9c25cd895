//! A decision: what a vote came to.

use super::Basis;
use crate::{
    Verdict, gates::GateState, kind::appraisal::Grade, record::VoteRecord, rule_set::Checked, typed::TextForm,
    verdict::Reason,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A decision, as published. It names nobody but by role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the decision's form")]
pub struct OutcomeContent {
    pub community: String,
    pub zone: String,
    pub number: String,
    pub title: String,
    pub matter: String,
    pub body: String,
    pub session: String,
    pub session_id: String,
    pub held_at: i64,
    pub text: String,
    /// How the text is to be shown; what was published before there was a choice says nothing.
    #[serde(default, skip_serializing_if = "TextForm::is_before")]
    pub text_form: TextForm,
    pub text_revision: i64,
    /// Who wrote the text, by role: `member` where it came from a proposal, `desk` where chair or clerk wrote it.
    #[serde(default)]
    pub text_by: String,
    pub round: i64,
    pub decision: String,
    /// How the decision is to be shown.
    #[serde(default, skip_serializing_if = "TextForm::is_before")]
    pub decision_form: TextForm,
    pub responsible: String,
    pub due: String,
    pub correction: String,
    pub signed_as: String,
    pub basis: Option<Basis>,
    pub rule_version: String,
    /// How far the rule's source was checked.
    #[serde(default)]
    pub checked: Checked,
    /// The gates as they stood when the vote opened.
    #[serde(default)]
    pub gates: Vec<GateState>,
    pub record: VoteRecord,
    pub verdict: Verdict,
    /// In an appraisal: who came out how, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub results: Option<BTreeMap<String, Grade>>,
    /// How the papers were counted.
    #[serde(default)]
    pub counting: Counting,
}

impl OutcomeContent {
    /// Whether something was carried that is to be done now. An appraisal grades people, and leaves nothing to be carried out.
    #[must_use]
    pub fn carries(&self) -> bool {
        self.verdict.reason == Reason::Passed
    }
}

/// What happened to the papers of a vote before their count was accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counting {
    /// Papers given in exchange for spoilt ones.
    pub exchanged: i64,
    /// Papers that were taken back unused.
    pub back: i64,
    /// In which count both tellers found the same; 0 where there was nothing to count. Of a secret vote it was not kept at first:
    /// there 0 says nothing.
    pub attempts: u64,
    /// Why the chair ordered another count, each time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ordered: Vec<String>,
}
