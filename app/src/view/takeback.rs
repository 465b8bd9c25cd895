//! What is asked to be taken back of what was published.

use rules::published::Kind;

/// A revision in which words stand.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct Stands {
    pub kind: Kind,
    pub href: String,
    /// The title as it will be.
    pub title: String,
    pub revision: i64,
}

/// A request that waits for the supervision committee.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    /// Its id.
    pub id: String,
    /// Words are to be blanked; else a decision is to be withdrawn.
    pub blank: bool,
    /// Of which revision: the latest.
    pub revision: i64,
    /// The public reason.
    pub reason: String,
    /// The words.
    pub words: Vec<String>,
    /// Where they were published.
    pub things: Vec<Stands>,
    /// In how many entries of the journal they stand.
    pub entries: usize,
    /// In how many other texts.
    pub texts: usize,
    /// How many photos go.
    pub photos: usize,
    /// The viewer asked for it.
    pub own: bool,
}

/// What may be done about taking something back.
#[derive(Debug, Clone, Default)]
pub struct TakebackView {
    /// The viewer may ask.
    pub may_ask: bool,
    /// The viewer may answer.
    pub may_answer: bool,
    /// It is a decision that holds.
    pub may_withdraw: bool,
    /// There are photos of it.
    pub has_photos: bool,
    /// Words of it were blanked.
    pub blanked: bool,
    /// What waits.
    pub waiting: Option<Waiting>,
}
