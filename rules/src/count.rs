//! The count of what was cast in the room, on paper or by hand: two tellers count independently, and only what both found
//! is accepted (domain.md §2.6: 监票人 and 计票人 are at least two; the counting of elections by analogy, [P]).

use crate::{
    Refusal,
    appraisal::Piles,
    ballot::Mode,
    body::Weighs,
    id::{MemberId, VoteId},
    kind::{Areas, Households},
    masking,
    vote::Phase,
};
use serde::{Deserialize, Serialize};

/// The counts that two tellers may make before the chair has to order another.
const UNORDERED: u64 = 2;

/// What one teller found, pile by pile.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RoomCount {
    /// 赞成.
    #[serde(rename = "for")]
    pub in_favour: u64,
    /// 反对.
    pub against: u64,
    /// 弃权, marked as such.
    pub abstain: u64,
    /// Papers without a mark; they count as abstentions (P-INVALID).
    pub blank: u64,
    /// More than one mark, or illegible.
    pub invalid: u64,
    /// In a show of hands: raised none at all.
    pub idle: u64,
    /// The areas of the papers in each pile, in a vote of owners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Areas>,
    /// The households for which the papers in each pile stand, in a vote through representatives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub households: Option<Households>,
    /// In an appraisal: the piles of each person, in the order of the ballot. The other piles are empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<Vec<Piles>>,
}

impl RoomCount {
    /// The ballots that came back: every paper in the box, or every hand that was raised. In an appraisal every paper has a line for
    /// everybody, so the piles of each person come to the same.
    #[must_use]
    pub fn collected(&self) -> Option<u64> {
        if let Some(people) = &self.people {
            let collected = people.first()?.collected()?;
            return people.iter().all(|one| one.collected() == Some(collected)).then_some(collected);
        }
        crate::verdict::sum(&[self.in_favour, self.against, self.abstain, self.blank, self.invalid])
    }

    /// What each pile weighs; nought where that was not asked.
    #[must_use]
    pub fn weights(&self, of: Weighs) -> [u64; 5] {
        match of {
            Weighs::Area => self.area.unwrap_or_default().piles().map(|area| area.0),
            Weighs::Households => self.households.unwrap_or_default().piles(),
        }
    }

    /// 弃权: marked, or left blank.
    #[must_use]
    pub const fn abstained(&self) -> u64 {
        self.abstain.saturating_add(self.blank)
    }
}

/// One teller's count, as it was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which count it belongs to, from 1.
    pub attempt: u64,
    /// Who counted.
    pub teller: MemberId,
    /// What was found.
    pub count: RoomCount,
}

/// What entering a count is judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnterFacts<'a> {
    /// Which vote.
    pub vote: &'a VoteId,
    /// The vote's phase.
    pub phase: Phase,
    /// How the vote was taken.
    pub mode: Mode,
    /// There is something to count in the room.
    pub awaits: bool,
    /// Who presides: the chair does not count.
    pub presiding: &'a MemberId,
    /// Who enters.
    pub teller: &'a MemberId,
    /// What was entered before, oldest first.
    pub entries: &'a [Entry],
    /// Which count the teller's page was opened for; a page that does not say so was opened for none.
    pub page: Option<u64>,
    /// How often the chair has ordered another count.
    pub recounts: u64,
    /// How many in the room could raise a hand; of no meaning for paper.
    pub hands: u64,
    /// How many papers may be in the box; of no meaning for hands.
    pub issued: u64,
    /// How many papers the teller says came out of the box.
    pub collected: u64,
    /// How many papers the teller has counted again and stands by, though another number was handed out.
    pub confirmed: Option<u64>,
    /// Where not every ballot is worth the same: what the papers are held against.
    pub weighed: Option<WeighedPapers>,
    /// In an appraisal: how many people stand on the ballot; else nobody.
    pub people: usize,
}

/// The papers of a vote in which not every ballot is worth the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeighedPapers {
    /// What a ballot weighs; areas are in 0.01 m².
    pub of: Weighs,
    /// What the papers weigh that were handed out.
    pub out: u64,
    /// What the papers weigh that came out of the box, as the teller says.
    pub collected: u64,
}

impl WeighedPapers {
    /// Every pile of papers weighs something and no other does, each representative stands for a household at least; the piles
    /// add up to what came out of the box; and that is no more than was handed out, or all of it where every paper came back.
    fn fits(&self, count: &RoomCount, issued: u64, collected: u64) -> Result<(), (&'static str, Refusal)> {
        let (field, pile, fit) = match self.of {
            Weighs::Area => ("area", Refusal::AreaOfPile, Refusal::AreaDoesNotFit),
            Weighs::Households => ("households", Refusal::HouseholdsOfPile, Refusal::HouseholdsDoNotFit),
        };
        let weights = count.weights(self.of);
        let papers = [count.in_favour, count.against, count.abstain, count.blank, count.invalid];
        let light = |papers: u64, weight: u64| self.of == Weighs::Households && weight < papers;
        if papers.iter().zip(weights).any(|(papers, weight)| (*papers == 0) != (weight == 0) || light(*papers, weight))
        {
            return Err((field, pile));
        }
        if crate::verdict::sum(&weights) != Some(self.collected) {
            return Err((field, Refusal::PilesDoNotAddUp));
        }
        let less = collected < issued && self.collected < self.out;
        let all = collected == issued && self.collected == self.out;
        // With more papers than were handed out the vote is void, whatever they weigh.
        if collected > issued || less || all { Ok(()) } else { Err((field, fit)) }
    }
}

/// What follows from an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// The other teller has not entered yet.
    Waits,
    /// Both found the same.
    Agreed(Agreed),
    /// They differ: both are shown, and both count again.
    Again,
    /// They differ for the second time: the chair orders the next count.
    Recount,
}

/// What two tellers agree on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed(RoomCount);

impl Agreed {
    /// The count.
    #[must_use]
    pub const fn count(&self) -> &RoomCount {
        &self.0
    }
}

/// A judged entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    vote: VoteId,
    teller: MemberId,
    attempt: u64,
    count: RoomCount,
    next: Next,
}

impl Entered {
    /// Of which vote.
    #[must_use]
    pub const fn vote(&self) -> &VoteId {
        &self.vote
    }

    /// Who counted.
    #[must_use]
    pub const fn teller(&self) -> &MemberId {
        &self.teller
    }

    /// Which count it belongs to, from 1.
    #[must_use]
    pub const fn attempt(&self) -> u64 {
        self.attempt
    }

    /// What was found.
    #[must_use]
    pub const fn count(&self) -> &RoomCount {
        &self.count
    }

    /// What follows.
    #[must_use]
    pub const fn next(&self) -> &Next {
        &self.next
    }
}

/// The count that is being made now, from 1: the next one once both tellers have entered theirs.
#[must_use]
pub fn attempt(entries: &[Entry]) -> u64 {
    let last = entries.last().map_or(1, |entry| entry.attempt);
    let both = entries.iter().filter(|entry| entry.attempt == last).count() >= 2;
    last + u64::from(both)
}

/// Whether the tellers have used up their counts, so that the chair has to order another.
#[must_use]
pub fn needs_order(entries: &[Entry], recounts: u64) -> bool {
    attempt(entries) > UNORDERED.saturating_add(recounts)
}

/// Whether the room is to be counted: casting is over, and no count was accepted. `awaits`: what closing fixed is kept.
///
/// # Errors
/// [`Refusal::VoteWrongPhase`] where it is not yet, or nothing is to be counted; [`Refusal::CountOver`] where it was.
pub const fn awaits_count(phase: Phase, awaits: bool) -> Result<(), Refusal> {
    match phase {
        Phase::Closed if awaits => Ok(()),
        Phase::Prepared | Phase::Open | Phase::Closed => Err(Refusal::VoteWrongPhase),
        Phase::Counted | Phase::Declared | Phase::Void => Err(Refusal::CountOver),
    }
}

/// Judges a teller's count: closed votes alone, two different tellers, neither of them in the chair, each once in a count, and
/// for the count that their page was opened for;
/// the piles add up to what came out of the box, and in a show of hands to everybody who sat there; another number of papers
/// than was handed out is entered only by a teller who has counted again and confirms that number.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn enter(facts: &EnterFacts<'_>, count: RoomCount) -> Result<Entered, (&'static str, Refusal)> {
    awaits_count(facts.phase, facts.awaits).map_err(|refusal| ("", refusal))?;
    if facts.teller == facts.presiding {
        return Err(("", Refusal::ChairCounts));
    }
    if needs_order(facts.entries, facts.recounts) {
        return Err(("", Refusal::RecountNeeded));
    }
    let attempt = attempt(facts.entries);
    let mut earlier = facts.entries.iter().filter(|one| one.attempt == attempt);
    if earlier.clone().any(|one| one.teller == *facts.teller) {
        return Err(("", Refusal::CountEntered));
    }
    // A page that was left open would enter what was found in one count as the next.
    if facts.page != Some(attempt) {
        return Err(("base", Refusal::CountMoved));
    }
    let papers = facts.mode != Mode::Hands;
    let (found, wanted, refusal) = if papers {
        (count.collected(), facts.collected, Refusal::PilesDoNotAddUp)
    } else {
        if count.blank > 0 || count.invalid > 0 {
            return Err(("", Refusal::NotOffered));
        }
        (count.collected().and_then(|raised| raised.checked_add(count.idle)), facts.hands, Refusal::HandsDoNotAddUp)
    };
    if found != Some(wanted) || (papers && count.idle > 0) {
        return Err(("collected", refusal));
    }
    let of = facts.weighed.map(|papers| papers.of);
    if (count.area.is_some() && of != Some(Weighs::Area))
        || (count.households.is_some() && of != Some(Weighs::Households))
    {
        return Err(("", Refusal::NotOffered));
    }
    if let Some(papers) = &facts.weighed {
        papers.fits(&count, facts.issued, facts.collected)?;
    }
    if count.people.as_ref().map_or(0, Vec::len) != facts.people {
        return Err(("", Refusal::NotOffered));
    }
    // With one paper too many the whole vote is void (P-VOID): that is not to come of a slip of the pen. One too few may lie
    // under the lid, or may have been kept by its holder: the law allows that, so it is a question and no refusal.
    if papers && facts.collected != facts.issued && facts.confirmed != Some(facts.collected) {
        let more = facts.collected > facts.issued;
        return Err(("differs", if more { Refusal::MoreThanIssued } else { Refusal::FewerThanIssued }));
    }
    let next = match earlier.next() {
        None => Next::Waits,
        Some(other) if other.count == count => Next::Agreed(Agreed(count.clone())),
        Some(_) if attempt < UNORDERED.saturating_add(facts.recounts) => Next::Again,
        Some(_) => Next::Recount,
    };
    Ok(Entered { vote: facts.vote.clone(), teller: facts.teller.clone(), attempt, count, next })
}

/// What the order of a further count is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderFacts<'a> {
    /// Which vote.
    pub vote: &'a VoteId,
    /// The vote's phase.
    pub phase: Phase,
    /// What was entered before, oldest first.
    pub entries: &'a [Entry],
    /// How often the chair has ordered another count.
    pub recounts: u64,
    /// What closing fixed is kept, so that a further count can be accepted.
    pub kept: bool,
}

/// A further count may be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered {
    vote: VoteId,
    reason: String,
    supersedes: bool,
}

impl Ordered {
    /// Of which vote.
    #[must_use]
    pub const fn vote(&self) -> &VoteId {
        &self.vote
    }

    /// Why, for everybody to read.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// It takes the place of a count that was accepted; record and verdict are made anew.
    #[must_use]
    pub const fn supersedes(&self) -> bool {
        self.supersedes
    }
}

/// Whether the chair can order a further count, by whatever reason: where the tellers have differed as often as they may, and
/// until the result is declared also where they agreed. What was entered is kept. Of phones alone there is nothing to count
/// again.
///
/// # Errors
/// [`Refusal::VoteWrongPhase`] where none can be ordered, [`Refusal::CountSettled`] where it could not be accepted any more.
pub fn may_order(facts: &OrderFacts<'_>) -> Result<(), Refusal> {
    match facts.phase {
        Phase::Closed if needs_order(facts.entries, facts.recounts) => Ok(()),
        Phase::Counted if facts.kept && !facts.entries.is_empty() => Ok(()),
        Phase::Counted => Err(Refusal::CountSettled),
        _ => Err(Refusal::VoteWrongPhase),
    }
}

/// Judges the chair's order of a further count, which is public with its reason.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn order<'t>(
    facts: &OrderFacts<'_>,
    reason: impl Into<masking::Said<'t>>,
) -> Result<Ordered, (&'static str, Refusal)> {
    may_order(facts).map_err(|refusal| ("", refusal))?;
    let supersedes = facts.phase == Phase::Counted;
    masking::reason(reason).map(|reason| Ordered { vote: facts.vote.clone(), reason, supersedes })
}

#[cfg(test)]
mod tests;
