//! The acts on a session.

mod add_item;
mod announce;
mod cancel;
mod close;
mod copy_items;
mod correct_item;
mod correct_session;
mod draft;
mod drop_item;
mod drop_session;
mod edit;
mod edit_item;
mod hand_chair;
mod move_item;
mod open;
mod postpone;
mod resume;
mod suspend;

pub use add_item::AddItem;
pub use announce::AnnounceSession;
pub use cancel::CancelSession;
pub use close::CloseSession;
pub use copy_items::CopyItems;
pub use correct_item::CorrectItem;
pub use correct_session::CorrectSession;
pub use draft::DraftSession;
pub use drop_item::DropItem;
pub use drop_session::DropSession;
pub use edit::EditSession;
pub use edit_item::EditItem;
pub use hand_chair::HandChair;
pub use move_item::MoveItem;
pub use open::OpenSession;
pub use postpone::PostponeSession;
pub use resume::ResumeSession;
pub use suspend::SuspendSession;
