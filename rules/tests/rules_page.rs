//! `RULES.md`, `PROCEDURES.md` and `DUTIES.md` are what the data say.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use rules::{
    duty::{self, Catalogue},
    procedure::{self, Procedure},
    rule_set::{self, RuleSet},
};

fn is_current(name: &str, now: &str) {
    let path = format!("{}/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_RULES").is_some() {
        std::fs::write(&path, now).expect("written");
    }
    let written = std::fs::read_to_string(&path).expect(name);
    assert!(written == now, "rules/{name} is old: run UPDATE_RULES=1 cargo test -p rules rules_page");
}

#[test]
fn rules_page_is_current() {
    is_current("RULES.md", &rule_set::page(RuleSet::national()));
}

#[test]
fn rules_page_of_procedures_is_current() {
    is_current("PROCEDURES.md", &procedure::page(Procedure::shipped()));
}

#[test]
fn rules_page_of_duties_is_current() {
    is_current("DUTIES.md", &duty::page(Catalogue::shipped()));
}
