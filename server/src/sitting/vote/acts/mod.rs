//! The acts on a vote.

mod cast;
mod cast_appraisal;
mod close;
mod count;
mod declare;
mod extend;
mod open;
mod paper;
mod recount;
mod void;

pub use cast::{CastNamed, CastSecret};
pub use cast_appraisal::CastAppraisal;
pub(crate) use cast_appraisal::read as sheet_of;
pub use close::Close;
pub use count::EnterCount;
pub use declare::Declare;
pub use extend::Extend;
pub use open::Open;
pub use paper::{Exchange, HandOut, TakeBack};
pub use recount::OrderRecount;
pub use void::Void;
