//! The size budgets: what a session's page may send, and the page of the recount.

use crate::{
    shell::root,
    wasm::{brotli, dist},
};
use std::fs;

/// WASM and JS after brotli, in bytes: which page, what was made for it, our own script, and how much it may send.
const BUDGETS: [(&str, &str, Option<&str>, u64); 2] = [
    ("a session's page", "yishi", None, 150_000),
    ("the page of the recount", "recount_judge", Some("style/recount.js"), 60_000),
];

/// Fails when what a page sends grows beyond its budget.
pub fn check() -> Result<(), String> {
    for (page, files, script, budget) in BUDGETS {
        let mut total = 0;
        for name in [format!("{files}.wasm.br"), format!("{files}.js.br")] {
            let path = dist().join(&name);
            let size = fs::metadata(&path).map_err(|error| format!("{}: {error}", path.display()))?.len();
            println!("   {name}: {size} bytes");
            total += size;
        }
        if let Some(script) = script {
            let bytes = fs::read(root().join(script)).map_err(|error| format!("{script}: {error}"))?;
            let size = brotli(&bytes)?.len() as u64;
            println!("   {script}: {size} bytes");
            total += size;
        }
        println!("── size: {page}: {total} of {budget} bytes of WASM and JS after brotli");
        if total > budget {
            return Err(format!("{page}: {total} bytes are more than the budget of {budget}"));
        }
    }
    Ok(())
}
