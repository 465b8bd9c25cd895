//! The acts on a decision.

mod countersign;
mod publish;
mod send_back;
mod write;

pub use countersign::Countersign;
pub use publish::Publish;
pub use send_back::SendBack;
pub use write::Write;
