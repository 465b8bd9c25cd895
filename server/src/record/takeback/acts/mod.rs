//! The acts of taking back.

mod answer;
mod ask;

pub use answer::Answer;
pub use ask::{Ask, AskWhole};
