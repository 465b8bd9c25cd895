//! A PostgreSQL cluster for the tests, in a folder of its own, gone afterwards.

use crate::{
    shell::{Step, output},
    tools::{debian, is_root},
};
use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
};

/// A running cluster; dropping it stops it and removes its folder.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// Makes and starts a cluster on a free port of 127.0.0.1.
    pub fn start() -> Result<Self, String> {
        let programs = programs()?;
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .map_err(|error| format!("no free port: {error}"))?
            .port();
        let folder = std::env::temp_dir().join(format!("yishi-postgres-{port}"));
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        if is_root() {
            let mut give = Command::new("chown");
            give.arg("postgres").arg(&folder);
            Step::new("give the cluster's folder to postgres").run(give)?;
        }
        let cluster = Self { programs, folder, port };
        let data = cluster.folder.join("data").display().to_string();
        let log = cluster.folder.join("log").display().to_string();
        cluster.step(
            "make a PostgreSQL cluster",
            "initdb",
            &["-D", &data, "-U", "yishi", "-A", "trust", "-E", "UTF8", "--no-sync"],
        )?;
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200"
        );
        cluster.step("start PostgreSQL", "pg_ctl", &["-D", &data, "-l", &log, "-w", "-o", &options, "start"])?;
        Ok(cluster)
    }

    /// Where tests make their databases.
    pub fn address(&self) -> String {
        format!("postgres://yishi@127.0.0.1:{}/postgres", self.port)
    }

    /// Makes a database and returns its address.
    pub fn database(&self, name: &str) -> Result<String, String> {
        let port = self.port.to_string();
        let arguments = ["-h", "127.0.0.1", "-p", &port, "-U", "yishi", name];
        self.step("make a database for the stories", "createdb", &arguments)?;
        Ok(format!("postgres://yishi@127.0.0.1:{port}/{name}"))
    }

    fn step(&self, name: &'static str, program: &str, arguments: &[&str]) -> Result<(), String> {
        Step::new(name).run(self.command(program, arguments))
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.args(arguments).current_dir(std::env::temp_dir()).stdout(std::process::Stdio::null());
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.folder.join("data").display().to_string();
        let _ = self.command("pg_ctl", &["-D", &data, "-m", "immediate", "stop"]).status();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn programs() -> Result<PathBuf, String> {
    let found = || {
        let newest = fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|entry| entry.path()).max()?;
        Some(newest.join("bin")).filter(|bin| bin.join("initdb").is_file())
    };
    if let Some(bin) = found() {
        return Ok(bin);
    }
    if let Some(path) = output("which", &["initdb"]) {
        return Path::new(&path).parent().map(Path::to_path_buf).ok_or_else(|| "initdb has no folder".to_owned());
    }
    debian("PostgreSQL", "postgresql")?;
    found().ok_or_else(|| "PostgreSQL was installed and is not under /usr/lib/postgresql".to_owned())
}
