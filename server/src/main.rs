//! `yishi`: see `yishi --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::run()
}
