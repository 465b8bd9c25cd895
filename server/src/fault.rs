//! What went wrong inside. A fault is logged with its chain and never shown: the person gets a sentence and a reference.

/// An unexpected failure.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// There is no such thing for this person.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in.
    #[error("not signed in")]
    SignIn,
    /// Refused before any act was judged.
    #[error("refused: {}", .0.code())]
    Forbidden(rules::Refusal),
    /// The database failed.
    #[error("database")]
    Database(#[from] sqlx::Error),
    /// The database cannot be reached.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// A commit gave no answer, and nobody knows yet whether it was done.
    #[error("not known whether it was committed: {0}")]
    Unknown(String),
    /// The migrations failed.
    #[error("migration")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A stored JSON text cannot be read.
    #[error("stored JSON")]
    Json(#[from] serde_json::Error),
    /// A stored value that the program never writes.
    #[error("stored value out of range: {0}")]
    Stored(&'static str),
    /// An act that changed something and did not append to the journal.
    #[error("act without a journal entry")]
    Unjournaled,
    /// An act whose entry says what the act does not list as said by it.
    #[error("an act says {0}, which it does not list")]
    Unlisted(&'static str),
    /// A statement that was to change one row changed none, or several.
    #[error("a statement changed {0} rows instead of one")]
    NotOne(u64),
    /// The group's transaction could not be committed.
    #[error("not committed: {0}")]
    Commit(String),
    /// Too much is being done at once; it was not begun.
    #[error("too busy")]
    Busy,
    /// The writer has stopped.
    #[error("the writer has stopped")]
    Stopped,
    /// Numbers of the program's own that contradict each other.
    #[error("count contradicts itself: {0}")]
    Count(&'static str),
    /// A password could not be hashed.
    #[error("password hashing")]
    Password,
    /// A zone or time that cannot be used.
    #[error("time")]
    Time(#[from] jiff::Error),
    /// A file could not be read or written.
    #[error("file {path}")]
    File {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Another process holds the database.
    #[error("{0} is in use by another process; stop it first")]
    InUse(String),
    /// The database file is not the one that was opened.
    #[error("the database file {0} was replaced or deleted; stop, put it back or restore a backup, and start again")]
    Replaced(String),
    /// Something else, in words.
    #[error("{0}")]
    Other(String),
}

impl Fault {
    /// An error of connecting, named.
    #[must_use]
    pub fn of_connecting(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Io(error) => Self::Unreachable(error.to_string()),
            sqlx::Error::PoolTimedOut => Self::Unreachable("every connection is in use".to_owned()),
            other => Self::Database(other),
        }
    }

    /// Whether the database is the reason, and trying again later may do: it cannot be reached, gave no answer in time, has
    /// no room left, or holds something locked.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            // A file that is gone may be put back, and is then the database again.
            Self::Unreachable(_) | Self::Unknown(_) | Self::Commit(_) | Self::Replaced(_) => true,
            Self::Database(error) => match error {
                sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => true,
                sqlx::Error::WorkerCrashed | sqlx::Error::Protocol(_) => true,
                sqlx::Error::Database(error) => error.code().is_some_and(|code| passes(&code)),
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether the disk is the reason: it has no room, or failed.
    #[must_use]
    pub fn is_of_the_disk(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        error.code().is_some_and(|code| match code.parse::<u32>() {
            // SQLite's I/O error and full; the lower byte is the kind. PostgreSQL's disk full and I/O error.
            Ok(kind) if code.len() < 5 => [10, 13].contains(&(kind & 0xff)),
            _ => ["53100", "58030"].contains(&&*code),
        })
    }

    /// Names the file of an I/O error.
    pub fn file(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.display().to_string();
        move |source| Self::File { path, source }
    }

    /// The whole chain in one line, for the log.
    #[must_use]
    pub fn chain(&self) -> String {
        let mut text = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            text.push_str(": ");
            text.push_str(&error.to_string());
            cause = error.source();
        }
        text
    }
}

/// The codes of both engines for what passes: PostgreSQL's classes of connections, resources, operator and system; locks and
/// time limits; SQLite's busy, locked, I/O error, full, cannot open.
fn passes(code: &str) -> bool {
    if code.len() == 5 {
        return ["08", "53", "57", "58", "40"].iter().any(|class| code.starts_with(class))
            || ["55P03", "25P03"].contains(&code);
    }
    // The lower byte is the kind, the others say more.
    code.parse::<u32>().is_ok_and(|code| [5, 6, 10, 13, 14].contains(&(code & 0xff)))
}
