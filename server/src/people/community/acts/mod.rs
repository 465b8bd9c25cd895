//! The acts of whoever runs the platform, in a community.

mod appoint;
mod basis;
mod body;
mod dismiss;

pub use appoint::Appoint;
pub use basis::SetBasis;
pub use body::MakeBody;
pub use dismiss::Dismiss;
