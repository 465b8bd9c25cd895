//! The acts on the duty calendar. What is published for a duty is a disclosure, written and signed as every other.

mod adopt;
mod lift;
mod say;

/// Longest reason, in characters.
const REASON: usize = 200;

pub use adopt::AdoptDuties;
pub use lift::LiftDuty;
pub use say::SayOfDuty;
