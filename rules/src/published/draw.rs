//! A draw by lot: published when its list is fixed, when it was made, and when a substitute steps in. It names persons by their numbers.

use crate::{
    days::Date,
    draw::{DrawOf, Replaced},
    kind::{
        Judgement,
        draw::{Chance, DrawRecord, DrawRule, Frame},
    },
    verdict::Reason,
};
use serde::{Deserialize, Serialize};

/// A draw, as published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawContent {
    /// The community's name.
    pub community: String,
    /// Its time zone.
    pub zone: String,
    /// Counted in the community.
    pub number: i64,
    /// What is drawn.
    pub title: String,
    /// By which rule or decision.
    pub basis: String,
    /// Who or what stands in the list.
    pub of: DrawOf,
    /// How it is drawn.
    pub rule: DrawRule,
    /// The list, with its hash and the day on which it was fixed.
    pub frame: Frame,
    /// Whence the seed comes.
    pub chance: Chance,
    /// Which number, or which dice.
    pub named: String,
    /// The day of the seed.
    pub on: Date,
    /// The record by which anybody draws again; nothing before it was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<DrawRecord>,
    /// What follows from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<DrawVerdict>,
    /// Substitutes who stepped in, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced: Vec<Replaced>,
}

/// What follows from a draw, beside which it is drawn again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawVerdict {
    /// The draw stands.
    pub passed: bool,
    /// Why, or why not.
    pub reason: Reason,
    /// Those drawn, in their order.
    pub drawn: Vec<String>,
    /// The substitutes, in theirs.
    pub substitutes: Vec<String>,
}

impl DrawVerdict {
    /// What follows from a record.
    #[must_use]
    pub fn of(record: &DrawRecord) -> Option<Self> {
        let Judgement { passed, reason, drawn, substitutes, .. } = record.judge().ok()?;
        Some(Self { passed, reason, drawn: drawn?, substitutes: substitutes? })
    }
}
