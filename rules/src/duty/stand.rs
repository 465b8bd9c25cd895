//! How a duty stands for a period: reckoned from its day, from what was published for it, and from today.

use crate::{coded::coded, days::Date};

/// So many days before its day something is due soon (\[P\]).
pub const SOON_DAYS: i64 = 7;
/// After so many days something is overdue for long.
const LONG_DAYS: i64 = 30;

/// What was done for a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It was published on this day.
    Published(Date),
    /// It was said in public that there is nothing to report.
    Nothing(Date),
    /// It was said in public that it does not apply here.
    NotHere,
}

coded! {
    /// How a duty stands.
    Stand {
        /// The period is not over, or its day is far.
        NotDue "not-due",
        /// Its day comes within a week.
        Soon "soon",
        /// Its day is today.
        Due "due",
        /// Its day has passed.
        Overdue "overdue",
        /// Its day passed more than thirty days ago.
        LongOverdue "long-overdue",
        /// It was published in time.
        Published "published",
        /// It was published late.
        Late "late",
        /// There was nothing to report.
        Nothing "nothing",
        /// It does not apply.
        NotHere "not-here",
    }
}

impl Stand {
    /// Whether it is missing: its day has passed and nothing was published.
    #[must_use]
    pub const fn is_overdue(self) -> bool {
        matches!(self, Self::Overdue | Self::LongOverdue)
    }

    /// Whether it still is to be published: now or later.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::NotDue) || self.waits()
    }

    /// Whether somebody has to do something now.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Soon | Self::Due) || self.is_overdue()
    }
}

/// How a duty stands today whose last day is `due`.
#[must_use]
pub fn stand(due: Date, answer: Option<Answer>, today: Date) -> Stand {
    match answer {
        Some(Answer::NotHere) => Stand::NotHere,
        Some(Answer::Nothing(on) | Answer::Published(on)) if on > due => Stand::Late,
        Some(Answer::Nothing(_)) => Stand::Nothing,
        Some(Answer::Published(_)) => Stand::Published,
        None => match today.until(due) {
            left if left < -LONG_DAYS => Stand::LongOverdue,
            left if left < 0 => Stand::Overdue,
            0 => Stand::Due,
            left if left <= SOON_DAYS => Stand::Soon,
            _ => Stand::NotDue,
        },
    }
}
