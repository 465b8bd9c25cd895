//! What a page says was refused. Whatever says so beside its cause says it here as well, so that the summary under the page's
//! heading names all of it, each with the way there.

use std::sync::{Arc, Mutex, PoisonError};

/// What was refused on a page, in the order in which the page says it. Copies of a page's `Cx` share it.
#[derive(Debug, Clone, Default)]
pub struct Told(Arc<Mutex<Vec<Line>>>);

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The id of what it stands beside, or empty.
    pub at: String,
    /// The sentence, with the words of its field before it.
    pub words: String,
}

impl Told {
    /// Something is said beside its cause, whose id is `at`. The same sentence said at a second place stands once.
    pub fn say(&self, at: impl Into<String>, words: impl Into<String>) {
        let line = Line { at: at.into(), words: words.into() };
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !lines.iter().any(|one| one.words == line.words && (one.at == line.at || line.at.is_empty())) {
            lines.push(line);
        }
    }

    /// All of it.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
