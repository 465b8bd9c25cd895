//! One cast answer and how answers become a tally.

use crate::record::Ballots;
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

    /// The choice with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.id() == id)
    }
}

/// Adds up phone ballots. `may_cast` is how many present people may vote; who of them cast nothing is `not_cast`.
#[must_use]
pub fn tally(choices: impl IntoIterator<Item = Choice>, may_cast: u64) -> Ballots {
    let mut ballots = Ballots::default();
    for choice in choices {
        match choice {
            Choice::For => ballots.in_favour += 1,
            Choice::Against => ballots.against += 1,
            Choice::Abstain => ballots.abstain += 1,
        }
        ballots.issued += 1;
        ballots.collected += 1;
    }
    ballots.not_cast = may_cast.saturating_sub(ballots.collected);
    ballots
}
