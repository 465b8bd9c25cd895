//! What is measured: the scenes, each with its ceiling.

use super::{Row, bare, client, common, median};
use common::{BASE, Place};
use data_encoding::HEXLOWER;
use server::{
    rows::{session, vote},
    store::journal,
};
use sha2::{Digest, Sha256};
use sqlx::AssertSqlSafe;
use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
    time::Duration,
};

/// The sockets of a large session.
const SOCKETS: usize = 2_000;
/// Remarks, ten a second.
const REMARKS: usize = 100;
const BETWEEN: Duration = Duration::from_millis(100);
/// Ballots of different members.
const BALLOTS: usize = 20_000;
const RUNS: usize = 3;

/// Starts this program as the clients.
pub fn clients(arguments: &[&str]) -> Child {
    let program = std::env::current_exe().expect("this program");
    Command::new(program).arg("client").args(arguments).stdout(Stdio::piped()).spawn().expect("clients")
}

/// The figures that the clients print at the end.
pub async fn figures(mut child: Child) -> Vec<f64> {
    tokio::task::spawn_blocking(move || {
        let mut text = String::new();
        child.stdout.take().expect("an output").read_to_string(&mut text).expect("text");
        assert!(child.wait().expect("ended").success(), "the clients failed");
        text.lines().last().unwrap_or_default().split(' ').map(|one| one.parse().expect("a figure")).collect()
    })
    .await
    .expect("figures")
}

/// Waits until the clients say that they are ready; the rest of what they say is read later.
async fn ready(mut child: Child) -> (Child, std::process::ChildStdout) {
    tokio::task::spawn_blocking(move || {
        let mut out = BufReader::with_capacity(1, child.stdout.take().expect("an output"));
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        assert_eq!(line.trim(), "ready");
        (child, out.into_inner())
    })
    .await
    .expect("ready")
}

/// What this process holds in memory, in KiB.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("status");
    let line = status.lines().find(|line| line.starts_with("VmRSS")).expect("VmRSS");
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number")
}

/// Remarks to two thousand sockets, from sending the form to hearing it, durable write included; and what a socket costs
/// in memory. The ceiling broadcasts a text of the same length and stores nothing.
pub async fn remark_fanout() -> Vec<Row> {
    let place = Place::new(&common::sqlite_address()).await;
    let chair = place.sign_in("0002").await;
    let (session, item, _) = place.open_with(&chair, 36).await;
    let address = place.serve().await;
    let (sockets, remarks) = (SOCKETS.to_string(), REMARKS.to_string());
    let mut runs = Vec::new();
    let mut memory = Vec::new();
    let mut length = 0;
    for _ in 0..RUNS {
        let since = {
            let mut conn = place.db.read().await.expect("a connection");
            server::store::feed::last(&mut conn, &session).await.expect("a number")
        };
        let path = format!("/live/s/{session}?since={since}");
        let before = resident();
        let child = clients(&["listen", &address, &path, chair.cookie(), BASE, &sockets, &remarks]);
        let (mut child, out) = ready(child).await;
        memory.push((resident() - before) / SOCKETS as f64);
        let mut ticks = tokio::time::interval(BETWEEN);
        for _ in 0..REMARKS {
            ticks.tick().await;
            let body = format!("三组的路雨天走不了，请先修主路。 sent={}", client::micros());
            length = body.len() + 700;
            chair.post(&format!("/do/i/{item}/remark"), &[("body", &body)]).await.done();
        }
        child.stdout = Some(out);
        runs.push(figures(child).await[1] / 1000.0);
    }
    let mut ceilings = Vec::new();
    for _ in 0..RUNS {
        let address = bare::serve(String::new()).await;
        let child = clients(&["listen", &address, "/live", "none", BASE, &sockets, &remarks]);
        let (mut child, out) = ready(child).await;
        let mut ticks = tokio::time::interval(BETWEEN);
        for _ in 0..REMARKS {
            ticks.tick().await;
            let sent = format!("sent={} ", client::micros());
            say(&address, &format!("{sent}{}", "x".repeat(length - sent.len()))).await;
        }
        child.stdout = Some(out);
        ceilings.push(figures(child).await[1] / 1000.0);
    }
    vec![
        Row {
            name: "remark_fanout p95",
            value: median(&runs),
            unit: "ms",
            ceiling: median(&ceilings),
            more: false,
            runs,
        },
        Row { name: "socket memory", value: memory[0], unit: "KiB", ceiling: 16.0, more: false, runs: memory },
    ]
}

/// Posts to the bare server.
async fn say(address: &str, text: &str) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = tokio::net::TcpStream::connect(address).await.expect("a connection");
    let head = format!("POST /say HTTP/1.1\r\nhost: {address}\r\ncontent-type: text/plain\r\nconnection: close\r\n");
    let request = format!("{head}content-length: {}\r\n\r\n{text}", text.len());
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("answered");
}

/// A place that serves a published notice, its address and the notice's path; and the address of a bare axum page of its length.
pub async fn published() -> (Place, String, String, String) {
    let place = Place::new(&common::sqlite_address()).await;
    let chair = place.sign_in("0002").await;
    let (session, _) = place.announced(&chair).await;
    let path = format!("/c/{}/notice/{session}", place.community);
    let page = place.public(&path).await;
    let address = place.serve().await;
    let bare = bare::serve(page).await;
    (place, address, path, bare)
}

/// A published page asked for again and again, beside the bare page.
pub async fn public_page_cached() -> Row {
    let (_place, address, path, bare) = published().await;
    let (mut runs, mut ceilings) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        runs.push(figures(clients(&["page", &address, &path, "64", "4"])).await[0]);
        ceilings.push(figures(clients(&["page", &bare, "/page", "64", "4"])).await[0]);
    }
    let (value, ceiling) = (median(&runs), median(&ceilings));
    Row { name: "public_page_cached", value, unit: "pages/s", ceiling, more: true, runs }
}

/// The secret in the cookie of a member of the bench.
pub fn secret(number: usize) -> String {
    format!("bench-secret-{number:08}")
}

/// Twenty thousand named ballots of different members over 256 connections, each durable before it is answered, beside a
/// bare group commit of the same rows.
pub async fn ballot_cast() -> Row {
    let (mut runs, mut ceilings) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let (place, vote) = voters().await;
        let address = place.serve().await;
        let path = format!("/do/v/{vote}/ballot");
        let ballots = BALLOTS.to_string();
        runs.push(figures(clients(&["vote", &address, &path, BASE, "256", &ballots])).await[0]);
        let mut conn = place.db.read().await.expect("a connection");
        assert_eq!(vote::ballots(&mut conn, &vote.as_str().into()).await.expect("ballots").len(), BALLOTS);
        ceilings.push(bare::group_commit(BALLOTS).await);
    }
    let (value, ceiling) = (median(&runs), median(&ceilings));
    Row { name: "ballot_cast", value, unit: "ballots/s", ceiling, more: true, runs }
}

/// A village whose roll has twenty thousand members, all present and signed in, and an open vote.
async fn voters() -> (Place, String) {
    let place = Place::new(&common::sqlite_address()).await;
    let chair = place.sign_in("0002").await;
    let (session, item, _) = place.open_with(&chair, 36).await;
    let mut transaction = place.db.begin().await.expect("a transaction");
    let community = &place.community;
    for number in 0..BALLOTS {
        let id = format!("bench-{number:08}");
        let hash = HEXLOWER.encode(&Sha256::digest(format!("{}\n", secret(number))));
        for sql in [
            format!("INSERT INTO persons (id, administrator, created_at) VALUES ('{id}', 0, 0)"),
            format!(
                "INSERT INTO members (id, community, person, number, name, phone, adult, state, created_at) \
                 VALUES ('{id}', '{community}', '{id}', 'B{number}', '成员{number}', '', 1, 'active', 0)"
            ),
            format!(
                "INSERT INTO logins (id, secret_hash, person, verified, device, created_at, expires_at) \
                 VALUES ('{id}', '{hash}', '{id}', 1, '', 0, 9999999999999)"
            ),
            format!(
                "INSERT INTO session_roll (community, session, member, unit) \
                 VALUES ('{community}', '{session}', '{id}', '{id}')"
            ),
            format!(
                "INSERT INTO attendance (community, session, member, channel, weight, verified, at) \
                 VALUES ('{community}', '{session}', '{id}', 'onsite', 'present', 1, 0)"
            ),
        ] {
            sqlx::query(AssertSqlSafe(sql)).execute(&mut *transaction).await.expect("a row");
        }
    }
    transaction.commit().await.expect("committed");
    place.record_ground(&chair, &item, "women", "9000").await.done();
    let vote = place.open_vote(&chair, &session, &item).await;
    (place, vote)
}
