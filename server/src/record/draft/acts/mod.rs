//! The acts on a draft, whatever its kind.

mod publish;
mod send_back;
mod sign;
mod write;

pub use publish::Publish;
pub use send_back::SendBack;
pub use sign::Sign;
pub use write::Write;
