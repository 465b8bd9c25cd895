//! A note of whoever runs the platform to the people of a community: maintenance tonight, a new address.

use crate::{Refusal, days::Date, proposal::optional, typed::day};

/// The longest note, in characters.
pub const LIMIT: usize = 200;

/// The longest that a note is shown, in days: what holds longer is no note.
pub const DAYS: i64 = 366;

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

/// Judges a note: one line, up to a day that is not past and at most [`DAYS`] away. An empty one says nothing any more, from today.
///
/// # Errors
/// The field, and why not.
pub fn leave(text: &str, until: &str, today: Date) -> Result<Left, (&'static str, Refusal)> {
    let text = optional(text, LIMIT).map_err(|refusal| ("note", refusal))?;
    if text.is_empty() {
        return Ok(Left { text, until: today });
    }
    let until = day(until).and_then(|day| Date::from_text(&day)).ok_or(("until", Refusal::BadDay))?;
    if until < today {
        return Err(("until", Refusal::PastDay));
    }
    if until > today.plus(DAYS) {
        return Err(("until", Refusal::BadDay));
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
        assert_eq!(leave(" ", "", today).map(|left| left.text().to_owned()), Ok(String::new()), "taken off");
        assert_eq!(leave("x", "9999-12-31", today), Err(("until", Refusal::BadDay)));
        assert_eq!(leave("x", "明天", today), Err(("until", Refusal::BadDay)));
        assert_eq!(leave("x", "2026-03-15", today), Err(("until", Refusal::PastDay)));
    }
}
