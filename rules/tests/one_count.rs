//! One count for phone and paper: whatever the order of ticks on the roll, phone ballots, exchanges, papers taken back,
//! recusals, leavings and closings, every unit is counted at most once, and what was handed out and what came back agree
//! with what happened.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use proptest::prelude::*;
use rules::{
    Moment,
    ballot::{Choice, Mode, Way},
    body::{BodyKind, Weighs},
    count::{self, Agreed, EnterFacts, Entry, Next, RoomCount, WeighedPapers},
    id::MemberId,
    kind::{Area, Areas, Households},
    paper::{self, PaperFacts, Papers},
    record::VoteRecord,
    roll::{self, Attendee, Channel, Weight},
    rule_set::statutory,
    verdict::Reason,
    vote::{self, CastFacts, Closing, OwnersClosing, Phase, RepresentedClosing, Window},
};

const UNITS: usize = 12;

#[derive(Debug, Clone)]
enum Op {
    HandOut(usize),
    Exchange(usize),
    TakeBack(usize),
    /// Puts the paper into the box: a mark of `Choice::ALL`, a blank, or a spoilt one.
    Drop(usize, usize),
    Phone(usize, Choice),
    Recuse(usize),
    Leave(usize),
    Return(usize),
    Close,
}

fn op() -> impl Strategy<Value = Op> {
    let unit = 0..UNITS;
    prop_oneof![
        6 => unit.clone().prop_map(Op::HandOut),
        2 => unit.clone().prop_map(Op::Exchange),
        2 => unit.clone().prop_map(Op::TakeBack),
        6 => (unit.clone(), 0usize..5).prop_map(|(unit, mark)| Op::Drop(unit, mark)),
        6 => (unit.clone(), 0usize..3).prop_map(|(unit, choice)| Op::Phone(unit, Choice::ALL[choice])),
        1 => unit.clone().prop_map(Op::Recuse),
        2 => unit.clone().prop_map(Op::Leave),
        1 => unit.prop_map(Op::Return),
        1 => Just(Op::Close),
    ]
}

/// What really happened, in plain words: who holds a paper, who has put one into the box, who sent one by phone.
#[derive(Debug, Default, Clone)]
struct Unit {
    holds: bool,
    boxed: Option<usize>,
    phone: Option<Choice>,
    recused: bool,
    gone: bool,
}

struct Room {
    units: Vec<Unit>,
    papers: Papers,
    phase: Phase,
    /// Papers in the box that nobody handed out.
    strays: u64,
}

impl Room {
    fn new() -> Self {
        let units = vec![Unit::default(); UNITS];
        Self { units, papers: Papers::default(), phase: Phase::Open, strays: 0 }
    }

    fn taken(&self, unit: usize) -> Option<Way> {
        let unit = &self.units[unit];
        if unit.phone.is_some() { Some(Way::Phone) } else { (unit.holds || unit.boxed.is_some()).then_some(Way::Paper) }
    }

    fn window(&self) -> Window {
        Window { phase: self.phase, ends_at: None, now: Moment(0) }
    }

    fn paper(&self, unit: usize) -> PaperFacts {
        let one = &self.units[unit];
        PaperFacts {
            window: self.window(),
            mode: Mode::Named,
            on_roll: true,
            taken: self.taken(unit),
            in_room: !one.gone,
            recused: one.recused,
        }
    }

    fn step(&mut self, op: Op) {
        match op {
            Op::HandOut(unit) => {
                if paper::hand_out(&self.paper(unit), (&"v".into(), &unit.to_string())).is_ok() {
                    assert!(self.units[unit].phone.is_none() && self.units[unit].boxed.is_none(), "twice");
                    self.units[unit].holds = true;
                    self.papers.out += 1;
                }
            }
            // The clerk sees the paper that is given back: one that lies in the box cannot be.
            Op::Exchange(unit) if self.units[unit].holds => {
                if paper::exchange(&self.paper(unit), (&"v".into(), &unit.to_string())).is_ok() {
                    self.papers.out += 1;
                    self.papers.spoilt += 1;
                }
            }
            Op::TakeBack(unit) if self.units[unit].holds => {
                if paper::take_back(&self.paper(unit), (&"v".into(), &unit.to_string())).is_ok() {
                    self.units[unit].holds = false;
                    self.papers.back += 1;
                }
            }
            Op::Exchange(_) | Op::TakeBack(_) => {}
            // A hand that drops a paper asks no program; the box is taken away at closing.
            Op::Drop(unit, mark) => {
                let one = &mut self.units[unit];
                if self.phase == Phase::Open && one.holds && !one.gone {
                    (one.holds, one.boxed) = (false, Some(mark));
                }
            }
            Op::Phone(unit, choice) => {
                let one = &self.units[unit];
                let cast = vote::cast(
                    &CastFacts {
                        phones: true,
                        window: self.window(),
                        mode: Mode::Named,
                        on_roll: true,
                        taken: self.taken(unit),
                        present: (!one.gone).then_some(Channel::Onsite),
                        observer: false,
                        verified: true,
                        recused: one.recused,
                    },
                    (&"v".into(), &unit.to_string()),
                    choice,
                );
                if let Ok(cast) = cast {
                    assert!(!one.holds && one.boxed.is_none() && one.phone.is_none(), "twice");
                    self.units[unit].phone = Some(cast.choice());
                }
            }
            Op::Recuse(unit) => {
                if self.phase == Phase::Open && self.taken(unit).is_none() {
                    self.units[unit].recused = true;
                }
            }
            // Whoever holds a paper gives it in or back first.
            Op::Leave(unit) => {
                if !self.units[unit].holds {
                    self.units[unit].gone = true;
                }
            }
            Op::Return(unit) => self.units[unit].gone = false,
            Op::Close => self.close(),
        }
    }

    fn close(&mut self) {
        let attendees = (0..UNITS).map(|unit| Attendee {
            on_roll: true,
            channel: Channel::Onsite,
            weight: Weight::Present,
            verified: true,
            left: self.units[unit].gone,
            cast: self.taken(unit).is_some(),
            recused: self.units[unit].recused,
            proxy: false,
        });
        let closing = Closing {
            mode: Mode::Named,
            counts: roll::counts(UNITS as u64, attendees),
            phone: self.units.iter().filter_map(|unit| unit.phone).collect(),
            papers: self.papers,
            hands: 0,
            owners: None,
            represented: None,
            sheets: None,
        };
        let closed = vote::close(&"v".into(), self.window(), "", true, closing);
        assert_eq!(closed.is_ok(), self.phase == Phase::Open);
        let Ok(closed) = closed else { return };
        self.phase = Phase::Closed;
        self.tell(closed.closing());
    }

    /// The tellers open the box; what they agree on is judged, and held against what really happened.
    fn tell(&mut self, closing: &Closing) {
        let marked = |mark| self.units.iter().filter(|unit| unit.boxed == Some(mark)).count() as u64;
        let found = RoomCount {
            in_favour: marked(0) + self.strays,
            against: marked(1),
            abstain: marked(2),
            blank: marked(3),
            invalid: marked(4),
            idle: 0,
            area: None,
            households: None,
            people: None,
        };
        let agreed = self.agree(closing, &found, None);
        let rule = statutory(BodyKind::VillagerRepMeeting).unwrap();
        let counted = vote::count(closing, agreed.as_ref(), (&"v".into(), "t"), &rule).expect("the numbers agree");
        let record = counted.record().people().expect("by person");
        let phones = |choice| self.units.iter().filter(|unit| unit.phone == Some(choice)).count() as u64;
        let sent: u64 = Choice::ALL.into_iter().map(phones).sum();
        let out = self.units.iter().filter(|unit| unit.holds || unit.boxed.is_some()).count() as u64;
        let boxed = self.units.iter().filter(|unit| unit.boxed.is_some()).count() as u64;
        assert_eq!((record.ballots.issued, record.ballots.collected), (out + sent, boxed + sent + self.strays));
        assert_eq!(counted.is_void(), boxed + self.strays > out, "P-VOID");
        assert_eq!(record.ballots.in_favour, marked(0) + self.strays + phones(Choice::For));
        assert_eq!(record.ballots.against, marked(1) + phones(Choice::Against));
        assert_eq!(record.ballots.abstain, marked(2) + marked(3) + phones(Choice::Abstain), "a blank abstains");
        assert_eq!(record.ballots.invalid, marked(4));
        assert_eq!(record.channels.is_some(), closing.awaits());
        // P-PRESENT and P-LEAVE: who is gone counts only if they took part.
        let here = (0..UNITS).filter(|unit| !self.units[*unit].gone || self.taken(*unit).is_some()).count() as u64;
        assert_eq!(counted.verdict().present, here);
        if !counted.is_void() {
            assert!(record.ballots.collected + record.counts.recused <= here, "every unit at most once");
        } else {
            assert_eq!(counted.verdict().reason, Reason::BallotsExceedIssued);
        }
        self.tell_owners(closing, found.clone());
        self.tell_represented(closing, found);
    }

    /// Two tellers who find the same.
    fn agree(&self, closing: &Closing, found: &RoomCount, weighed: Option<WeighedPapers>) -> Option<Agreed> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut agreed = None;
        for teller in ["a", "b"] {
            if !closing.awaits() {
                break;
            }
            let teller = MemberId::from(teller);
            let entered = count::enter(
                &EnterFacts {
                    vote: &"v".into(),
                    phase: self.phase,
                    mode: closing.mode,
                    awaits: true,
                    presiding: &"chair".into(),
                    teller: &teller,
                    entries: &entries,
                    page: Some(count::attempt(&entries)),
                    recounts: 0,
                    hands: 0,
                    issued: closing.papers.issued(),
                    collected: found.collected().unwrap(),
                    confirmed: found.collected(),
                    weighed,
                    people: 0,
                },
                found.clone(),
            )
            .expect("a count");
            if let Next::Agreed(one) = entered.next() {
                agreed = Some(one.clone());
            }
            entries.push(Entry { attempt: entered.attempt(), teller, count: found.clone() });
        }
        agreed
    }

    /// The same room counted as owners: unit `n` has (n + 1) × 10 m² and something that adding up must not lose.
    fn tell_owners(&self, closing: &Closing, found: RoomCount) {
        let area = |unit: usize| Area((unit as u64 + 1) * 1001);
        let sum =
            |fits: &dyn Fn(usize) -> bool| Area((0..UNITS).filter(|unit| fits(*unit)).map(|unit| area(unit).0).sum());
        let boxed = |mark| sum(&|unit| self.units[unit].boxed == Some(mark));
        let phone = |choice| sum(&|unit| self.units[unit].phone == Some(choice));
        let stray = Area(self.strays * 77);
        let piles = Areas {
            in_favour: boxed(0).plus(stray).unwrap(),
            against: boxed(1),
            abstain: boxed(2),
            blank: boxed(3),
            invalid: boxed(4),
        };
        let fixed = OwnersClosing {
            eligible: sum(&|_| true),
            phone: Areas {
                in_favour: phone(Choice::For),
                against: phone(Choice::Against),
                abstain: phone(Choice::Abstain),
                ..Areas::default()
            },
            papers: sum(&|unit| self.units[unit].holds || self.units[unit].boxed.is_some()),
        };
        let closing = Closing { owners: Some(fixed), ..closing.clone() };
        let papers = WeighedPapers { of: Weighs::Area, out: fixed.papers.0, collected: piles.total().unwrap().0 };
        // A paper too many among fewer than were handed out is no void vote, but its area may show it: then the tellers are told.
        if self.strays > 0 && found.collected().unwrap() <= closing.papers.issued() {
            return;
        }
        let agreed = self.agree(&closing, &RoomCount { area: Some(piles), ..found }, Some(papers));
        let rule = statutory(BodyKind::OwnersAssembly).unwrap();
        let counted = vote::count(&closing, agreed.as_ref(), (&"v".into(), "t"), &rule).expect("the numbers agree");
        let VoteRecord::Owners(record) = counted.record() else { panic!("owners") };
        if counted.is_void() {
            return;
        }
        let took_part = |unit: usize| self.units[unit].boxed.is_some() || self.units[unit].phone.is_some();
        assert_eq!(record.counts.participating_area, sum(&took_part));
        assert_eq!(record.counts.participating_heads, (0..UNITS).filter(|unit| took_part(*unit)).count() as u64);
        assert_eq!(record.ballots.in_favour.area, boxed(0).plus(phone(Choice::For)).unwrap());
        assert_eq!(counted.record().judge().as_ref(), Ok(counted.verdict()));
    }

    /// The same room counted through representatives: unit `n` stands for n + 1 households, and five have nobody.
    fn tell_represented(&self, closing: &Closing, found: RoomCount) {
        let sum = |fits: &dyn Fn(usize) -> bool| -> u64 { (0..UNITS).filter(|n| fits(*n)).map(|n| n as u64 + 1).sum() };
        let boxed = |mark| sum(&|unit| self.units[unit].boxed == Some(mark));
        let phone = |choice| sum(&|unit| self.units[unit].phone == Some(choice));
        let there = |unit: usize| !self.units[unit].gone || self.taken(unit).is_some();
        let piles = |in_favour, [against, abstain, blank, invalid]: [u64; 4]| Households {
            in_favour,
            against,
            abstain,
            blank,
            invalid,
        };
        let room = piles(boxed(0) + self.strays * 3, [1, 2, 3, 4].map(boxed));
        let fixed = RepresentedClosing {
            eligible: sum(&|_| true) + 5,
            present: sum(&there),
            phone: piles(phone(Choice::For), [phone(Choice::Against), phone(Choice::Abstain), 0, 0]),
            papers: sum(&|unit| self.units[unit].holds || self.units[unit].boxed.is_some()),
        };
        let closing = Closing { represented: Some(fixed), ..closing.clone() };
        let papers = WeighedPapers { of: Weighs::Households, out: fixed.papers, collected: room.total().unwrap() };
        assert_eq!(closing.papers_weigh(), Some((papers.of, papers.out)));
        if self.strays > 0 && found.collected().unwrap() <= closing.papers.issued() {
            return;
        }
        let agreed = self.agree(&closing, &RoomCount { households: Some(room), ..found }, Some(papers));
        let rule = statutory(BodyKind::VillagerRepMeetingLevy).unwrap();
        let counted = vote::count(&closing, agreed.as_ref(), (&"v".into(), "t"), &rule).expect("the numbers agree");
        let VoteRecord::Households(record) = counted.record() else { panic!("households") };
        assert_eq!(counted.record().judge().as_ref(), Ok(counted.verdict()));
        assert_eq!(counted.is_void(), counted.record().papers()[1] > counted.record().papers()[0], "P-VOID");
        if counted.is_void() {
            return;
        }
        assert_eq!(record.ballots.in_favour, boxed(0) + phone(Choice::For));
        assert_eq!(record.ballots.abstain, boxed(2) + boxed(3) + phone(Choice::Abstain), "a blank abstains");
        assert_eq!((counted.verdict().present, record.counts.eligible_households), (sum(&there), fixed.eligible));
        assert!(
            record.ballots.marks().iter().sum::<u64>() <= counted.verdict().present,
            "every household at most once"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn every_unit_is_counted_at_most_once(ops in proptest::collection::vec(op(), 1..120)) {
        let mut room = Room::new();
        for op in ops {
            room.step(op);
        }
        room.close_if_open();
    }

    /// E10: papers that nobody handed out make the vote void, however the rest went.
    #[test]
    fn e10_stray_papers_void_the_vote(ops in proptest::collection::vec(op(), 1..60), strays in 13u64..20) {
        let mut room = Room::new();
        room.step(Op::HandOut(0));
        room.strays = strays;
        for op in ops {
            room.step(op);
        }
        room.close_if_open();
    }
}

impl Room {
    fn close_if_open(&mut self) {
        if self.phase == Phase::Open {
            self.close();
        }
    }
}
