//! An appraisal stays secret: no table, file or statement tells who graded whom how.

use super::{PEOPLE, called, counted, grade, opened, votes_of};
use crate::{
    common::{Place, engines, postgres_address},
    secrecy::everything,
    silence::alter,
};
use server::store::db::Engine;

engines!(nothing_that_is_kept_tells_a_grade);

async fn nothing_that_is_kept_tells_a_grade(place: Place) {
    let sitting = called(&place, "2026-03-16T19:30", &PEOPLE).await;
    let (vote, graders) = opened(&place, (&sitting.0, &sitting.1), "2026-03-16T19:35").await;
    let (host, clerk) = (place.supervisor().await, place.clerk().await);
    for (id, _) in &graders[..6] {
        clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", id)]).await.done();
    }
    let ballot = format!("/do/v/{vote}/appraisal-ballot");
    for (at, (_, number)) in graders[10..20].iter().enumerate() {
        let key = format!("geheim-{number}");
        let marks = if at < 7 { ["c", "i"] } else { ["e", "a"] };
        let form = [("p0", marks[0]), ("p1", marks[1]), ("key", key.as_str())];
        place.sign_in(number).await.post(&ballot, &form).await.done();
    }
    // While ballots are taken there are six numbers for each person, and of units that they took part.
    let open = everything(&place).await;
    let numbers: Vec<Vec<&str>> =
        open["secret_grades"].iter().map(|row| row[1..].iter().map(String::as_str).collect()).collect();
    assert_eq!(numbers, [["0", "3", "7", "0", "0", "0", "0"], ["1", "0", "0", "0", "7", "3", "0"]]);
    assert!(!open["submissions"].iter().flatten().any(|text| *text == ballot), "no form of a ballot is remembered");
    let found = [[0, 6, 0, 0, 0, 0, 0], [0, 2, 0, 4, 0, 0, 0]];
    counted(&place, &vote, Some(&found)).await;
    assert_eq!(votes_of(&place, &vote).await, [[13, 0, 0, 0], [2, 11, 3, 0]]);
    let all = everything(&place).await;
    for table in ["secret_roll", "secret_counters", "secret_grades", "closings", "room_counts", "ballots"] {
        assert!(all[table].is_empty(), "{table}: {:?}", all[table]);
    }
    // What is left names voters on the roll alone, and that they took part.
    for (table, rows) in &all {
        let about = rows.iter().filter(|row| row.iter().any(|text| text.contains(&vote)));
        let names = about.filter(|row| graders[10..20].iter().any(|(id, _)| row.iter().any(|text| text.contains(id))));
        assert!(table == "roll_entries" || names.count() == 0, "{table} names a voter beside the vote");
    }
    if let Some(path) = place.db_file() {
        for file in [path.clone(), format!("{path}-wal")] {
            let bytes = std::fs::read(&file).unwrap_or_default();
            assert!(!bytes.windows(7).any(|window| window == b"geheim-"), "{file} keeps the key of a ballot");
        }
    } else {
        let size = place.count("SELECT pg_relation_size('secret_grades')").await;
        assert_eq!(size, 0, "secret_grades keeps old versions of its rows");
    }
    // Every line of every ballot is one statement with numbers of one length.
    let source = include_str!("../../../src/sitting/vote/rows/secret.rs");
    assert_eq!(source.matches("\"UPDATE secret_grades").count(), 1, "one text for every grade");
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(!journal.contains("ballot.cast") && !journal.contains("\"found\""), "{journal}");
    let desk = host.get(&format!("/v/{vote}/count")).await;
    assert!(!desk.contains("<caption>"), "the piles of the room are shown no longer: {desk}");
    place.verifies().await;
}

/// Where the operator's log would hold a ballot none is taken by phone; paper goes.
#[tokio::test]
async fn a_database_that_logs_statements_takes_no_grade_by_phone() {
    let Some(address) = postgres_address().await else { return };
    let place = Place::new(&address).await;
    assert_eq!(place.db.engine(), Engine::Postgres);
    let sitting = called(&place, "2026-03-16T19:30", &PEOPLE).await;
    let (vote, graders) = opened(&place, (&sitting.0, &sitting.1), "2026-03-16T19:35").await;
    alter(&address, "SET log_min_duration_statement = 0").await;
    let voter = place.sign_in(&graders[0].1).await;
    let form = [("p0", "c"), ("p1", "i")];
    voter.post(&format!("/do/v/{vote}/appraisal-ballot"), &form).await.refused("ballot-logged").await;
    alter(&address, "RESET log_min_duration_statement").await;
    grade(&place, &vote, &graders[0].1, &["c", "i"]).await;
    place.verifies().await;
}
