//! The acts of the account.

mod begin;
mod enter;
mod line;
mod review;

pub use begin::BeginLedger;
pub(crate) use enter::read_of;
pub use enter::{EnterLine, EnterLines};
pub use line::{DropLine, LinkLine};
pub use review::{PassLines, ReviewLine};
