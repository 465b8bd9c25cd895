//! The line to the database: what happens when somebody reads for hours, a disk is full, a clock is wrong, a node hangs, or
//! the line is cut (issue 16, E21, B9, D20).

use crate::common::{Place, engines, postgres_address, sqlite_address};
use rules::{Moment, Refusal, id::CommunityId};
use serde_json::json;
use server::{
    act::Desk,
    check::verify,
    clock::Clock,
    fault::Fault,
    store::{Answer, Db, Writing, db::Engine, forget, journal, write::Sender},
};
use sqlx::Executor;
use std::time::{Duration, Instant};

engines!(
    e21_closing_a_secret_vote_waits_for_no_reader,
    e21_a_failed_commit_gives_its_connection_to_nobody,
    e21_the_write_path_is_tried_once_for_all,
    e21_what_is_to_be_forgotten_outlives_a_restart,
    b9_a_head_in_the_future_moves_no_deadline,
);

async fn count(db: &Db, sql: &'static str) -> i64 {
    let (number,): (i64,) =
        sqlx::query_as(sql).fetch_one(&mut *db.read().await.expect("a connection")).await.expect("a number");
    number
}

/// What the engine keeps of the secret tables: the log of SQLite, the emptied tables of PostgreSQL.
async fn kept(place: &Place) -> i64 {
    match place.db_file() {
        Some(path) => std::fs::metadata(format!("{path}-wal")).map_or(0, |file| file.len() as i64),
        None => count(&place.db, "SELECT pg_relation_size('secret_roll') + pg_relation_size('secret_counters')").await,
    }
}

/// An act that does nothing but stand in the chain.
async fn note(desk: &Desk, community: &str) -> Result<Answer, Fault> {
    desk.writer
        .act(&CommunityId::from(community), Sender::program(), |writing: &mut Writing| {
            Box::pin(async move {
                writing.append(journal::Entry::new(rules::says::Says::NoteLeft, None, "", json!({}))).await?;
                Ok(Answer::done("/"))
            })
        })
        .await
}

/// A reader that began before the vote ended, as a backup or `verify` is.
async fn reader(place: &Place) -> server::store::conn::Transaction {
    let mut reader = place.db.snapshot().await.expect("a reader");
    for sql in
        ["SELECT COUNT(*) FROM secret_roll", "SELECT COUNT(*) FROM secret_counters", "SELECT COUNT(*) FROM drafts"]
    {
        reader.execute(sql).await.expect("read");
    }
    reader
}

async fn with_secret_ballots(place: &Place) -> (crate::common::Person, String, String, Vec<(String, String)>) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote_by(&chair, &session, &item, "secret").await;
    for (_, number) in &members[10..14] {
        let person = place.sign_in(number).await;
        person.post(&format!("/do/v/{vote}/secret-ballot"), &[("choice", "for")]).await.done();
    }
    (chair, item, vote, members)
}

async fn until_unmarked(place: &Place, vote: &str) {
    let began = Instant::now();
    while forget::is_marked(&mut place.db.read().await.expect("a connection"), &vote.into()).await.expect("read") {
        assert!(began.elapsed() < Duration::from_secs(15), "the trace goes once the reader has ended");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn e21_closing_a_secret_vote_waits_for_no_reader(place: Place) {
    let (chair, item, vote, members) = with_secret_ballots(&place).await;
    let reader = reader(&place).await;
    let began = Instant::now();
    let desk = chair.post(&format!("/do/v/{vote}/close"), &[("reason", "都投过了"), ("few", "1")]).await.done();
    let desk = desk.split('#').next().expect("an address").to_owned();
    assert!(began.elapsed() < Duration::from_secs(5), "closed in {:?}", began.elapsed());
    // The chair is told, nobody else; the result does not wait.
    let words = "还有最后的痕迹没有清除";
    assert!(chair.get(&format!("/v/{vote}")).await.contains(words));
    // It is where closing leads to.
    assert!(chair.get(&desk).await.contains(words), "{desk}");
    let member = place.sign_in(&members[11].1).await;
    assert!(!member.get(&format!("/v/{vote}")).await.contains(words));
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    assert!(member.get(&format!("/v/{vote}")).await.contains("class=\"numbers\""));
    // Everybody goes on, as long as the reader reads.
    let mut slowest = Duration::ZERO;
    for number in 0..20 {
        let began = Instant::now();
        member.post(&format!("/do/i/{item}/remark"), &[("body", &format!("第 {number} 句"))]).await.done();
        slowest = slowest.max(began.elapsed());
    }
    assert!(slowest < Duration::from_millis(2500), "{slowest:?}");
    assert!(kept(&place).await > 0, "the reader still holds it");
    reader.rollback().await.expect("ended");
    until_unmarked(&place, &vote).await;
    if place.db_file().is_none() {
        assert_eq!(kept(&place).await, 0);
    }
    assert!(!chair.get(&format!("/v/{vote}")).await.contains(words));
    assert!(!chair.get(&desk).await.contains(words));
    place.verifies().await;
}

async fn e21_what_is_to_be_forgotten_outlives_a_restart(place: Place) {
    let (chair, _, vote, _) = with_secret_ballots(&place).await;
    let reader = reader(&place).await;
    chair.post(&format!("/do/v/{vote}/close"), &[("reason", "都投过了"), ("few", "1")]).await.done();
    assert!(
        forget::is_marked(&mut place.db.read().await.expect("a connection"), &vote.as_str().into())
            .await
            .expect("read")
    );
    // Another node, or the same one after a restart, starts at once and goes on with it.
    let other = place.second_node(&place.address()).await;
    let began = Instant::now();
    other.desk.forget_secrets(true).await;
    assert!(began.elapsed() < Duration::from_secs(10), "the reader would be waited for until it ends");
    drop(place.desk.clone());
    reader.rollback().await.expect("ended");
    until_unmarked(&other, &vote).await;
}

async fn e21_a_failed_commit_gives_its_connection_to_nobody(place: Place) {
    let mut tables = place.db.begin().await.expect("a transaction");
    for sql in [
        "CREATE TABLE parents (id TEXT PRIMARY KEY)",
        "CREATE TABLE children (parent TEXT REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)",
    ] {
        tables.execute(sql).await.expect("a table");
    }
    tables.commit().await.expect("committed");
    let before = place.head().await;
    // Whatever fails, fails at the commit: so does a full disk, with the last of its bytes.
    for _ in 0..20 {
        let orphan = place
            .desk
            .writer
            .act(&CommunityId::from(place.community.as_str()), Sender::program(), |writing: &mut Writing| {
                Box::pin(async move {
                    writing.append(journal::Entry::new(rules::says::Says::NoteLeft, None, "", json!({}))).await?;
                    sqlx::query("INSERT INTO children (parent) VALUES ('nobody')").execute(writing.conn()).await?;
                    Ok(Answer::done("/"))
                })
            })
            .await;
        assert!(matches!(orphan, Err(Fault::Commit(_))), "{orphan:?}");
        assert_eq!(place.head().await, before, "nothing refused stands there");
    }
    // One node goes on at once, and what it acknowledges is there.
    assert!(matches!(note(&place.desk, &place.community).await, Ok(Answer::Done { .. })));
    assert_eq!(place.head().await.0, before.0 + 1);
    assert_eq!(count(&place.db, "SELECT COUNT(*) FROM children").await, 0);
    place.verifies().await;
}

/// A database without room for one more page: acts are refused, whole; when there is room again they are done.
#[tokio::test]
async fn e21_writing_goes_on_when_the_disk_does() {
    let place = Place::new(&sqlite_address()).await;
    let chair = place.chair().await;
    let (_, item, members) = place.open_with(&chair, 36).await;
    let member = place.sign_in(&members[11].1).await;
    let limit = |pages: i64| {
        let db = place.db.clone();
        async move {
            let mut conn = db.begin().await.expect("the writing connection");
            let sql = sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {pages}"));
            sqlx::query(sql).execute(&mut *conn).await.expect("set");
            conn.commit().await.expect("committed");
        }
    };
    let text = "满".repeat(900);
    let mut acknowledged = 0;
    let mut refused = 0;
    for number in 0..24 {
        // Not one page more than there are: whether an act still finds room is chance.
        limit(count(&place.db, "PRAGMA page_count").await).await;
        let body = format!("{number} {text}");
        let before = place.head().await;
        let answer = member.post(&format!("/do/i/{item}/remark"), &[("body", &body)]).await;
        if answer.is_done() {
            acknowledged += 1;
        } else {
            assert_eq!(answer.status, 503, "{} {}", answer.location, answer.body);
            assert!(answer.body.contains(&text), "what was typed is kept");
            assert_eq!(place.head().await, before);
            refused += 1;
        }
        let stands = count(&place.db, "SELECT COUNT(*) FROM remarks").await;
        assert_eq!(stands, acknowledged, "nothing acknowledged is lost, nothing refused stands there");
    }
    assert!(refused > 5, "{refused}");
    limit(1_000_000).await;
    member.post(&format!("/do/i/{item}/remark"), &[("body", &text)]).await.done();
    place.verifies().await;
}

async fn e21_the_write_path_is_tried_once_for_all(place: Place) {
    let began = place.desk.now();
    let asked = (0..50).map(|_| place.desk.ready());
    for said in futures::future::join_all(asked).await {
        assert_eq!(said.as_deref(), Ok("ready\n"));
    }
    place.after_minutes(1);
    assert!(place.desk.ready().await.is_ok());
    assert_eq!(count(&place.db, "SELECT at FROM probes").await, began.0, "one try stood for them all");
    // Somebody holds the way: another node says so, although it can read.
    let other = place.second_node(&place.address()).await;
    let third = Db::open(&place.address()).await.expect("a database");
    let mut held = third.begin().await.expect("a transaction");
    if third.engine() == Engine::Postgres {
        held.execute("LOCK TABLE probes").await.expect("locked");
    }
    assert_eq!(other.nobody().status("/healthz").await, 200);
    let said = other.desk.ready().await.expect_err("not ready");
    assert!(said.contains("no answer") || said.contains("lock timeout"), "{said}");
    assert_eq!(other.nobody().status("/readyz").await, 503);
    held.rollback().await.expect("let go");
    assert!(place.second_node(&place.address()).await.desk.ready().await.is_ok());
}

async fn b9_a_head_in_the_future_moves_no_deadline(place: Place) {
    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    chair.post(&format!("/do/i/{item}/open-vote"), &[("minutes", "30")]).await.done();
    let vote = place.latest_vote(&session).await;
    let ends = place.vote(&vote).await.ends_at;
    // One command ran with a clock that was a year ahead.
    let ahead = place.desk.now().plus_days(365).0;
    let mut wrong = place.db.begin().await.expect("a transaction");
    sqlx::query("UPDATE heads SET at = $2 WHERE community = $1")
        .bind(place.community.as_str())
        .bind(ahead)
        .execute(&mut *wrong)
        .await
        .expect("set");
    wrong.commit().await.expect("committed");
    // Logins, the vote's window and everything else go by the time that it is.
    let member = place.sign_in(&members[11].1).await;
    member.post(&format!("/do/v/{vote}/ballot"), &[("choice", "for")]).await.done();
    member.post(&format!("/do/i/{item}/remark"), &[("body", "还在")]).await.done();
    chair.post(&format!("/do/v/{vote}/extend"), &[("minutes", "10"), ("reason", "还有人没到")]).await.done();
    let extended = place.vote(&vote).await.ends_at;
    match ends {
        Some(ends) => assert_eq!(extended, Some(ends + 600_000)),
        None => assert!(extended.is_some_and(|at| at < ahead)),
    }
    chair.post(&format!("/do/v/{vote}/close"), &[("reason", "都投过了"), ("few", "1")]).await.done();
    // The order of the chain is kept, and the chain is whole; that it lies in the future has a line of its own.
    let entries = journal::entries(&mut place.db.read().await.expect("a connection"), &place.community, 0, 10_000)
        .await
        .expect("entries");
    assert!(entries.is_sorted_by_key(|one| one.at) && entries.last().is_some_and(|one| one.at == ahead));
    place.verifies().await;
    let said = place.desk.ready().await.expect("ready");
    assert!(
        said.starts_with("ready\n") && said.contains(place.community.as_str()) && said.contains("in the future"),
        "{said}"
    );
    assert_eq!(place.desk.heads_ahead().await.expect("read").len(), 1);
    // When that time has come, it is a head like any other.
    place.after_minutes(366 * 24 * 60);
    assert!(place.desk.heads_ahead().await.expect("read").is_empty());
}

/// On PostgreSQL a node whose clock is wrong by more than a minute does not act; by less, it judges by the database's time.
#[tokio::test]
async fn b9_a_node_with_a_wrong_clock_does_not_act() {
    let Some(address) = postgres_address().await else { return };
    let place = Place::new(&address).await;
    for wrong in [120_000, -120_000] {
        let desk = Desk::new(place.db.clone(), Clock::wrong_by(wrong));
        let before = place.head().await;
        let answer = note(&desk, &place.community).await.expect("an answer");
        assert_eq!(answer, Answer::from(Refusal::ClockWrong));
        assert_eq!(place.head().await, before);
        let said = desk.ready().await.expect_err("not ready");
        assert!(said.contains("120 seconds") || said.contains("119 seconds"), "{said}");
    }
    let desk = Desk::new(place.db.clone(), Clock::wrong_by(30_000));
    assert!(matches!(note(&desk, &place.community).await, Ok(Answer::Done { .. })));
    let database = place.db.time().await.expect("asked").expect("PostgreSQL has a time");
    assert!((desk.now().0 - database.0).abs() < 2_000, "logins are judged by it too");
    let (at,): (i64,) = sqlx::query_as("SELECT at FROM heads WHERE community = $1")
        .bind(place.community.as_str())
        .fetch_one(&mut *place.db.read().await.expect("a connection"))
        .await
        .expect("a head");
    assert!((at - database.0).abs() < 5_000);
    let report = verify::database(&place.db, &[]).await.expect("verified");
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

/// On SQLite the machine's clock is the one that judges.
#[tokio::test]
async fn b9_on_sqlite_the_machine_judges() {
    let place = Place::new(&sqlite_address()).await;
    let desk = Desk::new(place.db.clone(), Clock::wrong_by(120_000));
    assert!(matches!(note(&desk, &place.community).await, Ok(Answer::Done { .. })));
    assert_eq!(Moment(0), Clock::manual(Moment(0)).now());
}
