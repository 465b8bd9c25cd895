//! Nothing tells a choice (issue 16, B8): not the database's log, not ours at any level, not a statistic, not the length of what
//! is sent; and few who voted are warned of.

use crate::common::{BASE, Person, Place, engines, postgres_address};
use server::store::db::Engine;
use sqlx::{AssertSqlSafe, Connection};
use std::{
    collections::BTreeSet,
    io::Write,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

engines!(
    b8_few_who_voted_are_warned_of_at_closing,
    b8_the_clerk_sees_who_holds_a_paper_and_of_others_that_they_took_part,
    b8_no_line_of_the_log_and_no_statistic_tells_a_choice,
);

/// Sets, or resets, a setting of the test's own database: it holds for connections to come.
pub async fn alter(address: &str, what: &str) {
    let name = address.rsplit('/').next().expect("a name");
    let mut conn = sqlx::AnyConnection::connect(address).await.expect("a connection of its own");
    let sql = format!("ALTER DATABASE {name} {what}");
    sqlx::query(AssertSqlSafe(sql)).execute(&mut conn).await.expect("altered");
    // A connection keeps the settings that it began with: the others begin anew.
    let others = "SELECT CAST(COUNT(pg_terminate_backend(pid)) AS BIGINT) FROM pg_stat_activity \
                  WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let _: (i64,) = sqlx::query_as(others).fetch_one(&mut conn).await.expect("ended");
    conn.close().await.expect("closed");
}

/// The operator's log would hold every ballot: no secret vote opens on phones, the chair reads which setting is in the way, and
/// paper alone goes. When it is set while the vote runs, ballots by phone are taken no more.
#[tokio::test]
async fn b8_a_database_that_logs_statements_takes_no_secret_ballot_by_phone() {
    let Some(address) = postgres_address().await else { return };
    let place = Place::new(&address).await;
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    place.give_basis().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let (open, desk) = (format!("/do/i/{item}/open-vote"), format!("/s/{session}/chair"));
    assert!(!chair.get(&desk).await.contains("写进日志"));
    alter(&address, "SET log_statement = 'all'").await;
    let page = chair.get(&desk).await;
    assert!(page.contains("log_statement = none"), "{page}");
    let page = chair.post(&open, &[("mode", "secret")]).await.refused("vote-database-talks").await;
    assert!(page.contains("name=\"paper_only\""), "{page}");
    // With somebody elsewhere paper alone would shut them out.
    let away = place.sign_in(&members[36].1).await;
    away.post(&format!("/do/s/{session}/online"), &[]).await.done();
    let paper = [("mode", "secret"), ("paper_only", "1"), ("few", "1")];
    chair.post(&open, &paper).await.refused("vote-paper-only-elsewhere").await;
    away.post(&format!("/do/s/{session}/leave"), &[]).await.done();
    chair.post(&open, &paper).await.done();
    let vote = place.latest_vote(&session).await;
    let voter = place.sign_in(&members[20].1).await;
    let page = voter
        .post(&format!("/do/v/{vote}/secret-ballot"), &[("choice", "for")])
        .await
        .refused("ballot-paper-only")
        .await;
    assert!(page.contains("只用纸票"), "{page}");
    for (id, _) in &members[..6] {
        clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", id)]).await.done();
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    place.tellers_count(&vote, [3, 2, 1, 0, 0]).await;
    assert_eq!(place.counted(&vote).await.0.ballots.in_favour, 3);
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(journal.contains("phones\\\":false"), "{journal}");
    // Set as it should be, it opens; and where it is changed meanwhile no ballot is taken.
    alter(&address, "RESET log_statement").await;
    let text = [("title", "议题"), ("body", "改过"), ("base", "1")];
    chair.post(&format!("/do/i/{item}/text"), &text).await.done();
    let vote = place.open_vote_by(&chair, &session, &item, "secret").await;
    let ballot = format!("/do/v/{vote}/secret-ballot");
    alter(&address, "SET log_min_duration_statement = 0").await;
    voter.post(&ballot, &[("choice", "support")]).await.refused("ballot-logged").await;
    alter(&address, "RESET log_min_duration_statement").await;
    voter.post(&ballot, &[("choice", "support")]).await.done();
    place.verifies().await;
}

/// Three papers and seven phones: the chair reads it before closing, whoever else is there.
async fn b8_few_who_voted_are_warned_of_at_closing(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item, members) = place.open_with(&chair, 40).await;
    chair.post(&format!("/do/i/{item}/open-vote"), &[("mode", "secret")]).await.done();
    let vote = place.latest_vote(&session).await;
    for (_, number) in &members[3..10] {
        place.sign_in(number).await.post(&format!("/do/v/{vote}/secret-ballot"), &[("choice", "for")]).await.done();
    }
    let (close, desk) = (format!("/do/v/{vote}/close"), format!("/s/{session}/chair"));
    assert!(!chair.get(&desk).await.contains("name=\"few\""), "nobody on paper is no few");
    for (id, _) in &members[..3] {
        clerk.post(&format!("/do/v/{vote}/paper/hand"), &[("member", id)]).await.done();
    }
    assert!(chair.get(&desk).await.contains("用手机投的 7 人，领纸票的 3 人"));
    let page = chair.post(&close, &[]).await.refused("vote-few-voted").await;
    assert!(page.contains("我知道了，仍然截止"), "{page}");
    assert_eq!(place.vote(&vote).await.phase.id(), "open");
    chair.post(&close, &[("few", "1")]).await.done();
    place.tellers_count(&vote, [3, 0, 0, 0, 0]).await;
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    place.verifies().await;
}

async fn b8_the_clerk_sees_who_holds_a_paper_and_of_others_that_they_took_part(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote_by(&chair, &session, &item, "secret").await;
    let (holder, phone) = (&members[20], &members[21]);
    let hand = format!("/do/v/{vote}/paper/hand");
    clerk.post(&hand, &[("member", &holder.0)]).await.done();
    place.sign_in(&phone.1).await.post(&format!("/do/v/{vote}/secret-ballot"), &[("choice", "for")]).await.done();
    let find = |number: &str| format!("/v/{vote}/paper?q={number}");
    let page = clerk.get(&find(&holder.1)).await;
    assert!(page.contains("<span class=\"mark\">"), "holds a paper: {page}");
    let page = clerk.get(&find(&phone.1)).await;
    assert!(page.contains("已经参加过这次表决") && !page.contains("<span class=\"mark\">"), "{page}");
    clerk.post(&hand, &[("member", &phone.0), ("key", "refused")]).await.refused("paper-took-part").await;
    // Nowhere else stands who took part by which way.
    let pages = ["", "/door", "/chair", "/minutes"].map(|page| format!("/s/{session}{page}"));
    for page in pages.iter().chain(&[format!("/v/{vote}"), format!("/v/{vote}/paper")]) {
        let shown = clerk.get(page).await;
        assert!(!shown.contains("已经用手机投过票"), "{page}: {shown}");
    }
    let journal = place.public(&format!("/c/{}/journal.jsonl", place.community)).await;
    assert!(!journal.contains(&holder.0) && !journal.contains(&phone.0));
    chair.post(&format!("/do/v/{vote}/close"), &[("few", "1")]).await.done();
    // Closed: who held one is forgotten, with what the clerk was refused.
    let page = clerk.get(&find(&holder.1)).await;
    assert!(!page.contains("<span class=\"mark\">"), "{page}");
    let mut conn = place.db.read().await.expect("a connection");
    let (kept,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM drafts WHERE form LIKE '/do/v/%'")
        .fetch_one(&mut *conn)
        .await
        .expect("a number");
    assert_eq!(kept, 0, "a refused form names who had voted");
}

/// Where the program's log goes.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("a log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// What was written since it was last asked.
    fn taken(&self) -> String {
        let bytes = std::mem::take(&mut *self.0.lock().expect("a log"));
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// Sends a ballot over a socket, as a browser does, so that every layer below the router logs too.
async fn send(address: &str, person: &Person, path: &str, choice: &str) {
    let body = format!("choice={choice}&key={:016x}", rand::random::<u64>());
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\norigin: {BASE}\r\ncookie: {}\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        person.cookie(),
        body.len()
    );
    let mut socket = TcpStream::connect(address).await.expect("a connection");
    socket.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 303") && !answer.contains("form="), "{answer}");
}

/// The words that stand in the log of every ballot of one kind and in none of another's: they tell the choice.
fn telling(logs: &[Vec<String>]) -> BTreeSet<String> {
    let words = |log: &String| -> BTreeSet<String> {
        log.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let of: Vec<Vec<BTreeSet<String>>> = logs.iter().map(|kind| kind.iter().map(words).collect()).collect();
    let mut told = BTreeSet::new();
    for (at, kind) in of.iter().enumerate() {
        let others = || of.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, kind)| kind);
        let first = kind.first().expect("a ballot");
        let always = first.iter().filter(|word| kind.iter().all(|log| log.contains(*word)));
        told.extend(always.filter(|word| !others().any(|log| log.contains(*word))).cloned());
    }
    told
}

/// Safe settings, our log at its most talkative, the ballot over a real socket: no word tells one choice from another, also not
/// the length of what was sent; every choice is one statement.
async fn b8_no_line_of_the_log_and_no_statistic_tells_a_choice(place: Place) {
    const EACH: usize = 5;
    let _alone = crate::common::LOG.lock().await;
    let log = Log::default();
    let written = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || written.clone());
    let _guard = tracing::subscriber::set_default(subscriber.finish());
    tracing::callsite::rebuild_interest_cache();

    let chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let mut people = Vec::new();
    for (_, number) in &members[..3 * EACH] {
        people.push(place.sign_in(number).await);
    }
    let address = place.serve().await;
    let vote = place.open_vote_by(&chair, &session, &item, "secret").await;
    let page = people[0].get(&format!("/v/{vote}")).await;
    for promise in ["谁持有数据库、日志或截止后做的备份", "谁控制正在运行的服务器", "改用纸票"]
    {
        assert!(page.contains(promise), "{page}");
    }
    let marks: Vec<&str> =
        page.split("name=\"choice\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(marks.len(), 3);
    assert!(marks.iter().all(|mark| mark.len() == marks[0].len()), "one length: {marks:?}");
    let path = format!("/do/v/{vote}/secret-ballot");
    let mut voters = people.iter();
    let mut cast = async |choice: &str| {
        let mut logs = Vec::new();
        for person in voters.by_ref().take(EACH) {
            log.taken();
            send(&address, person, &path, choice).await;
            logs.push(log.taken());
        }
        // A line may come after its answer: it is heard with the next one.
        assert!(logs.iter().any(|log| log.contains("/secret-ballot")), "the log was heard");
        for line in logs.iter().flat_map(|log| log.lines()) {
            assert!(!line.contains("secret_counters") && !line.contains("secret_roll"), "a statement: {line}");
        }
        logs
    };
    let mut logs = Vec::new();
    for mark in marks {
        logs.push(cast(mark).await);
    }
    assert_eq!(telling(&logs), BTreeSet::new());
    // The test can see a leak: one line that gives the length of what was sent.
    let leak = |length: &str| vec![format!("body {length} of 1"), format!("body {length} of 2")];
    assert_eq!(telling(&[leak("17"), leak("17")]), BTreeSet::new());
    assert_eq!(telling(&[leak("10"), leak("14")]).len(), 2);

    let source = include_str!("../../src/sitting/vote/rows/secret.rs");
    assert_eq!(source.matches("\"UPDATE secret_counters").count(), 1, "one text for every choice");
    if place.db.engine() == Engine::Postgres {
        let mut conn = place.db.read().await.expect("a connection");
        let seen: Vec<(String,)> = sqlx::query_as(
            "SELECT DISTINCT query FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'UPDATE secret_counters%'",
        )
        .fetch_all(&mut *conn)
        .await
        .expect("activity");
        assert!(seen.len() <= 1, "{seen:?}");
        // Where the statistic of statements is loaded it holds one line for all of them.
        let (loaded,): (String,) =
            sqlx::query_as("SELECT COALESCE(current_setting('shared_preload_libraries', true), '')")
                .fetch_one(&mut *conn)
                .await
                .expect("a setting");
        if loaded.contains("pg_stat_statements") {
            sqlx::query("CREATE EXTENSION IF NOT EXISTS pg_stat_statements").execute(&mut *conn).await.expect("made");
            let (texts,): (i64,) = sqlx::query_as(
                "SELECT COUNT(DISTINCT query) FROM pg_stat_statements WHERE query LIKE 'UPDATE secret_counters%'",
            )
            .fetch_one(&mut *conn)
            .await
            .expect("a number");
            assert!(texts <= 1);
        }
    }
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    let (record, _) = place.counted(&vote).await;
    let ballots = record.ballots;
    assert_eq!((ballots.in_favour, ballots.against, ballots.abstain), (5, 5, 5));
    place.verifies().await;
}
