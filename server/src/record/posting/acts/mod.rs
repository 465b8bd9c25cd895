//! The acts on what hangs on the board.

mod take_down;
mod withdraw;

pub use take_down::TakeDown;
pub use withdraw::Withdraw;
