//! Every statement of the store is prepared on SQLite and, where there is a cluster, on PostgreSQL; both engines come out
//! of the migrations with the same tables and columns.

use crate::common;
use server::store::{Db, db::Engine};
use sqlx::{AssertSqlSafe, Executor, Row, SqlSafeStr};
use std::collections::BTreeSet;

/// The string literals of a source file that are SQL, with their line continuations joined.
fn statements(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for start in ["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE "] {
        for (at, _) in source.match_indices(start) {
            let rest = &source[at + 1..];
            let end = rest.find('"').expect("a literal ends");
            let mut text = String::new();
            let mut lines = rest[..end].split("\\\n");
            text.push_str(lines.next().unwrap_or_default());
            for line in lines {
                text.push_str(line.trim_start());
            }
            found.push(text);
        }
    }
    found
}

fn all_statements() -> Vec<String> {
    let mut all = Vec::new();
    for (_, source) in
        crate::house::files("server/src", "rs").into_iter().filter(|(path, _)| crate::house::holds_sql(path))
    {
        all.extend(statements(&source));
    }
    assert!(all.len() > 250, "only {} statements were found", all.len());
    all
}

async fn prepares(address: &str) {
    let db = Db::open(address).await.expect("a database");
    db.migrate().await.expect("tables");
    let mut conn = db.read().await.expect("a connection");
    // What tells other nodes, and what it keeps of deleted rows, exists on PostgreSQL alone.
    // Those of the search are put together by how many pairs are asked; `board::*` runs them on both.
    // Each engine's own catalogue is the other's unknown.
    let foreign: &[&str] = match db.engine() {
        Engine::Postgres => &["sqlite_master", "PRAGMA"],
        Engine::Sqlite => &["pg_", "information_schema", "current_setting", "clock_timestamp", "SET LOCAL"],
    };
    let own = |statement: &String| !foreign.iter().any(|word| statement.contains(word)) && !statement.contains('{');
    for statement in all_statements().into_iter().filter(own) {
        let prepared = conn.prepare(AssertSqlSafe(statement.clone()).into_sql_str()).await;
        assert!(prepared.is_ok(), "{statement}: {:?}", prepared.err());
    }
}

#[tokio::test]
async fn every_statement_prepares_on_sqlite() {
    prepares(&common::sqlite_address()).await;
}

#[tokio::test]
async fn every_statement_prepares_on_postgres() {
    if let Some(address) = common::postgres_address().await {
        prepares(&address).await;
    }
}

async fn columns(db: &Db, sql: &'static str) -> BTreeSet<(String, String)> {
    let mut conn = db.read().await.expect("a connection");
    let rows = sqlx::query(sql).fetch_all(&mut *conn).await.expect("columns");
    rows.iter().map(|row| (row.get::<String, _>(0), row.get::<String, _>(1))).collect()
}

#[tokio::test]
async fn both_engines_have_the_same_tables() {
    let Some(address) = common::postgres_address().await else { return };
    let postgres = Db::open(&address).await.expect("PostgreSQL");
    postgres.migrate().await.expect("tables");
    let file = common::sqlite_address();
    let sqlite = Db::open(&file).await.expect("SQLite");
    sqlite.migrate().await.expect("tables");
    let there = columns(
        &postgres,
        "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns \
         WHERE table_schema = 'public' AND table_name <> '_sqlx_migrations'",
    )
    .await;
    let here = columns(
        &sqlite,
        "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p \
         WHERE m.type = 'table' AND m.name NOT LIKE '\\_%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite%'",
    )
    .await;
    assert_eq!(here, there);
}
