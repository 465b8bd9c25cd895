//! The file of an SQLite database, before and beside serving: what it is to this program, what it holds, and that it stays the
//! one that was opened. Reading it here changes no byte of it.

use super::{
    Conn,
    db::{Engine, MIGRATIONS},
    journal,
    line::Line,
};
use crate::fault::Fault;
use rules::id::CommunityId;
use sqlx::{AnyPool, any::AnyPoolOptions};
use std::{
    fs::{File, OpenOptions},
    path::{Path, PathBuf},
    sync::Arc,
};

/// What a file is to this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// There is nothing of this name.
    Missing,
    /// Something that is no file: what it is.
    NoFile(&'static str),
    /// A file without a table, also one of no length.
    Empty,
    /// No database, or one that cannot be read; in the engine's words.
    Damaged(String),
    /// A database of another program.
    Foreign,
    /// Of an earlier version of this program: its number.
    Older(i64),
    /// Of this version.
    Current,
    /// Of a later version: its number.
    Newer(i64),
}

/// The number of this version's tables.
#[must_use]
pub fn version() -> i64 {
    MIGRATIONS.iter().map(|one| one.version).max().unwrap_or_default()
}

/// Which version's tables a database holds, 0 where it holds none of this program's.
///
/// # Errors
/// Database errors.
pub async fn version_of(conn: &mut Conn) -> Result<i64, Fault> {
    if !has_table(conn, "_sqlx_migrations").await? || !has_table(conn, "heads").await? {
        return Ok(0);
    }
    let (version,): (i64,) = sqlx::query_as("SELECT CAST(COALESCE(MAX(version), 0) AS BIGINT) FROM _sqlx_migrations")
        .fetch_one(conn)
        .await?;
    Ok(version)
}

async fn has_table(conn: &mut Conn, name: &str) -> Result<bool, Fault> {
    let text = match conn.engine() {
        Engine::Sqlite => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = $1",
        Engine::Postgres => {
            "SELECT COUNT(*) FROM information_schema.tables WHERE CAST(table_schema AS TEXT) = CAST(current_schema() AS TEXT) \
             AND CAST(table_name AS TEXT) = $1"
        }
    };
    let (count,): (i64,) = sqlx::query_as(text).bind(name).fetch_one(conn).await?;
    Ok(count > 0)
}

/// Who else may have a file open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A server may write to it meanwhile.
    Live,
    /// Nobody: a backup, or what is locked. Without a log beside it nothing is made beside it either, so that it may lie where
    /// nothing can be written.
    Still,
}

/// A file that is open for reading alone.
pub struct ToRead {
    conn: Conn,
    pool: AnyPool,
}

impl ToRead {
    /// Opens a file.
    ///
    /// # Errors
    /// When it is no database.
    pub async fn open(path: &Path, of: Use) -> Result<Self, Fault> {
        sqlx::any::install_default_drivers();
        let pool = AnyPoolOptions::new().max_connections(1).connect(&reading_url(path, of)?).await?;
        let conn = Conn::new(pool.acquire().await?, Engine::Sqlite, None, (Line::new(None), Arc::default()));
        Ok(Self { conn, pool })
    }

    /// The connection.
    pub fn conn(&mut self) -> &mut Conn {
        &mut self.conn
    }

    /// Lets the file go.
    pub async fn close(self) {
        let Self { conn, pool } = self;
        drop(conn);
        pool.close().await;
    }
}

/// The address by which a file is opened for reading alone.
pub(super) fn reading_url(path: &Path, of: Use) -> Result<String, Fault> {
    let name = path.to_str().ok_or_else(|| Fault::Other(format!("the name {} is not text", path.display())))?;
    let alone = of == Use::Still && !side_files(path).iter().any(|one| one.exists());
    let immutable = if alone { "&immutable=true" } else { "" };
    Ok(format!("sqlite://{name}?mode=ro{immutable}"))
}

/// Looks at a file: what it is to this program. With `whole`, every page of it is read and held against the others.
///
/// # Errors
/// When the file's length cannot be read.
pub async fn look(path: &Path, of: Use, whole: bool) -> Result<Look, Fault> {
    match path.metadata() {
        Ok(data) if data.is_file() => {}
        Ok(data) if data.is_dir() => return Ok(Look::NoFile("a folder")),
        Ok(_) => return Ok(Look::NoFile("no regular file")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Look::Missing),
        Err(error) => return Err(Fault::file(path)(error)),
    }
    // A database whose first page still stands in the log alone has no length of its own, but a log.
    let [log, _] = side_files(path);
    let length = |path: &Path| path.metadata().map(|data| data.len());
    if length(path).map_err(Fault::file(path))? == 0 && length(&log).unwrap_or_default() == 0 {
        return Ok(Look::Empty);
    }
    let looked = async {
        let mut file = ToRead::open(path, of).await?;
        let looked = look_within(file.conn(), whole).await;
        file.close().await;
        looked
    };
    Ok(looked.await.unwrap_or_else(|fault| Look::Damaged(fault.chain())))
}

async fn look_within(conn: &mut Conn, whole: bool) -> Result<Look, Fault> {
    // A first start that was interrupted leaves the list of migrations, and nothing in it.
    let (tables,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM sqlite_master WHERE tbl_name <> '_sqlx_migrations'")
        .fetch_one(&mut *conn)
        .await?;
    if tables == 0 {
        return Ok(Look::Empty);
    }
    if whole {
        let said: Vec<(String,)> = sqlx::query_as("PRAGMA integrity_check(5)").fetch_all(&mut *conn).await?;
        if said.iter().any(|(one,)| one != "ok") {
            let said: Vec<_> = said.into_iter().map(|(one,)| one).collect();
            return Ok(Look::Damaged(said.join("; ")));
        }
    }
    Ok(match version_of(conn).await? {
        0 => Look::Foreign,
        newer if newer > version() => Look::Newer(newer),
        older if older < version() => Look::Older(older),
        _ => Look::Current,
    })
}

impl Look {
    /// What is wrong with it, where it is no database of this program: in words that follow its name.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        match self {
            Self::NoFile(what) => Some(format!("this is {what}, and no database")),
            Self::Foreign => Some("this is a database of another program".to_owned()),
            Self::Damaged(why) => Some(format!("this is no database, or a damaged one ({why})")),
            Self::Missing | Self::Empty | Self::Older(_) | Self::Current | Self::Newer(_) => None,
        }
    }
}

/// Whether a database of PostgreSQL holds tables, and none of this program's.
///
/// # Errors
/// Database errors.
pub async fn is_foreign(conn: &mut Conn) -> Result<bool, Fault> {
    if has_table(conn, "heads").await? {
        return Ok(false);
    }
    let (tables,): (i64,) = sqlx::query_as(
        "SELECT COUNT(*) FROM information_schema.tables WHERE CAST(table_schema AS TEXT) = CAST(current_schema() AS TEXT) \
         AND CAST(table_type AS TEXT) = 'BASE TABLE' AND CAST(table_name AS TEXT) <> '_sqlx_migrations'",
    )
    .fetch_one(conn)
    .await?;
    Ok(tables > 0)
}

/// The end of each community's chain, of any version.
///
/// # Errors
/// Database errors.
pub async fn heads(conn: &mut Conn) -> Result<Vec<(CommunityId, journal::Head)>, Fault> {
    let mut heads = Vec::new();
    for community in journal::chains(conn).await? {
        let head = journal::head(conn, &community).await?;
        heads.push((community, head));
    }
    heads.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(heads)
}

/// What a file holds that another does not: how many entries of which acts, most first.
///
/// # Errors
/// Database errors.
pub async fn lost(present: &mut Conn, backup: &mut Conn) -> Result<Vec<(String, u64)>, Fault> {
    let kept = heads(backup).await?;
    let mut lost: std::collections::BTreeMap<String, u64> = std::collections::BTreeMap::new();
    for (community, head) in heads(present).await? {
        let other = kept.iter().find(|(name, _)| *name == community).map_or(0, |(_, head)| head.seq);
        let common = common(present, backup, &community, head.seq.min(other)).await?;
        let acts: Vec<(String, i64)> =
            sqlx::query_as("SELECT act, COUNT(*) FROM journal WHERE community = $1 AND seq > $2 GROUP BY act")
                .bind(community.as_str())
                .bind(common)
                .fetch_all(&mut *present)
                .await?;
        for (act, count) in acts {
            *lost.entry(act).or_default() += count.unsigned_abs();
        }
    }
    let mut lost: Vec<_> = lost.into_iter().collect();
    lost.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(lost)
}

/// The last entry that two chains share: what follows one difference differs too, so that it is found by halves.
async fn common(one: &mut Conn, other: &mut Conn, community: &CommunityId, most: i64) -> Result<i64, Fault> {
    let (mut same, mut differs) = (0, most + 1);
    while differs - same > 1 {
        let middle = same + (differs - same) / 2;
        if hash_at(one, community, middle).await? == hash_at(other, community, middle).await? {
            same = middle;
        } else {
            differs = middle;
        }
    }
    Ok(same)
}

async fn hash_at(conn: &mut Conn, community: &CommunityId, seq: i64) -> Result<String, Fault> {
    let row: Option<(String,)> = sqlx::query_as("SELECT hash FROM journal WHERE community = $1 AND seq = $2")
        .bind(community.as_str())
        .bind(seq)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|(hash,)| hash).unwrap_or_default())
}

/// The log of a database file and its index.
#[must_use]
pub fn side_files(path: &Path) -> [PathBuf; 2] {
    ["-wal", "-shm"].map(|ending| PathBuf::from(format!("{}{ending}", path.display())))
}

/// Takes what stands in a file's log into the file, so that it is whole without any other; with `alone`, it stays a file by
/// itself. Nobody else has it open.
///
/// # Errors
/// When it is no database, or cannot be written.
pub async fn settle(path: &Path, alone: bool) -> Result<(), Fault> {
    sqlx::any::install_default_drivers();
    let name = path.to_str().ok_or_else(|| Fault::Other(format!("the name {} is not text", path.display())))?;
    let pool = AnyPoolOptions::new().max_connections(1).connect(&format!("sqlite://{name}?mode=rw")).await?;
    let settled = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&pool).await;
    let settled = match settled {
        Ok(_) if alone => sqlx::query("PRAGMA journal_mode = DELETE").execute(&pool).await,
        other => other,
    };
    pool.close().await;
    settled?;
    Ok(())
}

/// Writes a consistent copy of a file into another, while it may be served. The copy is for its owner alone.
///
/// # Errors
/// When the copy holds something or cannot be written.
pub async fn copy(from: &Path, of: Use, to: &Path) -> Result<(), Fault> {
    make_private(to)?;
    let name = to.to_str().ok_or_else(|| Fault::Other(format!("the name {} is not text", to.display())))?;
    let mut file = ToRead::open(from, of).await?;
    let copied = sqlx::query("VACUUM INTO $1").bind(name).execute(file.conn()).await;
    file.close().await;
    copied?;
    sync(to)
}

/// Makes sure that a file stands on the disk, with its name.
///
/// # Errors
/// I/O errors.
pub fn sync(path: &Path) -> Result<(), Fault> {
    File::open(path).and_then(|file| file.sync_all()).map_err(Fault::file(path))?;
    match path.parent().filter(|one| !one.as_os_str().is_empty()) {
        Some(folder) => File::open(folder).and_then(|folder| folder.sync_all()).map_err(Fault::file(folder)),
        None => Ok(()),
    }
}

/// Makes an empty file that its owner alone may read, or takes one that is there into the owner's hands alone. A file that is
/// there is not opened: closing it again would end the locks that SQLite holds on it in this process.
///
/// # Errors
/// I/O errors.
pub fn make_private(path: &Path) -> Result<(), Fault> {
    if !path.exists() {
        return create_private(path).map(drop);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = path.metadata().map_err(Fault::file(path))?.permissions().mode();
        // Only who owns it may change this; a file of somebody else is served as it is.
        if mode & 0o077 != 0 && std::fs::set_permissions(path, PermissionsExt::from_mode(0o600)).is_err() {
            tracing::warn!(path = %path.display(), "others may read the database file");
        }
    }
    Ok(())
}

pub(super) fn create_private(path: &Path) -> Result<File, Fault> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(Fault::file(path))
}

/// The file that was opened, by which it is seen that another one, or none, stands under its name.
#[derive(Debug, Clone)]
pub struct Opened {
    path: PathBuf,
    identity: Option<(u64, u64)>,
}

impl Opened {
    /// Remembers the file that stands under this name now.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_path_buf(), identity: identity(path) }
    }

    /// Refuses to go on where the file was replaced or deleted: what is written would be written to a file without a name.
    ///
    /// # Errors
    /// [`Fault::Replaced`].
    pub fn is_there(&self) -> Result<(), Fault> {
        if self.identity == identity(&self.path) {
            Ok(())
        } else {
            Err(Fault::Replaced(self.path.display().to_string()))
        }
    }
}

#[cfg(unix)]
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    path.metadata().ok().map(|data| (data.dev(), data.ino()))
}

#[cfg(not(unix))]
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    path.is_file().then_some((0, 0))
}
