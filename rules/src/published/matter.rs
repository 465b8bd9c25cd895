//! A matter from its first word on (事项档案): what it is, by which procedure it goes, and what was recorded for its steps.

use crate::{
    Refusal,
    days::Date,
    permit::Role,
    procedure::{Kind, Office},
    typed::TextForm,
};
use serde::{Deserialize, Serialize};

/// A matter, as published: all that somebody wrote for it. What sittings, decisions and milestones show of it is published there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterContent {
    /// The community's name.
    pub community: String,
    /// Its time zone.
    pub zone: String,
    /// Its number within the community, `2026-17`.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// How that is to be shown.
    #[serde(default, skip_serializing_if = "TextForm::is_before")]
    pub form: TextForm,
    /// The type of matter, by its id.
    pub matter: String,
    /// The procedure, by its id.
    pub procedure: String,
    /// The version of the procedure under which it began, and goes on.
    pub version: String,
    /// Who answers for it, by office.
    pub responsible: String,
    /// From where it comes.
    pub intake: Intake,
    /// On which day it was opened.
    pub opened: Date,
    /// What was recorded for its steps, in the order in which it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<StepRecord>,
    /// Steps that were waived.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<StepWaiver>,
    /// How it ended, once it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<MatterEnd>,
    /// What was corrected of its words, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<MatterCorrection>,
}

impl MatterContent {
    /// Whether something may still be done about it.
    ///
    /// # Errors
    /// [`Refusal::MatterEnded`].
    pub const fn goes_on(&self) -> Result<(), Refusal> {
        if self.ended.is_some() { Err(Refusal::MatterEnded) } else { Ok(()) }
    }
}

impl MatterContent {
    /// Whether members rate it: that was opened for it, and it goes on.
    ///
    /// # Errors
    /// [`Refusal::MatterEnded`], [`Refusal::NotCompleted`].
    pub fn is_rated(&self) -> Result<(), Refusal> {
        self.goes_on()?;
        if self.records.iter().any(|one| one.need == Kind::Rating) { Ok(()) } else { Err(Refusal::NotCompleted) }
    }
}

/// Where a matter comes from (动议事由).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// Who brought it.
    pub from: Source,
    /// On which day.
    pub on: Date,
    /// In words: who asked, how many, on which day. It names nobody.
    pub said: String,
}

crate::coded::coded! {
    /// Who brings a matter.
    Source {
        /// 群众建议: residents, by word, paper or phone.
        Residents "residents",
        /// 代表、党员建议: representatives or Party members.
        Representatives "representatives",
        /// 村（居）委会提议: the committee.
        Committee "committee",
        /// 上级安排: an office above.
        Above "above",
    }
}

/// Something recorded for a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRecord {
    /// The step, by its id.
    pub step: String,
    /// The kind of what the step needs.
    pub need: Kind,
    /// On which day it was.
    pub on: Date,
    /// In which role it was recorded.
    pub by: Role,
    /// In words.
    pub said: String,
    /// Whether the topic was taken up; for a topic alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<bool>,
    /// Plans to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<Plan>,
    /// The interest groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// With whom it was put on file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Office>,
}

/// A plan: what it costs, what it brings and who pays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is.
    pub title: String,
    /// What it costs, in yuan, as digits.
    pub cost: String,
    /// What it brings.
    pub effect: String,
    /// Who pays.
    pub pays: String,
}

/// An interest group at a consultation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Who they are, as a group.
    pub group: String,
    /// How many of them took part.
    pub present: u64,
    /// Why nobody did, where they refused.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub refused: String,
}

/// A step that was waived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepWaiver {
    /// The step, by its id.
    pub step: String,
    /// In which role.
    pub by: Role,
    /// Why.
    pub why: String,
    /// On which day.
    pub on: Date,
}

/// Words that were corrected. Those that stood before are in the revision before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterCorrection {
    /// Where: `title`, `text`, `responsible`, `intake`, or `record-N`, from 1.
    pub what: Vec<String>,
    /// Why.
    pub why: String,
    /// In which role.
    pub by: Role,
    /// On which day.
    pub on: Date,
}

/// How a matter ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterEnd {
    /// How.
    pub how: HowEnded,
    /// In words: why, or what is left open.
    pub said: String,
    /// In which role it was ended.
    pub by: Role,
    /// On which day.
    pub on: Date,
}

crate::coded::coded! {
    /// How a matter ends.
    HowEnded {
        /// Every step was taken or waived.
        Done "done",
        /// It was not taken up, with a public reason.
        Refused "refused",
        /// It was given up on the way, with a public reason.
        Dropped "dropped",
    }
}
