//! The acts on a picture that is kept.

mod publish;
mod withdraw;

pub use publish::PublishAttachment;
pub use withdraw::WithdrawAttachment;
