//! How fast the room is, each figure beside a ceiling measured in the same run: the least that any server must do for it.
//! `cargo xtask bench` prints the table and writes it to `target/bench/latest.json`.
//!
//! The clients run in a process of their own (this program, started with `client`), so that what the server holds in
//! memory is the server's alone.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::float_arithmetic,
    clippy::disallowed_methods,
    dead_code,
    unused_macros,
    unused_imports,
    reason = "a measurement: it stops where something is wrong, and times are what it is about"
)]

#[path = "room/bare.rs"]
mod bare;
#[path = "room/client.rs"]
mod client;
#[path = "../tests/all/common/mod.rs"]
mod common;
#[path = "room/record.rs"]
mod record;
#[path = "room/scene.rs"]
mod scene;

use serde_json::{Value, json};

/// A measured row: the value, the ceiling of the same run, and how they compare.
struct Row {
    name: &'static str,
    value: f64,
    unit: &'static str,
    ceiling: f64,
    /// More of the unit is better.
    more: bool,
    runs: Vec<f64>,
}

impl Row {
    fn ratio(&self) -> f64 {
        self.value / self.ceiling
    }

    fn json(&self) -> Value {
        let (name, value, unit, ceiling) = (self.name, self.value, self.unit, self.ceiling);
        json!({
            "name": name, "engine": "sqlite", "value": value, "unit": unit, "ceiling": ceiling, "ratio": self.ratio(),
            "more_is_better": self.more, "runs": self.runs,
        })
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    if arguments.first().is_some_and(|one| one == "client") {
        return runtime.block_on(client::run(&arguments[1..]));
    }
    let rows = runtime.block_on(async {
        // One row alone, to be looked at closely: `cargo bench --bench room -- public_page_cached`.
        let wanted = |name: &str| arguments.first().is_none_or(|only| only == name);
        let mut rows = Vec::new();
        if wanted("remark_fanout") {
            rows.extend(scene::remark_fanout().await);
        }
        if wanted("public_page_cached") {
            rows.push(scene::public_page_cached().await);
        }
        if wanted("public_page_cold") {
            rows.push(record::public_page_cold().await);
        }
        if wanted("dossier_page") {
            rows.push(record::dossier_page().await);
        }
        if wanted("duty_year") {
            rows.push(record::duty_year().await);
        }
        if wanted("record_search") {
            rows.push(record::record_search().await);
        }
        if wanted("ballot_cast") {
            rows.push(scene::ballot_cast().await);
        }
        rows
    });
    println!("{:<24} {:>12} {:>12} {:>8}  unit", "name", "value", "ceiling", "ratio");
    for row in &rows {
        println!("{:<24} {:>12.1} {:>12.1} {:>8.2}  {}", row.name, row.value, row.ceiling, row.ratio(), row.unit);
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
    std::fs::create_dir_all(&folder).expect("a folder");
    let json = Value::Array(rows.iter().map(Row::json).collect());
    let file = folder.join("latest.json");
    std::fs::write(&file, serde_json::to_string_pretty(&json).expect("JSON")).expect("written");
    println!("written to {}", file.display());
}
