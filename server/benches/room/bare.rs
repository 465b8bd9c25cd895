//! The ceilings: an axum server that broadcasts what is posted and serves one fixed page, and a bare group commit of the
//! rows that a ballot writes.

use axum::{
    Router,
    extract::{
        State, WebSocketUpgrade,
        ws::{Message, Utf8Bytes},
    },
    response::Html,
    routing::{get, post},
};
use sqlx::{AssertSqlSafe, Connection, Executor, SqliteConnection};
use std::time::Instant;
use tokio::sync::broadcast;

/// Serves on a free port. `page` is what the real page holds.
pub async fn serve(page: String) -> String {
    let (told, _) = broadcast::channel::<Utf8Bytes>(256);
    let router = Router::new()
        .route("/page", get(move || async move { Html(page.clone()) }))
        .route(
            "/say",
            post(|State(told): State<broadcast::Sender<Utf8Bytes>>, body: String| async move {
                let _ = told.send(body.into());
            }),
        )
        .route(
            "/live",
            get(|State(told): State<broadcast::Sender<Utf8Bytes>>, upgrade: WebSocketUpgrade| async move {
                upgrade.read_buffer_size(4096).write_buffer_size(0).on_upgrade(|mut socket| async move {
                    let mut heard = told.subscribe();
                    while let Ok(text) = heard.recv().await {
                        if socket.send(Message::Text(text)).await.is_err() {
                            return;
                        }
                    }
                })
            }),
        )
        .with_state(told);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// Commits the rows of so many ballots in groups of 64, durably, and returns ballots a second.
pub async fn group_commit(ballots: usize) -> f64 {
    let folder = tempfile::tempdir().expect("a folder");
    let address = format!("sqlite://{}?mode=rwc", folder.path().join("bare.sqlite").display());
    let mut conn = SqliteConnection::connect(&address).await.expect("a database");
    conn.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;").await.expect("set");
    conn.execute(
        "CREATE TABLE head (seq INTEGER); INSERT INTO head VALUES (0); \
         CREATE TABLE journal (seq INTEGER PRIMARY KEY, body TEXT, hash TEXT); \
         CREATE TABLE private (seq INTEGER PRIMARY KEY, member TEXT, body TEXT); \
         CREATE TABLE feed (seq INTEGER PRIMARY KEY, kind TEXT); \
         CREATE TABLE entries (unit TEXT PRIMARY KEY, voted INTEGER); \
         CREATE TABLE ballots (unit TEXT PRIMARY KEY, choice TEXT, seq INTEGER); \
         CREATE TABLE submissions (key TEXT PRIMARY KEY, answer TEXT);",
    )
    .await
    .expect("tables");
    conn.execute("BEGIN").await.expect("begun");
    for unit in 0..ballots {
        let sql = format!("INSERT INTO entries VALUES ('{unit:016}', 0)");
        conn.execute(sqlx::query(AssertSqlSafe(sql))).await.expect("an entry");
    }
    conn.execute("COMMIT").await.expect("committed");
    let hash = "0".repeat(64);
    let start = Instant::now();
    for group in (0..ballots).collect::<Vec<_>>().chunks(64) {
        conn.execute("BEGIN IMMEDIATE").await.expect("begun");
        for unit in group {
            let (unit, seq) = (format!("{unit:016}"), *unit as i64);
            let row = |sql: &'static str| sqlx::query(sql);
            conn.execute(row("UPDATE head SET seq = $1").bind(seq)).await.expect("head");
            conn.execute(row("INSERT INTO journal VALUES ($1, '{}', $2)").bind(seq).bind(&hash)).await.expect("entry");
            let body = format!("{{\"unit\":\"{unit}\",\"choice\":\"for\"}}");
            let private = row("INSERT INTO private VALUES ($1, $2, $3)").bind(seq).bind(&unit).bind(body);
            conn.execute(private).await.expect("personal part");
            conn.execute(row("INSERT INTO feed VALUES ($1, 'turnout')").bind(seq)).await.expect("feed");
            conn.execute(row("UPDATE entries SET voted = 1 WHERE unit = $1").bind(&unit)).await.expect("roll");
            let ballot = row("INSERT INTO ballots VALUES ($1, 'for', $2)").bind(&unit).bind(seq);
            conn.execute(ballot).await.expect("ballot");
            let answer = row("INSERT INTO submissions VALUES ($1, '{}')").bind(format!("key-{unit}"));
            conn.execute(answer).await.expect("answer");
        }
        conn.execute("COMMIT").await.expect("committed");
    }
    ballots as f64 / start.elapsed().as_secs_f64()
}
