//! What the pages of a matter show: its line of life, each step with the records that met it, what comes next and who may do it.

use super::{cut::Cut, execution::Rating, record::Seal};
use rules::{
    agenda::Matter,
    days::Date,
    dossier::{Ended, Opinion},
    execution::Grade,
    id::{CommunityId, DossierId},
    money::Money,
    procedure::{Actor, Adoption, Kind, Need, Phase, Procedure},
    published::{MatterContent, Source, StepRecord, StepWaiver},
    rule_set::Mark,
    typed::TextForm,
};

/// A matter.
#[derive(Debug, Clone)]
pub struct MatterPage {
    /// The community.
    pub community: CommunityId,
    /// As published.
    pub content: MatterContent,
    /// What it is about, as HTML.
    pub text: String,
    /// What its procedure is called.
    pub procedure: String,
    /// Where that procedure is explained.
    pub procedure_at: String,
    /// Its steps, in the procedure's order.
    pub steps: Vec<StepView>,
    /// Every record, oldest first.
    pub records: Vec<RecordView>,
    /// What was planned, and what was spent.
    pub money: Option<(Money, Money)>,
    /// How many households agree, disagree and leave it open, and how many there are, where they were asked.
    pub opinions: Option<([u64; 3], u64)>,
    /// How it was rated, where members rate the matter itself.
    pub rating: Option<Rating>,
    /// What the viewer may do; nothing on the public page.
    pub desk: Option<MatterDesk>,
    /// Where members and staff do something about it.
    pub dossier: DossierId,
    /// What proves it.
    pub seal: Seal,
}

impl MatterPage {
    /// How a part of the line of life stands: done when its steps are, current where one of them is.
    #[must_use]
    pub fn phase(&self, phase: Phase) -> Option<Stage> {
        let mut own = self.steps.iter().filter(|step| step.phase == phase).map(|step| step.stands.stage()).peekable();
        own.peek()?;
        let all: Vec<Stage> = own.collect();
        Some(if all.iter().all(|one| *one == Stage::Done) {
            Stage::Done
        } else if all.iter().any(|one| *one != Stage::Later) {
            Stage::Current
        } else {
            Stage::Later
        })
    }
}

/// How far something has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It is done, or waived.
    Done,
    /// It is its turn.
    Current,
    /// It is not its turn yet.
    Later,
}

/// How a step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    /// It was taken; complete since.
    Met(Date),
    /// It was waived.
    Waived(StepWaiver),
    /// It is its turn, until a day where a rule says so.
    Current {
        /// By which day.
        due: Option<Date>,
        /// That day has passed.
        overdue: bool,
    },
    /// It is not its turn yet.
    Later,
}

impl Stands {
    /// How far it has come.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Met(_) | Self::Waived(_) => Stage::Done,
            Self::Current { .. } => Stage::Current,
            Self::Later => Stage::Later,
        }
    }
}

/// A step.
#[derive(Debug, Clone)]
pub struct StepView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What is done.
    pub what: String,
    /// Where it stands on the line of life.
    pub phase: Phase,
    /// Who takes it.
    pub by: Vec<Actor>,
    /// How it stands.
    pub stands: Stands,
    /// What it needs, and what shows it.
    pub needs: Vec<NeedView>,
    /// Where it comes from.
    pub source: String,
    /// What gives it its force.
    pub mark: Mark,
}

/// What a step needs.
#[derive(Debug, Clone)]
pub struct NeedView {
    /// What.
    pub need: Need,
    /// How far it has come.
    pub state: NeedState,
    /// The record that shows it, or is on its way.
    pub record: Option<RecordView>,
}

/// How far a need has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedState {
    /// It is met.
    Met,
    /// It is on its way, until a day where one is known.
    Running(Option<Date>),
    /// Its record is from before the steps that come first.
    TooEarly,
    /// There is nothing.
    Missing,
}

/// A record.
#[derive(Debug, Clone)]
pub struct RecordView {
    /// What it is.
    pub kind: Kind,
    /// What it is called; empty where it was written for the matter itself.
    pub title: String,
    /// On which day.
    pub on: Date,
    /// Where it is read, or empty.
    pub href: String,
    /// It stays within the community.
    pub within: bool,
    /// How it ended, of a sitting.
    pub ended: Option<Ended>,
    /// What was written, where it was written for the matter itself.
    pub own: Option<StepRecord>,
}

/// What the viewer may do about a matter.
#[derive(Debug, Clone, Default)]
pub struct MatterDesk {
    /// Open, lay to, end.
    pub may_keep: bool,
    /// Correct its words.
    pub may_correct: bool,
    /// By step: what they may record by hand, whether they may waive it, and where what it needs is done.
    pub steps: Vec<StepDesk>,
    /// Every step was taken or waived.
    pub complete: bool,
    /// Whether the viewer follows it; nothing where they are no member.
    pub follows: Option<bool>,
    /// Households are asked now: the viewer may say what theirs thinks, and may enter what was signed on paper.
    pub asks: (bool, bool),
    /// What the viewer's household has said, and whether on a phone.
    pub answered: Option<(Opinion, bool)>,
    /// The households that have said nothing yet, for whoever carries the paper to them: group and number, and one of its adults.
    pub silent: Vec<(String, String)>,
    /// They may rate it, and how they did.
    pub rates: Option<Option<Grade>>,
    /// What belongs to it and may be taken out: its name for the form, and its words.
    pub laid: Vec<(String, String)>,
    /// What belongs to no matter yet.
    pub free: Vec<(String, String)>,
}

/// What the viewer may do about a step.
#[derive(Debug, Clone)]
pub struct StepDesk {
    /// The step, by its id.
    pub step: String,
    /// What they may record.
    pub records: Vec<Kind>,
    /// They may waive it.
    pub may_waive: bool,
    /// Where what it needs is done: the need and the address.
    pub leads: Vec<(Kind, String)>,
}

/// Where a matter is opened.
#[derive(Debug, Clone, Default)]
pub struct MatterForm {
    /// The community.
    pub community: CommunityId,
    /// The types of matter.
    pub matters: Vec<Matter>,
    /// The procedures that a matter of this community may go by.
    pub procedures: Vec<Procedure>,
    /// What it begins with.
    pub start: MatterStart,
}

/// Where the words of a matter are corrected.
#[derive(Debug, Clone)]
pub struct MatterCorrect {
    /// Which.
    pub dossier: DossierId,
    /// The revision that is shown.
    pub revision: i64,
    /// As published.
    pub content: MatterContent,
    /// Of each record, what its step is called.
    pub steps: Vec<String>,
}

/// A procedure that a place may take over.
#[derive(Debug, Clone)]
pub struct Adopts {
    /// As it is shipped.
    pub shipped: Procedure,
    /// What the place changes of it now.
    pub changes: Adoption,
    /// Names how the place's procedures stand.
    pub seen: String,
}

/// What a matter begins with that is opened like an earlier one, or from something that is there.
#[derive(Debug, Clone, Default)]
pub struct MatterStart {
    /// What it is opened from and is laid to it: `item:ID`.
    pub thing: String,
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// How that is shown.
    pub form: TextForm,
    /// The type of matter, by its id.
    pub matter: String,
    /// The procedure, by its id.
    pub procedure: String,
    /// Who answers for it.
    pub responsible: String,
    /// It stays within the community.
    pub within: bool,
    /// From whom it comes.
    pub from: Option<Source>,
    /// How.
    pub said: String,
    /// On which day it was asked for.
    pub asked: String,
}

/// The matters of a community.
#[derive(Debug, Clone, Default)]
pub struct MattersPage {
    /// The community.
    pub community: CommunityId,
    /// Its name.
    pub name: String,
    /// Those that ended are shown.
    pub ended: bool,
    /// How many go on, and how many ended.
    pub counts: (i64, i64),
    /// The lines.
    pub lines: Vec<MatterLine>,
    /// Which part of them this is.
    pub cut: Cut,
    /// The procedures of the community.
    pub procedures: Vec<(String, String)>,
}

/// A matter in a list.
#[derive(Debug, Clone)]
pub struct MatterLine {
    /// Where it is read.
    pub href: String,
    /// Its number.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// What it waits for: the steps whose turn it is.
    pub waits: Vec<String>,
    /// Since when one is overdue.
    pub overdue: Option<Date>,
    /// How it ended, or nothing.
    pub ended: Option<rules::published::HowEnded>,
}

/// A procedure, in plain words.
#[derive(Debug, Clone)]
pub struct ProcedurePage {
    /// The community that it is used in.
    pub community: CommunityId,
    /// Its name.
    pub name: String,
    /// As it is used.
    pub procedure: Procedure,
    /// Steps that the place has left out, each with the reason.
    pub left_out: Vec<(String, String)>,
    /// As it comes with the program, where the viewer may take it over.
    pub adopts: Option<Adopts>,
}
