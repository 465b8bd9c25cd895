//! One ballot, on which everybody stands, and the piles that ballots come to.

use super::{Grade, Terms, Unmarked};
use crate::{
    Refusal,
    id::VoteId,
    verdict::sum,
    vote::{CastFacts, may_cast},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a ballot says of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A grade.
    Graded(Grade),
    /// 弃权, marked as such.
    Abstain,
    /// Nothing.
    Unmarked,
}

impl Line {
    /// Every line there is, in the order of the counters of a vote that takes ballots.
    pub const ALL: [Self; 6] = [
        Self::Graded(Grade::Excellent),
        Self::Graded(Grade::Competent),
        Self::Graded(Grade::BasicallyCompetent),
        Self::Graded(Grade::Incompetent),
        Self::Abstain,
        Self::Unmarked,
    ];

    /// How a form says it: one letter for each, so that no length of what is sent tells one.
    #[must_use]
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Graded(Grade::Excellent) => "e",
            Self::Graded(Grade::Competent) => "c",
            Self::Graded(Grade::BasicallyCompetent) => "b",
            Self::Graded(Grade::Incompetent) => "i",
            Self::Abstain => "a",
            Self::Unmarked => "-",
        }
    }

    /// The line that a form says; a person of whom it says nothing is not marked. `None`: no line of this ballot.
    #[must_use]
    pub fn from_form(said: &str, terms: &Terms) -> Option<Self> {
        if said.is_empty() {
            return Some(Self::Unmarked);
        }
        let line = Self::ALL.into_iter().find(|line| line.mark() == said)?;
        match line {
            Self::Graded(grade) if !terms.grades.contains(&grade) => None,
            _ => Some(line),
        }
    }

    /// Stable id, also of its words and its pile.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Graded(grade) => grade.id(),
            Self::Abstain => "abstain",
            Self::Unmarked => "blank",
        }
    }
}

/// What ballots say of one person, added up.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Piles {
    /// By grade.
    pub grades: BTreeMap<Grade, u64>,
    /// 弃权, marked as such.
    pub abstain: u64,
    /// Without a mark.
    pub blank: u64,
    /// More than one mark, or illegible.
    pub invalid: u64,
}

impl Piles {
    /// The ballots of these piles: every ballot has one line for everybody.
    #[must_use]
    pub fn collected(&self) -> Option<u64> {
        let mut all: Vec<u64> = self.grades.values().copied().collect();
        all.extend([self.abstain, self.blank, self.invalid]);
        sum(&all)
    }

    /// How many gave a grade.
    #[must_use]
    pub fn of(&self, grade: Grade) -> u64 {
        self.grades.get(&grade).copied().unwrap_or_default()
    }

    /// These piles laid upon others.
    #[must_use]
    pub fn with(&self, other: &Self) -> Option<Self> {
        let mut both = self.clone();
        for (grade, votes) in &other.grades {
            let pile = both.grades.entry(*grade).or_default();
            *pile = pile.checked_add(*votes)?;
        }
        both.abstain = both.abstain.checked_add(other.abstain)?;
        both.blank = both.blank.checked_add(other.blank)?;
        both.invalid = both.invalid.checked_add(other.invalid)?;
        Some(both)
    }

    /// The numbers as a count record has them: by grade, `abstain` and `invalid`; what was not marked counts as the rule says.
    #[must_use]
    pub fn votes(&self, terms: &Terms) -> BTreeMap<String, u64> {
        let mut votes: BTreeMap<String, u64> =
            terms.grades.iter().map(|grade| (grade.id().to_owned(), self.of(*grade))).collect();
        let (abstain, invalid) = match terms.unmarked {
            Unmarked::Abstain => (self.abstain.saturating_add(self.blank), self.invalid),
            Unmarked::Invalid => (self.abstain, self.invalid.saturating_add(self.blank)),
        };
        votes.insert("abstain".to_owned(), abstain);
        votes.insert("invalid".to_owned(), invalid);
        votes
    }
}

/// A judged ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CastSheet {
    vote: VoteId,
    unit: String,
    lines: Vec<Line>,
}

impl CastSheet {
    /// In which vote.
    #[must_use]
    pub const fn vote(&self) -> &VoteId {
        &self.vote
    }

    /// The unit on its roll that has voted.
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// What it says of each person, in their order.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }
}

/// Judges a ballot by phone, as any other ([`may_cast`]): it has a line for everybody who is appraised, and marks somebody. A ballot
/// without any mark was sent by mistake: whoever wants to abstain on all says so.
///
/// # Errors
/// The refusal that stands in the way.
pub fn cast(
    facts: &CastFacts,
    (vote, unit): (&VoteId, &str),
    people: usize,
    lines: Vec<Line>,
) -> Result<CastSheet, Refusal> {
    may_cast(facts)?;
    if people == 0 || lines.len() != people || lines.iter().all(|line| *line == Line::Unmarked) {
        return Err(Refusal::NoChoice);
    }
    Ok(CastSheet { vote: vote.clone(), unit: unit.to_owned(), lines })
}
