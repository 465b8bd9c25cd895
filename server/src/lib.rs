//! What remembers and answers: the `yishi` binary as a library, so that every test runs the real thing.
#![recursion_limit = "256"]

pub mod act;
pub mod acts;
pub mod carrier;
mod cli;
pub mod clock;
pub mod desk;
mod execution;
pub mod fault;
pub mod form;
mod heavy;
pub mod http;
pub mod journal;
pub mod live;
mod people;
mod photo;
pub mod record;
pub mod roll_file;
pub mod search;
mod secret;
pub mod settings;
mod sitting;
#[expect(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]
pub mod store;
mod style;
mod text;
pub mod zone;

pub use cli::{demo, run};
