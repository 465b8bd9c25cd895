//! Two engines behind one type.

use super::{
    conn::{Conn, Reading, Transaction},
    file::{self, Look, Opened},
    held::{self, Held},
    line::Line,
    version::{is_current, newer, older},
};
pub use crate::settings::sqlite_path;

use crate::fault::Fault;
use rules::Moment;
use sqlx::{
    AnyConnection, AnyPool, ConnectOptions, Connection, Executor,
    any::{AnyConnectOptions, AnyPoolOptions},
};
use std::{
    path::Path,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// Which database serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded default: one machine.
    Sqlite,
    /// Several nodes.
    Postgres,
}

/// The database: a pool that reads, and one that writes. SQLite has a single writing connection.
#[derive(Debug, Clone)]
pub struct Db {
    engine: Engine,
    read: AnyPool,
    write: AnyPool,
    line: Arc<Line>,
    statements: Arc<AtomicU64>,
    /// The file of an SQLite database, as it was opened.
    file: Option<Opened>,
}

/// How long a free connection is waited for while the database can be reached.
const FREE: Duration = Duration::from_secs(10);
/// After so long a wait for one it is asked whether it can be reached.
const DOUBT: Duration = Duration::from_millis(400);
/// How long PostgreSQL may take to answer a statement before the connection is given up.
const LIMIT: Duration = Duration::from_secs(5);
/// The same where everything is read: verifying, exporting.
const READING_LIMIT: Duration = Duration::from_secs(300);
/// How long a connection may take to say that it is alive.
const ALIVE: Duration = Duration::from_millis(300);

/// What PostgreSQL is told at the beginning of a connection: no statement, lock or idle transaction holds up others for
/// long, and a node that has vanished is noticed.
const POSTGRES: &str = "SET statement_timeout = '4500ms'; SET lock_timeout = '3s'; \
    SET idle_in_transaction_session_timeout = '15s'; SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; \
    SET tcp_keepalives_count = 3; SET tcp_user_timeout = '15s'";
/// The same for who reads everything in one transaction.
const POSTGRES_READING: &str =
    "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL lock_timeout = 0";
const SQLITE: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
    PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON;";

/// The same for who reads alone: nothing that stands in the file is touched, its way of logging least of all.
const SQLITE_READING: &str = "PRAGMA query_only = ON; PRAGMA busy_timeout = 5000;";

pub(super) const MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../migrations");

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…`, making a missing SQLite file, which its owner alone may read.
    ///
    /// # Errors
    /// When the address is of neither form or the database does not answer.
    pub async fn open(address: &str) -> Result<Self, Fault> {
        sqlx::any::install_default_drivers();
        let (engine, url) = match address.strip_prefix("sqlite:") {
            Some(_) => {
                let path = sqlite_path(address).unwrap_or_default();
                make_folder_of(path)?;
                file::make_private(Path::new(path))?;
                (Engine::Sqlite, format!("sqlite://{path}?mode=rwc"))
            }
            None if address.starts_with("postgres://") || address.starts_with("postgresql://") => {
                (Engine::Postgres, address.to_owned())
            }
            None => return Err(Fault::Other("the database must be sqlite:PATH or postgres://…".to_owned())),
        };
        let (begin, size) = match engine {
            Engine::Sqlite => (SQLITE, 1),
            Engine::Postgres => (POSTGRES, 16),
        };
        let write = pool(begin, &url, size).await?;
        let read = match engine {
            Engine::Sqlite => pool(begin, &url, 8).await?,
            Engine::Postgres => write.clone(),
        };
        let line = Line::new(Some(url).filter(|_| engine == Engine::Postgres));
        let file = sqlite_path(address).map(|path| Opened::new(Path::new(path)));
        Ok(Self { engine, read, write, line, statements: Arc::default(), file })
    }

    /// Opens a database, making one where there is none, and brings its tables up to date. What is no database of this program, or one
    /// of a later version, is left as it is.
    ///
    /// # Errors
    /// A sentence that says what stands there instead; database errors.
    pub async fn open_up_to_date(address: &str) -> Result<Self, Fault> {
        may_be_made(address).await?;
        let db = Self::open(address).await?;
        let ours = async {
            let mut conn = db.read().await?;
            let found = file::version_of(&mut conn).await?;
            if found > file::version() {
                return Err(newer(found));
            }
            if db.engine == Engine::Postgres && file::is_foreign(&mut conn).await? {
                return Err(Fault::Other(
                    "it holds tables of another program: give this one a database, or a schema, of its own".to_owned(),
                ));
            }
            Ok(())
        };
        if let Err(fault) = ours.await {
            db.close().await;
            return Err(fault);
        }
        db.migrate().await?;
        Ok(db)
    }

    /// Opens a database that is there, with the tables of this version. Nothing is made and nothing is brought up to date.
    ///
    /// # Errors
    /// [`Fault::Database`], or a sentence that says what stands there instead and what to do.
    pub async fn open_as_it_is(address: &str) -> Result<Self, Fault> {
        if let Some(path) = sqlite_path(address) {
            is_current(path, file::Use::Live).await?;
        }
        Self::open(address).await?.of_this_version().await
    }

    /// The same for a command that reads alone. No byte of an SQLite file is changed, so that a backup keeps its checksum, and nothing is
    /// left beside it.
    ///
    /// # Errors
    /// As [`Db::open_as_it_is`].
    pub async fn open_to_read(address: &str) -> Result<Self, Fault> {
        let Some(name) = sqlite_path(address) else { return Self::open_as_it_is(address).await };
        // A log lies beside the file itself, not beside a link to it.
        let path = std::fs::canonicalize(name).unwrap_or_else(|_| name.into());
        is_current(name, file::Use::Still).await?;
        let read = pool(SQLITE_READING, &file::reading_url(&path, file::Use::Still)?, 8).await?;
        let (write, line) = (read.clone(), Line::new(None));
        let db = Self {
            engine: Engine::Sqlite,
            read,
            write,
            line,
            statements: Arc::default(),
            file: Some(Opened::new(&path)),
        };
        db.of_this_version().await
    }

    /// Itself, where it holds the tables of this version.
    async fn of_this_version(self) -> Result<Self, Fault> {
        let found = file::version_of(&mut *self.read().await?).await?;
        match found.cmp(&file::version()) {
            std::cmp::Ordering::Less => Err(older(found)),
            std::cmp::Ordering::Equal => Ok(self),
            std::cmp::Ordering::Greater => Err(newer(found)),
        }
    }

    /// Which engine serves.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// Brings the tables up to date.
    ///
    /// # Errors
    /// When a migration fails or the database is newer than the program.
    pub async fn migrate(&self) -> Result<(), Fault> {
        match self.engine {
            Engine::Sqlite => Ok(MIGRATIONS.run(&self.write).await?),
            Engine::Postgres => {
                // A migration takes as long as it takes: its connection has no limits, and is given to nobody else.
                let mut conn = self.write.acquire().await?;
                conn.close_on_drop();
                let conn: &mut AnyConnection = &mut conn;
                (&mut *conn).execute("SET statement_timeout = 0; SET lock_timeout = 0").await?;
                Ok(MIGRATIONS.run(conn).await?)
            }
        }
    }

    /// A connection of a pool. Where none comes free, it is asked whether the database can be reached at all: if not,
    /// whoever waits is told so at once.
    async fn acquire(&self, pool: &AnyPool) -> Result<Conn, Fault> {
        if let Some(reason) = self.line.down() {
            return Err(Fault::Unreachable(reason));
        }
        let mut acquiring = std::pin::pin!(pool.acquire());
        let unreached = async {
            tokio::time::sleep(DOUBT).await;
            match self.line.ask().await {
                Ok(()) => std::future::pending().await,
                Err(reason) => reason,
            }
        };
        let acquired = tokio::select! {
            biased;
            acquired = &mut acquiring => acquired.map_err(Fault::of_connecting)?,
            reason = unreached => return Err(Fault::Unreachable(reason)),
        };
        let limit = Some(LIMIT).filter(|_| self.engine == Engine::Postgres);
        Ok(Conn::new(acquired, self.engine, limit, (Arc::clone(&self.line), Arc::clone(&self.statements))))
    }

    /// How many statements were run since it was opened: what a page asks for once must not be asked for by the line.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Why the database cannot be reached, if it cannot.
    #[must_use]
    pub fn down(&self) -> Option<String> {
        self.line.down()
    }

    /// A connection that writes, outside of any transaction.
    pub(super) async fn writing(&self) -> Result<Reading, Fault> {
        Ok(Reading(self.acquire(&self.write).await?))
    }

    /// The database's own time; none of SQLite, whose time is the machine's.
    ///
    /// # Errors
    /// Database errors.
    pub async fn time(&self) -> Result<Option<Moment>, Fault> {
        match self.engine {
            Engine::Sqlite => Ok(None),
            Engine::Postgres => Ok(Some(time(&mut *self.read().await?).await?)),
        }
    }

    /// A connection to read from.
    ///
    /// # Errors
    /// When none comes free in time.
    pub async fn read(&self) -> Result<Reading, Fault> {
        self.is_there()?;
        Ok(Reading(self.acquire(&self.read).await?))
    }

    /// A transaction that writes.
    ///
    /// # Errors
    /// When it cannot begin.
    pub async fn begin(&self) -> Result<Transaction, Fault> {
        self.is_there()?;
        let statement = match self.engine {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN",
        };
        Transaction::begin(self.acquire(&self.write).await?, statement).await
    }

    /// A transaction that reads one state of everything, whatever is written meanwhile, for as long as that takes.
    ///
    /// # Errors
    /// When it cannot begin.
    pub async fn snapshot(&self) -> Result<Transaction, Fault> {
        let mut conn = self.acquire(&self.read).await?;
        match self.engine {
            Engine::Sqlite => Transaction::begin(conn, "BEGIN").await,
            Engine::Postgres => {
                conn.wait(READING_LIMIT);
                let mut begun = Transaction::begin(conn, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
                (&mut *begun).execute(POSTGRES_READING).await?;
                Ok(begun)
            }
        }
    }

    /// Refuses to go on over a database file that was replaced or deleted since it was opened.
    ///
    /// # Errors
    /// [`Fault::Replaced`].
    pub fn is_there(&self) -> Result<(), Fault> {
        self.file.as_ref().map_or(Ok(()), Opened::is_there)
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

fn make_folder_of(path: &str) -> Result<(), Fault> {
    match Path::new(path).parent().filter(|one| !one.as_os_str().is_empty()) {
        Some(folder) => std::fs::create_dir_all(folder).map_err(Fault::file(folder)),
        None => Ok(()),
    }
}

/// Refuses where there is something that is no database of this program, or one of a later version. Nothing is changed: neither the
/// file, nor who may read it, nor what lies beside it.
///
/// # Errors
/// A sentence that says what stands there instead.
pub async fn may_be_made(address: &str) -> Result<(), Fault> {
    let Some(path) = sqlite_path(address) else { return Ok(()) };
    // As what nobody else has open: then nothing is made beside it.
    let file = std::fs::canonicalize(path).unwrap_or_else(|_| path.into());
    let look = file::look(&file, file::Use::Still, false).await?;
    match (look.fault(), look) {
        (Some(what), _) => Err(Fault::Other(format!("{path}: {what}"))),
        (None, Look::Newer(found)) => Err(newer(found)),
        (None, _) => Ok(()),
    }
}

/// Makes an SQLite database's file where there is none yet, for its owner alone: what serves locks the file itself.
///
/// # Errors
/// I/O errors.
pub fn make(address: &str) -> Result<(), Fault> {
    let Some(path) = sqlite_path(address) else { return Ok(()) };
    make_folder_of(path)?;
    file::make_private(Path::new(path))
}

/// Takes an SQLite database for this process alone, until what is returned is dropped ([`held::hold`]). PostgreSQL has several
/// nodes and needs none.
///
/// # Errors
/// [`Fault::InUse`] when another process holds it.
pub fn hold(address: &str) -> Result<Option<Held>, Fault> {
    let Some(path) = sqlite_path(address) else { return Ok(None) };
    make_folder_of(path)?;
    held::hold(Path::new(path)).map(Some)
}

/// PostgreSQL's time.
pub(super) async fn time(conn: &mut Conn) -> Result<Moment, Fault> {
    let sql = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
    let (millis,): (i64,) = sqlx::query_as(sql).fetch_one(conn).await?;
    Ok(Moment(millis))
}

async fn pool(begin: &'static str, url: &str, size: u32) -> Result<AnyPool, Fault> {
    let options = AnyPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(FREE)
        // The pool's own test waits for ever on a connection that hangs.
        .test_before_acquire(false)
        .before_acquire(|connection, _| {
            Box::pin(async move { Ok(matches!(tokio::time::timeout(ALIVE, connection.ping()).await, Ok(Ok(())))) })
        })
        .after_connect(move |connection, _| {
            Box::pin(async move {
                connection.execute(begin).await?;
                Ok(())
            })
        });
    // Once by itself, so that an error is named: the pool would wait for a server that is starting up.
    let first = async {
        let mut conn = AnyConnection::connect(url).await.map_err(Fault::of_connecting)?;
        conn.execute(begin).await?;
        Ok::<_, Fault>(conn.close().await?)
    };
    tokio::time::timeout(FREE, first).await.map_err(|_| Fault::Unreachable("no answer".to_owned()))??;
    // The log never names a statement, at whatever level: of a secret ballot it would tell the order.
    let silent = AnyConnectOptions::from_str(url)?.disable_statement_logging();
    Ok(options.connect_with(silent).await?)
}
