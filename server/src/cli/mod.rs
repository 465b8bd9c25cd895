//! The command line.

mod backup;
mod data;
pub mod demo;
mod judge;
mod roll;
mod serve;

use crate::{
    act::Desk,
    clock::Clock,
    fault::Fault,
    settings::{Flags, Settings, shown},
    store::Db,
};
use clap::{Parser, Subcommand};
use rules::{days::Holidays, id::CommunityId};
use std::{path::PathBuf, process::ExitCode};

#[derive(Parser)]
#[command(
    name = "yishi",
    version,
    about = "议事: consultation sessions, votes and open affairs of villages and communities"
)]
#[command(after_help = "Settings come from flags, then YISHI_* variables, then yishi.toml in the working folder.\n\n\
    Examples:\n  yishi serve                          serve with SQLite in data/ on 127.0.0.1:3000\n  \
    yishi serve --demo                   the same with two demonstration places\n  \
    yishi recount record.json            judge a count record anew, without a database\n  \
    yishi verify --head 42:9f2c…         check the record against a head printed on a notice")]
struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site
    #[command(after_help = "Examples:\n  yishi serve --database sqlite:data/village.sqlite\n  \
        yishi serve --listen 0.0.0.0:443 --tls-cert cert.pem --tls-key key.pem --public-url https://yishi.example\n  \
        yishi serve --demo --demo-at 2026-03-16T19:00+08:00")]
    Serve(serve::Serve),
    /// Bring the database's tables up to date and stop
    #[command(after_help = "Example:\n  yishi migrate --database postgres://yishi@localhost/yishi")]
    Migrate,
    /// Fill an empty database with the two demonstration places and stop
    #[command(after_help = "Example:\n  yishi demo --database sqlite:data/demo.sqlite")]
    Demo,
    /// Rolls of members
    #[command(subcommand)]
    Roll(Roll),
    /// Write the public record as static pages, JSON and the journal
    #[command(after_help = "Example:\n  yishi export record/")]
    Export {
        /// The folder to write into
        folder: PathBuf,
    },
    /// Check the chain, recount every vote, compare every published text
    #[command(
        after_help = "Examples:\n  yishi verify --head 42:9f2c…\n  yishi verify --journal journal.jsonl --head 42:9f2c…\n  yishi verify --export record/"
    )]
    Verify {
        /// A head as printed on a notice, SEQ:HASH; repeatable
        #[arg(long = "head", value_name = "SEQ:HASH")]
        heads: Vec<String>,
        /// A published journal instead of a database
        #[arg(long, value_name = "FILE")]
        journal: Option<PathBuf>,
        /// A whole export instead of a database
        #[arg(long, value_name = "FOLDER", conflicts_with = "journal")]
        export: Option<PathBuf>,
        /// The fingerprint of the export's list of files, as `yishi export` printed it
        #[arg(long, value_name = "HASH", requires = "export")]
        manifest: Option<String>,
    },
    /// Judge count records anew: one JSON object per record and line
    #[command(after_help = "Examples:\n  yishi recount record.json\n  yishi recount - < records.json")]
    Recount {
        /// Files with one record or a list of records; - is standard input
        #[arg(required = true)]
        files: Vec<String>,
        /// Compare with each record's own `expected` or published `verdict`; a difference is named and exits 1
        #[arg(long)]
        check: bool,
        /// Print sentences in Chinese and English instead of JSON
        #[arg(long)]
        explain: bool,
    },
    /// Copy an SQLite database while it serves
    #[command(after_help = "Example:\n  yishi backup backup-2026-03-16.sqlite")]
    Backup {
        /// The file to write; it must not exist
        file: PathBuf,
    },
    /// Put a backup in the place of the database; the server must be stopped
    #[command(after_help = "Example:\n  yishi restore backup-2026-03-16.sqlite")]
    Restore {
        /// The backup
        file: PathBuf,
        /// Put it in the place of a database that holds data, which stays beside under another name
        #[arg(long)]
        replace: bool,
        /// Lose so many entries: those that the present database holds and the backup does not
        #[arg(long, value_name = "N")]
        lose: Option<u64>,
        /// Leave the backup's logins and unspent slips as they were
        #[arg(long)]
        keep_logins: bool,
    },
    /// Administrators
    #[command(subcommand)]
    Admin(Admin),
    /// Members
    #[command(subcommand)]
    Member(Member),
    /// Check the settings and stop
    #[command(after_help = "Example:\n  yishi check-config --listen 0.0.0.0:443")]
    CheckConfig,
}

#[derive(Subcommand)]
enum Roll {
    /// Import a roll from CSV, XLSX or XLS: all or nothing. Where a question is open, it is named with the option that answers it
    #[command(after_help = "Examples:\n  yishi roll import --community yunshan --dry-run roll.xlsx\n  \
        yishi roll import --community yunshan --sheet 2 --numbers program roll.xlsx\n  \
        yishi roll import --community yunshan --same 12,15 --new 31 roll.csv")]
    Import(roll::Import),
}

#[derive(Subcommand)]
enum Admin {
    /// Print a one-time link for a new administrator
    #[command(after_help = "Example:\n  yishi admin link")]
    Link,
}

#[derive(Subcommand)]
enum Member {
    /// Erase the personal data of a member; counts and the chain stay whole
    #[command(after_help = "Example:\n  yishi member erase --community yunshan --number 0042 --name 张示二")]
    Erase {
        /// The community's id, as in its address
        #[arg(long)]
        community: CommunityId,
        /// The member's number
        #[arg(long)]
        number: String,
        /// The member's name as on the roll; without it the command says whose number it is, and stops
        #[arg(long, default_value = "")]
        name: String,
    },
}

/// What a command ends with: exit code 0, 1 (said no) or 2 (could not).
type Ended = Result<u8, String>;

/// Runs the command line.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    if let Command::Recount { files, check, explain } = &cli.command {
        return judge::run(files, judge::Asked { check: *check, explain: *explain }).into();
    }
    let ended = Settings::load(&cli.flags).and_then(|mut settings| {
        settings.holidays.take().map_or(Ok(()), Holidays::lay_beside)?;
        let runtime = tokio::runtime::Runtime::new().map_err(|error| format!("cannot start: {error}"))?;
        runtime.block_on(async {
            outlive_file_limit();
            command(cli.command, settings).await
        })
    });
    match ended {
        Ok(code) => code.into(),
        Err(sentence) => {
            complain(&sentence);
            2.into()
        }
    }
}

/// A file that may not grow any more (`ulimit -f`, systemd's `LimitFSIZE`) is a failed write, like a full disk. Unheard, its
/// signal would end the program.
fn outlive_file_limit() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        // Once asked for, it is heard until the program ends.
        if let Err(error) = signal(SignalKind::from_raw(rustix::process::Signal::XFSZ.as_raw())) {
            complain(&format!("the limit of file sizes: {error}"));
        }
    }
}

async fn command(command: Command, settings: Settings) -> Ended {
    match command {
        Command::Serve(serve) => serve::serve(serve, settings).await,
        Command::CheckConfig => {
            say(&format!("The settings are right.\ndatabase    {}", shown(&settings.database)));
            say(&format!("listen      {}\npublic url  {}", settings.listen, settings.public_urls.join(", ")));
            Ok(0)
        }
        Command::Migrate => {
            let desk = over(open(&settings).await?).await?;
            data::bring_up_to_date(&desk).await.map_err(|fault| failed(&fault))?;
            desk.db.close().await;
            say("The tables are up to date.");
            Ok(0)
        }
        Command::Demo => data::demo(&settings).await,
        Command::Roll(Roll::Import(import)) => roll::import(&settings, &import).await,
        Command::Export { folder } => data::export(&settings, &folder).await,
        Command::Verify { heads, journal, export, manifest } => {
            data::verify(&settings, &heads, (journal.as_deref(), export.as_deref(), manifest.as_deref())).await
        }
        Command::Backup { file } => backup::backup(&settings, &file).await,
        Command::Restore { file, replace, lose, keep_logins } => {
            let asked = backup::Asked { replace, lose, keep_logins };
            backup::restore(&settings, &file, &asked).await
        }
        Command::Admin(Admin::Link) => data::admin_link(&settings).await,
        Command::Member(Member::Erase { community, number, name }) => {
            data::erase(&settings, &community, [&number, &name]).await
        }
        Command::Recount { .. } => Ok(0),
    }
}

/// Opens the database, making one that is not there, and brings it up to date: for `serve`, `migrate` and `demo` alone.
async fn open(settings: &Settings) -> Result<Db, String> {
    Db::open_up_to_date(&settings.database).await.map_err(|fault| database(settings, &fault))
}

/// Opens a database that is there and of this version, for every other command.
async fn as_it_is(settings: &Settings) -> Result<Db, String> {
    Db::open_as_it_is(&settings.database).await.map_err(|fault| database(settings, &fault))
}

async fn desk(settings: &Settings) -> Result<Desk, String> {
    over(as_it_is(settings).await?).await
}

/// The same for a command that only reads: what it reads stays byte for byte as it is.
async fn reading_desk(settings: &Settings) -> Result<Desk, String> {
    over(Db::open_to_read(&settings.database).await.map_err(|fault| database(settings, &fault))?).await
}

/// A desk over a database, by the trusted time.
async fn over(db: Db) -> Result<Desk, String> {
    let desk = Desk::new(db, Clock::system());
    desk.learn_time().await.map_err(|fault| failed(&fault))?;
    Ok(desk)
}

fn database(settings: &Settings, fault: &Fault) -> String {
    format!("the database {} cannot be used: {}", shown(&settings.database), fault.chain())
}

fn failed(fault: &Fault) -> String {
    fault.chain()
}

/// The command line's answer. Who stops reading it, as `head` does, stops nothing.
fn say(text: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Complains; where there is no room for that, the exit code says it alone.
fn complain(text: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "yishi: {text}");
}
