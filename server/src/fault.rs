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
    /// The group's transaction could not be committed.
    #[error("commit failed: {0}")]
    Commit(String),
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
