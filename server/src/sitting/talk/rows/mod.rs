//! The rows of the talk: threads, the floor, what is hidden, and what `verify` reads of them.
#![allow(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]

pub mod entry;
pub mod floor;
pub mod hiding;
pub mod thread;
