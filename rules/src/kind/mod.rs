//! The kinds of count records (domain.md §8): what each is read from, how it is judged, and the sentence that says why.
//! One file per kind; the resolution, of which the others borrow, stands in `record` and `verdict`.

pub mod appraisal;
pub mod ballot_log;
pub mod election;
pub mod gate;
pub mod household;
pub(crate) mod loose;
pub mod owners;
pub mod petition;
pub mod recall;
mod share;

pub use share::{Area, Areas, Share};

use crate::{
    Language,
    explain::verdict_sentence,
    record::CountRecord,
    verdict::{Malformed, Reason, Verdict, judge},
};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $id:literal $record:ty;)+) => {
        /// A kind of count record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind {$($(#[$doc])* $name,)+}

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The value of `kind`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {$(Self::$name => $id,)+}
            }

            /// The kind with this id.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.id() == id)
            }

            /// Reads a record of this kind. Keys that it does not know are information and are passed over.
            ///
            /// # Errors
            /// Those of the reader, at the field where it stopped.
            pub fn read<'de, D: Deserializer<'de>>(self, from: D) -> Result<Record, D::Error> {
                match self {$(Self::$name => <$record>::deserialize(from).map(|one| Record::$name(Box::new(one))),)+}
            }
        }

        /// A count record that has been read.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Record {$($(#[$doc])* $name(Box<$record>),)+}
    };
}

kinds! {
    /// A vote counted by person.
    Resolution "resolution" CountRecord;
    /// The same, with a procedural fact.
    Gate "gate" CountRecord;
    /// A vote counted by household.
    Weighted "weighted_resolution" household::HouseholdRecord;
    /// A vote of owners, by head and by area.
    Owners "owners" owners::OwnersRecord;
    /// The arithmetic of an election.
    Election "election" election::ElectionRecord;
    /// A recall.
    Recall "recall" recall::RecallRecord;
    /// The yearly appraisal.
    Appraisal "appraisal" appraisal::AppraisalRecord;
    /// Signatures that demand something.
    Petition "petition" petition::PetitionRecord;
    /// A log of single ballots.
    BallotLog "ballot_log" ballot_log::BallotLogRecord;
}

/// What follows from a record: the keys of `expected` in domain.md §8, those that apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// By arithmetic alone; `None` where nobody has to attend (petition).
    pub quorum_met: Option<bool>,
    /// Whether what was put is adopted, filled, reached.
    pub passed: bool,
    /// The first reason that decides.
    pub reason: Reason,
    /// P-PRESENT.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub present: Option<u64>,
    /// The smallest attendance that satisfies the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_present: Option<u64>,
    /// The smallest number for that satisfies the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_for: Option<u64>,
    /// The smallest number of participating owners, by head.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_heads: Option<u64>,
    /// The smallest number of owners for, by head.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_for_heads: Option<u64>,
    /// The smallest number of signatures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<u64>,
    /// What a log adds up to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tally: Option<ballot_log::Tally>,
    /// The ballots of a log that were not counted, in the order of their times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected: Option<Vec<ballot_log::Rejected>>,
    /// Who is elected, in order of votes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elected: Option<Vec<String>>,
    /// Who was appraised how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub results: Option<BTreeMap<String, appraisal::Grade>>,
}

impl Judgement {
    /// A judgement without numbers.
    const fn of(quorum_met: Option<bool>, passed: bool, reason: Reason) -> Self {
        Self {
            quorum_met,
            passed,
            reason,
            present: None,
            required_present: None,
            required_for: None,
            required_heads: None,
            required_for_heads: None,
            required: None,
            tally: None,
            rejected: None,
            elected: None,
            results: None,
        }
    }
}

impl Record {
    /// Judges the record: the one entry for every kind.
    ///
    /// # Errors
    /// [`Malformed`] when the record contradicts itself.
    pub fn judge(&self) -> Result<Judgement, Malformed> {
        match self {
            Self::Resolution(record) | Self::Gate(record) => judge(record).map(|verdict| resolution(&verdict)),
            Self::Weighted(record) => record.judge(),
            Self::Owners(record) => record.judge(),
            Self::Election(record) => record.judge(),
            Self::Recall(record) => record.judge(),
            Self::Appraisal(record) => record.judge(),
            Self::Petition(record) => record.judge(),
            Self::BallotLog(record) => record.judge(),
        }
    }

    /// The record's own id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Resolution(record) | Self::Gate(record) => &record.id,
            Self::Weighted(record) => &record.id,
            Self::Owners(record) => &record.id,
            Self::Election(record) => &record.id,
            Self::Recall(record) => &record.id,
            Self::Appraisal(record) => &record.id,
            Self::Petition(record) => &record.id,
            Self::BallotLog(record) => &record.id,
        }
    }

    /// The judgement, and in each language one sentence with its numbers and the source of the rule.
    ///
    /// # Errors
    /// [`Malformed`] when the record contradicts itself.
    pub fn explain(&self) -> Result<(Judgement, Sentences), Malformed> {
        macro_rules! in_words {
            ($record:expr) => {{
                let judged = $record.judge()?;
                (Language::ALL.map(|language| $record.words(&judged, language)), judged, &$record.source)
            }};
        }
        let ([zh, en], judged, source) = match self {
            Self::Resolution(record) | Self::Gate(record) => {
                let verdict = judge(record)?;
                let sentences = Language::ALL.map(|language| verdict_sentence(record, &verdict, language));
                return Ok((resolution(&verdict), sentences));
            }
            Self::BallotLog(record) => return record.explain(),
            Self::Weighted(record) => in_words!(record),
            Self::Owners(record) => in_words!(record),
            Self::Election(record) => in_words!(record),
            Self::Recall(record) => in_words!(record),
            Self::Appraisal(record) => in_words!(record),
            Self::Petition(record) => in_words!(record),
        };
        let sentences = [sourced(&zh, source, Language::Zh), sourced(&en, source, Language::En)];
        Ok((judged, sentences))
    }
}

/// A sentence with its full stop and the source of the rule.
fn sourced(words: &str, source: &[String], language: Language) -> String {
    match language {
        Language::Zh if source.is_empty() => format!("{words}。"),
        Language::Zh => format!("{words}。依据：{}。", source.join("、")),
        Language::En if source.is_empty() => format!("{words}."),
        Language::En => format!("{words}. Source: {}.", source.join("; ")),
    }
}

/// One sentence in each language, in the order of [`Language::ALL`].
pub type Sentences = [String; 2];

fn resolution(verdict: &Verdict) -> Judgement {
    Judgement {
        present: Some(verdict.present),
        required_present: Some(verdict.required_present),
        required_for: Some(verdict.required_for),
        ..Judgement::of(Some(verdict.quorum_met), verdict.passed, verdict.reason)
    }
}

/// 达到三分之二（须 400）, or that it does not.
fn against_share(share: &Share, met: bool, needed: &str, language: Language) -> String {
    if share.num == 0 {
        return match language {
            Language::Zh => "未规定比例".to_owned(),
            Language::En => "no share being stated".to_owned(),
        };
    }
    let words = crate::explain::share_words(share.fraction_unchecked(), language);
    match (language, met, share.inclusive) {
        (Language::Zh, true, true) => format!("达到{words}（须 {needed}）"),
        (Language::Zh, true, false) => format!("超过{words}（须 {needed}）"),
        (Language::Zh, false, true) => format!("未达到{words}（须 {needed}）"),
        (Language::Zh, false, false) => format!("未超过{words}（须 {needed}）"),
        (Language::En, true, true) => format!("reaching {words} ({needed} needed)"),
        (Language::En, true, false) => format!("more than {words} ({needed} needed)"),
        (Language::En, false, true) => format!("short of {words} ({needed} needed)"),
        (Language::En, false, false) => format!("not more than {words} ({needed} needed)"),
    }
}
