//! An item of the agenda: its text, what opens its vote, and who keeps out of it. What is said about it stands elsewhere. Its acts
//! stand in `acts`.

pub mod acts;
pub(crate) mod gates;
pub(crate) mod interest;
pub mod rows;
