//! Running other programs, and saying how long each step took.

use std::{
    net::{IpAddr, UdpSocket},
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

/// A named step.
pub struct Step(&'static str);

impl Step {
    pub const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// Runs the command, which must succeed.
    pub fn run(self, mut command: Command) -> Result<(), String> {
        println!("── {}", self.0);
        let start = Instant::now();
        let status = command.status().map_err(|error| format!("{}: cannot start {command:?}: {error}", self.0))?;
        println!("   {} in {} s", self.0, start.elapsed().as_secs());
        if status.success() { Ok(()) } else { Err(format!("{} failed", self.0)) }
    }
}

/// The workspace's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Cargo in the workspace.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).args(arguments);
    command
}

/// What a program prints, if it runs.
pub fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// This machine's address on its network. Nothing is sent: the system only picks the interface.
pub fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    socket.local_addr().ok().map(|address| address.ip()).filter(|ip| !ip.is_unspecified() && !ip.is_loopback())
}
