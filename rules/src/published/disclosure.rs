//! What is disclosed without a vote.

use crate::typed::TextForm;
use serde::{Deserialize, Serialize};

/// What is disclosed without a vote, as published. It names nobody but by role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct DisclosureContent {
    pub community: String,
    pub zone: String,
    pub title: String,
    pub category: String,
    pub matter: String,
    pub text: String,
    /// How it is to be shown.
    #[serde(default, skip_serializing_if = "TextForm::is_before")]
    pub form: TextForm,
    pub basis: String,
    pub responsible: String,
    pub correction: String,
    pub signed_as: String,
    /// The month of the account that is published with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ledger: Option<super::LedgerContent>,
    /// The register that is published with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<super::RegisterContent>,
}
