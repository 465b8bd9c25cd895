//! How fast records are judged: a log of 100,000 ballots, and 10,000 records of every kind. The ceiling beside the log is
//! the least that any judge must do, in the same run: look every voter up once.
#![allow(clippy::expect_used, clippy::indexing_slicing, missing_docs, reason = "a benchmark fails by panicking")]

use rules::{
    Record,
    kind::{Kind, ballot_log::BallotLogRecord},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashSet;

fn main() {
    divan::main();
}

const BALLOTS: usize = 100_000;

fn log() -> BallotLogRecord {
    let voters: Vec<String> = (0..BALLOTS).map(|one| format!("m{one:06}")).collect();
    let choices = ["for", "against", "abstain", "blank", "for+against"];
    let events: Vec<Value> = voters
        .iter()
        .enumerate()
        .map(|(index, voter)| {
            let at =
                format!("2026-03-16T{:02}:{:02}:{:02}+08:00", 8 + index / 36_000, index / 600 % 60, index / 10 % 60);
            json!({"at": at, "voter": voter, "channel": "online", "choice": choices[index % 5]})
        })
        .collect();
    let value = json!({
        "id": "L", "kind": "ballot_log",
        "rule": {
            "body": "villager_assembly",
            "quorum": {"num": 1, "den": 2, "inclusive": false, "base": "eligible"},
            "pass": {"num": 1, "den": 2, "inclusive": false, "base": "present"},
            "window": {"open": "2026-03-16T08:00:00+08:00", "close": "2026-03-16T20:00:00+08:00", "close_inclusive": true},
        },
        "eligible": voters, "checked_in": voters, "events": events,
    });
    BallotLogRecord::deserialize(value).expect("a log")
}

fn records() -> Vec<Record> {
    let examples: Vec<Value> = serde_json::from_str(include_str!("../tests/count_records.json")).expect("examples");
    let read = |value: &Value| {
        Kind::from_id(value["kind"].as_str().expect("a kind")).expect("a kind").read(value).expect("a record")
    };
    examples.iter().cycle().take(10_000).map(read).collect()
}

#[divan::bench(sample_count = 20)]
fn a_log_of_100_000_ballots(bencher: divan::Bencher) {
    bencher.with_inputs(log).bench_refs(|log| log.judge().expect("judged"));
}

#[divan::bench(sample_count = 20)]
fn ceiling_every_voter_of_the_log_looked_up_once(bencher: divan::Bencher) {
    let log = log();
    bencher.bench(|| {
        let all: HashSet<&str> = log.eligible.iter().map(String::as_str).collect();
        log.events.iter().filter(|event| all.contains(event.voter.as_str())).count()
    });
}

#[divan::bench(sample_count = 50)]
fn records_of_every_kind_10_000(bencher: divan::Bencher) {
    bencher.with_inputs(records).bench_refs(|records| records.iter().filter(|one| one.judge().is_ok()).count());
}
