//! The acts of a draw.

mod fix;
mod replace;
mod seed;

pub use fix::FixDraw;
pub use replace::{AskSubstitute, StepIn};
pub use seed::{ConfirmSeed, ReadSeed};
