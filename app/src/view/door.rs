//! What the pages of check-in show.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::{cut::Cut, room::LiveView, sitting::Heading};

/// Where somebody of the check-in list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AtDoor {
    /// Not there.
    #[default]
    Absent,
    /// There, and counts.
    Present,
    /// There, and watches.
    Observer,
    /// Gone again.
    Left,
}

impl AtDoor {
    /// Its id, of which the words are a key.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Present => "present",
            Self::Observer => "observer",
            Self::Left => "left",
        }
    }
}

/// The check-in list.
#[derive(Debug, Clone)]
pub struct DoorPage {
    pub heading: Heading,
    pub query: String,
    /// Who was checked in last, and when: to be undone at once where it was a mistake.
    pub last: Option<(DoorLine, String)>,
    pub live: LiveView,
    pub scanned: Vec<DoorLine>,
    pub found: Vec<DoorLine>,
    /// Which part of those that match this is, and from whom to whom each page goes.
    pub cut: Cut,
    pub names: Vec<String>,
    /// One of [`Self::SHOWS`], or empty for all; and how many of all there are of each.
    pub show: String,
    pub counts: [usize; 3],
    pub takes: bool,
}

impl DoorPage {
    /// The parts of the list: who is not here, who is and counts, who listens in and does not.
    pub const SHOWS: [&str; 3] = ["absent", "here", "observer"];
}

#[derive(Debug, Clone, Default)]
pub struct DoorLine {
    pub member: String,
    pub number: String,
    pub name: String,
    pub place: String,
    pub on_roll: bool,
    /// Of a representative: for how many households they stand.
    pub households: u64,
    /// Who is here for the household already.
    pub represented: String,
    pub presence: AtDoor,
    /// A paper is out for them: who leaves puts it into the box or gives it back.
    pub holds_paper: bool,
    /// Phones that are not verified: the login, and the words by which the clerk knows it.
    pub phones: Vec<(String, String)>,
}

#[derive(Debug, Clone)]
pub struct RoomCodePage {
    pub heading: Heading,
    pub url: String,
}

#[derive(Debug, Clone)]
pub struct ScanPage {
    pub heading: Heading,
    pub code: String,
}
