//! The acts of registers.

mod change;
mod enter;

pub(crate) use change::stands;
pub use change::{ChangeRow, EndRow};
pub(crate) use enter::read_of;
pub use enter::{EnterRow, EnterRows};
