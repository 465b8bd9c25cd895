//! The decision: what a declared vote comes to, in words. Its life is every draft's ([`crate::draft`]).

use crate::{Refusal, days::Date, vote};

/// Judges whether a decision may be written: its vote's result is declared.
///
/// # Errors
/// [`Refusal::NotDeclared`].
pub fn writable(vote: vote::Phase) -> Result<(), Refusal> {
    if vote == vote::Phase::Declared { Ok(()) } else { Err(Refusal::NotDeclared) }
}

/// Judges the day by which a decision is to be carried out: none, or one that can be read and has not passed. A day that stood
/// there before may stay, so that a correction of other words needs no new one.
///
/// # Errors
/// [`Refusal::BadDay`] or [`Refusal::PastDay`].
pub fn due(typed: &str, before: &str, today: Date) -> Result<(), Refusal> {
    if typed.is_empty() {
        return Ok(());
    }
    let day = Date::from_text(typed).ok_or(Refusal::BadDay)?;
    if day < today && typed != before { Err(Refusal::PastDay) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_is_of_a_declared_vote() {
        assert_eq!(writable(vote::Phase::Counted), Err(Refusal::NotDeclared));
        assert_eq!(writable(vote::Phase::Declared), Ok(()));
    }

    #[test]
    fn b7_a_decision_is_due_on_a_day_to_come() {
        let today = Date::from_text("2026-03-16").expect("a day");
        for (typed, before, judged) in [
            ("", "", Ok(())),
            ("2026-03-16", "", Ok(())),
            ("2026-03-15", "", Err(Refusal::PastDay)),
            ("2006-06-20", "2026-06-20", Err(Refusal::PastDay)),
            ("2026-01-31", "2026-01-31", Ok(())),
            ("20.6.2026", "", Err(Refusal::BadDay)),
        ] {
            assert_eq!(due(typed, before, today), judged, "{typed}");
        }
    }
}
