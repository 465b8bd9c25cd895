//! `RULES.md` is what the data say.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use rules::rule_set::{RuleSet, page};

#[test]
fn rules_page_is_current() {
    let now = page(RuleSet::national());
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/RULES.md");
    if std::env::var_os("UPDATE_RULES").is_some() {
        std::fs::write(path, &now).expect("written");
    }
    let written = std::fs::read_to_string(path).expect("rules/RULES.md");
    assert!(written == now, "rules/RULES.md is old: run UPDATE_RULES=1 cargo test -p rules rules_page");
}
