//! How a line of a month that is fixed is put right: by lines of a later month that name it (红字更正、补充登记). Nothing that was
//! published changes; a line in red takes away, one in black adds (会计基础工作规范 51, from general knowledge: not among the sources that
//! were read).

use super::{Cents, Flow, Line};
use crate::{Refusal, duty::Span};
use serde::{Deserialize, Serialize};

/// The line that another puts right: its month, its number there, and what it was for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// Its month.
    pub span: Span,
    /// Its number there, from 1.
    pub number: u64,
    /// What it was for.
    pub summary: String,
    /// Whether money came or went.
    pub flow: Flow,
    /// How much.
    pub sum: Cents,
    /// Under which heading.
    pub class: String,
    /// From whom, or to whom.
    pub payee: String,
}

/// What a correction is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CorrectFacts {
    /// The month of the line is public, or one after it is.
    pub fixed: bool,
    /// The line puts right another one itself.
    pub corrects: bool,
    /// What the line and what puts it right come to so far, under the heading of the new line.
    pub under: Cents,
}

/// Judges a line that puts another one right. That one is fixed, for otherwise it is taken out and entered anew; it is the first one, not a
/// correction of it; and no more is taken away under a heading than was written there.
///
/// # Errors
/// `(field, refusal)` that stands in the way.
pub fn correct(line: &Line, facts: &CorrectFacts) -> Result<(), (&'static str, Refusal)> {
    if facts.corrects {
        return Err(("corrects", Refusal::LedgerCorrectsTwice));
    }
    if !facts.fixed {
        return Err(("corrects", Refusal::LedgerCorrectsOpen));
    }
    let field = if line.flow == Flow::Income { "income" } else { "expense" };
    match facts.under.plus(line.sum) {
        Some(left) if left >= Cents(0) => Ok(()),
        Some(_) => Err((field, Refusal::LedgerRedBeyond)),
        None => Err((field, Refusal::BadMoney)),
    }
}
