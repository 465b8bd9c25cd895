//! A list of which a page shows a part: which, and how many there are in all.

/// Which part. Pages count from 1; one that is not there is the nearest that is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cut {
    /// The page that is shown.
    pub page: i64,
    /// Lines on a page.
    pub size: i64,
    /// Lines in all.
    pub total: i64,
}

impl Cut {
    /// The part that is asked for, of so many lines.
    #[must_use]
    pub fn of(page: i64, size: i64, total: i64) -> Self {
        let cut = Self { page: 1, size: size.max(1), total: total.max(0) };
        Self { page: page.clamp(1, cut.pages()), ..cut }
    }

    /// The same of a list that is all at hand, with its lines.
    #[must_use]
    pub fn list<T>(page: i64, size: i64, all: Vec<T>) -> (Self, Vec<T>) {
        let cut = Self::of(page, size, i64::try_from(all.len()).unwrap_or(i64::MAX));
        let skip = usize::try_from(cut.offset()).unwrap_or(usize::MAX);
        let take = usize::try_from(cut.size).unwrap_or(usize::MAX);
        (cut, all.into_iter().skip(skip).take(take).collect())
    }

    /// How many pages there are; one at least.
    #[must_use]
    pub const fn pages(&self) -> i64 {
        let size = if self.size < 1 { 1 } else { self.size };
        let pages = (self.total + size - 1) / size;
        if pages < 1 { 1 } else { pages }
    }

    /// How many lines stand before this page.
    #[must_use]
    pub const fn offset(&self) -> i64 {
        (self.page - 1) * self.size
    }

    /// The number of the last line that is shown.
    #[must_use]
    pub const fn last(&self) -> i64 {
        let last = self.offset() + self.size;
        if last < self.total { last } else { self.total }
    }
}
