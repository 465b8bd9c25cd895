//! The acts on an estate.

mod units;

pub use units::SetUnits;
