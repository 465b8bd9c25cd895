//! What the pages of importing a roll show.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::Choices;
use rules::id::CommunityId;

/// A file that waits for the clerk's decision.
#[derive(Debug, Clone, Default)]
pub struct ImportPage {
    pub community: CommunityId,
    pub id: String,
    /// What was read and what was left out, in sentences.
    pub notes: Vec<String>,
    /// The same, of what the clerk should not overlook.
    pub warnings: Vec<String>,
    /// What was chosen of the file, as fields of a form.
    pub chosen: Vec<(&'static str, String)>,
    pub shows: Shows,
}

/// A question about the file, or what becomes of its lines.
#[derive(Debug, Clone, Default)]
pub enum Shows {
    /// Which sheet, or which of its columns: the question; value and words of each answer.
    Sheets(String, Choices),
    /// Where the numbers come from.
    #[default]
    Numbers,
    Preview(Box<ImportPreview>),
}

#[derive(Debug, Clone, Default)]
pub struct ImportPreview {
    /// Added, changed, unchanged, refused, no person's.
    pub totals: [usize; 5],
    pub asked: Vec<Asked>,
    pub asks: usize,
    /// The numbers were filled in anew: there is nothing to take in this way.
    pub anew: bool,
    /// Where people are found by name and household instead.
    pub by_name: Option<String>,
    /// Where the program numbers those who have none.
    pub give_numbers: Option<String>,
    /// The bodies that have to be made first, in a sentence, and where the column of bodies is left unread instead.
    pub missing: Option<String>,
    pub keep_bodies: Option<String>,
    /// File and roll are the same.
    pub nothing: bool,
    /// Adults who would have no vote in assemblies.
    pub voteless: usize,
    /// New people of whom nobody says whether they are of age.
    pub ageless: usize,
    pub filters: Vec<Filter>,
    pub lines: Vec<ImportLine>,
    /// Where this page of lines begins, from 0, how many there are, and the pages before and after.
    pub from: usize,
    pub of: usize,
    pub before: Option<String>,
    pub after: Option<String>,
    /// Who is not in the file: id, in a sentence, and what hangs on them.
    pub absent: Vec<(String, String)>,
    /// Who would be absent, and stands in a hidden row: each in a sentence.
    pub hidden: Vec<String>,
    pub beyond: usize,
    /// Who gives up a number, each in a sentence.
    pub displaced: Vec<String>,
    /// Whose number is given away while their own line is refused, each in a sentence.
    pub held: Vec<String>,
    pub alike: Option<Alike>,
}

/// Household numbers that may be one household's.
#[derive(Debug, Clone, Default)]
pub struct Alike {
    /// Each in a sentence.
    pub sets: Vec<String>,
    pub count: usize,
    /// A person has to say what they are before anything else.
    pub open: bool,
    /// What was said of them; empty where nothing was.
    pub said: String,
    /// Where they are one household, and where each is one.
    pub one: Option<String>,
    pub each: Option<String>,
}

/// What becomes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Becomes {
    Add,
    Alter,
    Same,
    Ask,
    Total,
    Refuse,
}

impl Becomes {
    /// Its id, in the words and as the class of its row.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Alter => "alter",
            Self::Same => "same",
            Self::Ask => "ask",
            Self::Total => "total",
            Self::Refuse => "refuse",
        }
    }
}

/// Which lines are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Show {
    /// Whatever is not the same.
    #[default]
    All,
    Refused,
    Asked,
    Changed,
    Added,
    Homeless,
    Ageless,
    Namesake,
    Total,
}

impl Show {
    /// Every kind, in the order of the page.
    pub const EVERY: [Self; 9] = [
        Self::All,
        Self::Refused,
        Self::Asked,
        Self::Changed,
        Self::Added,
        Self::Homeless,
        Self::Ageless,
        Self::Namesake,
        Self::Total,
    ];

    /// Its id, in the words and, but for all of them, in the address.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Refused => "refused",
            Self::Asked => "asked",
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Homeless => "homeless",
            Self::Ageless => "ageless",
            Self::Namesake => "namesake",
            Self::Total => "total",
        }
    }

    /// As an address says it.
    #[must_use]
    pub fn asked(self) -> &'static str {
        if self == Self::All { "" } else { self.id() }
    }
}

/// A kind of lines.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub show: Show,
    pub count: usize,
    pub href: String,
    pub current: bool,
}

/// Something that only a person can say.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub row: usize,
    /// Number and name in the file, and where they live by it.
    pub file: String,
    /// Who on the roll is asked about: an answer holds for no other. Empty where nobody in particular is meant.
    pub member: String,
    /// The same on the roll; empty where nobody in particular is meant.
    pub roll: String,
    pub question: String,
    /// The others of this name in this household, each in a sentence.
    pub others: Vec<String>,
    /// What hangs on the one on the roll.
    pub ties: Vec<String>,
    pub may_be_same: bool,
    pub may_be_new: bool,
    /// What to do where no answer is right.
    pub hints: Vec<String>,
    pub columns: Vec<[String; 3]>,
}

#[derive(Debug, Clone)]
pub struct ImportLine {
    pub row: usize,
    pub number: String,
    pub name: String,
    pub change: Becomes,
    /// What stands in the way, or what to look at.
    pub why: Vec<String>,
    /// Columns: name, before, after.
    pub columns: Vec<[String; 3]>,
}
