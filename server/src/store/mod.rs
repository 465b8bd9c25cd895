//! The only SQL. One file per noun; texts run unchanged on SQLite and PostgreSQL (`migrations/README.md`).
//!
//! A function that writes what people did takes [`write::Writing`], so that it stands in a community's transaction with
//! its head taken. Where `rules` judges the step it takes the *decision*, so that nothing of it is written that was not judged; a
//! decision that knows of what it was judged says also where it is written.

pub(crate) mod belonging;
pub mod commit;
pub mod conn;
pub mod db;
pub mod feed;
pub mod file;
mod flag;
pub mod forget;
pub mod form;
pub mod held;
pub mod journal;
mod lane;
pub mod line;
pub mod outbox;
pub(crate) mod parts;
mod sent;
pub mod silence;
pub mod state;
pub mod steps;
mod told;
mod trouble;
mod version;
pub mod write;

use crate::fault::Fault;

pub use conn::Conn;
pub use db::Db;
pub use flag::Flag;
pub use write::{Answer, Writer, Writing};

/// Of a list, all: how many, and how many are passed over.
pub const EVERY: (i64, i64) = (i64::MAX, 0);

/// Holds that a statement changed one row and no other: what was judged of a thing is written to that thing.
///
/// # Errors
/// [`Fault::NotOne`].
pub fn changed_one(result: &sqlx::any::AnyQueryResult) -> Result<(), Fault> {
    if result.rows_affected() == 1 { Ok(()) } else { Err(Fault::NotOne(result.rows_affected())) }
}
