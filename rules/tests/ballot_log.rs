//! Replayed logs: which ballots count, which are refused and why (P-DUP, P-WINDOW, P-LEAVE, P-RECUSE, P-INVALID).
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use proptest::prelude::*;
use rules::{
    Record,
    kind::{Kind, ballot_log::BallotLogRecord},
    verdict::Malformed,
};
use serde::Deserialize;
use serde_json::{Value, json};

/// A log of nine entitled, `m0` to `m8`; times are minutes and seconds after 19:00.
fn log(checked_in: &[&str], recused: &[&str], left: &[(&str, &str)], events: &[(&str, &str, &str)]) -> Value {
    let at = |time: &str| format!("2026-03-16T19:{time}+08:00");
    json!({
        "id": "L", "kind": "ballot_log",
        "rule": {
            "body": "villager_group_meeting",
            "quorum": {"num": 2, "den": 3, "inclusive": true, "base": "eligible"},
            "pass": {"num": 1, "den": 2, "inclusive": false, "base": "present"},
            "duplicate_policy": "first_accepted", "blank_as": "abstain", "multi_mark_as": "invalid",
            "window": {"open": at("30:00"), "close": at("45:00"), "close_inclusive": true},
        },
        "eligible": (0..9).map(|one| format!("m{one}")).collect::<Vec<_>>(),
        "checked_in": checked_in,
        "recused": recused,
        "left": left.iter().map(|(voter, time)| json!({"voter": voter, "at": at(time)})).collect::<Vec<_>>(),
        "events": events.iter().map(|(time, voter, choice)| json!({
            "at": at(time), "voter": voter, "channel": "online", "choice": choice,
        })).collect::<Vec<_>>(),
    })
}

const SEVEN: [&str; 7] = ["m0", "m1", "m2", "m3", "m4", "m5", "m6"];

fn judged(log: &Value) -> Value {
    let record = Kind::BallotLog.read(log).expect("a log");
    serde_json::to_value(record.judge().expect("judged")).expect("a judgement")
}

fn why(judged: &Value) -> Vec<String> {
    let rejected = judged["rejected"].as_array().expect("a list");
    rejected.iter().map(|one| format!("{} {}", one["voter"].as_str().unwrap(), one["why"].as_str().unwrap())).collect()
}

fn tally(judged: &Value) -> [u64; 5] {
    ["for", "against", "abstain", "invalid", "not_cast"].map(|key| judged["tally"][key].as_u64().expect("a number"))
}

/// E9: the second ballot of a person is refused and listed, and the tally does not move.
#[test]
fn e9_the_second_ballot_is_refused() {
    let found = judged(&log(&SEVEN, &[], &[], &[("31:00", "m0", "for"), ("32:00", "m0", "against")]));
    assert_eq!((tally(&found), why(&found)), ([1, 0, 0, 0, 6], vec!["m0 duplicate".to_owned()]));
}

#[test]
fn the_last_before_the_close_counts_where_the_rule_says_so() {
    let mut log = log(
        &SEVEN,
        &[],
        &[],
        &[("31:00", "m0", "for"), ("32:00", "m0", "against"), ("33:00", "m0", "abstain"), ("46:00", "m0", "for")],
    );
    log["rule"]["duplicate_policy"] = "last_before_close".into();
    let found = judged(&log);
    assert_eq!(tally(&found), [0, 0, 1, 0, 6]);
    assert_eq!(why(&found), ["m0 superseded", "m0 superseded", "m0 outside_window"]);
}

/// P-WINDOW: from the opening to the end of the closing second.
#[test]
fn the_window_holds_to_the_second() {
    let events =
        [("29:59.999", "m0", "for"), ("30:00", "m1", "for"), ("45:00.999", "m2", "for"), ("45:01", "m3", "for")];
    let mut log = log(&SEVEN, &[], &[], &events);
    assert_eq!(why(&judged(&log)), ["m0 outside_window", "m3 outside_window"]);
    log["rule"]["window"]["close_inclusive"] = false.into();
    assert_eq!(why(&judged(&log)), ["m0 outside_window", "m2 outside_window", "m3 outside_window"]);
}

/// P-LEAVE and P-RECUSE: who left before casting is not present; who cast and left counts; the recused cast nothing, stay
/// in the base and are not reported as silent.
#[test]
fn leaving_and_recusal() {
    let left = [("m0", "32:00"), ("m1", "32:00")];
    let events = [
        ("31:00", "m0", "for"),
        ("33:00", "m1", "for"),
        ("33:00", "m2", "for"),
        ("33:00", "x", "for"),
        ("34:00", "m8", "for"),
    ];
    let found = judged(&log(&SEVEN, &["m2"], &left, &events));
    assert_eq!(why(&found), ["m1 not_present", "m2 recused", "x not_eligible", "m8 not_present"]);
    assert_eq!((found["present"].as_u64(), tally(&found)), (Some(6), [1, 0, 0, 0, 4]));
    assert_eq!(found["quorum_met"], true);
    // Who leaves after the close was there throughout.
    let late = judged(&log(&SEVEN, &[], &[("m5", "45:01"), ("m6", "50:00")], &[("33:00", "m0", "for")]));
    assert_eq!((late["present"].as_u64(), tally(&late)[4]), (Some(7), 6));
    let thin = judged(&log(&SEVEN, &[], &[("m5", "31:00"), ("m6", "31:00")], &[("33:00", "m0", "for")]));
    assert_eq!((thin["present"].as_u64(), thin["reason"].as_str()), (Some(5), Some("quorum_not_met")));
}

/// The edges of the window and of leaving: an instant belongs to the side that the rule gives it to.
#[test]
fn instants_belong_to_one_side() {
    let mut one = log(&SEVEN, &[], &[], &[("45:00.500", "m0", "for")]);
    // The closing second is inside where the record does not say otherwise, and outside where it does.
    one["rule"]["window"].as_object_mut().expect("a window").remove("close_inclusive");
    assert!(why(&judged(&one)).is_empty());
    let mut exact = log(&SEVEN, &[], &[], &[("45:00", "m0", "for")]);
    exact["rule"]["window"]["close_inclusive"] = false.into();
    assert_eq!(why(&judged(&exact)), ["m0 outside_window"]);
    // A window of one second is a window.
    exact["rule"]["window"]["close_inclusive"] = true.into();
    exact["rule"]["window"]["open"] = exact["rule"]["window"]["close"].clone();
    assert!(why(&judged(&exact)).is_empty());
    // Who casts at the very instant of leaving has cast.
    let found = judged(&log(&SEVEN, &[], &[("m0", "32:00")], &[("32:00", "m0", "for")]));
    assert_eq!((why(&found).len(), found["present"].as_u64()), (0, Some(7)));
}

/// P-RECUSE: where the rule says so, the recused leave the base of the majority.
#[test]
fn the_recused_leave_the_base_where_the_rule_says_so() {
    let events: Vec<_> = ["m0", "m1", "m2"].iter().map(|voter| ("31:00", *voter, "for")).collect();
    let mut log = log(&SEVEN, &["m5", "m6"], &[], &events);
    let kept = judged(&log);
    assert_eq!((kept["required_for"].as_u64(), kept["passed"].as_bool()), (Some(4), Some(false)));
    log["rule"]["recusal_mode"] = "exclude_from_base".into();
    let left = judged(&log);
    assert_eq!((left["required_for"].as_u64(), left["passed"].as_bool()), (Some(3), Some(true)));
}

/// Basis and source may be given as nothing, as one text or as many; they are kept as they are.
#[test]
fn sources_are_read_as_they_are_given() {
    let mut log = log(&SEVEN, &[], &[], &[("31:00", "m0", "for")]);
    for (source, sentence) in
        [(json!("村规民约"), "依据：村规民约。"), (json!(["甲", "乙"]), "依据：甲、乙。"), (Value::Null, "。")]
    {
        log["source"] = source;
        log["basis"] = Value::Null;
        let record = Kind::BallotLog.read(&log).expect("a log");
        let (_, [zh, _]) = record.explain().expect("explained");
        assert!(zh.ends_with(sentence), "{zh}");
        assert_eq!(zh.contains("依据"), log["source"] != Value::Null, "{zh}");
    }
    log["basis"] = json!("law");
    let record = BallotLogRecord::deserialize(&log).expect("a log");
    assert_eq!((record.basis.as_str(), record.source.len()), ("law", 0));
}

/// P-INVALID: blank is an abstention, more than one mark is invalid, anything else cannot be read.
#[test]
fn blanks_and_marks() {
    let events = [("31:00", "m0", "blank"), ("31:01", "m1", "for+against"), ("31:02", "m2", "for")];
    let mut log = log(&SEVEN, &[], &[], &events);
    assert_eq!(tally(&judged(&log)), [1, 0, 1, 1, 4]);
    log["rule"]["blank_as"] = "invalid".into();
    assert_eq!(tally(&judged(&log)), [1, 0, 0, 2, 4]);
    for (field, value, expected) in [
        ("choice", "yes", Malformed::Event(1, "events.choice")),
        ("choice", "for+", Malformed::Event(1, "events.choice")),
        ("at", "19:31", Malformed::Event(1, "events.at")),
    ] {
        let mut bad = log.clone();
        bad["events"][1][field] = value.into();
        assert_eq!(Kind::BallotLog.read(&bad).expect("a log").judge(), Err(expected));
    }
    log["rule"]["window"]["close"] = "2026-03-16T19:29:59+08:00".into();
    assert_eq!(Kind::BallotLog.read(&log).expect("a log").judge(), Err(Malformed::Field("rule.window")));
    log["left"] = Value::Null;
    log["rule"]["window"]["close"] = "later".into();
    let record: Record = Kind::BallotLog.read(&log).expect("a log");
    assert_eq!(record.judge(), Err(Malformed::Field("rule.window.close")));
}

/// E8: paper 12-7-3 and online 9-6-2 of 39 make 21 for, more than half; channels merged are channels summed.
#[test]
fn e8_channels_merged_are_channels_summed() {
    let voters: Vec<String> = (0..39).map(|one| format!("v{one}")).collect();
    let choices = [("paper", [12, 7, 3]), ("online", [9, 6, 2])];
    let mut events = Vec::new();
    for (channel, numbers) in choices {
        for (choice, count) in ["for", "against", "abstain"].iter().zip(numbers) {
            for _ in 0..count {
                let voter = &voters[events.len()];
                events.push(
                    json!({"at": "2026-03-16T19:31:00+08:00", "voter": voter, "channel": channel, "choice": choice}),
                );
            }
        }
    }
    let mut log = log(&[], &[], &[], &[]);
    log["eligible"] = json!(voters);
    log["checked_in"] = json!(voters);
    log["events"] = json!(events);
    let found = judged(&log);
    assert_eq!((tally(&found), found["passed"].as_bool()), ([21, 13, 5, 0, 0], Some(true)));
    assert_eq!(found["required_for"], 20);
}

proptest! {
    /// No replay of any log counts anybody twice, loses a ballot, or depends on the order of the file.
    #[test]
    fn nobody_is_counted_twice_under_any_replay(
        events in proptest::collection::vec((28u32..48, 0u32..60, 0usize..11, 0usize..5), 0..60),
        shift in 0usize..60,
        last: bool,
        gone in proptest::collection::vec((0usize..9, 28u32..48), 0..4),
    ) {
        const CHOICES: [&str; 5] = ["for", "against", "abstain", "blank", "for+against"];
        // Of one instant the file's order stands, so instants of one voter are made different.
        let mut seen = std::collections::HashSet::new();
        let events: Vec<(String, String, &str)> = events
            .into_iter()
            .filter(|(minute, second, voter, _)| seen.insert((*minute, *second, *voter)))
            .map(|(minute, second, voter, choice)| (format!("{minute}:{second:02}"), format!("m{voter}"), CHOICES[choice]))
            .collect();
        let refs: Vec<(&str, &str, &str)> = events.iter().map(|(at, voter, choice)| (at.as_str(), voter.as_str(), *choice)).collect();
        let left: Vec<(String, String)> = gone.into_iter().map(|(voter, minute)| (format!("m{voter}"), format!("{minute}:00"))).collect();
        let left: Vec<(&str, &str)> = left.iter().map(|(voter, at)| (voter.as_str(), at.as_str())).collect();
        let mut first = log(&SEVEN, &["m6"], &left, &refs);
        let mut turned = refs.clone();
        if !turned.is_empty() {
            let middle = shift % turned.len();
            turned.rotate_left(middle);
            turned.reverse();
        }
        let mut other = log(&SEVEN, &["m6"], &left, &turned);
        if last {
            first["rule"]["duplicate_policy"] = "last_before_close".into();
            other["rule"]["duplicate_policy"] = "last_before_close".into();
        }
        let (found, again) = (judged(&first), judged(&other));
        prop_assert_eq!(tally(&found), tally(&again));
        prop_assert_eq!(&found["passed"], &again["passed"]);
        let counted: u64 = tally(&found)[..4].iter().sum();
        let rejected = found["rejected"].as_array().expect("a list").len() as u64;
        prop_assert_eq!(counted + rejected, refs.len() as u64);
        prop_assert!(counted <= 6, "six may cast: seven came, one is recused");
        prop_assert!(found["present"].as_u64().unwrap() <= 7);
    }
}
