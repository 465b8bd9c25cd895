//! The acts on presence.

mod answer_roll_call;
mod begin_roll_call;
mod cancel_roll_call;
mod check_in;
mod check_in_online;
mod confirm_roll_call;
mod correct;
mod end_roll_call;
mod leave;
mod record_mandate;
mod revoke_mandate;

pub use answer_roll_call::AnswerRollCall;
pub use begin_roll_call::BeginRollCall;
pub use cancel_roll_call::CancelRollCall;
pub use check_in::CheckIn;
pub use check_in_online::CheckInOnline;
pub use confirm_roll_call::ConfirmRollCall;
pub use correct::CorrectPresence;
pub use end_roll_call::EndRollCall;
pub use leave::Leave;
pub use record_mandate::RecordMandate;
pub use revoke_mandate::RevokeMandate;
