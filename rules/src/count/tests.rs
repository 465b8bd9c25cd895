//! The two tellers.

use super::*;
use crate::kind::Area;

fn count(in_favour: u64, against: u64, abstain: u64) -> RoomCount {
    RoomCount { in_favour, against, abstain, ..RoomCount::default() }
}

/// Enters one count and keeps it.
fn say(
    entries: &mut Vec<Entry>,
    teller: &str,
    recounts: u64,
    found: &RoomCount,
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
        page: Some(attempt(entries)),
        recounts,
        hands: 0,
        issued: 100,
        collected: found.collected().expect("small"),
        confirmed: found.collected(),
        weighed: None,
        people: 0,
    };
    let entered = enter(&facts, found.clone())?;
    assert_eq!((entered.vote(), entered.teller()), (&"v".into(), &teller));
    entries.push(Entry { attempt: entered.attempt(), teller, count: found.clone() });
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
    assert_eq!(say(&mut entries, "chair", 0, &right), Err(("", Refusal::ChairCounts)));
    assert_eq!(say(&mut entries, "a", 0, &right), Ok(Next::Waits));
    assert_eq!(say(&mut entries, "a", 0, &right), Err(("", Refusal::CountEntered)));
    assert_eq!(say(&mut entries, "b", 0, &wrong), Ok(Next::Again));
    assert_eq!(ordered(Phase::Closed, &entries, 0), Err(Refusal::VoteWrongPhase));
    assert_eq!(say(&mut entries, "b", 0, &wrong), Ok(Next::Waits));
    assert_eq!(say(&mut entries, "a", 0, &right), Ok(Next::Recount));
    assert_eq!(say(&mut entries, "a", 0, &right), Err(("", Refusal::RecountNeeded)));
    assert_eq!(ordered(Phase::Closed, &entries, 0), Ok(false));
    assert_eq!(ordered(Phase::Open, &entries, 0), Err(Refusal::VoteWrongPhase));
    assert_eq!(ordered(Phase::Closed, &entries, 1), Err(Refusal::VoteWrongPhase), "ordered already");
    // Another pair may make the third count.
    assert_eq!(say(&mut entries, "c", 1, &right), Ok(Next::Waits));
    assert_eq!(say(&mut entries, "a", 1, &right), Ok(Next::Agreed(Agreed(right.clone()))));
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
    assert_eq!(say(&mut entries, "a", 2, &wrong), Ok(Next::Waits));
    assert_eq!(say(&mut entries, "c", 2, &wrong), Ok(Next::Agreed(Agreed(wrong.clone()))));
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
        page: Some(1),
        recounts: 0,
        hands: 26,
        issued: 27,
        collected: 27,
        confirmed: None,
        weighed: None,
        people: 0,
    };
    let blank = RoomCount { in_favour: 20, against: 4, blank: 2, invalid: 1, ..RoomCount::default() };
    assert_eq!((blank.abstained(), blank.collected()), (2, Some(27)));
    assert!(enter(&facts, blank.clone()).is_ok());
    assert_eq!(enter(&facts, count(20, 4, 2)), Err(("collected", Refusal::PilesDoNotAddUp)));
    let more = EnterFacts { issued: 26, ..facts.clone() };
    assert_eq!(enter(&more, blank.clone()), Err(("differs", Refusal::MoreThanIssued)));
    let fewer = EnterFacts { issued: 28, ..facts.clone() };
    assert_eq!(enter(&fewer, blank.clone()), Err(("differs", Refusal::FewerThanIssued)));
    for differs in [more, fewer] {
        // Another number than the one that was asked about is asked about anew.
        let other = EnterFacts { confirmed: Some(26), ..differs.clone() };
        assert!(matches!(enter(&other, blank.clone()), Err(("differs", _))));
        assert!(enter(&EnterFacts { confirmed: Some(27), ..differs }, blank.clone()).is_ok());
    }
    assert_eq!(enter(&facts, RoomCount { idle: 1, ..blank.clone() }), Err(("collected", Refusal::PilesDoNotAddUp)));
    let huge = RoomCount { in_favour: u64::MAX, ..blank.clone() };
    assert_eq!(enter(&facts, huge), Err(("collected", Refusal::PilesDoNotAddUp)));
    let open = EnterFacts { phase: Phase::Open, ..facts.clone() };
    assert_eq!(enter(&open, blank.clone()), Err(("", Refusal::VoteWrongPhase)));
    let none = EnterFacts { awaits: false, ..facts.clone() };
    assert_eq!(enter(&none, blank.clone()), Err(("", Refusal::VoteWrongPhase)));
    // Hands: everybody who sat there raised one or none; nothing is blank or spoilt.
    for page in [None, Some(0), Some(2)] {
        // A page that was left open, or a form that names no page: nothing is entered as another count.
        let old = EnterFacts { page, ..facts.clone() };
        assert_eq!(enter(&old, blank.clone()), Err(("base", Refusal::CountMoved)));
    }
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
        page: Some(1),
        recounts: 0,
        hands: 0,
        issued,
        collected: 3,
        confirmed: Some(3),
        weighed: Some(WeighedPapers { of: Weighs::Area, out: out * 100, collected: collected * 100 }),
        people: 0,
    };
    let of =
        |in_favour: u64, against: u64| Areas { in_favour: area(in_favour), against: area(against), ..Areas::default() };
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
    let persons = EnterFacts { weighed: None, ..facts(3, 300, 300) };
    assert_eq!(enter(&persons, found(of(200, 100))), Err(("", Refusal::NotOffered)));
}

/// Of representatives every pile has its households, as many as it has papers at least.
#[test]
fn the_households_of_representatives_papers_add_up() {
    let (chair, teller) = (MemberId::from("chair"), MemberId::from("a"));
    let vote = VoteId::from("v");
    let facts = |issued, out: u64, collected: u64| EnterFacts {
        vote: &vote,
        phase: Phase::Closed,
        mode: Mode::Named,
        awaits: true,
        presiding: &chair,
        teller: &teller,
        entries: &[],
        page: Some(1),
        recounts: 0,
        hands: 0,
        issued,
        collected: 3,
        confirmed: Some(3),
        weighed: Some(WeighedPapers { of: Weighs::Households, out, collected }),
        people: 0,
    };
    let of = |in_favour, against| Households { in_favour, against, ..Households::default() };
    let found = |households| RoomCount { households: Some(households), ..count(2, 1, 0) };
    assert!(enter(&facts(3, 30, 30), found(of(18, 12))).is_ok());
    assert!(enter(&facts(4, 40, 30), found(of(18, 12))).is_ok());
    assert!(enter(&facts(2, 10, 30), found(of(18, 12))).is_ok(), "void, whatever they stand for");
    let refused = |issued, out, collected, households, why| {
        assert_eq!(enter(&facts(issued, out, collected), found(households)), Err(("households", why)));
    };
    refused(3, 30, 29, of(18, 11), Refusal::HouseholdsDoNotFit);
    refused(4, 30, 30, of(18, 12), Refusal::HouseholdsDoNotFit);
    refused(3, 30, 30, of(18, 11), Refusal::PilesDoNotAddUp);
    refused(3, 30, 30, of(30, 0), Refusal::HouseholdsOfPile);
    // Two papers stand for two households at least.
    refused(3, 30, 30, of(1, 29), Refusal::HouseholdsOfPile);
    let persons = EnterFacts { weighed: None, ..facts(3, 30, 30) };
    assert_eq!(enter(&persons, found(of(18, 12))), Err(("", Refusal::NotOffered)));
}
