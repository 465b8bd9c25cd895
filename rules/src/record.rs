//! The count record: everything that a verdict is made from, in the shape that anybody can recount (domain.md §8).

use crate::{
    Language,
    explain::verdict_sentence,
    kind::{appraisal::AppraisalRecord, gate::Gate, household::HouseholdRecord, owners::OwnersRecord},
    rule_set::Rule,
    verdict::{Malformed, Verdict, judge},
};
use serde::{Deserialize, Serialize};

/// Who was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Everyone entitled (应到).
    pub eligible: u64,
    /// Checked in on site; includes those who later left.
    #[serde(default)]
    pub onsite: u64,
    /// Checked in online with verified identity, where the body has an online basis.
    #[serde(default)]
    pub online_verified: u64,
    /// Online without verified identity: observers (P-IDENTITY).
    #[serde(default)]
    pub online_unverified: u64,
    /// Observers (列席): never counted.
    #[serde(default)]
    pub observers: u64,
    /// Left before casting.
    #[serde(default)]
    pub left_before_vote: u64,
    /// Present, and kept from voting by an interest.
    #[serde(default)]
    pub recused: u64,
    /// Mandates accepted, only where the law allows them.
    #[serde(default)]
    pub proxies_accepted: u64,
    /// Everyone entitled before a local rule left out who cannot be reached; `eligible` is what remained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligible_before_exclusion: Option<u64>,
    /// How many were left out, where a local rule allows it and the meeting was told (Chongqing Art. 7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded_unreachable: Option<u64>,
}

/// What was cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ballots {
    /// Paper handed out (less spoilt ones taken back) plus phone ballots accepted.
    pub issued: u64,
    /// Ballots that came back.
    pub collected: u64,
    /// Identified duplicates taken out before counting.
    #[serde(default)]
    pub rejected_duplicates: u64,
    /// 赞成.
    #[serde(rename = "for")]
    pub in_favour: u64,
    /// 反对.
    pub against: u64,
    /// 弃权, blank papers included.
    pub abstain: u64,
    /// 废票: more than one mark, or illegible.
    #[serde(default)]
    pub invalid: u64,
    /// Present, entitled and not recused, yet cast nothing.
    #[serde(default)]
    pub not_cast: u64,
}

/// What was cast in the room and by phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channels {
    /// On paper, or by hand.
    pub room: Marks,
    /// By phone, from the room or from elsewhere.
    pub phone: Marks,
}

impl Channels {
    /// Whether both channels together are what was cast (for, against, abstaining, invalid): where they are told, they may not
    /// tell another count.
    #[must_use]
    pub fn come_to(&self, cast: [u64; 4]) -> bool {
        let (room, phone) = (self.room.all(), self.phone.all());
        room.into_iter().zip(phone).zip(cast).all(|((room, phone), cast)| room.checked_add(phone) == Some(cast))
    }
}

/// What was cast on one channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Marks {
    /// 赞成.
    #[serde(rename = "for")]
    pub in_favour: u64,
    /// 反对.
    pub against: u64,
    /// 弃权, blank papers included.
    pub abstain: u64,
    /// 废票.
    #[serde(default)]
    pub invalid: u64,
}

impl Marks {
    /// For, against, abstaining and invalid.
    #[must_use]
    pub const fn all(&self) -> [u64; 4] {
        [self.in_favour, self.against, self.abstain, self.invalid]
    }
}

/// One vote, ready to be judged. Further keys of a file are information and are kept out of the judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountRecord {
    /// The record's own id.
    pub id: String,
    /// `resolution`, or `gate` where a procedural fact is judged with it.
    pub kind: String,
    /// What was decided about.
    #[serde(default, deserialize_with = "crate::kind::loose::text")]
    pub title: String,
    /// `law`, `local` or `policy`.
    #[serde(default, deserialize_with = "crate::kind::loose::text")]
    pub basis: String,
    /// Articles that the rule comes from.
    #[serde(default, deserialize_with = "crate::kind::loose::texts")]
    pub source: Vec<String>,
    /// The rule.
    pub rule: Rule,
    /// Who was there.
    pub counts: Counts,
    /// What was cast.
    pub ballots: Ballots,
    /// What was cast on each channel, in a named vote or a show of hands: where it is told it comes to what was cast. A secret vote has
    /// only its merged tally.
    #[serde(default, deserialize_with = "crate::kind::loose::channels", skip_serializing_if = "Option::is_none")]
    pub channels: Option<Channels>,
    /// P-GATES: the procedural fact that had to be settled before anybody could vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<Gate>,
}

/// The record that a vote in the room makes: of persons or households, of owners, of households through their representatives, or of
/// those who are appraised. Each is written as its own kind says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum VoteRecord {
    /// By person or by household.
    People(Box<CountRecord>),
    /// By owners' heads and areas.
    Owners(Box<OwnersRecord>),
    /// By the households for which representatives stand.
    Households(Box<HouseholdRecord>),
    /// Of people by their grades.
    Appraisal(Box<AppraisalRecord>),
}

impl VoteRecord {
    /// Judges the record.
    ///
    /// # Errors
    /// [`Malformed`] when it contradicts itself.
    pub fn judge(&self) -> Result<Verdict, Malformed> {
        match self {
            Self::People(record) => judge(record),
            Self::Owners(record) => record.verdict(),
            Self::Households(record) => record.verdict(),
            Self::Appraisal(record) => record.verdict(),
        }
    }

    /// The verdict in one sentence, with its numbers and the source of the rule.
    #[must_use]
    pub fn sentence(&self, verdict: &Verdict, language: Language) -> String {
        match self {
            Self::People(record) => verdict_sentence(record, verdict, language),
            Self::Owners(record) => record.sentence(language),
            Self::Households(record) => record.sentence(language),
            Self::Appraisal(record) => record.sentence(language),
        }
    }

    /// The record of a vote by person or household.
    #[must_use]
    pub fn people(&self) -> Option<&CountRecord> {
        match self {
            Self::People(record) => Some(record),
            Self::Owners(_) | Self::Households(_) | Self::Appraisal(_) => None,
        }
    }

    /// The record of an appraisal.
    #[must_use]
    pub fn appraisal(&self) -> Option<&AppraisalRecord> {
        match self {
            Self::Appraisal(record) => Some(record),
            Self::People(_) | Self::Owners(_) | Self::Households(_) => None,
        }
    }

    /// The id of the body that decided.
    #[must_use]
    pub fn body(&self) -> &str {
        match self {
            Self::People(record) => &record.rule.body,
            Self::Owners(record) => &record.rule.body,
            Self::Households(record) => &record.rule.body,
            Self::Appraisal(record) => &record.rule.body,
        }
    }

    /// For, against, abstaining and invalid: how many answered so, by person, household or head. An appraisal has no such answers.
    #[must_use]
    pub fn answers(&self) -> Option<[u64; 4]> {
        match self {
            Self::People(record) => {
                let ballots = &record.ballots;
                Some([ballots.in_favour, ballots.against, ballots.abstain, ballots.invalid])
            }
            Self::Owners(record) => {
                let ballots = &record.ballots;
                Some([ballots.in_favour, ballots.against, ballots.abstain, ballots.invalid].map(|side| side.heads))
            }
            Self::Households(record) => Some(record.ballots.marks()),
            Self::Appraisal(_) => None,
        }
    }

    /// How many ballots were given out (papers that may be in the box, and phone ballots), and how many came back.
    #[must_use]
    pub fn papers(&self) -> [u64; 2] {
        match self {
            Self::People(record) => [record.ballots.issued, record.ballots.collected],
            Self::Owners(record) => [record.ballots.issued, record.ballots.collected].map(Option::unwrap_or_default),
            Self::Households(record) => {
                [record.ballots.reps_issued, record.ballots.reps_collected].map(Option::unwrap_or_default)
            }
            Self::Appraisal(record) => {
                let [_, issued, collected] = record.totals();
                [issued, collected]
            }
        }
    }

    /// Everyone entitled, by person, household or head.
    #[must_use]
    pub fn eligible(&self) -> u64 {
        match self {
            Self::People(record) => record.counts.eligible,
            Self::Owners(record) => record.counts.eligible_heads,
            Self::Households(record) => record.counts.eligible_households,
            Self::Appraisal(record) => {
                let [eligible, ..] = record.totals();
                eligible
            }
        }
    }

    /// Whether members took part online, so that the text that allows it is of interest.
    #[must_use]
    pub fn was_online(&self) -> bool {
        let appraisal = self.appraisal().and_then(|record| record.attendance.as_ref());
        self.people().map(|record| &record.counts).or(appraisal).is_some_and(|counts| counts.online_verified > 0)
    }

    /// P-REVOTE: as many for as against. Owners' votes know no tie: heads and areas are two measures.
    #[must_use]
    pub fn is_tie(&self) -> bool {
        match self {
            Self::People(record) => crate::proposal::is_tie(record),
            Self::Households(record) => record.ballots.in_favour == record.ballots.against,
            Self::Owners(_) | Self::Appraisal(_) => false,
        }
    }
}
