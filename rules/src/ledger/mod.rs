//! The account of a place, line by line (逐笔收支): what each line has to say, what the checks find, how a month runs on from the one
//! before, and when it may be published. Sums are whole cents. Nothing here stores or publishes anything.

mod cents;
mod class;
mod correct;
mod line;
mod month;
mod paste;

pub use cents::Cents;
pub use class::{CLASSES, Class};
pub use correct::{CorrectFacts, Corrected, correct};
pub use line::{BeginFacts, Begun, Limited, Line, Typed, begin, day, limit, line};
pub use month::{
    Basis, Check, Dropped, Entered, Finding, LimitWas, Month, Review, ReviewFacts, Reviewed, Standing, review,
};
pub use paste::{LONGEST, Pasted, Row, paste};

use crate::{Language, coded::coded};

coded! {
    /// Whether money comes or goes.
    Flow {
        /// It comes.
        Income "income",
        /// It goes.
        Expense "expense",
    }
}

impl Flow {
    /// What a balance is once this came or went; none where it grows beyond what can be counted.
    #[must_use]
    pub fn after(self, balance: Cents, sum: Cents) -> Option<Cents> {
        match self {
            Self::Income => balance.plus(sum),
            Self::Expense => balance.minus(sum),
        }
    }
}

coded! {
    /// Out of which purse.
    Source {
        /// The collective's own.
        Collective "collective",
        /// Public money.
        State "state",
        /// Public money for a purpose.
        Special "special",
        /// Given.
        Donation "donation",
        /// Raised by a levy.
        Levy "levy",
        /// Borrowed.
        Loan "loan",
        /// Kept for others.
        Custody "custody",
    }
}

impl Source {
    /// What it is called.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Collective, Language::Zh) => "集体",
            (Self::State, Language::Zh) => "财政",
            (Self::Special, Language::Zh) => "专项",
            (Self::Donation, Language::Zh) => "捐赠",
            (Self::Levy, Language::Zh) => "筹资",
            (Self::Loan, Language::Zh) => "贷款",
            (Self::Custody, Language::Zh) => "代管",
            (Self::Collective, Language::En) => "collective",
            (Self::State, Language::En) => "public",
            (Self::Special, Language::En) => "public, for a purpose",
            (Self::Donation, Language::En) => "donation",
            (Self::Levy, Language::En) => "levy",
            (Self::Loan, Language::En) => "loan",
            (Self::Custody, Language::En) => "kept for others",
        }
    }

    /// The source that somebody means: its id, or its name in either language.
    #[must_use]
    pub fn meant(words: &str) -> Option<Self> {
        let words = words.trim();
        Self::ALL.iter().copied().find(|one| {
            [one.id(), one.name(Language::Zh), one.name(Language::En)].contains(&words)
                || words.strip_suffix("资金").is_some_and(|stem| stem == one.name(Language::Zh))
        })
    }
}

#[cfg(test)]
mod tests;
