//! The examples of domain.md §8 and the edge cases of §6.5, judged by the same function as the program's own votes.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use rules::{
    Language, Record, Verdict, explain, judge,
    kind::Kind,
    record::{Ballots, Channels, CountRecord, Counts, Marks},
    rule_set::{self, RecusalMode},
    verdict::{Malformed, Reason},
};

fn examples() -> Vec<serde_json::Value> {
    serde_json::from_str(include_str!("count_records.json")).expect("the examples are JSON")
}

fn read(value: &serde_json::Value) -> Record {
    let kind = Kind::from_id(value["kind"].as_str().expect("a kind")).expect("a known kind");
    kind.read(value.clone()).expect("a record")
}

/// Every example of every kind: the same keys as `expected`, with the same values.
#[test]
fn the_examples_come_out_as_expected() {
    let mut kinds = std::collections::BTreeSet::new();
    for example in examples() {
        let record = read(&example);
        let judged = serde_json::to_value(record.judge().expect("judged")).expect("a judgement");
        let mut expected = example["expected"].clone();
        expected.as_object_mut().expect("an object").remove("explain");
        assert_eq!(judged, expected, "{}", record.id());
        let (same, sentences) = record.explain().expect("explained");
        assert_eq!(serde_json::to_value(same).expect("a judgement"), expected, "{}", record.id());
        for sentence in sentences {
            assert!(sentence.chars().count() > 15 && !sentence.contains("{"), "{sentence}");
        }
        kinds.insert(example["kind"].as_str().expect("a kind").to_owned());
    }
    assert_eq!(kinds.len(), Kind::ALL.len(), "an example of each kind");
}

/// A rep meeting's vote: entitled, present, for, against, abstain.
fn meeting(eligible: u64, present: u64, votes: (u64, u64, u64)) -> CountRecord {
    let (in_favour, against, abstain) = votes;
    let cast = in_favour + against + abstain;
    let rule = rule_set::statutory(rules::body::BodyKind::VillagerRepMeeting).expect("a rule");
    CountRecord {
        id: "T".into(),
        kind: "resolution".into(),
        title: String::new(),
        basis: rule.basis.clone(),
        source: rule.source.clone(),
        rule: rule.rule,
        counts: Counts { eligible, onsite: present, ..Counts::default() },
        ballots: Ballots {
            issued: cast,
            collected: cast,
            in_favour,
            against,
            abstain,
            not_cast: present - cast,
            ..Ballots::default()
        },
        channels: None,
        gate: None,
    }
}

fn verdict(record: &CountRecord) -> Verdict {
    judge(record).expect("judged")
}

#[test]
fn story_a_passes_33_to_5_to_3() {
    let record = meeting(52, 41, (33, 5, 3));
    let found = verdict(&record);
    assert_eq!((found.passed, found.required_present, found.required_for), (true, 35, 21));
    assert_eq!(
        explain::verdict_sentence(&record, &found, Language::Zh),
        "应到 52 人，实到 41 人，达到三分之二（须 35 人）；赞成 33 人，超过到会人员的半数（须 21 人），通过。\
         依据：村民委员会组织法（2025修订）第三十条。"
    );
    assert_eq!(
        explain::verdict_sentence(&record, &found, Language::En),
        "41 of 52 entitled were present, which reaches at least 2/3 (35 needed); 33 for, more than half of those present \
         (21 needed): passed. Source: 村民委员会组织法（2025修订）第三十条."
    );
}

#[test]
fn e1_e2_exactly_two_thirds() {
    assert!(verdict(&meeting(48, 32, (32, 0, 0))).quorum_met);
    assert_eq!(verdict(&meeting(49, 32, (32, 0, 0))).reason, Reason::QuorumNotMet);
}

/// A record whose channels tell another count than its ballots contradicts itself, however its sums come out.
#[test]
fn channels_come_to_what_was_cast() {
    let marks = |in_favour, against, abstain| Marks { in_favour, against, abstain, invalid: 0 };
    let with =
        |room, phone| judge(&CountRecord { channels: Some(Channels { room, phone }), ..meeting(52, 41, (33, 5, 3)) });
    assert!(with(marks(20, 3, 2), marks(13, 2, 1)).is_ok());
    for (room, phone) in [
        (marks(21, 3, 2), marks(13, 2, 1)),
        (marks(20, 3, 2), marks(12, 3, 1)),
        (marks(u64::MAX, 3, 2), marks(34, 2, 1)),
        (marks(20, 3, 2), Marks { invalid: 1, ..marks(13, 2, 1) }),
    ] {
        assert_eq!(with(room, phone), Err(Malformed::Field("channels")));
    }
}

#[test]
fn e3_a_tie_fails() {
    assert_eq!(verdict(&meeting(52, 38, (19, 19, 0))).reason, Reason::MajorityNotMet);
}

#[test]
fn e4_abstentions_stay_in_the_base() {
    assert!(!verdict(&meeting(52, 44, (22, 3, 19))).passed);
    assert!(verdict(&meeting(52, 44, (23, 2, 19))).passed);
}

#[test]
fn e5_invalid_ballots_stay_in_the_base() {
    let mut record = meeting(52, 39, (19, 15, 2));
    record.ballots = Ballots { issued: 39, collected: 39, invalid: 3, not_cast: 0, ..record.ballots };
    assert_eq!(verdict(&record).reason, Reason::MajorityNotMet);
}

#[test]
fn e6_quorum_lost_before_the_vote_ends() {
    let mut record = meeting(57, 40, (30, 4, 3));
    record.counts.left_before_vote = 3;
    let found = verdict(&record);
    assert_eq!((found.present, found.required_present, found.reason), (37, 38, Reason::QuorumNotMet));
}

#[test]
fn e7_the_recused_stay_in_the_base_by_default() {
    for (votes_for, passes) in [(23, false), (24, true)] {
        let mut record = meeting(52, 46, (votes_for, 41 - votes_for, 0));
        record.counts.recused = 5;
        assert_eq!(verdict(&record).passed, passes);
        record.rule.recusal_mode = RecusalMode::ExcludeFromBase;
        assert_eq!(verdict(&record).base, 41);
    }
}

#[test]
fn e10_more_collected_than_issued_is_void() {
    let mut record = meeting(30, 30, (30, 0, 0));
    record.ballots = Ballots { issued: 30, collected: 31, in_favour: 31, ..Ballots::default() };
    assert_eq!(verdict(&record).reason, Reason::BallotsExceedIssued);
}

#[test]
fn e14_the_collective_counts_all_its_members() {
    let rule = rule_set::statutory(rules::body::BodyKind::CollectiveMemberAssembly).expect("a rule").rule;
    for (votes_for, passes) in [(679, false), (680, true)] {
        let record = CountRecord { rule: rule.clone(), ..meeting(1020, 700, (votes_for, 0, 0)) };
        assert_eq!(verdict(&record).passed, passes);
    }
}

#[test]
fn e18_a_party_meeting_may_vote_and_not_pass() {
    let rule = rule_set::statutory(rules::body::BodyKind::PartyMeeting).expect("a rule").rule;
    let found = verdict(&CountRecord { rule, ..meeting(40, 20, (20, 0, 0)) });
    assert!(found.quorum_met && !found.passed);
}

#[test]
fn a_record_that_contradicts_itself_is_named_and_not_judged() {
    let good = meeting(52, 41, (33, 5, 3));
    let cases = [
        (CountRecord { kind: "owners".into(), ..good.clone() }, Malformed::UnknownKind),
        (CountRecord { counts: Counts { eligible: 40, ..good.counts }, ..good.clone() }, Malformed::CountsContradict),
        (
            CountRecord { counts: Counts { left_before_vote: 42, ..good.counts }, ..good.clone() },
            Malformed::CountsContradict,
        ),
        (
            CountRecord { ballots: Ballots { collected: 40, ..good.ballots }, ..good.clone() },
            Malformed::BallotsDoNotAddUp,
        ),
    ];
    for (record, expected) in cases {
        assert_eq!(judge(&record), Err(expected));
    }
    let mut zero = good;
    zero.rule.pass.den = 0;
    assert_eq!(judge(&zero), Err(Malformed::ZeroDenominator));
}

mod properties {
    use super::{meeting, verdict};
    use proptest::prelude::*;
    use rules::ballot::{Choice, Tally};

    proptest! {
        /// One more vote for never turns passed into failed; one more against never the reverse.
        #[test]
        fn votes_pull_their_own_way(f in 0u64..200, a in 0u64..200, silent in 1u64..100, absent in 0u64..200) {
            let present = f + a + silent;
            let eligible = present + absent;
            let now = verdict(&meeting(eligible, present, (f, a, 0))).passed;
            prop_assert!(!now || verdict(&meeting(eligible, present, (f + 1, a, 0))).passed);
            prop_assert!(now || !verdict(&meeting(eligible, present, (f, a + 1, 0))).passed);
        }

        /// The order of ballots never changes a tally.
        #[test]
        fn order_does_not_matter(mut choices in proptest::collection::vec(prop_oneof![
            Just(Choice::For), Just(Choice::Against), Just(Choice::Abstain)], 0..60)) {
            let first: Tally = choices.iter().copied().collect();
            choices.reverse();
            prop_assert_eq!(first, choices.iter().copied().collect::<Tally>());
            prop_assert_eq!(first.cast(), choices.len() as u64);
        }
    }
}
