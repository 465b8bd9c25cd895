//! What is done to joint requests.

mod answer;
mod begin;
mod meet;
mod paper;
mod sign;
mod withdraw;

pub use answer::AnswerPetition;
pub use begin::BeginPetition;
pub use meet::MeetPetition;
pub use paper::{ConfirmSignature, EnterSignature, StrikeSignature};
pub use sign::{SignPetition, UnsignPetition};
pub use withdraw::WithdrawPetition;
