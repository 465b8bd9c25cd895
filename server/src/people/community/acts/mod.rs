//! The acts of whoever runs the platform, in a community.

mod appoint;
mod basis;
mod body;
mod dismiss;
mod rename;
mod retire;

pub use appoint::Appoint;
pub use basis::SetBasis;
pub use body::MakeBody;
pub use dismiss::Dismiss;
pub use rename::{RenameBody, RenameCommunity};
pub use retire::{RetireBody, RetireCommunity};
