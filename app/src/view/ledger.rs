//! What the pages of the account show.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::Choices;
use rules::{
    duty::Span,
    id::CommunityId,
    ledger::{Cents, Dropped, Flow, Pasted},
    published::LedgerContent,
};

/// The account of a place: where it began, and its months.
#[derive(Debug, Clone)]
pub struct LedgerPage {
    pub community: CommunityId,
    /// Where it began: from which month on, with what, above which sum a line needs a decision, and by which text.
    pub book: Option<BookView>,
    /// Once a month is public: from which month on another limit may hold.
    pub limit_from: Option<Span>,
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
    /// What the supervisors said of a line before its decision was named: why they refused it, empty where it had passed.
    pub before: Vec<Option<String>>,
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
    /// The line of a fixed month that the form puts right.
    pub corrects: Option<Correcting>,
    /// Where the lines of this month are put right, which is fixed; empty where it is not, or by somebody else.
    pub correct_at: String,
    /// What was done later to lines of this month: their number, and in which month, under which number, where.
    pub corrected: Vec<Corrected>,
    /// What was taken out, also what nobody had judged.
    pub dropped: Vec<Dropped>,
    /// A table that was pasted, as it was read, and what names its text.
    pub pasted: Option<(Pasted, String)>,
}

/// A line that is being put right, as it stands.
#[derive(Debug, Clone)]
pub struct Correcting {
    pub id: String,
    pub span: Span,
    pub number: u64,
    pub summary: String,
    pub flow: Flow,
    pub sum: Cents,
    /// What it comes to with what was put right so far.
    pub now: Cents,
    pub class: String,
    pub source: String,
    pub payee: String,
}

/// A line that a later month puts right: its number, and where.
#[derive(Debug, Clone)]
pub struct Corrected {
    pub number: u64,
    pub span: Span,
    pub nth: u64,
    pub flow: Flow,
    pub sum: Cents,
    pub href: String,
}
