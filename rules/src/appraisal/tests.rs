use super::*;
use crate::{
    Moment, Refusal,
    agenda::Matter,
    ballot::{Mode, Tally},
    body::BodyKind,
    count::{Agreed, EnterFacts, Entry, Next, RoomCount, enter},
    days::{Date, Holidays},
    id::MemberId,
    kind::Judged,
    paper::Papers,
    published::{Kind, Thing},
    record::{Counts, VoteRecord},
    roll::Channel,
    rule_set::{RuleSet, SourcedRule},
    session,
    verdict::Reason,
    vote::{self, CastFacts, Closing, Phase, Window},
};
use std::collections::BTreeMap;

fn rule() -> SourcedRule {
    RuleSet::national().rule(BodyKind::VillagerRepMeeting, Some(Matter::MemberAppraisal)).expect("a rule")
}

fn terms() -> Terms {
    rule().appraisal.expect("terms")
}

const READY: CastFacts = CastFacts {
    window: Window { phase: Phase::Open, ends_at: None, now: Moment(0) },
    mode: Mode::Secret,
    phones: true,
    on_roll: true,
    taken: None,
    present: Some(Channel::Onsite),
    observer: false,
    verified: true,
    recused: false,
};

fn piles(grades: [u64; 4], abstain: u64, blank: u64, invalid: u64) -> Piles {
    let grades = Grade::ALL.iter().copied().zip(grades).collect::<BTreeMap<_, _>>();
    Piles { grades, abstain, blank, invalid }
}

fn person(name: &str, before: Option<&str>) -> Appraised {
    Appraised { name: name.into(), office: "委员".into(), before: before.map(str::to_owned) }
}

/// 41 are there, of whom one is appraised and keeps out: 30 papers and 10 phones.
fn closing(people: Vec<Appraised>, phone: Vec<Piles>) -> Closing {
    Closing {
        mode: Mode::Secret,
        counts: Counts { eligible: 52, onsite: 41, recused: 1, ..Counts::default() },
        phone: Tally::default(),
        papers: Papers { out: 30, ..Papers::default() },
        hands: 0,
        owners: None,
        represented: None,
        sheets: Some(Sheets { people, phone }),
    }
}

/// Both tellers find the same.
fn agreed(people: &[Piles], collected: u64) -> Result<Agreed, (&'static str, Refusal)> {
    let count = RoomCount { people: Some(people.to_vec()), ..RoomCount::default() };
    let first = [Entry { attempt: 1, teller: "t1".into(), count: count.clone() }];
    let facts = EnterFacts {
        vote: &"v".into(),
        phase: Phase::Closed,
        mode: Mode::Secret,
        awaits: true,
        presiding: &"chair".into(),
        teller: &"t2".into(),
        entries: &first,
        page: Some(1),
        recounts: 0,
        hands: 0,
        issued: 30,
        collected,
        confirmed: Some(collected),
        weighed: None,
        people: people.len(),
    };
    match enter(&facts, count)?.next() {
        Next::Agreed(agreed) => Ok(agreed.clone()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_ballot_has_a_line_for_everybody_and_marks_somebody() {
    let cast = |lines: &[Line]| cast(&READY, (&"v".into(), "m"), 2, lines.to_vec()).map(|one| one.lines().to_vec());
    let good = Line::Graded(Grade::Competent);
    assert_eq!(cast(&[good, Line::Unmarked]), Ok(vec![good, Line::Unmarked]));
    assert_eq!(cast(&[Line::Abstain, Line::Abstain]), Ok(vec![Line::Abstain; 2]));
    assert_eq!(cast(&[Line::Unmarked, Line::Unmarked]), Err(Refusal::NoChoice));
    assert_eq!(cast(&[good]), Err(Refusal::NoChoice));
    assert_eq!(cast(&[good, good, good]), Err(Refusal::NoChoice));
    let recused = CastFacts { recused: true, ..READY };
    assert_eq!(super::cast(&recused, (&"v".into(), "m"), 1, vec![good]), Err(Refusal::Recused));
}

/// Every line is said by one letter, and a grade that the place does not know is none.
#[test]
fn no_length_tells_a_line() {
    for line in Line::ALL {
        assert_eq!((line.mark().len(), Line::from_form(line.mark(), &terms())), (1, Some(line)));
    }
    assert_eq!(Line::from_form("", &terms()), Some(Line::Unmarked));
    assert_eq!(Line::from_form("excellent", &terms()), None);
    let three = Terms { grades: vec![Grade::Competent, Grade::Incompetent], ..terms() };
    assert_eq!(Line::from_form("e", &three), None);
    assert_eq!(Line::from_form("i", &three), Some(Line::Graded(Grade::Incompetent)));
}

/// Papers and phones are one count; half of the ballots say 不称职, and it is the second time.
#[test]
fn papers_and_phones_are_one_count_and_twice_ends_the_post() {
    let people = vec![person("王", Some("incompetent")), person("李", None)];
    let phone = vec![piles([0, 2, 2, 5], 1, 0, 0), piles([4, 4, 0, 1], 0, 1, 0)];
    let papers = [piles([0, 8, 5, 15], 0, 1, 1), piles([10, 18, 0, 2], 0, 0, 0)];
    let agreed = agreed(&papers, 30).expect("agreed");
    let closing = closing(people, phone);
    assert_eq!((closing.by_phone(), closing.awaits(), closing.is_kept()), (10, true, true));
    let counted = vote::count(&closing, Some(&agreed), (&"v".into(), "评议"), &rule()).expect("counted");
    let VoteRecord::Appraisal(record) = counted.record() else { panic!("an appraisal") };
    let [eligible, issued, collected] = record.totals();
    assert_eq!((eligible, issued, collected), (52, 40, 40));
    assert_eq!(counted.verdict().reason, Reason::Terminated);
    assert_eq!((counted.verdict().present, counted.verdict().required_for), (41, 20));
    let ends: Vec<_> = record.outcomes().into_iter().map(|(_, one)| one.expect("graded").post_terminated).collect();
    assert_eq!(ends, [true, false]);
    let votes = |index: usize, key: &str| record.people[index].votes[key];
    assert_eq!((votes(0, "incompetent"), votes(0, "abstain"), votes(0, "invalid")), (20, 2, 1));
    // What was written is what is counted again.
    let json = serde_json::to_string(counted.record()).expect("written");
    assert_eq!(serde_json::from_str::<VoteRecord>(&json).expect("read"), *counted.record());
    let (judged, words) = record.explain().expect("judged");
    assert!(judged.passed && words[0].contains("王不称职，按规定职务终止"), "{}", words[0]);
}

/// An empty line is an abstention, or invalid where the place says so: it stays in the base either way.
#[test]
fn an_empty_line_counts_as_the_rule_says() {
    let one = piles([1, 0, 0, 0], 2, 3, 4);
    let invalid = Terms { unmarked: Unmarked::Invalid, ..terms() };
    let of = |terms: &Terms| [one.votes(terms)["abstain"], one.votes(terms)["invalid"]];
    assert_eq!((of(&terms()), of(&invalid)), ([5, 4], [2, 7]));
}

/// The piles of each person come to the papers in the box; more papers than were handed out make it void.
#[test]
fn every_persons_piles_come_to_the_papers() {
    let (one, short) = (piles([10, 18, 0, 2], 0, 0, 0), piles([10, 18, 0, 1], 0, 0, 0));
    assert_eq!(agreed(&[one.clone(), short], 30), Err(("collected", Refusal::PilesDoNotAddUp)));
    let more = piles([10, 18, 0, 3], 0, 0, 0);
    let agreed = agreed(&[more.clone(), more], 31).expect("agreed");
    let closing = closing(vec![person("王", None), person("李", None)], vec![Piles::default(), Piles::default()]);
    let counted = vote::count(&closing, Some(&agreed), (&"v".into(), "评议"), &rule()).expect("counted");
    assert!(counted.is_void());
    // A count of other things than the ballot has is none.
    let plain = RoomCount { in_favour: 30, ..RoomCount::default() };
    let first: [Entry; 0] = [];
    let facts = EnterFacts {
        vote: &"v".into(),
        phase: Phase::Closed,
        mode: Mode::Secret,
        awaits: true,
        presiding: &"chair".into(),
        teller: &"t".into(),
        entries: &first,
        page: Some(1),
        recounts: 0,
        hands: 0,
        issued: 30,
        collected: 30,
        confirmed: None,
        weighed: None,
        people: 2,
    };
    assert_eq!(enter(&facts, plain).map(|_| ()), Err(("", Refusal::NotOffered)));
}

#[test]
fn who_is_appraised_is_fixed_when_the_ballot_opens() {
    let (member, other) = (MemberId::from("m"), [MemberId::from("o")]);
    let ballot = DropFacts { session: session::Phase::Open, ended: false, rounds: &[Phase::Void], named: &other };
    let ready = NameFacts { ballot, matter: Some(Matter::MemberAppraisal), has_rule: true, member: &member };
    let named = name(&ready, " 村委会主任 ").expect("named");
    assert_eq!((named.member(), named.office()), (&member, "村委会主任"));
    let ballot_of = |ballot| NameFacts { ballot, ..ready };
    let cases = [
        (NameFacts { matter: Some(Matter::AnnualReport), ..ready }, ("", Refusal::NotAnAppraisal)),
        (NameFacts { has_rule: false, ..ready }, ("", Refusal::NoRule)),
        (NameFacts { member: &other[0], ..ready }, ("who", Refusal::AppraisedAlready)),
        (ballot_of(DropFacts { rounds: &[Phase::Open], ..ballot }), ("", Refusal::AppraisalFixed)),
        (ballot_of(DropFacts { rounds: &[Phase::Declared], ..ballot }), ("", Refusal::AppraisalFixed)),
        (ballot_of(DropFacts { ended: true, ..ballot }), ("", Refusal::ItemEnded)),
        (ballot_of(DropFacts { session: session::Phase::Closed, ..ballot }), ("", session::Phase::Closed.not_now())),
    ];
    for (facts, refusal) in cases {
        assert_eq!(name(&facts, "主任"), Err(refusal));
    }
    assert_eq!(name(&ready, "  "), Err(("office", Refusal::Empty)));
    let many: Vec<MemberId> = (0..MOST).map(|one| MemberId::from(one.to_string())).collect();
    let full = ballot_of(DropFacts { named: &many, ..ballot });
    assert_eq!(name(&full, "主任"), Err(("who", Refusal::AppraisedMany)));
    assert!(drop(&ballot, &other[0]).is_ok());
    assert_eq!(drop(&ballot, &member), Err(Refusal::NotOffered));
    assert_eq!(drop(&DropFacts { rounds: &[Phase::Closed], ..ballot }, &other[0]), Err(Refusal::AppraisalFixed));
}

#[test]
fn two_of_one_name_are_told_apart_by_their_office() {
    let people =
        [("王芳", "主任"), ("李", "委员"), ("王芳", "文书")].map(|(one, two)| (one.to_owned(), two.to_owned()));
    assert_eq!(told_apart(&people), ["王芳（主任）", "李", "王芳（文书）"]);
}

#[test]
fn that_a_post_has_ended_is_established_by_what_is_published() {
    let thing = |kind| Thing { kind, subject: "s".into() };
    let ready = EstablishFacts { ends: true, done: false, after: true, withdrawn: false };
    assert_eq!(establish(ready, thing(Kind::Outcome)).map(|one| one.by().kind), Ok(Kind::Outcome));
    let cases = [
        (EstablishFacts { ends: false, ..ready }, Kind::Outcome, Refusal::NothingToEstablish),
        (EstablishFacts { done: true, ..ready }, Kind::Outcome, Refusal::NothingChanges),
        (EstablishFacts { after: false, ..ready }, Kind::Outcome, Refusal::NotAskedFor),
        (EstablishFacts { withdrawn: true, ..ready }, Kind::Disclosure, Refusal::NotAskedFor),
        (ready, Kind::Notice, Refusal::NotAskedFor),
    ];
    for (facts, kind, refusal) in cases {
        assert_eq!(establish(facts, thing(kind)), Err(refusal));
    }
    let day = |text| Date::from_text(text).expect("a day");
    let twice = Twice::since(day("2026-03-02"), Some(15), Holidays::published());
    assert_eq!(twice.due, Some(day("2026-03-17")));
    assert!(!twice.is_overdue(day("2026-03-17")) && twice.is_overdue(day("2026-03-18")));
    assert!(!Twice::since(day("2026-03-02"), None, Holidays::published()).is_overdue(day("2027-01-01")));
}
