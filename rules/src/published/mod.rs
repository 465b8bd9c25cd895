//! What is published for ever: the JSON of each kind of published thing. It is plain data and holds nothing of a page. A field that
//! was ever published stays and keeps its meaning; a new one has a default, and is left out where it says nothing, so that what was
//! published before is written as it was. `tests/published` holds a snapshot of each.

mod attendance;
mod completion;
mod consultation;
mod disclosure;
mod draw;
mod ending;
mod kind;
mod ledger;
mod matter;
mod minutes;
mod notice;
mod outcome;
mod petition;
mod register;

pub use attendance::{AttendanceContent, AttendanceItem, AttendanceLine};
pub use completion::{CompletionContent, MilestoneContent};
pub use consultation::{ConsultationContent, DissentContent, GuestContent, PartyContent};
pub use disclosure::DisclosureContent;
pub use draw::{DrawContent, DrawVerdict};
pub use ending::EndingContent;
pub use kind::{Kind, Thing};
pub use ledger::{LedgerContent, LedgerLine};
pub use matter::{
    HowEnded, Intake, MatterContent, MatterCorrection, MatterEnd, Party, Plan, Source, StepRecord, StepWaiver,
};
pub use minutes::{MinutesAct, MinutesContent, MinutesEnding, MinutesItem, MinutesRound};
pub use notice::{Basis, NoticeContent, NoticeItem};
pub use outcome::{Counting, OutcomeContent};
pub use petition::{MetContent, PetitionContent, PetitionVerdict};
pub use register::{EndedRow, RegisterColumn, RegisterContent};
