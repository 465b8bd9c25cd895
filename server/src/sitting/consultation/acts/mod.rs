//! The acts of a consultation.

mod dissent;
mod feedback;
mod guest;
mod participant;
mod party;
mod read;

pub use dissent::{Dissent, DissentOnPaper};
pub use feedback::TellFeedback;
pub use guest::{CallGuest, GuestCame, GuestLeft, TakeDown};
pub use participant::{DropParticipant, InviteGuest, NameParticipant};
pub use party::{DropParty, NameParty, RefuseParty};
pub use read::ReadBack;
