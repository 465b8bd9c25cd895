//! `cargo xtask mutants`: changes the judging code in every small way that cargo-mutants knows, and sees whether a test
//! notices. Not part of CI; 45 minutes at most. The sentences are left out: they decide nothing.

use crate::shell::{Step, cargo, output};

/// The files that decide: fractions, tally, verdict, gates, and the judging of each kind.
const FILES: [&str; 6] = [
    "rules/src/fraction.rs",
    "rules/src/ballot.rs",
    "rules/src/verdict.rs",
    "rules/src/gates.rs",
    "rules/src/agenda.rs",
    "rules/src/kind/*.rs",
];

/// Runs the mutants; fails when one survives.
pub fn run(rest: &[String]) -> Result<(), String> {
    if output("cargo", &["mutants", "--version"]).is_none() {
        Step::new("install cargo-mutants").run(cargo(&["install", "--locked", "cargo-mutants"]))?;
    }
    let mut command = cargo(&["mutants", "--package", "rules", "--no-shuffle", "--jobs", "2"]);
    command.args(["--exclude-re", "words|sentence|against_share|impl Display|impl Serialize", "--timeout", "60"]);
    for file in FILES {
        command.args(["--file", file]);
    }
    command.args(rest);
    // Random sequences of acts take seconds and judge nothing that the other tests do not.
    command.args([
        "--",
        "--lib",
        "--test",
        "edges",
        "--test",
        "count_records",
        "--test",
        "ballot_log",
        "--test",
        "properties",
    ]);
    Step::new("mutate the rules").run(command)
}
