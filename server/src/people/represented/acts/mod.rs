//! The acts on a register of representatives.

mod set;

pub use set::SetRepresented;
