//! A secret vote stays secret (design.md §2, 6): with the database, its log, two backups, the program's log, the journal
//! and every table in hand nobody can be matched to a choice better than by chance.
#![allow(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "the bound of a statistical test")]

use crate::common::{Person, Place, engines};
use server::store::db::Engine;
use sqlx::{AssertSqlSafe, Column, Row};
use std::{
    collections::BTreeMap,
    io::Write,
    path::PathBuf,
    sync::{Arc, Mutex},
};

engines!(
    a_secret_vote_leaves_only_its_merged_tally,
    few_on_a_channel_are_warned_of,
    e28_nobody_is_matched_to_a_choice_better_than_by_chance,
);

/// Every row of every table, in the order in which the engine keeps them: table, then the row's texts.
pub async fn everything(place: &Place) -> BTreeMap<String, Vec<Vec<String>>> {
    let mut conn = place.db.read().await.expect("a connection");
    let (tables, order) = match place.db.engine() {
        Engine::Sqlite => ("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'", "rowid"),
        Engine::Postgres => ("SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'", "ctid"),
    };
    let tables: Vec<(String,)> = sqlx::query_as(tables).fetch_all(&mut *conn).await.expect("tables");
    let mut all = BTreeMap::new();
    for (table,) in tables.into_iter().filter(|(table,)| !table.starts_with("_sqlx")) {
        let sql = format!("SELECT * FROM {table} ORDER BY {order}");
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut *conn).await.expect("rows");
        let text = |row: &sqlx::any::AnyRow| {
            row.columns()
                .iter()
                .map(|column| {
                    let at = column.ordinal();
                    let text = row.try_get::<Option<String>, _>(at).ok().flatten();
                    text.or_else(|| row.try_get::<Option<i64>, _>(at).ok().flatten().map(|number| number.to_string()))
                        .unwrap_or_default()
                })
                .collect()
        };
        all.insert(table, rows.iter().map(text).collect());
    }
    all
}

async fn number(place: &Place, sql: String) -> i64 {
    let mut conn = place.db.read().await.expect("a connection");
    sqlx::query_as::<_, (i64,)>(AssertSqlSafe(sql)).fetch_one(&mut *conn).await.expect("a number").0
}

async fn a_secret_vote_leaves_only_its_merged_tally(place: Place) {
    let chair = place.chair().await;
    let clerk = place.clerk().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let vote = place.open_vote_by(&chair, &session, &item, "secret").await;
    let ballot = format!("/do/v/{vote}/secret-ballot");
    for (id, _) in &members[20..26] {
        let form = [("member", id.as_str()), ("key", id.as_str())];
        clerk.post(&format!("/do/v/{vote}/paper/hand"), &form).await.done();
    }
    for (index, (_, number)) in members[..14].iter().enumerate() {
        let voter = place.sign_in(number).await;
        let choice = if index < 12 { "for" } else { "abstain" };
        let form = [("choice", choice), ("key", number.as_str())];
        voter.post(&ballot, &form).await.done();
        // Sent twice: the first answer. With another key and choice: refused, and the first stands.
        voter.post(&ballot, &form).await.done();
        let page = voter
            .post(&ballot, &[("choice", "against"), ("key", "other")])
            .await
            .refused("ballot-secret-already")
            .await;
        assert!(page.contains("您的无记名票已保存。") && !page.contains("已保存：赞成"), "{page}");
    }
    place.sign_in(&members[22].1).await.post(&ballot, &[("choice", "for")]).await.refused("paper-handed-out").await;
    let page = clerk.get(&format!("/s/{session}")).await;
    assert!(page.contains("20 人已投（含领纸票）"), "{page}");
    chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
    // A refused count is kept for the teller, and goes with the rest.
    let teller = place.sign_in("0012").await;
    let rest = [("abstain", "0"), ("invalid", "0")];
    let wrong = [("for", "2"), ("against", "3"), ("blank", "0"), ("collected", "7"), ("key", "wrong")];
    let wrong = [wrong.as_slice(), &rest].concat();
    teller.post(&format!("/do/v/{vote}/count"), &wrong).await.refused("count-piles").await;
    let right = [("for", "2"), ("against", "3"), ("blank", "1"), ("collected", "6")];
    let right = [right.as_slice(), &rest].concat();
    for (number, key) in [("0012", "first"), ("0013", "second")] {
        let form = [right.as_slice(), &[("key", key)]].concat();
        place.sign_in(number).await.post(&format!("/do/v/{vote}/count"), &form).await.done();
    }
    let (record, _) = place.counted(&vote).await;
    let ballots = record.ballots;
    assert_eq!((ballots.in_favour, ballots.against, ballots.abstain, ballots.issued), (14, 3, 3, 20));
    assert!(record.channels.is_none(), "merged");
    // Until the result is declared the room can be counted again; then nothing is left by channel.
    chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
    let all = everything(&place).await;
    for table in ["secret_roll", "secret_counters", "closings", "room_counts", "ballots"] {
        assert!(all[table].is_empty(), "{table}: {:?}", all[table]);
    }
    let channels = format!("SELECT COUNT(*) FROM roll_entries WHERE vote = '{vote}' AND channel IS NOT NULL");
    assert_eq!(number(&place, channels).await, 0);
    let marked = format!("SELECT COUNT(*) FROM roll_entries WHERE vote = '{vote}' AND voted = 1");
    assert_eq!(number(&place, marked).await, 20);
    // Forms of ballots are remembered nowhere; the journal counts papers and names nobody.
    assert!(!all["submissions"].iter().flatten().any(|text| *text == ballot));
    assert!(!all["drafts"].iter().flatten().any(|text| text.contains(&vote)), "{:?}", all["drafts"]);
    let columns = 7;
    for row in all["submissions"].iter().filter(|row| row.iter().any(|text| text.contains(&vote))) {
        assert!(row.len() == columns && !row.iter().any(|text| text.len() == 64), "a hash could be tried: {row:?}");
    }
    for row in all["journal"].iter().filter(|row| row.iter().any(|text| text == "vote.closed")) {
        assert!(!row.iter().any(|text| text.contains("\"out\"")), "{row:?}");
    }
    for row in all["journal"].iter().filter(|row| row.iter().any(|text| text.starts_with("paper."))) {
        let seq = &row[1];
        assert!(!all["journal_private"].iter().any(|part| part[1] == *seq), "entry {seq} names somebody");
    }
    let text = [("body", "通过。"), ("responsible", "村民委员会"), ("due", "2026-06-20")];
    clerk.post(&format!("/do/v/{vote}/outcome"), &text).await.done();
    place.countersign(&vote).await.done();
    chair.post(&format!("/do/v/{vote}/outcome/publish"), &[]).await.done();
    let page = place.public(&format!("/c/{}/outcome/{vote}", place.community)).await;
    assert!(page.contains("赞成 14 人") && !page.contains("场内（纸票或举手）"), "{page}");
    place.verifies().await;
}

async fn few_on_a_channel_are_warned_of(place: Place) {
    let chair = place.chair().await;
    place.give_basis().await;
    let (session, item, members) = place.open_with(&chair, 35).await;
    let open = format!("/do/i/{item}/open-vote");
    for (_, number) in &members[35..39] {
        place.sign_in(number).await.post(&format!("/do/s/{session}/online"), &[]).await.done();
    }
    assert!(chair.get(&format!("/s/{session}/chair")).await.contains("线上 4 人"));
    let page = chair.post(&open, &[("mode", "secret")]).await.refused("vote-few-on-channel").await;
    assert!(page.contains("我知道了"), "{page}");
    place.sign_in(&members[40].1).await.post(&format!("/do/s/{session}/online"), &[]).await.done();
    chair.post(&open, &[("mode", "secret")]).await.done();
    assert_eq!(place.vote(&place.latest_vote(&session).await).await.mode.id(), "secret");
    // Nothing that would tell who chose what is kept, so voiding promises none of it.
    let page = chair.get(&format!("/s/{session}/chair")).await;
    assert!(page.contains("已收的票不再计算，谁投了什么没有保存") && !page.contains("都保留在记录里"), "{page}");
}

/// Where the program's log goes in this test.
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

/// Chance that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

const VOTES: usize = 200;
const VOTERS: usize = 10;

/// One simulated vote: who chose what, in the order in which the ballots were cast. All who are for cast first, then those
/// against, then those who abstain, so that whatever tells the order tells the choice.
struct Simulated {
    vote: String,
    cast: Vec<(String, usize)>,
}

/// What an attacker gets right who puts the voters into the order given and deals out the published totals along it.
fn hits(simulated: &Simulated, order: &[&str]) -> usize {
    let mut totals = [0; 3];
    for (_, choice) in &simulated.cast {
        totals[*choice] += 1;
    }
    let dealt = totals.iter().enumerate().flat_map(|(choice, count)| std::iter::repeat_n(choice, *count));
    let truth: BTreeMap<&str, usize> = simulated.cast.iter().map(|(who, choice)| (who.as_str(), *choice)).collect();
    order.iter().zip(dealt).filter(|(who, choice)| truth.get(**who) == Some(choice)).count()
}

/// A copy of the database, as `yishi backup` makes it.
async fn back_up(place: &Place, to: &str) {
    let from = place.db_file().expect("a file");
    server::store::file::copy(from.as_ref(), server::store::file::Use::Live, to.as_ref()).await.expect("a backup");
}

async fn e28_nobody_is_matched_to_a_choice_better_than_by_chance(place: Place) {
    let _alone = crate::common::LOG.lock().await;
    let log = Log::default();
    let written = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_writer(move || written.clone());
    let _guard = tracing::subscriber::set_default(subscriber.finish());
    // Another test may have passed the same lines a moment before, with nobody listening.
    tracing::callsite::rebuild_interest_cache();

    let mut chair = place.chair().await;
    let (session, item, members) = place.open_with(&chair, 36).await;
    let mut people: Vec<(String, Person)> = Vec::new();
    for (id, number) in &members[..36] {
        people.push((id.clone(), place.sign_in(number).await));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let backup = |name: &str| folder.path().join(name).display().to_string();
    let sqlite = place.db.engine() == Engine::Sqlite;
    let mut dice = Dice(20_260_316);
    let mut votes = Vec::new();
    for round in 1..=VOTES {
        if round % 50 == 0 {
            // A login acts so often and then more slowly; another one goes on.
            chair = place.chair().await;
        }
        if round > 1 {
            let base = (round - 1).to_string();
            let text = [("title", "议题"), ("body", base.as_str()), ("base", base.as_str())];
            chair.post(&format!("/do/i/{item}/text"), &text).await.done();
        }
        let vote = place.open_vote_by(&chair, &session, &item, "secret").await;
        if sqlite && round == VOTES {
            back_up(&place, &backup("before")).await;
        }
        let mut choices: Vec<usize> = (0..VOTERS).map(|_| dice.below(3)).collect();
        choices.sort_unstable();
        let mut voters: Vec<usize> = (0..people.len()).collect();
        let mut cast = Vec::new();
        for choice in choices {
            let (id, phone) = &people[voters.swap_remove(dice.below(voters.len()))];
            let name = ["for", "against", "abstain"][choice];
            let key = format!("geheim-{round}-{id}");
            let form = [("choice", name), ("key", key.as_str())];
            phone.post(&format!("/do/v/{vote}/secret-ballot"), &form).await.done();
            cast.push((id.clone(), choice));
        }
        chair.post(&format!("/do/v/{vote}/close"), &[]).await.done();
        if let Some(path) = place.db_file() {
            let wal = std::fs::metadata(format!("{path}-wal")).map_or(0, |file| file.len());
            assert_eq!(wal, 0, "the write-ahead log is cut at closing");
        }
        chair.post(&format!("/do/v/{vote}/declare"), &[]).await.done();
        votes.push(Simulated { vote, cast });
    }

    // The forms' keys are in no file: neither in the database nor in a backup of before or after.
    let mut files: Vec<PathBuf> = Vec::new();
    if let Some(path) = place.db_file() {
        back_up(&place, &backup("after")).await;
        files.extend([path.clone(), format!("{path}-wal"), backup("before"), backup("after")].map(PathBuf::from));
    }
    for file in files {
        let bytes = std::fs::read(&file).unwrap_or_default();
        let found = bytes.windows(7).any(|window| window == b"geheim-");
        assert!(!found, "{} keeps the key of a ballot", file.display());
    }
    let said = String::from_utf8_lossy(&log.0.lock().expect("a log")).into_owned();
    assert!(said.contains("/secret-ballot"), "the log was heard");
    assert!(!said.contains("geheim-"), "the program's log keeps the key of a ballot");
    for (id, _) in &people {
        assert!(!said.contains(id.as_str()), "the program's log names a voter");
    }

    // Every table, in the order in which the engine keeps its rows, is tried as an order in which the ballots were cast.
    let all = everything(&place).await;
    let mut orders: BTreeMap<String, usize> = BTreeMap::new();
    let mut control = 0;
    let (mut expected, mut spread) = (0.0_f64, 0.0_f64);
    for one in &votes {
        let truth: Vec<&str> = one.cast.iter().map(|(who, _)| who.as_str()).collect();
        control += hits(one, &truth);
        let mut by_chance = 0.0;
        for choice in 0..3 {
            let count = one.cast.iter().filter(|(_, chosen)| *chosen == choice).count() as f64;
            by_chance += count * count / VOTERS as f64;
        }
        expected += by_chance;
        spread += by_chance * (1.0 - by_chance / VOTERS as f64) * 2.0;
        for (table, rows) in &all {
            let about = |row: &&Vec<String>| row.iter().any(|text| text.contains(&one.vote));
            let mut order: Vec<&str> = Vec::new();
            for row in rows.iter().filter(about) {
                for who in &truth {
                    if row.iter().any(|text| text.contains(who)) && !order.contains(who) {
                        order.push(who);
                    }
                }
            }
            // Only a table in which each voter of this vote stands is an order.
            if order.len() == VOTERS {
                *orders.entry(table.clone()).or_default() += hits(one, &order);
            }
        }
    }
    assert_eq!(control, VOTES * VOTERS, "whoever knew the order would know every choice: the test can see a leak");
    let limit = expected + 5.0 * spread.sqrt();
    assert!(limit < 0.7 * control as f64, "the bound is no bound: {limit} of {control}");
    assert_eq!(orders.keys().map(String::as_str).collect::<Vec<_>>(), ["roll_entries"], "nothing else names a voter");
    for (table, hits) in orders {
        assert!((hits as f64) < limit, "{table}: {hits} of {control}, by chance {expected:.0}");
    }
    // On PostgreSQL every roll entry of a vote was written by one transaction, and nothing is left of the other rows.
    if !sqlite {
        for one in &votes {
            let sql =
                format!("SELECT COUNT(DISTINCT CAST(xmin AS TEXT)) FROM roll_entries WHERE vote = '{}'", one.vote);
            assert_eq!(number(&place, sql).await, 1);
        }
        for table in ["secret_roll", "secret_counters"] {
            let sql = format!("SELECT pg_relation_size('{table}')");
            assert_eq!(number(&place, sql).await, 0, "{table} keeps old versions of its rows");
        }
    }
    place.verifies().await;
}
