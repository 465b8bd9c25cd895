//! The acts on minutes.

mod publish;
mod sign;
mod write;

pub use publish::Publish;
pub use sign::Sign;
pub use write::Write;
