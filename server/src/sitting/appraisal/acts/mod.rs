//! The acts on who is appraised.

mod drop;
mod establish;
mod name;

pub use drop::DropAppraised;
pub use establish::EstablishEnd;
pub use name::NameAppraised;

use crate::sitting::session::rows::ItemRow;
use app::address;

/// The page on which they are named.
fn page(on: &ItemRow) -> String {
    address::appraised(&on.id)
}
