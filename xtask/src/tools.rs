//! What the build needs from outside: installed where that can be done, named where not.

use crate::shell::{Step, output, root};
use std::{path::Path, process::Command};

/// The WASM target of the active toolchain.
pub fn wasm_target() -> Result<(), String> {
    let sysroot = output("rustc", &["--print", "sysroot"]).ok_or("rustc does not run; install Rust with rustup")?;
    if Path::new(&sysroot).join("lib/rustlib/wasm32-unknown-unknown/lib").is_dir() {
        return Ok(());
    }
    let mut command = Command::new("rustup");
    command.args(["target", "add", "wasm32-unknown-unknown"]);
    if Step::new("install the WASM target").run(command).is_ok() {
        return Ok(());
    }
    let fallback = root().join("../shared/tools/install-wasm-std");
    if fallback.is_file() {
        return Step::new("install the WASM target from source").run(Command::new(fallback));
    }
    Err("the WASM target is missing; install it with: rustup target add wasm32-unknown-unknown".to_owned())
}

/// The npm packages of end2end: Playwright, axe and binaryen. Says what is missing when npm is.
pub fn npm() -> Result<(), String> {
    let folder = root().join("end2end");
    let lock = folder.join("package-lock.json");
    let mark = folder.join("node_modules/.package-lock.json");
    let newer = |one: &Path, other: &Path| {
        let time = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
        time(one) >= time(other) && one.is_file()
    };
    if newer(&mark, &lock) {
        return Ok(());
    }
    if output("npm", &["--version"]).is_none() {
        return Err("npm is missing; install Node.js 20 or newer (Debian: apt-get install nodejs npm)".to_owned());
    }
    let mut command = Command::new("npm");
    command.current_dir(folder).args(["ci", "--no-audit", "--no-fund", "--silent"]);
    Step::new("install the npm packages").run(command)
}

/// Chromium and Chinese type, for the browser tests.
pub fn chromium() -> Result<(), String> {
    let font = || output("fc-list", &[":lang=zh-cn"]).is_some_and(|list| !list.is_empty());
    if Path::new("/usr/bin/chromium").is_file() && font() {
        return Ok(());
    }
    debian("Chromium or Chinese type", "chromium fonts-noto-cjk fontconfig")
}

/// Whether this is the account that may install.
pub fn is_root() -> bool {
    output("id", &["-u"]).as_deref() == Some("0")
}

/// Installs what is missing from Debian's packages, where that can be done, and says how where not.
pub fn debian(what: &str, packages: &str) -> Result<(), String> {
    if !(is_root() && output("apt-get", &["--version"]).is_some()) {
        return Err(format!("{what} is missing; install it with: sudo apt-get install {packages}"));
    }
    let mut update = Command::new("apt-get");
    update.args(["update", "-qq"]);
    Step::new("apt-get update").run(update)?;
    let mut install = Command::new("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive").args(["install", "-y", "-qq"]).args(packages.split(' '));
    Step::new("install what is missing").run(install)
}
