//! One cast answer, how a vote is taken, and how answers become a tally.

use crate::coded::{coded, stored};
use serde::{Deserialize, Serialize};

/// The content of a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Choice {
    /// 赞成.
    #[serde(rename = "for")]
    For,
    /// 反对.
    #[serde(rename = "against")]
    Against,
    /// 弃权.
    #[serde(rename = "abstain")]
    Abstain,
}

stored!(Choice);

impl Choice {
    /// Every choice, in the order of the ballot paper.
    pub const ALL: [Self; 3] = [Self::For, Self::Against, Self::Abstain];

    /// Stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Abstain => "abstain",
        }
    }

    /// How a form says it: as many letters for each choice, so that no length of what is sent tells one.
    #[must_use]
    pub const fn mark(self) -> &'static str {
        match self {
            Self::For => "support",
            Self::Against => "against",
            Self::Abstain => "abstain",
        }
    }

    /// The choice that a form says, by its mark or its id.
    #[must_use]
    pub fn from_form(said: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.mark() == said).or_else(|| Self::from_id(said))
    }

    /// The choice with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.id() == id)
    }
}

coded! {
    /// How a vote is taken.
    Mode {
        /// 记名: by phone or on paper; a phone's ballot is stored under its name and never public.
        Named "named",
        /// 举手: hands are counted in the room, and who is online casts a named ballot at the same time.
        Hands "hands",
        /// 无记名: by phone or on paper; no ballot is stored at all, only counters.
        Secret "secret",
    }
}

coded! {
    /// How a unit has taken part in a vote.
    Way {
        /// A ballot by phone is stored.
        Phone "phone",
        /// A paper was handed out.
        Paper "paper",
    }
}

/// The phone ballots of a vote, added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// 赞成.
    #[serde(rename = "for")]
    pub in_favour: u64,
    /// 反对.
    pub against: u64,
    /// 弃权.
    pub abstain: u64,
}

impl Tally {
    /// How many ballots there are.
    #[must_use]
    pub const fn cast(&self) -> u64 {
        self.in_favour.saturating_add(self.against).saturating_add(self.abstain)
    }
}

impl FromIterator<Choice> for Tally {
    fn from_iter<I: IntoIterator<Item = Choice>>(choices: I) -> Self {
        let mut tally = Self::default();
        for choice in choices {
            match choice {
                Choice::For => tally.in_favour += 1,
                Choice::Against => tally.against += 1,
                Choice::Abstain => tally.abstain += 1,
            }
        }
        tally
    }
}
