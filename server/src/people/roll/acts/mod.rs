//! The acts on a file that was kept.

mod take_in;

pub use take_in::TakeIn;
