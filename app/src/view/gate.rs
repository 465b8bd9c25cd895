//! A gate of a vote as pages tell it.

use rules::{Language, gates::GateState};

/// A gate in words.
#[derive(Debug, Clone, Default)]
pub struct GateLine {
    /// It is open.
    pub met: bool,
    /// In words, with what is on record.
    pub words: String,
    /// Where its record is read, or empty.
    pub link: String,
    /// What opened it was typed for this item alone.
    pub typed: bool,
}

impl GateLine {
    /// A gate in words.
    #[must_use]
    pub fn of(gate: &GateState, language: Language) -> Self {
        Self { met: gate.met, words: gate.sentence(language), link: gate.link.clone(), typed: gate.is_typed() }
    }
}
