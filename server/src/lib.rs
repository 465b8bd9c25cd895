//! What remembers and answers: the `yishi` binary as a library, so that every test runs the real thing.
#![recursion_limit = "256"]

pub mod act;
pub mod acts;
mod attachment;
pub mod carrier;
pub mod check;
mod cli;
pub mod clock;
mod execution;
pub mod fault;

mod heavy;
mod home;
pub mod http;
pub mod journal;
pub mod live;
mod matter;
mod notify;
mod people;
mod photo;
pub mod public;
pub mod record;
pub mod roll_file;
mod secret;
pub mod settings;
mod sitting;
#[expect(missing_docs, reason = "rows name the columns of `migrations/*.sql`, where they are explained")]
pub mod store;
mod style;
mod text;
pub mod web;
pub mod webhook;
pub mod zone;

pub use cli::{demo, run};
pub use people::roll;
pub use sitting::presence;

/// The rows of the rooms, as tests look at them.
pub mod rows {
    pub use crate::{
        execution::rows as execution,
        people::{choice::rows as choice, community::rows as community, login::rows as login, member::rows as member},
        record::{
            objection::rows as objection, petition::rows as petition, publication::rows as publication,
            search::rows as search, takeback::rows::places,
        },
        sitting::{
            practice::rows as practice,
            presence::rows as presence,
            session::rows as session,
            talk::rows::thread,
            vote::rows::{self as vote, count},
        },
    };
}
