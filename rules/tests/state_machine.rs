//! Random sequences of acts against a model that knows only the law in its plainest words: no sequence reaches a decision
//! that the model forbids, and none is refused that it allows.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use proptest::prelude::*;
use rules::{
    Refusal,
    ballot::{Choice, Mode, Way},
    body::BodyKind,
    draft::{self, Hand, Public, SignFacts},
    id::MemberId,
    outcome,
    paper::Papers,
    record::Counts,
    roll::{self, Attendance, Attendee, Channel, CheckInFacts, Weight},
    rule_set::statutory,
    session::{self, Facts, Move},
    vote::{self, CastFacts, OpenFacts, PreviousRound},
};
use std::collections::{BTreeMap, BTreeSet};

/// Nine on the roll; two more who are not.
const ROLL: usize = 9;

#[derive(Debug, Clone, Copy)]
enum Op {
    Move(usize),
    CheckIn(usize, bool),
    Leave(usize),
    Gates(bool),
    OpenVote,
    ChangeText,
    Cast(usize, usize),
    Close,
    Declare,
    Write(usize),
    Countersign(usize),
    Publish,
}

fn op() -> impl Strategy<Value = Op> {
    let person = 0..ROLL + 2;
    prop_oneof![
        2 => (0usize..7).prop_map(Op::Move),
        8 => (person.clone(), any::<bool>()).prop_map(|(who, online)| Op::CheckIn(who, online)),
        2 => person.clone().prop_map(Op::Leave),
        2 => any::<bool>().prop_map(Op::Gates),
        3 => Just(Op::OpenVote),
        1 => Just(Op::ChangeText),
        8 => (person.clone(), 0usize..3).prop_map(|(who, choice)| Op::Cast(who, choice)),
        2 => Just(Op::Close),
        2 => Just(Op::Declare),
        2 => person.clone().prop_map(Op::Write),
        2 => person.prop_map(Op::Countersign),
        1 => Just(Op::Publish),
    ]
}

/// What the program would have stored.
#[derive(Debug, Default)]
struct World {
    session: Option<session::Phase>,
    here: BTreeMap<usize, (Channel, bool)>,
    ever: BTreeSet<usize>,
    gates: bool,
    text: i64,
    vote: Option<vote::Phase>,
    round: i64,
    voted_text: i64,
    ballots: BTreeMap<usize, Choice>,
    passed: Option<bool>,
    tie: bool,
    outcome: Option<draft::Phase>,
    writers: Vec<MemberId>,
}

impl World {
    fn phase(&self) -> session::Phase {
        self.session.unwrap_or(session::Phase::Draft)
    }

    fn present(&self) -> Vec<usize> {
        self.here.iter().filter(|(_, (_, gone))| !gone).map(|(who, _)| *who).collect()
    }

    /// P-PRESENT and P-LEAVE in plain words: on the roll and here, or gone after casting.
    fn counted(&self) -> usize {
        let counts = |who: &usize| *who < ROLL && (!self.here[who].1 || self.ballots.contains_key(who));
        self.here.keys().filter(|who| counts(who)).count()
    }

    fn numbers(&self) -> Counts {
        let attendees = self.here.iter().map(|(who, (channel, gone))| Attendee {
            on_roll: *who < ROLL,
            channel: *channel,
            weight: if *who < ROLL { Weight::Present } else { Weight::Observer },
            verified: true,
            left: *gone,
            cast: self.ballots.contains_key(who),
            recused: false,
            proxy: false,
        });
        roll::counts(ROLL as u64, attendees)
    }

    fn step(&mut self, op: Op) {
        match op {
            Op::Move(index) => self.move_session(Move::ALL[index]),
            Op::CheckIn(who, online) => self.check_in(who, if online { Channel::Online } else { Channel::Onsite }),
            Op::Leave(who) => {
                if let Some(one) = self.here.get_mut(&who) {
                    one.1 = true;
                }
            }
            Op::Gates(open) => self.gates = open,
            Op::ChangeText => {
                let frozen =
                    matches!(self.vote, Some(vote::Phase::Open | vote::Phase::Counted)) || self.passed == Some(true);
                if rules::proposal::write("t", "b", frozen).is_ok() {
                    assert!(!frozen);
                    self.text += 1;
                }
            }
            Op::OpenVote => self.open_vote(),
            Op::Cast(who, choice) => self.cast(who, Choice::ALL[choice]),
            Op::Close => self.close(),
            Op::Declare => {
                let Some(phase) = self.vote else { return };
                let declared = vote::declare(&"v".into(), phase);
                assert_eq!(declared.is_ok(), phase == vote::Phase::Counted);
                if declared.is_ok() {
                    self.vote = Some(vote::Phase::Declared);
                }
            }
            Op::Write(who) => self.write(who),
            Op::Countersign(who) => self.countersign(who),
            Op::Publish => {
                let Some(phase) = self.outcome else { return };
                if draft::publish("d".into(), phase, Public::default(), false).is_ok() {
                    assert_eq!(phase, draft::Phase::Countersigned, "published unsigned");
                    self.outcome = Some(draft::Phase::Published);
                    self.writers.clear();
                }
            }
        }
    }

    fn move_session(&mut self, step: Move) {
        let unfinished = matches!(self.vote, Some(vote::Phase::Open | vote::Phase::Counted));
        let facts = Facts {
            items: 1,
            unfinished_votes: u64::from(unfinished),
            notice_days: 10,
            required_days: 3,
            special_circumstance: false,
            reason: true,
            in_past: false,
            too_early: false,
            notice_withdrawn: false,
            has_rule: true,
            nobody: false,
            silent_parties: 0,
        };
        if let Ok(moved) = session::decide(&"s".into(), self.phase(), step, &facts) {
            let ends = matches!(moved.to(), session::Phase::Closed | session::Phase::Suspended);
            assert!(!(ends && unfinished), "a session ended over a running vote");
            assert!(
                !matches!(self.phase(), session::Phase::Closed | session::Phase::Cancelled),
                "something after the end"
            );
            if step == Move::Postpone {
                self.here.clear();
                self.ever.clear();
            }
            self.session = Some(moved.to());
        }
    }

    fn check_in(&mut self, who: usize, channel: Channel) {
        let sits = matches!(self.phase(), session::Phase::Open | session::Phase::Suspended);
        let here = self.here.get(&who).filter(|(_, gone)| !gone);
        let weight = if who < ROLL { Weight::Present } else { Weight::Observer };
        let judged = roll::check_in(&CheckInFacts {
            session_takes_check_in: sits,
            held: Attendance::Both,
            channel,
            on_roll: who < ROLL,
            verified: true,
            online_basis: true,
            here_as: here.map(|_| weight),
            has_counted: self.ever.contains(&who),
            represented: false,
        });
        assert_eq!(judged.is_ok(), sits && here.is_none(), "{judged:?}");
        if let Ok(one) = judged {
            assert_eq!(one.weight(), weight, "an observer counted, or a member did not");
            self.here.insert(who, (channel, false));
            if who < ROLL {
                self.ever.insert(who);
            }
        }
    }

    fn open_vote(&mut self) {
        let numbers = self.numbers();
        let running = matches!(self.vote, Some(vote::Phase::Open | vote::Phase::Counted));
        let previous = (self.round > 0).then_some(PreviousRound {
            round: self.round,
            void: false,
            tie: self.tie,
            same_text: self.voted_text == self.text,
        });
        let opened = vote::open(OpenFacts {
            of: ("s".into(), "i".into()),
            phones: true,
            silent: true,
            elsewhere: 0,
            starts: rules::Moment(0),
            now: rules::Moment(0),
            session: self.phase(),
            runs: false,
            other_open: running,
            has_text: self.text > 0,
            eligible: ROLL as u64,
            present: roll::present(&numbers),
            roll_call: false,
            paused: false,
            ended: false,
            gates_open: self.gates,
            rule: statutory(BodyKind::VillagerRepMeeting),
            previous,
            mode: Mode::Named,
            on_channels: [0, 0],
            few_accepted: false,
            minutes: None,
            people: 0,
            host: None,
        });
        // Ballots of a round that is over keep nobody in the room.
        let there = self.present().iter().filter(|who| **who < ROLL).count();
        let again = self.round == 0 || self.tie || self.voted_text != self.text;
        let quorum = 3 * roll::present(&numbers) >= 2 * ROLL as u64;
        let may = self.phase() == session::Phase::Open && !running && self.text > 0 && self.gates && quorum && again;
        assert_eq!(opened.is_ok(), may, "{opened:?} with {there} there");
        if let Ok(opened) = opened {
            assert_eq!(opened.round(), self.round + 1);
            self.round = opened.round();
            self.voted_text = self.text;
            self.vote = Some(vote::Phase::Open);
            self.ballots.clear();
            self.passed = None;
            self.tie = false;
        }
    }

    fn cast(&mut self, who: usize, choice: Choice) {
        let Some(phase) = self.vote else { return };
        let here = self.here.get(&who).is_some_and(|(_, gone)| !gone);
        let cast = vote::cast(
            &CastFacts {
                phones: true,
                window: vote::Window { phase, ends_at: None, now: rules::Moment(0) },
                mode: Mode::Named,
                on_roll: who < ROLL,
                taken: self.ballots.contains_key(&who).then_some(Way::Phone),
                present: (here && who < ROLL).then_some(Channel::Onsite),
                observer: here && who >= ROLL,
                verified: true,
                recused: false,
            },
            (&"v".into(), &who.to_string()),
            choice,
        );
        let may = phase == vote::Phase::Open && who < ROLL && here && !self.ballots.contains_key(&who);
        assert_eq!(cast.is_ok(), may, "{cast:?}");
        if let Ok(cast) = cast {
            self.ballots.insert(who, cast.choice());
        }
    }

    fn close(&mut self) {
        let Some(phase) = self.vote else { return };
        let numbers = self.numbers();
        let closed = vote::close(
            &"v".into(),
            vote::Window { phase, ends_at: None, now: rules::Moment(0) },
            "",
            true,
            vote::Closing {
                mode: Mode::Named,
                counts: numbers,
                phone: self.ballots.values().copied().collect(),
                papers: Papers::default(),
                hands: 0,
                owners: None,
                represented: None,
                sheets: None,
            },
        );
        assert_eq!(closed.is_ok(), phase == vote::Phase::Open);
        let Ok(closed) = closed else { return };
        let rule = statutory(BodyKind::VillagerRepMeeting).unwrap();
        let counted =
            vote::count(closed.closing(), None, (&"v".into(), "t"), &rule).expect("the program's own numbers agree");
        // The law in plain words, beside the judge: two thirds of the roll counted, and more than half of those for.
        let base = self.counted();
        let votes_for = self.ballots.values().filter(|choice| **choice == Choice::For).count();
        let passes = 3 * base >= 2 * ROLL && 2 * votes_for > base;
        assert_eq!(counted.verdict().passed, passes, "{:?}", counted.record());
        assert_eq!(counted.verdict().present, base as u64);
        self.passed = Some(passes);
        self.tie = counted.record().is_tie();
        self.vote = Some(vote::Phase::Counted);
    }

    fn write(&mut self, who: usize) {
        let Some(phase) = self.vote else { return };
        let author = MemberId::from(who.to_string().as_str());
        assert_eq!(outcome::writable(phase).is_ok(), phase == vote::Phase::Declared);
        if outcome::writable(phase).is_ok() {
            let before = self.outcome.map(|phase| (phase, self.writers.clone()));
            let written = draft::write("d".into(), before, Public::default(), "", author).expect("nothing is public");
            self.outcome = Some(draft::Phase::Draft);
            self.writers = written.writers().to_vec();
        }
    }

    fn countersign(&mut self, who: usize) {
        let Some(phase) = self.outcome else { return };
        let signer = MemberId::from(who.to_string().as_str());
        let supervises = who < 3;
        let supervisors = (0..3).any(|one| !self.writers.contains(&MemberId::from(one.to_string().as_str())));
        let signed = draft::countersign(&SignFacts {
            draft: "d".into(),
            phase,
            returned: false,
            writers: self.writers.clone(),
            signer: signer.clone(),
            hand: Hand::Supervision { signer: supervises, free: supervisors },
        });
        match signed {
            Ok(_) => {
                assert!(phase == draft::Phase::Draft && !self.writers.contains(&signer), "signed what they wrote");
                assert!(supervises || !supervisors, "signed in a supervisor's place");
                self.outcome = Some(draft::Phase::Countersigned);
            }
            Err(reason) => assert!(
                matches!(
                    reason,
                    Refusal::AlreadySigned
                        | Refusal::AlreadyPublished
                        | Refusal::OwnCountersign
                        | Refusal::SupervisorNeeded
                ),
                "{reason:?}"
            ),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_acts_reaches_what_the_rules_would_refuse(ops in proptest::collection::vec(op(), 1..120)) {
        let mut world = World::default();
        for op in ops {
            world.step(op);
        }
    }

    /// The same, led into the room first, so that votes are reached often.
    #[test]
    fn no_sequence_in_the_room_reaches_what_the_rules_would_refuse(
        ops in proptest::collection::vec(op(), 1..80), present in 5usize..ROLL,
    ) {
        let mut world = World { gates: true, text: 1, ..World::default() };
        world.step(Op::Move(0));
        world.step(Op::Move(1));
        for who in 0..present {
            world.step(Op::CheckIn(who, false));
        }
        for op in ops {
            world.step(op);
        }
    }
}
