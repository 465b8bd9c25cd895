//! The acts of the account.

mod begin;
mod enter;
mod line;
mod review;

pub use begin::{BeginLedger, LimitLedger};
pub use enter::{EnterLine, EnterLines};
pub(crate) use enter::{decides, read_of};
pub use line::{DropLine, LinkLine};
pub use review::{PassLines, ReviewLine};
