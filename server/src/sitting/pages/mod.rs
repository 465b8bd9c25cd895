//! The pages of a sitting.

mod count;
mod owners;
mod session;
mod thread;

use crate::web::Site;
use axum::Router;

/// Their addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .merge(session::routes())
        .merge(thread::routes())
        .merge(count::routes())
        .merge(owners::routes())
        .merge(super::practice::routes())
}
