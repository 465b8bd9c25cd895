//! The notice of a session.

use crate::typed::TextForm;
use serde::{Deserialize, Serialize};

/// By what text members who are online count as present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub source: String,
    /// Who resolved it.
    pub by: String,
}

/// An item on a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeItem {
    /// Title.
    pub title: String,
    /// The matter's id.
    pub matter: String,
    /// The paper, as typed.
    pub paper: String,
    /// How it is to be shown.
    #[serde(default, skip_serializing_if = "TextForm::is_before")]
    pub paper_form: TextForm,
}

/// The notice of a session, as published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the session's form")]
pub struct NoticeContent {
    pub community: String,
    pub zone: String,
    pub title: String,
    pub body: String,
    pub body_kind: String,
    pub place: String,
    pub held: String,
    pub starts_at: i64,
    pub phase: String,
    pub reason: String,
    pub special: String,
    pub notice_days: i64,
    pub required_days: i64,
    pub notice_source: String,
    pub basis: Option<Basis>,
    pub items: Vec<NoticeItem>,
    /// What was corrected since it was called, in the words of who did; empty where nothing was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub correction: String,
}
