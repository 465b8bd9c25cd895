//! What the pages of the duty calendar show.

use super::record::Listed;
use rules::{
    days::Date,
    duty::{Class, Duty, Span, Stand},
    id::CommunityId,
    permit::Role,
};

/// The duties of a place in a year.
#[derive(Debug, Clone)]
pub struct DutyYear {
    /// The community.
    pub community: CommunityId,
    /// Its name.
    pub name: String,
    /// The year.
    pub year: i64,
    /// The years that may be looked at.
    pub years: Vec<i64>,
    /// Today.
    pub today: Date,
    /// The catalogues that the place keeps.
    pub lists: Vec<DutyList>,
    /// What is overdue now, of any year.
    pub overdue: Vec<Waiting>,
    /// What offices above ordered to be published, and what enough people asked for, each with its day.
    pub asked: Vec<Listed>,
}

/// Which catalogue the place keeps, and since when.
#[derive(Debug, Clone)]
pub struct KeptList {
    /// Its name.
    pub name: String,
    /// From which day on the place is asked for it.
    pub from: Date,
    /// The version that it keeps now.
    pub version: String,
    /// On which day it took that over.
    pub adopted: Date,
}

/// For which duty and period a disclosure stands.
#[derive(Debug, Clone)]
pub struct ForDuty {
    /// What the duty is called.
    pub name: String,
    /// The period.
    pub span: Span,
    /// Its row in the calendar; empty where there is none.
    pub href: String,
    /// It is owed to everybody.
    pub public: bool,
}

/// A catalogue that the place keeps.
#[derive(Debug, Clone)]
pub struct DutyList {
    /// Which.
    pub id: String,
    /// In which version, and since when.
    pub kept: KeptList,
    /// Its duties by heading.
    pub classes: Vec<(Class, Vec<DutyLine>)>,
}

/// A duty.
#[derive(Debug, Clone)]
pub struct DutyLine {
    /// The duty.
    pub duty: Duty,
    /// Its periods of the year; of what does not apply those that stood when that was said.
    pub cells: Vec<Cell>,
    /// It does not apply here.
    pub not_here: Option<NotHere>,
    /// What was published of it, where no calendar says its periods: in the year, or, of what stands always, the newest.
    pub things: Vec<Thing>,
}

/// A period of a duty.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The period.
    pub span: Span,
    /// The last day.
    pub due: Date,
    /// Whether the holidays of that year are known.
    pub known: bool,
    /// How it stands; nothing where it lies before the list was kept.
    pub stand: Option<Stand>,
    /// What was published first.
    pub thing: Option<Thing>,
    /// Why there is nothing to report.
    pub reason: String,
    /// Something was published for members alone, and everybody is owed it.
    pub within: bool,
}

/// Something published.
#[derive(Debug, Clone)]
pub struct Thing {
    /// Its title; empty where it stays within the community.
    pub title: String,
    /// Where it is read; empty where it stays within the community.
    pub href: String,
    /// On which day it was published.
    pub on: Date,
    /// It has to hang on the board itself, and no photo shows it there.
    pub lacks_photo: bool,
    /// It is for members alone, and everybody is owed it.
    pub within: bool,
}

/// That a duty does not apply.
#[derive(Debug, Clone)]
pub struct NotHere {
    /// Why.
    pub reason: String,
    /// Who said so, by role.
    pub by: Role,
    /// On which day.
    pub on: Date,
}

/// A period that waits to be published.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The duty's code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// The period.
    pub span: Span,
    /// The last day.
    pub due: Date,
    /// How it stands.
    pub stand: Stand,
    /// Where it is written.
    pub write: String,
    /// Its row in the calendar of its year.
    pub row: String,
    /// Where its draft is, if one was begun.
    pub draft: Option<String>,
}

/// Something that was said of a duty.
#[derive(Debug, Clone)]
pub struct Said {
    /// The duty's code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// The period; none where it does not apply at all.
    pub span: Option<Span>,
    /// Why.
    pub reason: String,
    /// Who said so, by role.
    pub by: Role,
    /// On which day.
    pub on: Date,
}

/// Where the duties are kept.
#[derive(Debug, Clone)]
pub struct KeepDuties {
    /// The community.
    pub community: CommunityId,
    /// The current year.
    pub year: i64,
    /// The year whose holidays the operator still has to lay beside the program.
    pub missing: Option<i64>,
    /// The viewer may take catalogues over.
    pub may_adopt: bool,
    /// The viewer may say something of a duty.
    pub may_keep: bool,
    /// Catalogues that the place may take over: id and name.
    pub offered: Vec<(String, String)>,
    /// Other versions of those that it keeps: the same.
    pub versions: Vec<(String, String)>,
    /// Those that it keeps.
    pub kept: Vec<KeptList>,
    /// Every duty of those: code and name.
    pub duties: Vec<(String, String)>,
    /// What waits.
    pub waits: Vec<Waiting>,
    /// What was published and has to hang on the board itself, and no photo shows it there: what it is, and where one is added.
    pub unphotographed: Vec<(String, String)>,
    /// What was said.
    pub said: Vec<Said>,
}
