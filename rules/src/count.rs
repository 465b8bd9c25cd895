//! The count of what was cast in the room, on paper or by hand: two tellers count independently, and only what both found
//! is accepted (domain.md §2.6: 监票人 and 计票人 are at least two; the counting of elections by analogy, [P]).

use crate::{
    Refusal,
    ballot::Mode,
    id::{MemberId, VoteId},
    kind::{Area, Areas},
    masking,
    vote::Phase,
};
use serde::{Deserialize, Serialize};

/// The counts that two tellers may make before the chair has to order another.
const UNORDERED: u64 = 2;

/// What one teller found, pile by pile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
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
}

impl RoomCount {
    /// The ballots that came back: every paper in the box, or every hand that was raised.
    #[must_use]
    pub fn collected(&self) -> Option<u64> {
        crate::verdict::sum(&[self.in_favour, self.against, self.abstain, self.blank, self.invalid])
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
    /// In a vote of owners: what their papers are held against.
    pub owners: Option<OwnersPapers>,
}

/// The papers of a vote of owners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnersPapers {
    /// The area of the units that papers were handed out for.
    pub area: Area,
    /// The area that the teller says came out of the box.
    pub collected: Area,
}

impl OwnersPapers {
    /// Every pile of papers has an area and no other has; the piles add up to what came out of the box; and that is no more
    /// than was handed out, or all of it where every paper came back.
    fn fits(&self, count: &RoomCount, issued: u64, collected: u64) -> Result<(), (&'static str, Refusal)> {
        let areas = count.area.unwrap_or_default();
        let heads = [count.in_favour, count.against, count.abstain, count.blank, count.invalid];
        if heads.iter().zip(areas.piles()).any(|(heads, area)| (*heads == 0) != (area == Area(0))) {
            return Err(("area", Refusal::AreaOfPile));
        }
        if areas.total() != Some(self.collected) {
            return Err(("area", Refusal::PilesDoNotAddUp));
        }
        let less = collected < issued && self.collected < self.area;
        let all = collected == issued && self.collected == self.area;
        // With more papers than were handed out the vote is void, whatever their areas.
        if collected > issued || less || all { Ok(()) } else { Err(("area", Refusal::AreaDoesNotFit)) }
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// Judges a teller's count: closed votes alone, two different tellers, neither of them in the chair, each once in a count;
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
    match &facts.owners {
        Some(papers) => papers.fits(&count, facts.issued, facts.collected)?,
        None if count.area.is_some() => return Err(("", Refusal::NotOffered)),
        None => {}
    }
    // With one paper too many the whole vote is void (P-VOID): that is not to come of a slip of the pen. One too few may lie
    // under the lid, or may have been kept by its holder: the law allows that, so it is a question and no refusal.
    if papers && facts.collected != facts.issued && facts.confirmed != Some(facts.collected) {
        let more = facts.collected > facts.issued;
        return Err(("differs", if more { Refusal::MoreThanIssued } else { Refusal::FewerThanIssued }));
    }
    let next = match earlier.next() {
        None => Next::Waits,
        Some(other) if other.count == count => Next::Agreed(Agreed(count)),
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
mod tests {
    use super::*;

    fn count(in_favour: u64, against: u64, abstain: u64) -> RoomCount {
        RoomCount { in_favour, against, abstain, ..RoomCount::default() }
    }

    /// Enters one count and keeps it.
    fn say(
        entries: &mut Vec<Entry>,
        teller: &str,
        recounts: u64,
        found: RoomCount,
    ) -> Result<Next, (&'static str, Refusal)> {
        let teller = MemberId::from(teller);
        let facts = EnterFacts {
            vote: &"v".into(),
            phase: Phase::Closed,
            mode: Mode::Named,
            awaits: true,
            presiding: &"chair".into(),
            teller: &teller,
            entries,
            recounts,
            hands: 0,
            issued: 100,
            collected: found.collected().expect("small"),
            confirmed: found.collected(),
            owners: None,
        };
        let entered = enter(&facts, found)?;
        assert_eq!((entered.vote(), entered.teller()), (&"v".into(), &teller));
        entries.push(Entry { attempt: entered.attempt(), teller, count: found });
        Ok(entered.next().clone())
    }

    fn ordered(phase: Phase, entries: &[Entry], recounts: u64) -> Result<bool, Refusal> {
        let facts = OrderFacts { vote: &"v".into(), phase, entries, recounts, kept: true };
        order(&facts, "重数").map(|ordered| ordered.supersedes()).map_err(|(_, refusal)| refusal)
    }

    #[test]
    fn two_tellers_agree_or_count_again_and_the_chair_orders_the_third() {
        let mut entries = Vec::new();
        let (right, wrong) = (count(21, 4, 2), count(21, 5, 1));
        assert_eq!(say(&mut entries, "chair", 0, right), Err(("", Refusal::ChairCounts)));
        assert_eq!(say(&mut entries, "a", 0, right), Ok(Next::Waits));
        assert_eq!(say(&mut entries, "a", 0, right), Err(("", Refusal::CountEntered)));
        assert_eq!(say(&mut entries, "b", 0, wrong), Ok(Next::Again));
        assert_eq!(ordered(Phase::Closed, &entries, 0), Err(Refusal::VoteWrongPhase));
        assert_eq!(say(&mut entries, "b", 0, wrong), Ok(Next::Waits));
        assert_eq!(say(&mut entries, "a", 0, right), Ok(Next::Recount));
        assert_eq!(say(&mut entries, "a", 0, right), Err(("", Refusal::RecountNeeded)));
        assert_eq!(ordered(Phase::Closed, &entries, 0), Ok(false));
        assert_eq!(ordered(Phase::Open, &entries, 0), Err(Refusal::VoteWrongPhase));
        assert_eq!(ordered(Phase::Closed, &entries, 1), Err(Refusal::VoteWrongPhase), "ordered already");
        // Another pair may make the third count.
        assert_eq!(say(&mut entries, "c", 1, right), Ok(Next::Waits));
        assert_eq!(say(&mut entries, "a", 1, right), Ok(Next::Agreed(Agreed(right))));
        assert_eq!(entries.len(), 6, "every entry is kept");
        // Also what was agreed on is counted again, until it is declared, for a reason that everybody reads.
        assert_eq!(ordered(Phase::Counted, &entries, 1), Ok(true));
        assert_eq!(ordered(Phase::Declared, &entries, 1), Err(Refusal::VoteWrongPhase));
        let vote = VoteId::from("v");
        let facts = OrderFacts { vote: &vote, phase: Phase::Counted, entries: &entries, recounts: 1, kept: true };
        assert_eq!(order(&facts, "重数").map(|ordered| ordered.vote().clone()), Ok(vote.clone()));
        assert_eq!(order(&facts, " "), Err(("reason", Refusal::ReasonMissing)));
        assert_eq!(order(&OrderFacts { kept: false, ..facts }, "x"), Err(("", Refusal::CountSettled)));
        assert_eq!(order(&OrderFacts { entries: &[], ..facts }, "x"), Err(("", Refusal::CountSettled)));
        assert_eq!(say(&mut entries, "a", 2, wrong), Ok(Next::Waits));
        assert_eq!(say(&mut entries, "c", 2, wrong), Ok(Next::Agreed(Agreed(wrong))));
        assert_eq!(entries.last().map(|entry| entry.attempt), Some(4));
    }

    #[test]
    fn what_is_counted_adds_up() {
        let (chair, teller) = (MemberId::from("chair"), MemberId::from("a"));
        let vote = VoteId::from("v");
        let facts = EnterFacts {
            vote: &vote,
            phase: Phase::Closed,
            mode: Mode::Secret,
            awaits: true,
            presiding: &chair,
            teller: &teller,
            entries: &[],
            recounts: 0,
            hands: 26,
            issued: 27,
            collected: 27,
            confirmed: None,
            owners: None,
        };
        let blank = RoomCount { in_favour: 20, against: 4, blank: 2, invalid: 1, ..RoomCount::default() };
        assert_eq!((blank.abstained(), blank.collected()), (2, Some(27)));
        assert!(enter(&facts, blank).is_ok());
        assert_eq!(enter(&facts, count(20, 4, 2)), Err(("collected", Refusal::PilesDoNotAddUp)));
        let more = EnterFacts { issued: 26, ..facts.clone() };
        assert_eq!(enter(&more, blank), Err(("differs", Refusal::MoreThanIssued)));
        let fewer = EnterFacts { issued: 28, ..facts.clone() };
        assert_eq!(enter(&fewer, blank), Err(("differs", Refusal::FewerThanIssued)));
        for differs in [more, fewer] {
            // Another number than the one that was asked about is asked about anew.
            let other = EnterFacts { confirmed: Some(26), ..differs.clone() };
            assert!(matches!(enter(&other, blank), Err(("differs", _))));
            assert!(enter(&EnterFacts { confirmed: Some(27), ..differs }, blank).is_ok());
        }
        assert_eq!(enter(&facts, RoomCount { idle: 1, ..blank }), Err(("collected", Refusal::PilesDoNotAddUp)));
        let huge = RoomCount { in_favour: u64::MAX, ..blank };
        assert_eq!(enter(&facts, huge), Err(("collected", Refusal::PilesDoNotAddUp)));
        let open = EnterFacts { phase: Phase::Open, ..facts.clone() };
        assert_eq!(enter(&open, blank), Err(("", Refusal::VoteWrongPhase)));
        let none = EnterFacts { awaits: false, ..facts.clone() };
        assert_eq!(enter(&none, blank), Err(("", Refusal::VoteWrongPhase)));
        // Hands: everybody who sat there raised one or none; nothing is blank or spoilt.
        let hands = EnterFacts { mode: Mode::Hands, ..facts };
        assert!(enter(&hands, RoomCount { idle: 2, ..count(20, 3, 1) }).is_ok());
        assert_eq!(enter(&hands, count(20, 4, 3)), Err(("collected", Refusal::HandsDoNotAddUp)));
        assert_eq!(enter(&hands, RoomCount { blank: 2, ..count(20, 4, 0) }), Err(("", Refusal::NotOffered)));
    }

    /// Of owners every pile has its area, and no more area comes back than was handed out.
    #[test]
    fn the_areas_of_owners_papers_add_up() {
        let (chair, teller) = (MemberId::from("chair"), MemberId::from("a"));
        let area = |square: u64| Area(square * 100);
        let vote = VoteId::from("v");
        let facts = |issued, out: u64, collected: u64| EnterFacts {
            vote: &vote,
            phase: Phase::Closed,
            mode: Mode::Named,
            awaits: true,
            presiding: &chair,
            teller: &teller,
            entries: &[],
            recounts: 0,
            hands: 0,
            issued,
            collected: 3,
            confirmed: Some(3),
            owners: Some(OwnersPapers { area: area(out), collected: area(collected) }),
        };
        let of = |in_favour: u64, against: u64| Areas {
            in_favour: area(in_favour),
            against: area(against),
            ..Areas::default()
        };
        let found = |areas| RoomCount { area: Some(areas), ..count(2, 1, 0) };
        assert!(enter(&facts(3, 300, 300), found(of(200, 100))).is_ok());
        assert!(enter(&facts(4, 400, 300), found(of(200, 100))).is_ok());
        assert!(enter(&facts(2, 100, 300), found(of(200, 100))).is_ok(), "void, whatever the areas");
        let refused = |issued, out, collected, areas, why| {
            assert_eq!(enter(&facts(issued, out, collected), found(areas)), Err(("area", why)));
        };
        refused(3, 300, 299, of(200, 99), Refusal::AreaDoesNotFit);
        refused(4, 300, 300, of(200, 100), Refusal::AreaDoesNotFit);
        refused(3, 300, 300, of(200, 99), Refusal::PilesDoNotAddUp);
        refused(3, 300, 300, of(300, 0), Refusal::AreaOfPile);
        refused(3, 300, 300, Areas { blank: area(1), ..of(200, 99) }, Refusal::AreaOfPile);
        let persons = EnterFacts { owners: None, ..facts(3, 300, 300) };
        assert_eq!(enter(&persons, found(of(200, 100))), Err(("", Refusal::NotOffered)));
    }
}
