//! The acts on a published decision and on its milestones.

mod accept;
mod complete;
mod follow;
mod give_up;
mod plan;
mod rate;
mod reach;
mod send_back;

pub use accept::Accept;
pub use complete::Complete;
pub use follow::Follow;
pub use give_up::GiveUp;
pub use plan::Plan;
pub use rate::Rate;
pub use reach::Reach;
pub use send_back::SendBack;
