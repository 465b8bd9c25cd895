//! The opinion of a consultation: who took part as groups, on what they agreed and on what not, what they suggest, what became of it.
//! It names nobody: members and guests are counted, and dissent is a group's or that of somebody who took part.

use crate::{consultation::Feedback, days::Date, permit::Role, typed::TextForm};
use serde::{Deserialize, Serialize};

/// The opinion of a consultation, as published; what became of it is a further revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultationContent {
    /// The community's name.
    pub community: String,
    /// Its time zone.
    pub zone: String,
    /// What the sitting was called for.
    pub title: String,
    /// The body's name.
    pub body: String,
    /// The sitting, by its id.
    pub session_id: String,
    /// Where it was.
    pub place: String,
    /// On which day it opened.
    pub held: Date,
    /// What was talked over: the titles of its items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// The interest groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<PartyContent>,
    /// The guests who came, by organisation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guests: Vec<GuestContent>,
    /// How many members took part, in groups and beside them.
    pub members: u64,
    /// On what they agree, or empty.
    pub consensus: String,
    /// How that is to be shown.
    pub form: TextForm,
    /// The suggestions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<String>,
    /// On which day it was read back, as it stands here.
    pub read: Date,
    /// In which role it was read.
    pub read_as: Role,
    /// Who does not agree, in their own words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dissents: Vec<DissentContent>,
    /// What became of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Feedback>,
    /// The role of whoever told that, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub feedback_as: String,
    /// Why it was corrected, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub correction: String,
    /// The role of whoever countersigned.
    pub signed_as: String,
}

/// An interest group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyContent {
    /// What it is called.
    pub name: String,
    /// How many who were named for it came.
    pub present: u64,
    /// The day on which it was put on record that nobody of it takes part, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub refused: String,
    /// What it holds apart from the consensus, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub holds: String,
}

/// Guests of one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestContent {
    /// For whom they came.
    pub organisation: String,
    /// How many.
    pub present: u64,
}

/// A dissent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DissentContent {
    /// The group for which whoever dissents took part, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub party: String,
    /// In their own words.
    pub words: String,
    /// On which day.
    pub on: Date,
    /// It stood on paper.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub paper: bool,
}
