//! A connection whose statements end. Where the database does not answer a statement in time, the statement is given up
//! and the connection with it; where a transaction could not be committed or rolled back, nobody gets its connection again.

use super::{db::Engine, line::Line};
use crate::fault::Fault;
use futures::{
    StreamExt,
    future::BoxFuture,
    stream::{self, BoxStream},
};
use sqlx::{
    Any, Describe, Either, Error, Execute, Executor, SqlStr,
    any::{AnyQueryResult, AnyRow, AnyStatement, AnyTypeInfo},
    pool::PoolConnection,
};
use std::{
    fmt,
    future::Future,
    io,
    ops::{Deref, DerefMut},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// A statement that has had no answer for so long makes sure that the database can be reached at all.
const DOUBT: Duration = Duration::from_millis(500);

/// A connection of either engine, on which `sqlx` runs statements. It goes back to its pool when it is let go, unless
/// something was left unfinished on it.
pub struct Conn {
    inner: PoolConnection<Any>,
    engine: Engine,
    /// How long an answer is waited for; SQLite answers within the process.
    limit: Option<Duration>,
    line: Arc<Line>,
    /// How many statements were run on this database.
    statements: Arc<AtomicU64>,
    /// A statement is under way, or ended without an answer.
    busy: bool,
    /// A statement had no answer: nothing more is asked on it.
    dead: bool,
    spoilt: bool,
}

impl fmt::Debug for Conn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Conn")
            .field("engine", &self.engine)
            .field("spoilt", &self.spoilt)
            .finish_non_exhaustive()
    }
}

impl Conn {
    pub(super) fn new(
        inner: PoolConnection<Any>,
        engine: Engine,
        limit: Option<Duration>,
        (line, statements): (Arc<Line>, Arc<AtomicU64>),
    ) -> Self {
        Self { inner, engine, limit, line, statements, busy: false, dead: false, spoilt: false }
    }

    /// Which engine answers.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// Waits for answers longer, or shorter.
    pub(super) fn wait(&mut self, limit: Duration) {
        self.limit = self.limit.map(|_| limit);
    }

    /// Nobody gets this connection after its present holder: it is closed, and another one takes its place.
    pub(super) fn spoil(&mut self) {
        self.spoilt = true;
    }
}

impl Drop for Conn {
    fn drop(&mut self) {
        if self.spoilt || self.busy {
            self.inner.close_on_drop();
        }
    }
}

/// Whether an error leaves the connection as it was: the database answered, if only with a no.
const fn answered(error: &Error) -> bool {
    !matches!(error, Error::Io(_) | Error::Protocol(_) | Error::Tls(_) | Error::WorkerCrashed)
}

/// What is asked on a connection that gave no answer before.
fn unanswered() -> Error {
    Error::Io(io::Error::new(io::ErrorKind::NotConnected, "the connection gave no answer before"))
}

/// Waits for an answer no longer than the limit, and no longer than it takes to find that nobody is there to give it.
async fn in_time<T>(limit: Option<Duration>, line: &Line, answer: impl Future<Output = T>) -> Result<T, Error> {
    let Some(limit) = limit else { return Ok(answer.await) };
    let mut answer = pin!(answer);
    if let Ok(answer) = tokio::time::timeout(limit.min(DOUBT), &mut answer).await {
        return Ok(answer);
    }
    let reached = async {
        match line.ask().await {
            Ok(()) => std::future::pending().await,
            Err(reason) => reason,
        }
    };
    tokio::select! {
        answer = tokio::time::timeout(limit.saturating_sub(DOUBT), &mut answer) => answer.map_err(|_| {
            let words = format!("no answer within {} ms", limit.as_millis());
            Error::Io(io::Error::new(io::ErrorKind::TimedOut, words))
        }),
        reason = reached => Err(Error::Io(io::Error::new(io::ErrorKind::NotConnected, reason))),
    }
}

impl<'c> Executor<'c> for &'c mut Conn {
    type Database = Any;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, Result<Either<AnyQueryResult, AnyRow>, Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Any>,
    {
        let Conn { inner, limit, line, statements, busy, dead, .. } = self;
        if *dead {
            return stream::once(async { Err(unanswered()) }).boxed();
        }
        statements.fetch_add(1, Ordering::Relaxed);
        // Until the last row is there: whoever stops before leaves the rest of the answer on the line.
        *busy = true;
        let rows = (&mut **inner).fetch_many(query);
        let (limit, line): (_, &Line) = (*limit, line);
        stream::unfold(Some((rows, busy, dead)), move |state| async move {
            let (mut rows, busy, dead) = state?;
            match in_time(limit, line, rows.next()).await {
                Ok(Some(Ok(row))) => Some((Ok(row), Some((rows, busy, dead)))),
                Ok(None) => {
                    *busy = false;
                    None
                }
                Ok(Some(Err(error))) | Err(error) => {
                    *dead = !answered(&error);
                    *busy = *dead;
                    Some((Err(error), None))
                }
            }
        })
        .boxed()
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Option<AnyRow>, Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Any>,
    {
        let Conn { inner, limit, line, statements, busy, dead, .. } = self;
        if *dead {
            return Box::pin(async { Err(unanswered()) });
        }
        statements.fetch_add(1, Ordering::Relaxed);
        *busy = true;
        Box::pin(async move {
            let row = in_time(*limit, line, (&mut **inner).fetch_optional(query)).await.and_then(|row| row);
            *dead = row.as_ref().is_err_and(|error| !answered(error));
            *busy = *dead;
            row
        })
    }

    fn prepare_with<'e>(self, sql: SqlStr, parameters: &'e [AnyTypeInfo]) -> BoxFuture<'e, Result<AnyStatement, Error>>
    where
        'c: 'e,
    {
        let Conn { inner, limit, line, busy, dead, .. } = self;
        if *dead {
            return Box::pin(async { Err(unanswered()) });
        }
        *busy = true;
        Box::pin(async move {
            let made = in_time(*limit, line, (&mut **inner).prepare_with(sql, parameters)).await.and_then(|made| made);
            *dead = made.as_ref().is_err_and(|error| !answered(error));
            *busy = *dead;
            made
        })
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, Result<Describe<Any>, Error>>
    where
        'c: 'e,
    {
        (&mut *self.inner).describe(sql)
    }
}

/// A connection to use outside of a transaction.
#[derive(Debug)]
pub struct Reading(pub(super) Conn);

impl Deref for Reading {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for Reading {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

/// A transaction. Let go without [`Transaction::commit`] it is undone, and its connection closed.
#[derive(Debug)]
pub struct Transaction {
    conn: Conn,
    open: bool,
}

impl Transaction {
    pub(super) async fn begin(mut conn: Conn, statement: &'static str) -> Result<Self, Fault> {
        (&mut conn).execute(statement).await?;
        Ok(Self { conn, open: true })
    }

    /// Makes everything durable.
    ///
    /// # Errors
    /// When the database does not say so: nothing is known then, and the connection is closed.
    pub async fn commit(self) -> Result<(), Fault> {
        self.end("COMMIT").await
    }

    /// Undoes everything.
    ///
    /// # Errors
    /// When the database does not say so: the connection is closed, which undoes it.
    pub async fn rollback(self) -> Result<(), Fault> {
        self.end("ROLLBACK").await
    }

    async fn end(mut self, statement: &'static str) -> Result<(), Fault> {
        (&mut self.conn).execute(statement).await?;
        self.open = false;
        Ok(())
    }
}

impl Deref for Transaction {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if self.open {
            self.conn.spoil();
        }
    }
}
