//! The kinds of count records (domain.md §8): what each is read from, how it is judged, and the sentence that says why.
//! One file per kind; the resolution, of which the others borrow, stands in `record` and `verdict`.

pub mod appraisal;
pub mod ballot_log;
pub mod draw;
pub mod election;
pub mod gate;
pub mod household;
pub(crate) mod loose;
pub mod owners;
pub mod petition;
pub mod recall;
mod share;

pub use share::{Area, Areas, Households, PerPile, Share};

use crate::{
    Language,
    explain::verdict_sentence,
    record::CountRecord,
    verdict::{Malformed, Reason, Verdict, judge},
};
use serde::{Deserialize, Deserializer, Serialize};
use std::{collections::BTreeMap, fmt};

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
                match self {$(Self::$name => boxed::<$record, D>(from),)+}
            }
        }
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
    /// A draw by lot.
    Draw "draw" draw::DrawRecord;
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
    /// Who or what was drawn, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drawn: Option<Vec<String>>,
    /// Who or what follows them, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitutes: Option<Vec<String>>,
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
            drawn: None,
            substitutes: None,
        }
    }
}

impl Kind {
    /// Reads a record of a kind that votes of the program make and publish; `None` for the others. What is sent to a browser
    /// knows these alone, and is small for it.
    ///
    /// # Errors
    /// Those of the reader, at the field where it stopped.
    pub fn read_published<'de, D: Deserializer<'de>>(self, from: D) -> Option<Result<Record, D::Error>> {
        match self {
            Self::Resolution | Self::Gate => Some(boxed::<CountRecord, D>(from)),
            Self::Weighted => Some(boxed::<household::HouseholdRecord, D>(from)),
            Self::Owners => Some(boxed::<owners::OwnersRecord, D>(from)),
            _ => None,
        }
    }
}

fn boxed<'de, R: Judged + Deserialize<'de> + 'static, D: Deserializer<'de>>(from: D) -> Result<Record, D::Error> {
    let record: Record = Box::new(R::deserialize(from)?);
    Ok(record)
}

/// A count record that has been read, of whatever kind.
pub type Record = Box<dyn Judged>;

/// What every kind of record does: the one entry for all of them.
pub trait Judged {
    /// The record's own id.
    fn id(&self) -> &str;

    /// Judges the record.
    ///
    /// # Errors
    /// [`Malformed`] when the record contradicts itself.
    fn judge(&self) -> Result<Judgement, Malformed>;

    /// The judgement, and in each language one sentence with its numbers and the source of the rule.
    ///
    /// # Errors
    /// [`Malformed`] when the record contradicts itself.
    fn explain(&self) -> Result<(Judgement, Sentences), Malformed>;
}

impl fmt::Debug for dyn Judged + '_ {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.id())
    }
}

impl Judged for CountRecord {
    fn id(&self) -> &str {
        &self.id
    }

    fn judge(&self) -> Result<Judgement, Malformed> {
        judge(self).map(|verdict| resolution(&verdict))
    }

    fn explain(&self) -> Result<(Judgement, Sentences), Malformed> {
        let verdict = judge(self)?;
        let sentences = Language::ALL.map(|language| verdict_sentence(self, &verdict, language));
        Ok((resolution(&verdict), sentences))
    }
}

impl Judged for ballot_log::BallotLogRecord {
    fn id(&self) -> &str {
        &self.id
    }

    fn judge(&self) -> Result<Judgement, Malformed> {
        Self::judge(self)
    }

    fn explain(&self) -> Result<(Judgement, Sentences), Malformed> {
        Self::explain(self)
    }
}

/// The kinds whose sentence is made from their judgement.
macro_rules! in_words {
    ($($record:ty),+) => {$(
        impl Judged for $record {
            fn id(&self) -> &str {
                &self.id
            }

            fn judge(&self) -> Result<Judgement, Malformed> {
                Self::judge(self)
            }

            fn explain(&self) -> Result<(Judgement, Sentences), Malformed> {
                let judged = Self::judge(self)?;
                let sentences = Language::ALL.map(|language| sourced(&self.words(&judged, language), &self.source, language));
                Ok((judged, sentences))
            }
        }
    )+};
}

in_words!(
    household::HouseholdRecord,
    owners::OwnersRecord,
    election::ElectionRecord,
    recall::RecallRecord,
    appraisal::AppraisalRecord,
    petition::PetitionRecord,
    draw::DrawRecord
);

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
