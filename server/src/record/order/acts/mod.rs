//! The acts on orders: of the office that makes one and takes it back, and of the place that meets or answers it.

mod answer;
mod make;
mod meet;
mod withdraw;

pub use answer::AnswerOrder;
pub use make::MakeOrder;
pub use meet::MeetOrder;
pub use withdraw::WithdrawOrder;
