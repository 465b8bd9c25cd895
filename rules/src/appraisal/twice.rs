//! Twice in a row not competent: the law ends the post (村组法 Art. 38, 居组法 Art. 37). The program removes nobody. It gives the body
//! a duty to establish it and reminds of that until a published thing says so.

use crate::{
    Refusal,
    days::{Date, Holidays},
    published::{Kind, Thing},
};

/// Where such a duty stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twice {
    /// On which day the second result was published.
    pub published: Date,
    /// By when it is to be established, where the rule gives a day.
    pub due: Option<Date>,
}

impl Twice {
    /// The duty that a published result brings, to be met within so many days where the rule says so (民法典 Art. 203: a last day on
    /// which nobody works moves on).
    #[must_use]
    pub fn since(published: Date, within: Option<i64>, holidays: &Holidays) -> Self {
        Self { published, due: within.map(|days| holidays.end_of(published, days).last) }
    }

    /// Whether it should have been established before today.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.due.is_some_and(|due| due < today)
    }
}

/// What establishing it is judged by: the published thing that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EstablishFacts {
    /// The person was found not competent as often in a row as ends the post, and the result is published.
    pub ends: bool,
    /// It was established already.
    pub done: bool,
    /// The thing was published after the result.
    pub after: bool,
    /// The thing was withdrawn.
    pub withdrawn: bool,
}

/// A judged establishing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Established(Thing);

impl Established {
    /// By which published thing.
    #[must_use]
    pub const fn by(&self) -> &Thing {
        &self.0
    }
}

/// Judges that a published thing says that the post has ended: a decision, how an item ended, or something disclosed.
///
/// # Errors
/// Why it does not.
pub fn establish(facts: EstablishFacts, by: Thing) -> Result<Established, Refusal> {
    if !facts.ends {
        return Err(Refusal::NothingToEstablish);
    }
    if facts.done {
        return Err(Refusal::NothingChanges);
    }
    let fits = matches!(by.kind, Kind::Outcome | Kind::Ending | Kind::Disclosure);
    if fits && facts.after && !facts.withdrawn { Ok(Established(by)) } else { Err(Refusal::NotAskedFor) }
}
