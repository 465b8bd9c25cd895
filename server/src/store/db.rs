//! Two engines behind one type.

use super::file::{self, Held, Look, Opened};
use crate::fault::Fault;
use sqlx::{
    Any, AnyPool, ConnectOptions, Connection, Executor,
    any::{AnyConnectOptions, AnyPoolOptions},
    pool::PoolConnection,
};
use std::{path::Path, str::FromStr, time::Duration};

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
    /// The file of an SQLite database, as it was opened.
    file: Option<Opened>,
}

pub(super) const MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../migrations");

/// The bytes that PostgreSQL keeps of the two tables of secret votes where they hold no row.
const POSTGRES_KEPT: &str = "SELECT \
    CASE WHEN (SELECT COUNT(*) FROM secret_roll) = 0 THEN pg_relation_size('secret_roll') ELSE 0 END \
    + CASE WHEN (SELECT COUNT(*) FROM secret_counters) = 0 THEN pg_relation_size('secret_counters') ELSE 0 END";

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…`, making a missing SQLite file, which its owner alone may read.
    ///
    /// # Errors
    /// When the address is of neither form, the database does not answer, or the file is another program's.
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
        let write = pool(engine, &url, if engine == Engine::Sqlite { 1 } else { 16 }).await?;
        let read = match engine {
            Engine::Sqlite => pool(engine, &url, 8).await?,
            Engine::Postgres => write.clone(),
        };
        let file = sqlite_path(address).map(|path| Opened::new(Path::new(path)));
        Ok(Self { engine, read, write, file })
    }

    /// Opens a database that is there, with the tables of this version. Nothing is made and nothing is brought up to date.
    ///
    /// # Errors
    /// [`Fault::Database`], or a sentence that says what stands there instead and what to do.
    pub async fn open_as_it_is(address: &str) -> Result<Self, Fault> {
        let say = |what: &str| Err(Fault::Other(format!("{}: {what}", sqlite_path(address).unwrap_or_default())));
        let older = |found: i64| {
            let now = file::version();
            Fault::Other(format!(
                "the database is of an earlier version ({found}, this is {now}): run `yishi migrate` first"
            ))
        };
        if let Some(path) = sqlite_path(address) {
            match file::look(Path::new(path), false).await? {
                Look::Missing => {
                    return say("there is no such file; `yishi serve` or `yishi migrate` makes a database");
                }
                Look::Empty => {
                    return say("the file is empty; `yishi serve` or `yishi migrate` makes a database of it");
                }
                Look::Foreign => return say("this is a database of another program"),
                Look::Damaged(why) => return say(&format!("this is no database, or a damaged one ({why})")),
                Look::Newer(found) => return Err(newer(found)),
                Look::Older(found) => return Err(older(found)),
                Look::Current => {}
            }
        }
        let db = Self::open(address).await?;
        let found = file::version_of(&mut *db.read().await?).await?;
        match found.cmp(&file::version()) {
            std::cmp::Ordering::Less => Err(older(found)),
            std::cmp::Ordering::Equal => Ok(db),
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
        Ok(MIGRATIONS.run(&self.write).await?)
    }

    /// A connection to read from.
    ///
    /// # Errors
    /// When none comes free in time.
    pub async fn read(&self) -> Result<PoolConnection<Any>, Fault> {
        self.is_there()?;
        Ok(self.read.acquire().await?)
    }

    /// A transaction that writes.
    ///
    /// # Errors
    /// When it cannot begin.
    pub async fn begin(&self) -> Result<sqlx::Transaction<'static, Any>, Fault> {
        self.is_there()?;
        let statement = match self.engine {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN",
        };
        Ok(self.write.begin_with(statement).await?)
    }

    /// A transaction that reads one state of everything, whatever is written meanwhile.
    ///
    /// # Errors
    /// When it cannot begin.
    pub async fn snapshot(&self) -> Result<sqlx::Transaction<'static, Any>, Fault> {
        let statement = match self.engine {
            Engine::Sqlite => "BEGIN",
            Engine::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        Ok(self.read.begin_with(statement).await?)
    }

    /// Refuses to go on over a database file that was replaced or deleted since it was opened.
    fn is_there(&self) -> Result<(), Fault> {
        self.file.as_ref().map_or(Ok(()), Opened::is_there)
    }

    /// Answers when the database does.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), Fault> {
        Ok(self.read().await?.ping().await?)
    }

    /// Removes what the engine keeps of rows that a secret vote has emptied: the write-ahead log of SQLite is written back and
    /// cut to nothing (deleted rows themselves are overwritten with noughts, `secure_delete`); on PostgreSQL the emptied
    /// tables are written anew, without the old versions of their rows.
    ///
    /// # Errors
    /// Database errors, or a reader that does not let go of the log.
    pub async fn forget(&self) -> Result<(), Fault> {
        const TRIES: u32 = 50;
        if self.engine == Engine::Postgres {
            // Whoever still reads what was there before (an ANALYZE of the engine's own) makes it keep old versions: again then.
            for _ in 0..TRIES {
                let mut conn = self.write.acquire().await?;
                for sql in [
                    "VACUUM FULL secret_roll",
                    "VACUUM FULL secret_counters",
                    "VACUUM FULL closings",
                    "VACUUM FULL room_counts",
                    "VACUUM FULL drafts",
                ] {
                    conn.execute(sql).await?;
                }
                let (kept,): (i64,) = sqlx::query_as(POSTGRES_KEPT).fetch_one(&mut *conn).await?;
                drop(conn);
                if kept == 0 {
                    return Ok(());
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            return Err(Fault::Other(
                "old versions of a secret vote's rows could not be removed: a reader holds them".to_owned(),
            ));
        }
        for _ in 0..TRIES {
            // Let go between two tries: while a reader holds the log, others write.
            let mut conn = self.write.acquire().await?;
            let (busy, ..): (i64, i64, i64) =
                sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *conn).await?;
            drop(conn);
            if busy == 0 {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(Fault::Other("the write-ahead log could not be cut: a reader holds it".to_owned()))
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

/// The file of an SQLite address.
#[must_use]
pub fn sqlite_path(address: &str) -> Option<&str> {
    address.strip_prefix("sqlite:").map(|path| path.trim_start_matches("//"))
}

fn make_folder_of(path: &str) -> Result<(), Fault> {
    match Path::new(path).parent().filter(|one| !one.as_os_str().is_empty()) {
        Some(folder) => std::fs::create_dir_all(folder).map_err(Fault::file(folder)),
        None => Ok(()),
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

/// Takes an SQLite database for this process alone, until what is returned is dropped ([`file::hold`]). PostgreSQL has several
/// nodes and needs none.
///
/// # Errors
/// [`Fault::InUse`] when another process holds it.
pub fn hold(address: &str) -> Result<Option<Held>, Fault> {
    let Some(path) = sqlite_path(address) else { return Ok(None) };
    make_folder_of(path)?;
    file::hold(Path::new(path)).map(Some)
}

fn newer(found: i64) -> Fault {
    let now = file::version();
    Fault::Other(format!(
        "the database is of a later version ({found}, this is {now}): use the program that wrote it, or a later one"
    ))
}

async fn pool(engine: Engine, url: &str, size: u32) -> Result<AnyPool, Fault> {
    let options = AnyPoolOptions::new().max_connections(size).acquire_timeout(Duration::from_secs(10)).after_connect(
        move |connection, _| {
            Box::pin(async move {
                if engine == Engine::Sqlite {
                    connection
                        .execute(
                            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                             PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON;",
                        )
                        .await?;
                }
                Ok(())
            })
        },
    );
    // The log never names a statement, at whatever level: of a secret ballot it would tell the order.
    let silent = AnyConnectOptions::from_str(url)?.disable_statement_logging();
    Ok(options.connect_with(silent).await?)
}
