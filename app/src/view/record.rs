//! What the public reads. `NoticeContent` and `OutcomeContent` are stored as published, so their fields are for good.

use super::{board::Posted, execution::Execution};
use rules::{
    draft::Phase,
    masking::Kind,
    money::Money,
    permit::Role,
    published::{EndingContent, NoticeContent, OutcomeContent},
};

/// Where a text on its way to the public stands, and what the viewer may do about it.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Where it stands; nothing is written yet where it stands nowhere.
    pub phase: Option<Phase>,
    /// Why it was sent back, or empty.
    pub returned: String,
    /// In which role it was countersigned, if it was.
    pub signed_as: Option<Role>,
    /// Names the draft that is shown, so that one signs what one has read.
    pub seen: String,
    /// Whether the viewer may countersign it, or send it back.
    pub may_sign: bool,
    /// Why they may not.
    pub why_not_sign: String,
    /// Words were changed since it was countersigned, as by taking some back: it is saved and signed anew.
    pub moved: bool,
    /// Whether the viewer may write at it.
    pub may_write: bool,
    /// Whether the viewer may publish what is countersigned.
    pub may_publish: bool,
    /// What looks like personal data and was left in the text, said to be none: as what, and where.
    pub left: Vec<(Kind, String)>,
}

/// Words or photos that were taken back of a published thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// Of which other revision; 0 where it was taken back of the one that is shown.
    pub revision: i64,
    /// The day.
    pub day: String,
    /// The reason; empty where it stays within the community.
    pub reason: String,
    /// The fingerprints of the file before and after, where words were blanked.
    pub fingerprints: Option<(String, String)>,
    /// Photos of it were taken down.
    pub photos: bool,
}

/// What proves a published page: its place in the chain.
#[derive(Debug, Clone, Default)]
pub struct Seal {
    /// The entry's number.
    pub seq: i64,
    /// The entry's hash.
    pub hash: String,
    /// The content's hash.
    pub content_hash: String,
    /// When published, in words.
    pub at: String,
    /// Which revision, of how many.
    pub revision: (i64, i64),
    /// The page's path; that of an earlier revision ends in `/v/1`.
    pub path: String,
    /// The page's permanent address, as printed.
    pub url: String,
    /// Its QR code, as SVG.
    pub qr: String,
    /// The community's public address.
    pub board: String,
    /// How it stands on the board.
    pub posted: Posted,
    /// It stays within the community.
    pub within: bool,
    /// What was taken back of it, oldest first.
    pub taken_back: Vec<TakenBack>,
    /// The matter to which it belongs: where it is read, and its title.
    pub matter: Option<(String, String)>,
    /// By what name `/recount` finds its record, where it has one: `COMMUNITY/VOTE`.
    pub recount: String,
    /// The version of the rules that it was judged by, in words; empty where nothing was.
    pub rules: String,
}

/// A line of a list.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// Where it leads.
    pub href: String,
    /// Its title.
    pub title: String,
    /// What stands beside it.
    pub note: String,
    /// A word that marks its state.
    pub mark: String,
}

/// A notice with its texts rendered.
#[derive(Debug, Clone)]
pub struct NoticePage {
    /// As published.
    pub content: NoticeContent,
    /// When it begins, in words.
    pub starts: String,
    /// Where it is put into one's own calendar.
    pub calendar: String,
    /// The papers as HTML, one per item.
    pub papers: Vec<String>,
    /// What the session came to, as far as it is published.
    pub results: Vec<Listed>,
    /// What proves it.
    pub seal: Seal,
}

/// An ending with its texts rendered.
#[derive(Debug, Clone)]
pub struct EndingPage {
    /// As published.
    pub content: EndingContent,
    /// When the session was held, in words.
    pub held: String,
    /// The words of the record as HTML.
    pub text: String,
    /// What dissenters say, as HTML.
    pub dissent: String,
    /// Votes on the item that were declared: where the decision is published, or nothing, and the result in words.
    pub votes: Vec<(String, String)>,
    /// What proves it.
    pub seal: Seal,
}

/// A decision with its texts rendered.
#[derive(Debug, Clone)]
pub struct OutcomePage {
    /// As published.
    pub content: OutcomeContent,
    /// When the session was held, in words.
    pub held: String,
    /// The adopted text as HTML.
    pub text: String,
    /// The decision as HTML.
    pub decision: String,
    /// The verdict in one sentence.
    pub verdict: String,
    /// What became of it.
    pub execution: Execution,
    /// How long it is until its due day, in words, as long as it is carried out; else empty.
    pub due_left: String,
    /// The largest sum that the decision names, or else its text, and how many households there are.
    pub sum: Option<(Money, u64)>,
    /// What it belongs to and where it was talked over: addresses with their words.
    pub ways: Vec<(String, String)>,
    /// What proves it.
    pub seal: Seal,
}

/// A word that tells how something stands, with its tone: a mark of the style sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tag {
    /// The word.
    pub words: String,
    /// `good`, `bad`, `late`, `live` or nothing.
    pub tone: &'static str,
}

/// How anybody checks the record of a community.
#[derive(Debug, Clone, Default)]
pub struct CheckPage {
    /// The community.
    pub name: String,
    /// Its board.
    pub board: String,
    /// The chain's last entry.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
    /// Where the journal is.
    pub journal: String,
}
