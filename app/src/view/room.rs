//! What the live room shows: threads, who speaks, roll-calls, the hall's screen.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::{
    Choices,
    now::NowView,
    sitting::{Heading, ItemView, Round},
};
use rules::{
    ending::Ending,
    hiding::{HidingState, Spoken},
    speech::Side,
    thread::State,
    typed::TextForm,
};

/// A proposal, as everybody in the community sees it. Nothing in it depends on who looks.
#[derive(Debug, Clone)]
pub struct ProposalView {
    pub id: String,
    pub item: String,
    pub number: i64,
    pub author: String,
    pub at: String,
    pub state: State,
    pub revision: i64,
    pub title: String,
    pub text: String,
    pub seconds: i64,
    /// Whoever presides entered it for its author; and how many of its seconds.
    pub entered: bool,
    pub seconds_entered: i64,
    pub hidden: Option<HiddenView>,
}

/// A remark or an answer to one, as everybody in the community sees it.
#[derive(Debug, Clone, Default)]
pub struct RemarkView {
    pub id: String,
    pub item: String,
    /// The remark that it answers, or empty.
    pub parent: String,
    /// The number of the proposal that it speaks about, 0 for none.
    pub about: i64,
    pub author: String,
    pub at: String,
    /// Its place among all that was said.
    pub seq: i64,
    pub text: String,
    pub answered: bool,
    pub hidden: Option<HiddenView>,
    pub answers: Vec<RemarkView>,
}

/// Why something is hidden.
#[derive(Debug, Clone)]
pub struct HiddenView {
    pub id: String,
    pub session: String,
    pub reason: String,
    pub fingerprint: String,
    pub state: HidingState,
}

/// The thread under an item.
#[derive(Debug, Clone)]
pub struct ThreadPage {
    pub heading: Heading,
    pub item: ItemView,
    pub proposals: Vec<ProposalView>,
    pub remarks: Vec<RemarkView>,
    /// So many were said before these and are not shown, with their answers.
    pub earlier: usize,
    /// Why nobody like the viewer may post now.
    pub refused: Option<String>,
    /// The remark that is being answered.
    pub reply_to: Option<RemarkView>,
    pub may_moderate: bool,
    pub hidden: usize,
    pub now: NowView,
    pub live: LiveView,
}

/// A revision of a proposal, beside the one before it.
#[derive(Debug, Clone, Default)]
pub struct RevisionView {
    pub number: i64,
    pub title: String,
    pub at: String,
    /// The whole text, and what changed since the revision before (empty for the first), as HTML: of the one that is shown.
    pub shown: Option<(String, String)>,
}

/// A proposal with its revisions, and what the viewer may do with it.
#[derive(Debug, Clone)]
pub struct ProposalPage {
    pub heading: Heading,
    pub item_title: String,
    pub proposal: ProposalView,
    pub revisions: Vec<RevisionView>,
    /// The latest text as typed, for its author while it may be revised.
    pub body: Option<String>,
    pub may_withdraw: bool,
    pub may_put: bool,
    pub may_hide: bool,
    /// How the latest text is shown.
    pub form: TextForm,
    pub now: NowView,
    pub live: LiveView,
}

/// One remark, and what the viewer may do with it.
#[derive(Debug, Clone)]
pub struct RemarkPage {
    pub heading: Heading,
    pub remark: RemarkView,
    pub may_moderate: bool,
}

/// What was hidden in a session, in the open.
#[derive(Debug, Clone)]
pub struct HiddenPage {
    pub heading: Heading,
    pub lines: Vec<HiddenLine>,
}

/// Something hidden, and what came of it.
#[derive(Debug, Clone)]
pub struct HiddenLine {
    pub id: String,
    pub kind: Spoken,
    /// The item under which it stands.
    pub item: String,
    /// The viewer wrote it.
    pub own: bool,
    pub at: String,
    pub reason: String,
    pub fingerprint: String,
    pub state: HidingState,
    pub appeal: String,
    pub answer: String,
    /// The text itself, for the supervision committee and its author.
    pub text: Option<String>,
    pub may_appeal: bool,
    pub may_uphold: bool,
    pub may_undo: bool,
}

/// Who speaks and who waits.
#[derive(Debug, Clone, Default)]
pub struct SpeakingView {
    /// Names whose turn it is, for the chair's acts; empty where nobody speaks.
    pub turn: String,
    pub speaker: Option<Speaker>,
    /// Name and side of those who wait, in the order in which they will speak.
    pub waiting: Vec<(String, Side)>,
}

/// Who has the floor.
#[derive(Debug, Clone)]
pub struct Speaker {
    pub name: String,
    /// Whose turn it is.
    pub member: String,
    pub side: Side,
    /// When the turn ends, in words.
    pub ends: String,
    /// The same in milliseconds.
    pub ends_at: i64,
    pub warned: bool,
}

/// A roll-call that is under way.
#[derive(Debug, Clone, Default)]
pub struct RollCallView {
    pub session: String,
    pub running: bool,
    pub until: String,
    pub answered: usize,
    pub here: usize,
}

/// The clerk's list in a roll-call: id, number and name, and whether they have answered.
#[derive(Debug, Clone)]
pub struct RollCallPage {
    pub heading: Heading,
    pub call: RollCallView,
    pub lines: Vec<(String, String, bool)>,
    pub live: LiveView,
}

/// How an item ended without a vote.
#[derive(Debug, Clone)]
pub struct EndingView {
    /// None where it was published under a name that is no kind any more.
    pub kind: Option<Ending>,
    pub text: String,
    pub dissent: String,
    pub due: String,
    pub referred: String,
    pub published: bool,
}

/// The hall's screen.
#[derive(Debug, Clone)]
pub struct ScreenPage {
    pub heading: Heading,
    pub item: Option<ItemView>,
    pub speaking: SpeakingView,
    /// The round that is open or was decided last.
    pub round: Option<Round>,
    pub roll_call: RollCallView,
    /// Every item with how it stands.
    pub agenda: Vec<(String, String)>,
    /// When what goes on ends, or the sitting begins, and what time it is: both in milliseconds; 0 where nothing ends it.
    pub until: i64,
    pub now: i64,
    pub live: LiveView,
}

/// How a page follows its session.
#[derive(Debug, Clone, Default)]
pub struct LiveView {
    pub session: String,
    /// The number of the last act that the page shows.
    pub since: i64,
    /// Keeps the unsent texts of people who share a phone apart.
    pub member: String,
}

/// What the chair may end an item with.
#[derive(Debug, Clone, Default)]
pub struct EndChoices {
    pub bodies: Choices,
}
