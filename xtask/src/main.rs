//! The only build tool: `cargo xtask run | test | check | build | check-html | screenshots | bench | fuzz | mutants`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a build tool talks to the terminal")]

mod browser;
mod html;
mod mutants;
mod postgres;
mod shell;
mod size;
mod tools;
mod wasm;

use shell::{Step, cargo, root};
use std::process::ExitCode;

const HELP: &str = "cargo xtask COMMAND

  run [--lan] [ARGS…]   build everything in release and serve the demonstration on 127.0.0.1:3000
                        --lan: serve on this machine's own address, for phones in the hall
  test                  everything that CI checks: format, clippy, tests on SQLite and PostgreSQL, browser, sizes
  check                 the quick part of it, for every commit: format, clippy, rules and house tests
  build                 the WASM and the server, in release
  islands               the WASM alone, for working on the islands
  check-html            the HTML of every page in the Nu checker; Java is needed, five minutes
  screenshots           make the pictures under end2end/screenshots
  bench                 how fast records are judged and the room is, each beside a ceiling of the same run
  fuzz [MILLIONS]       feed the record reader broken records; ends at the first panic
  mutants [ARGS…]       change the judging code in small ways and see that a test notices; half an hour
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let done = match command.as_str() {
        "run" => run(&rest),
        "test" => test(),
        "check" => check(),
        "build" => build(),
        "islands" => tools::wasm_target().and_then(|()| wasm::build()),
        "check-html" => html::check(),
        "screenshots" => browser::screenshots(),
        "mutants" => mutants::run(&rest),
        "bench" => bench(),
        "fuzz" => fuzz(&rest),
        _ => {
            print!("{HELP}");
            return if command.is_empty() || command == "help" { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("xtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), String> {
    tools::wasm_target()?;
    wasm::build()?;
    Step::new("build the server (release)").run(cargo(&["build", "--release", "--package", "server"]))
}

fn run(rest: &[String]) -> Result<(), String> {
    build()?;
    let lan = rest.iter().any(|one| one == "--lan");
    let mut command = std::process::Command::new(shell::target().join("release/yishi"));
    command.current_dir(root()).args(["serve", "--demo", "--database", "sqlite:data/demo.sqlite"]);
    if lan {
        let address = shell::own_address().ok_or("this machine has no address on a network")?;
        println!("For phones in the hall, on its own network: http://{address}:3000");
        command.args([
            "--listen",
            "0.0.0.0:3000",
            "--public-url",
            &format!("http://{address}:3000"),
            "--insecure-http",
        ]);
    }
    command.args(rest.iter().filter(|one| *one != "--lan"));
    println!("Serving; stop with Ctrl-C.");
    let status = command.status().map_err(|error| format!("cannot start yishi: {error}"))?;
    if status.success() { Ok(()) } else { Err("yishi ended with an error".to_owned()) }
}

/// Feeds the record reader what nobody would write.
fn fuzz(rest: &[String]) -> Result<(), String> {
    let mut command = cargo(&["run", "--release", "--package", "rules", "--example", "fuzz_reader", "--"]);
    command.args(rest);
    Step::new("fuzz the record reader").run(command)
}

/// Measures the rules, and the room with two thousand sockets, which needs that many open files.
fn bench() -> Result<(), String> {
    Step::new("measure the rules").run(cargo(&["bench", "--package", "rules", "--bench", "judge"]))?;
    let mut shell = std::process::Command::new("sh");
    shell.current_dir(root()).args(["-c", "ulimit -n 16384 && exec cargo bench --package server --bench room"]);
    Step::new("measure the room").run(shell)
}

fn lint() -> Result<(), String> {
    Step::new("format").run(cargo(&["fmt", "--all", "--check"]))?;
    Step::new("clippy").run(cargo(&[
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--features",
        "app/ssr",
        "--",
        "-D",
        "warnings",
    ]))
}

fn check() -> Result<(), String> {
    wasm::make_dist()?;
    lint()?;
    Step::new("rules, words, house").run(cargo(&["test", "--quiet", "-p", "rules"]))?;
    Step::new("house tests").run(cargo(&["test", "--quiet", "-p", "server", "--test", "all", "house::"]))
}

fn test() -> Result<(), String> {
    tools::wasm_target()?;
    wasm::build()?;
    lint()?;
    let cluster = postgres::Cluster::start()?;
    let mut tests = cargo(&["test", "--workspace", "--features", "app/ssr", "--no-fail-fast"]);
    tests.env("TEST_POSTGRES", cluster.address());
    // A third of the time a story waits for its database: twice as many are told at once as there are processors.
    let at_once = std::thread::available_parallelism().map_or(2, usize::from) * 2;
    tests.env("RUST_TEST_THREADS", at_once.to_string());
    Step::new("unit, property and story tests on SQLite and PostgreSQL").run(tests)?;
    size::check()?;
    // The tests above have built the server's binary. The room's story is told on PostgreSQL too.
    browser::test(&cluster.database("stories")?)
}
