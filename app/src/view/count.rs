//! What the pages of the count in the room show: paper over the table, what tellers found, declared interests.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::{
    appraisal::SheetView,
    cut::Cut,
    now::NowView,
    room::LiveView,
    sitting::{Heading, Round},
};
use rules::{ballot::Mode, body::Weighs, count::RoomCount, published::NoticeContent};

/// The clerk's table: who takes a paper ballot.
#[derive(Debug, Clone)]
pub struct PaperPage {
    /// Who was handed a paper just now, by number or name: to be taken back at once where it was a mistake.
    pub last: Option<PaperLine>,
    pub heading: Heading,
    /// Papers are handed out by the list: owners get theirs at the door.
    pub by_list: bool,
    pub round: Round,
    pub item: String,
    pub query: String,
    pub lines: Vec<PaperLine>,
    /// Which part of those that match this is, and from whom to whom each page goes.
    pub cut: Cut,
    pub names: Vec<String>,
    /// `waits`, `holds`, or empty for all; and how many of all there are of each.
    pub show: String,
    pub counts: [usize; 2],
    /// Why no paper changes hands now.
    pub refused: Option<String>,
    /// Names the papers that came back, as exchanging and taking back are done over them.
    pub seen: String,
}

#[derive(Debug, Clone, Default)]
pub struct PaperLine {
    pub member: String,
    pub number: String,
    pub name: String,
    pub place: String,
    /// Of a representative: the households for which their paper stands.
    pub households: u64,
    /// Holds a paper, or has put it into the box.
    pub paper: bool,
    /// Why none is handed out; empty where one may be.
    pub refused: String,
}

/// A teller's desk.
#[derive(Debug, Clone)]
pub struct CountPage {
    pub heading: Heading,
    pub round: Round,
    /// Papers that may be in the box.
    pub issued: u64,
    /// Who in the room could raise a hand.
    pub hands: u64,
    /// Where not every paper is worth the same: what it weighs, and what those weigh that may be in the box.
    pub weighed: Option<(Weighs, u64)>,
    /// In an appraisal: who stands on the ballot.
    pub sheet: Option<SheetView>,
    /// Which count is being made, from 1.
    pub attempt: u64,
    /// Who has entered it.
    pub entered: Vec<String>,
    pub now: NowView,
    pub live: LiveView,
    /// What the viewer has entered in the count that runs.
    pub own: Option<RoomCount>,
    /// The counts that differed: both entries of each.
    pub differed: Vec<(u64, Vec<(String, RoomCount)>)>,
    /// The count that was accepted and stands; 0 where none does.
    pub stands: u64,
    /// Why the chair ordered another count, each time.
    pub ordered: Vec<String>,
    /// Why nothing can be entered now.
    pub refused: Option<String>,
}

/// Interests in an item.
#[derive(Debug, Clone)]
pub struct InterestPage {
    pub heading: Heading,
    pub item: String,
    pub title: String,
    pub lines: Vec<(String, String, bool)>,
    /// Why the viewer cannot declare one.
    pub refused: Option<String>,
    /// The viewer records it for others.
    pub may_record: bool,
}

/// Paper ballots to print, for one revision of an item's text.
#[derive(Debug, Clone)]
pub struct BallotSheet {
    pub heading: Heading,
    pub item: String,
    pub community: String,
    pub title: String,
    pub revision: i64,
    /// The text itself, as HTML: it hangs where people vote.
    pub text: String,
    /// In an appraisal: who stands on it.
    pub sheet: Option<SheetView>,
    pub count: usize,
    /// How many more are wanted than are printed at once.
    pub more: usize,
}

/// Somebody who signs: number, name, where at home.
pub type Signer = (String, String, String);

/// The sign-in sheet: everybody on the roll, with a column to sign in.
#[derive(Debug, Clone)]
pub struct SignInSheet {
    pub heading: Heading,
    /// Group by group: number, name, where at home.
    pub groups: Vec<(String, Vec<Signer>)>,
}

/// The tally sheet of a vote.
#[derive(Debug, Clone)]
pub struct TallySheet {
    pub heading: Heading,
    pub title: String,
    pub round: i64,
    pub revision: i64,
    /// How is voted; `None` of papers before it is opened.
    pub mode: Option<Mode>,
    pub weighs: Option<Weighs>,
    /// In an appraisal: who stands on the ballot.
    pub sheet: Option<SheetView>,
}

/// The notice as it hangs on the board, to be signed and sealed.
#[derive(Debug, Clone)]
pub struct BoardNotice {
    pub content: NoticeContent,
    pub starts: String,
    pub chair: String,
    /// Where the same stands on the net, and its QR code.
    pub url: String,
    pub qr: String,
}

/// Everything on paper that a sitting needs.
#[derive(Debug, Clone)]
pub struct Papers {
    pub heading: Heading,
    pub community: String,
    pub body: String,
    /// Which kinds of sheet are printed, and which are there to be chosen.
    pub chosen: Vec<&'static str>,
    pub offered: Vec<&'static str>,
    /// Votes that are not opened are taken by hands.
    pub hands: bool,
    /// So many ballots for each item.
    pub count: usize,
    pub notice: Option<BoardNotice>,
    pub sign_in: Option<SignInSheet>,
    pub ballots: Vec<BallotSheet>,
    pub tallies: Vec<TallySheet>,
}
