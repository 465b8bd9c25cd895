//! How an item ended without a vote.

use crate::typed::TextForm;
use serde::{Deserialize, Serialize};

/// How an item ended without a vote, as published. It names nobody but by role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct EndingContent {
    pub community: String,
    pub zone: String,
    pub title: String,
    pub matter: String,
    pub body: String,
    pub session: String,
    pub session_id: String,
    pub held_at: i64,
    pub kind: String,
    pub text: String,
    pub dissent: String,
    /// How both are to be shown.
    #[serde(default, skip_serializing_if = "TextForm::is_before")]
    pub form: TextForm,
    pub due: String,
    pub referred: String,
}
