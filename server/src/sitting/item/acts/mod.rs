//! The acts on an item.

mod declare_interest;
mod record_ground;
mod record_interest;
mod write_text;

pub use declare_interest::DeclareInterest;
pub use record_ground::RecordGround;
pub use record_interest::RecordInterest;
pub use write_text::WriteText;
