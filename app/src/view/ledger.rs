//! What the pages of the account show.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::Choices;
use rules::{
    duty::Span,
    id::CommunityId,
    ledger::{Cents, Pasted},
    published::LedgerContent,
};

/// The account of a place: where it began, and its months.
#[derive(Debug, Clone)]
pub struct LedgerPage {
    pub community: CommunityId,
    /// Where it began: from which month on, with what, above which sum a line needs a decision, and by which text.
    pub book: Option<BookView>,
    /// A month is public: where it began is fixed.
    pub fixed: bool,
    /// The latest first.
    pub months: Vec<MonthLine>,
    pub may_keep: bool,
    /// The month that it is.
    pub now: Span,
}

/// Where an account began.
#[derive(Debug, Clone)]
pub struct BookView {
    pub first: Span,
    pub opening: Cents,
    pub limit: Option<Cents>,
    pub limit_basis: String,
}

/// A month in the list of months.
#[derive(Debug, Clone)]
pub struct MonthLine {
    pub span: Span,
    pub lines: i64,
    pub waiting: i64,
    pub closing: Cents,
    pub published: bool,
}

/// A month of the account, for those who keep and judge it.
#[derive(Debug, Clone)]
pub struct MonthPage {
    pub community: CommunityId,
    pub span: Span,
    pub content: LedgerContent,
    /// The ids of its lines, in their order.
    pub ids: Vec<String>,
    /// Why nothing can be changed now.
    pub shut: Option<String>,
    pub may_keep: bool,
    pub may_review: bool,
    /// How many lines wait for the supervisors, and what names them.
    pub waiting: (usize, String),
    /// What is left to do before it can be published.
    pub not_ready: Option<String>,
    /// Where its disclosure is written, or goes on.
    pub disclosure: Option<String>,
    /// Where it is read, once it is public.
    pub published: String,
    /// Published things that may be the basis of a line.
    pub bases: Choices,
    /// A table that was pasted, as it was read, and what names its text.
    pub pasted: Option<(Pasted, String)>,
}
