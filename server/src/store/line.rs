//! Whether the database can be reached at all. One asks for all: as long as nobody answers, every request is told so at
//! once and by name ("connection refused"), and one task finds out when there is an answer again.

use sqlx::{AnyConnection, Connection, Error};
use std::{
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};
use tokio::time::Instant;

/// How long a new connection may take.
const REACH: Duration = Duration::from_millis(400);
/// How long an answer stands: whoever asks meanwhile makes no connection of their own.
const STANDS: Duration = Duration::from_secs(1);
/// So often a database that cannot be reached is tried.
const BETWEEN: Duration = Duration::from_millis(500);

/// The line to the database.
pub struct Line {
    /// Where PostgreSQL is; of SQLite nothing is asked.
    url: Option<String>,
    own: Weak<Line>,
    down: Mutex<Option<String>>,
    asked: tokio::sync::Mutex<Option<Instant>>,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Line").field("down", &self.down()).finish_non_exhaustive()
    }
}

impl Line {
    pub(super) fn new(url: Option<String>) -> Arc<Self> {
        Arc::new_cyclic(|own| Self { url, own: own.clone(), down: Mutex::default(), asked: Default::default() })
    }

    /// Why the database cannot be reached, if it cannot.
    pub fn down(&self) -> Option<String> {
        self.down.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, down: Option<String>) {
        *self.down.lock().unwrap_or_else(PoisonError::into_inner) = down;
    }

    /// Asks whether the database can be reached; the error says why not.
    pub(super) async fn ask(&self) -> Result<(), String> {
        let Some(url) = &self.url else { return Ok(()) };
        let mut asked = self.asked.lock().await;
        if let Some(reason) = self.down() {
            return Err(reason);
        }
        if asked.is_some_and(|at| at.elapsed() < STANDS) {
            return Ok(());
        }
        let reached = reach(url).await;
        match &reached {
            Ok(()) => *asked = Some(Instant::now()),
            Err(reason) => {
                tracing::error!(reason, "the database cannot be reached");
                self.set(Some(reason.clone()));
                if let Some(line) = self.own.upgrade() {
                    tokio::spawn(line.come_back());
                }
            }
        }
        reached
    }

    /// Tries until there is an answer again.
    async fn come_back(self: Arc<Self>) {
        let Some(url) = self.url.clone() else { return };
        loop {
            tokio::time::sleep(BETWEEN).await;
            // Nobody but this task holds the line any more: the database was closed.
            if Arc::strong_count(&self) == 1 {
                return;
            }
            match reach(&url).await {
                Ok(()) => {
                    tracing::info!("the database can be reached again");
                    return self.set(None);
                }
                Err(reason) => self.set(Some(reason)),
            }
        }
    }
}

/// Makes a connection and lets it go.
async fn reach(url: &str) -> Result<(), String> {
    match tokio::time::timeout(REACH, AnyConnection::connect(url)).await {
        Ok(Ok(conn)) => {
            let _ = tokio::time::timeout(REACH, conn.close()).await;
            Ok(())
        }
        // It is there, and has no place for one more.
        Ok(Err(Error::Database(error))) if error.code().as_deref() == Some("53300") => Ok(()),
        Ok(Err(Error::Io(error))) => Err(error.to_string()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(format!("no answer within {} ms", REACH.as_millis())),
    }
}
