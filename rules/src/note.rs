//! A note of whoever runs the platform to the people of a community: maintenance tonight, a new address.

use crate::{Refusal, days::Date, proposal::line, typed::day};

/// The longest note, in characters.
pub const LIMIT: usize = 200;

/// A note that may be left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    text: String,
    until: Date,
}

impl Left {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The last day on which it is shown.
    #[must_use]
    pub const fn until(&self) -> Date {
        self.until
    }
}

/// Judges a note: it says something in one line, and it ends on a day that is not past.
///
/// # Errors
/// The field, and why not.
pub fn leave(text: &str, until: &str, today: Date) -> Result<Left, (&'static str, Refusal)> {
    let text = line(text, LIMIT).map_err(|refusal| ("note", refusal))?;
    let until = day(until).and_then(|day| Date::from_text(&day)).ok_or(("until", Refusal::BadDay))?;
    if until < today {
        return Err(("until", Refusal::PastDay));
    }
    Ok(Left { text, until })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_says_something_and_ends() {
        let today = Date::new(2026, 3, 16).expect("a day");
        let left = leave("今晚 22 点维护", "2026年3月16日", today).expect("a note");
        assert_eq!((left.text(), left.until()), ("今晚 22 点维护", today));
        assert_eq!(leave(" ", "2026-03-16", today), Err(("note", Refusal::Empty)));
        assert_eq!(leave("x", "明天", today), Err(("until", Refusal::BadDay)));
        assert_eq!(leave("x", "2026-03-15", today), Err(("until", Refusal::PastDay)));
    }
}
