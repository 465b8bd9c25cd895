//! The acts on a session.

mod add_item;
mod announce;
mod cancel;
mod close;
mod draft;
mod drop_item;
mod edit;
mod hand_chair;
mod open;
mod postpone;
mod resume;
mod suspend;

pub use add_item::AddItem;
pub use announce::AnnounceSession;
pub use cancel::CancelSession;
pub use close::CloseSession;
pub use draft::DraftSession;
pub use drop_item::DropItem;
pub use edit::EditSession;
pub use hand_chair::HandChair;
pub use open::OpenSession;
pub use postpone::PostponeSession;
pub use resume::ResumeSession;
pub use suspend::SuspendSession;
