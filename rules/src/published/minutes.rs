//! The minutes of a session.
#![expect(missing_docs, reason = "plain fields, named for what the minutes print")]

use crate::{
    Verdict,
    record::{Counts, VoteRecord},
    roll::Represented,
    typed::TextForm,
};
use serde::{Deserialize, Serialize};

/// The minutes as published: everything from the record, and the clerk's notes. They name nobody but by role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesContent {
    pub community: String,
    pub zone: String,
    pub title: String,
    pub body: String,
    pub place: String,
    pub held: String,
    pub session_id: String,
    pub opened_at: i64,
    pub closed_at: Option<i64>,
    pub counts: Counts,
    /// Where representatives stood for households: all households, and those for which somebody was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub households: Option<Represented>,
    pub items: Vec<MinutesItem>,
    pub acts: Vec<MinutesAct>,
    pub notes: String,
    /// How they are to be shown.
    #[serde(default, skip_serializing_if = "TextForm::is_before")]
    pub notes_form: TextForm,
    pub correction: String,
    pub signed_as: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesItem {
    pub title: String,
    pub matter: String,
    pub proposals: i64,
    /// How many of them were made aloud, and entered by whoever presided.
    #[serde(default, skip_serializing_if = "is_none")]
    pub entered: i64,
    pub remarks: i64,
    /// Who declared an interest, and how many of them kept out of the vote.
    pub interests: u64,
    pub recused: u64,
    /// It stays within the community: neither its rounds nor how it ended are told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub within: bool,
    pub rounds: Vec<MinutesRound>,
    pub ending: Option<MinutesEnding>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
const fn is_none(count: &i64) -> bool {
    *count == 0
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesRound {
    pub round: i64,
    pub mode: String,
    pub phase: String,
    pub void_reason: String,
    pub text_title: String,
    pub text: String,
    /// How it is to be shown.
    #[serde(default, skip_serializing_if = "TextForm::is_before")]
    pub form: TextForm,
    pub revision: i64,
    /// Only of a round whose result was declared.
    pub result: Option<(VoteRecord, Verdict)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesEnding {
    pub kind: String,
    pub text: String,
    pub dissent: String,
    /// How both are to be shown.
    #[serde(default, skip_serializing_if = "TextForm::is_before")]
    pub form: TextForm,
}

/// An act of the chair or the staff, as the journal has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesAct {
    pub seq: i64,
    pub at: i64,
    pub act: String,
    pub role: String,
    pub reason: String,
}
