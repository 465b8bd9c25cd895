//! The size budget: what a session's page may send.

use crate::wasm::dist;
use std::fs;

/// WASM and JS of a session's page after brotli, in bytes.
const BUDGET: u64 = 150_000;

/// Fails when the islands grow beyond the budget.
pub fn check() -> Result<(), String> {
    let mut total = 0;
    for name in ["yishi.wasm.br", "yishi.js.br"] {
        let path = dist().join(name);
        let size = fs::metadata(&path).map_err(|error| format!("{}: {error}", path.display()))?.len();
        println!("   {name}: {size} bytes");
        total += size;
    }
    println!("── size: {total} of {BUDGET} bytes of WASM and JS after brotli");
    if total <= BUDGET { Ok(()) } else { Err(format!("{total} bytes are more than the budget of {BUDGET}")) }
}
