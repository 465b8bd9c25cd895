//! The only SQL. One file per noun; texts run unchanged on SQLite and PostgreSQL (`migrations/README.md`).
//!
//! A function that writes what people did takes [`write::Writing`], so that it stands in a community's transaction with
//! its head taken, and takes the *decision* that `rules` made, so that nothing is written that was not judged.

pub mod blank;
pub mod board;
pub mod commit;
pub mod community;
pub mod conn;
pub mod count;
pub mod db;
pub mod disclosure;
pub mod execution;
pub mod feed;
pub mod file;
pub mod floor;
pub mod forget;
pub mod form;
pub mod ground;
pub mod hiding;
pub mod import;
pub mod interest;
pub mod journal;
pub mod line;
pub mod login;
pub mod mandate;
pub mod member;
pub mod minutes;
pub mod note;
pub mod objection;
pub mod objection_hiding;
pub mod outcome;
pub mod owners;
pub mod photo;
pub mod places;
pub mod presence;
pub mod publication;
pub mod search;
pub mod secret;
pub mod session;
pub mod silence;
pub mod state;
pub mod takeback;
pub mod talk;
pub mod thread;
mod told;
pub mod tries;
mod trouble;
pub mod vote;
pub mod write;

pub use conn::Conn;
pub use db::Db;
pub use write::{Answer, Writer, Writing};
