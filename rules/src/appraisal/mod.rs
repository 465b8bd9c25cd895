//! The yearly appraisal in a sitting (民主评议, 村组法 Art. 38, 居组法 Art. 37): those in office are graded by secret ballot. Every
//! person stands on every ballot, in the order in which they were named; a ballot grades each of them, or abstains on them. How the
//! grades follow from the ballots is told by [`crate::kind::appraisal`], by which anybody counts again.

mod naming;
mod sheet;
mod twice;

pub use naming::{DropFacts, Dropped, MOST, NameFacts, Named, drop, name};
pub use sheet::{CastSheet, Line, Piles, cast};
pub use twice::{EstablishFacts, Established, Twice, establish};

use crate::{Language, coded::coded, kind::Share};
use serde::{Deserialize, Serialize};

coded! {
    /// A grade. Which of them stand on a ballot, the rules of the place say.
    Grade {
        /// 优秀.
        Excellent "excellent",
        /// 称职.
        Competent "competent",
        /// 基本称职.
        BasicallyCompetent "basically_competent",
        /// 不称职.
        Incompetent "incompetent",
    }
}

impl Grade {
    /// Its name.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Excellent, Language::Zh) => "优秀",
            (Self::Excellent, Language::En) => "excellent",
            (Self::Competent, Language::Zh) => "称职",
            (Self::Competent, Language::En) => "competent",
            (Self::BasicallyCompetent, Language::Zh) => "基本称职",
            (Self::BasicallyCompetent, Language::En) => "basically competent",
            (Self::Incompetent, Language::Zh) => "不称职",
            (Self::Incompetent, Language::En) => "not competent",
        }
    }
}

coded! {
    /// As what it counts that a ballot marks nothing for somebody.
    Unmarked {
        /// 弃权.
        Abstain "abstain",
        /// 废票, for this person alone.
        Invalid "invalid",
    }
}

/// The rules that a vote takes with it when it opens: it is judged by them, whatever the place decides later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The grades on the ballot, in their order.
    pub grades: Vec<Grade>,
    /// Of the ballots collected, how many 不称职 make somebody not competent. National law does not fix it.
    pub incompetent: Share,
    /// So many times in a row end the post (the law: two).
    pub in_a_row: u64,
    /// As what a line without a mark counts.
    pub unmarked: Unmarked,
    /// Whoever is appraised takes part all the same; else they keep out of the whole ballot (P-RECUSE).
    pub own_vote: bool,
    /// In how many days of the published result the body establishes that a post has ended, where the rule gives a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// Where these come from.
    pub source: Vec<String>,
}

/// Somebody on the ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appraised {
    /// The name as the result has it: with the office where two have the same.
    pub name: String,
    /// The office in which they are appraised.
    pub office: String,
    /// The grade of the appraisal before, in the same office, where its result was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
}

/// What closing fixes of an appraisal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheets {
    /// Who stands on the ballot.
    pub people: Vec<Appraised>,
    /// What was cast by phone, person by person in the same order.
    pub phone: Vec<Piles>,
}

impl Sheets {
    /// How many ballots came by phone: each has a line for everybody.
    #[must_use]
    pub fn by_phone(&self) -> u64 {
        self.phone.first().and_then(Piles::collected).unwrap_or_default()
    }
}

/// The names as the result has them: each once, with the office where two have the same name.
#[must_use]
pub fn told_apart(people: &[(String, String)]) -> Vec<String> {
    let shared = |name: &str| people.iter().filter(|(other, _)| other == name).count() > 1;
    people
        .iter()
        .map(|(name, office)| if shared(name) { format!("{name}（{office}）") } else { name.clone() })
        .collect()
}

#[cfg(test)]
mod tests;
