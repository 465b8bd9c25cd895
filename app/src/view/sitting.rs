//! What the pages of a session show.
#![expect(missing_docs, reason = "plain fields, named for what the page prints")]

use super::{
    Choices,
    appraisal::SheetView,
    gate::GateLine,
    next::NextView,
    now::NowView,
    room::{EndChoices, EndingView, LiveView, RollCallView, SpeakingView},
};
pub use super::{outcome_form::OutcomeForm, session_values::SessionValues};
use rules::{
    Verdict,
    ballot::{Choice, Mode},
    body::Weighs,
    gates::Ground,
    id::CommunityId,
    record::VoteRecord,
    roll::Attendance,
    session::{self, Move},
    typed::TextForm,
    vote::{self, Again},
};

/// What stands at the top of every page of a session.
#[derive(Debug, Clone)]
pub struct Heading {
    pub id: String,
    pub community: CommunityId,
    pub title: String,
    pub body: String,
    pub place: String,
    pub starts: String,
    pub phase: session::Phase,
    pub reason: String,
    /// Why the notice was withdrawn, or empty.
    pub notice_withdrawn: String,
    pub held: Attendance,
    /// 应到 52，实到 41，须到 35，已达法定人数。
    pub quorum: String,
    pub quorum_met: bool,
    pub chair: String,
    /// Names who presides, for the act that hands the chair on.
    pub presides: String,
    /// Until when the sitting pauses, in words; empty when it does not.
    pub paused: String,
    /// Names the pause, for the act that begins or ends it.
    pub pause_stands: String,
    /// What a ballot weighs beside its number, where not every one is worth the same: an owner's area, a representative's households.
    pub weighs: Option<Weighs>,
    /// The law of the body knows proxies.
    pub proxies: bool,
    /// It consults: its groups, guests and opinion have a page of their own.
    pub consults: bool,
}

/// A session as a member sees it.
#[derive(Debug, Clone)]
pub struct SessionPage {
    pub heading: Heading,
    pub now: NowView,
    pub presence: Presence,
    /// Whose written mandates the viewer holds, by name.
    pub holds_for: Vec<String>,
    pub items: Vec<ItemView>,
    pub may_chair: bool,
    pub may_take_chair: bool,
    pub may_keep_door: bool,
    pub online: bool,
    pub online_counts: bool,
    /// Observes, and would count if checked in anew.
    pub would_count: bool,
    pub speaking: SpeakingView,
    /// Whether the viewer waits or speaks.
    pub hand_raised: bool,
    /// Whether they have the floor.
    pub speaks: bool,
    pub roll_call: RollCallView,
    pub roll_call_answered: bool,
    pub may_show_screen: bool,
    pub may_write_minutes: bool,
    /// The viewer keeps or supervises the pictures beside it.
    pub may_read_pictures: bool,
    pub hidden: usize,
    /// The vote that is open or waits for the tellers, where the viewer hands out paper or counts.
    pub paper_at: Option<String>,
    pub count_at: Option<String>,
    pub live: LiveView,
}

/// Whether the viewer is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Presence {
    /// Not checked in, on the roll.
    #[default]
    Expected,
    /// Not on the roll.
    Guest,
    /// Waits for the clerk.
    Scanned,
    /// Present.
    Present,
    /// Observer though on the roll.
    Observer,
    /// Observer and not on the roll.
    GuestObserver,
    /// Left.
    Left,
}

#[derive(Debug, Clone)]
pub struct ItemView {
    pub id: String,
    pub title: String,
    pub matter: String,
    pub paper: String,
    pub text_title: String,
    pub text: String,
    pub revision: i64,
    pub rounds: Vec<Round>,
    pub may_open: Option<String>,
    /// Why a secret vote would be unwise now: few vote on a channel.
    pub few: String,
    /// Which settings of the database stand in the way of secret ballots by phone: each with what to set it to.
    pub talks: Vec<(&'static str, &'static str)>,
    /// Who declared an interest: name, words, and whether they keep out of the vote.
    pub interests: Vec<(String, String, bool)>,
    /// It is of the type that appraises those in office, and who stands on its ballot: names and offices.
    pub appraises: bool,
    pub appraised: Vec<(String, String)>,
    pub gates: Vec<GateLine>,
    pub frozen: bool,
    /// A vote on this very item is open or not yet declared.
    pub voting: bool,
    /// It has been called.
    pub current: bool,
    /// How it ended without a vote.
    pub ending: Option<EndingView>,
    /// How it may end now: ids and words.
    pub ends: Choices,
    pub proposals: i64,
    pub remarks: i64,
    pub locked: bool,
    pub lock_reason: String,
    /// Seconds between two posts of one person.
    pub pause: i64,
}

/// The gates of an item, and what may be put on record.
#[derive(Debug, Clone)]
pub struct GatesPage {
    pub heading: Heading,
    pub item: String,
    pub title: String,
    pub matter: String,
    pub gates: Vec<GateLine>,
    /// The grounds that would open a gate now.
    pub wants: Vec<Ground>,
    /// What is on record: delegation, women, study, consultation.
    pub known: [KnownGround; 4],
    /// Where a matter is opened from the item, while it belongs to none.
    pub open_matter: Option<String>,
}

/// Something on record: what, by whom, when; nothing where `said` is empty.
#[derive(Debug, Clone, Default)]
pub struct KnownGround {
    pub said: String,
    /// Names the state that was shown, so that nobody overwrites what they have not read.
    pub seen: i64,
    pub by: String,
    pub at: String,
}

/// A vote on an item.
#[derive(Debug, Clone)]
pub struct Round {
    pub vote: String,
    /// How it stands, as the acts on it name it.
    pub stands: String,
    /// The title of the text that is voted on.
    pub title: String,
    pub round: i64,
    pub revision: i64,
    pub phase: vote::Phase,
    pub mode: Mode,
    /// Until when ballots are taken, in words; empty where the chair closes.
    pub ends: String,
    /// That time is up, and the chair has not closed it yet: it takes no more ballots.
    pub time_up: bool,
    /// Why it is void, in the chair's words; empty where the count says it.
    pub void_reason: String,
    /// It is taken on paper alone.
    pub paper_only: bool,
    /// Papers handed out, spoilt, taken back.
    pub papers: [i64; 3],
    /// What the tellers are at, once closed.
    pub counting: Option<Counting>,
    /// For the chair, of a count that was accepted: whether another one can be ordered in its place.
    pub again: Option<Again>,
    pub cast: i64,
    pub entitled: i64,
    /// Shown once declared, and to the chair once counted.
    pub result: Option<ResultView>,
}

/// What the tellers are at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counting {
    /// Which count, from 1.
    pub attempt: u64,
    /// How many of the two tellers have entered theirs.
    pub entered: u64,
    /// The tellers differ again: the chair orders the next count.
    pub needs_order: bool,
}

#[derive(Debug, Clone)]
pub struct ResultView {
    pub record: VoteRecord,
    pub verdict: Verdict,
    pub sentence: String,
}

/// The chair's page: the acts that may be done now, and what is missing for the others.
#[derive(Debug, Clone)]
pub struct ChairPage {
    pub heading: Heading,
    pub now: NowView,
    pub next: NextView,
    pub items: Vec<ItemView>,
    pub moves: Vec<MoveView>,
    pub draft: bool,
    /// What was announced may be corrected by whoever looks.
    pub may_correct: bool,
    /// Items of the last meeting of the body, which a draft may take over: ids and titles.
    pub last_items: Choices,
    pub presiding: bool,
    /// A secret vote has ended, and its last trace is still to go from the database.
    pub traces: bool,
    pub may_write: bool,
    pub deputy: Option<String>,
    /// Another presides than whose chair it is.
    pub lent: bool,
    /// To whom the chair may go for an appraisal.
    pub hosts: Choices,
    pub matters: Choices,
    pub notice: String,
    pub special: String,
    pub starts_value: String,
    /// Names what stands, for the form that changes it.
    pub base: String,
    /// Names how it stands, for the steps.
    pub stands: String,
    pub speaking: SpeakingView,
    pub roll_call: RollCallView,
    /// How many who count have not answered.
    pub roll_call_silent: usize,
    /// Why no roll-call can begin or end now.
    pub roll_call_refused: Option<String>,
    /// How many count in the room, and who of them has not answered: id, number and name.
    pub roll_call_onsite: usize,
    pub roll_call_room: Vec<(String, String)>,
    pub ends: EndChoices,
    pub live: LiveView,
}

#[derive(Debug, Clone)]
pub struct MoveView {
    pub step: Move,
    pub refused: Option<String>,
    pub needs_reason: bool,
    pub needs_time: bool,
}

#[derive(Debug, Clone, Default)]
pub struct SessionForm {
    pub community: CommunityId,
    pub session: Option<String>,
    /// Of a session that is drafted already.
    pub heading: Option<Heading>,
    pub bodies: Choices,
    pub held: Choices,
    pub chairs: Choices,
    pub values: SessionValues,
    /// It may be filled in as the last session was.
    pub from_last: bool,
    /// The matter for which it is called: its id and its words; empty where it is called for none.
    pub dossier: (String, String),
    /// Why no session can be called here, or nothing.
    pub shut: Option<String>,
    /// Names what stands, for the form that changes it.
    pub base: String,
}

/// An item of a draft that is changed, or of a notice that is corrected.
#[derive(Debug, Clone)]
pub struct ItemForm {
    pub heading: Heading,
    pub item: String,
    pub title: String,
    pub matter: String,
    pub matters: Choices,
    pub paper: String,
    /// How the paper is shown.
    pub form: TextForm,
    pub special: String,
    /// Names what stands, for the form that changes it.
    pub base: String,
}

#[derive(Debug, Clone)]
pub struct TextPage {
    pub heading: Heading,
    pub item: String,
    pub item_title: String,
    pub title: String,
    pub body: String,
    /// How it is shown.
    pub form: TextForm,
    pub base: i64,
    pub frozen: bool,
    pub revisions: Vec<(i64, String, String, String)>,
}

/// A vote as a member sees it.
#[derive(Debug, Clone)]
pub struct VotePage {
    pub heading: Heading,
    pub round: Round,
    pub text_title: String,
    pub text: String,
    /// Its first letters; whether there is more of it.
    pub opening: (String, bool),
    /// When the viewer's secret ballot was taken in, said once, right after it was; then nothing knows it.
    pub received: Option<String>,
    /// They have just sent another after it, which was not taken in.
    pub again: bool,
    /// The stored choice and when it was stored.
    pub stored: Option<(Choice, String)>,
    /// A secret ballot is stored: what it says is nowhere.
    pub stored_secretly: bool,
    /// The secret vote has ended, and its last trace is still to go from the database: told to the chair.
    pub traces: bool,
    /// The text came from a proposal: its address.
    pub proposal: String,
    /// The ballots that the viewer casts for others.
    pub held: Vec<HeldBallot>,
    /// Of a representative: for how many households they stand.
    pub stands_for: Option<StandsFor>,
    /// In an appraisal: who stands on the ballot.
    pub sheet: Option<SheetView>,
    /// The viewer hands out paper, or counts.
    pub may_hand: bool,
    pub may_count: bool,
    /// Why no ballot can be cast now, if none was.
    pub refused: Option<String>,
    /// The clerk can help.
    pub ask_clerk: bool,
    pub rule: String,
    pub published: bool,
    pub gates: Vec<GateLine>,
    pub now: NowView,
    pub live: LiveView,
}

/// For how many households somebody stands, and what those signed: agree, do not, leave it open, have not signed. Nothing where
/// households are not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandsFor {
    pub households: u64,
    pub signed: Option<[u64; 4]>,
}

/// A ballot that the viewer casts for who gave them a mandate.
#[derive(Debug, Clone, Default)]
pub struct HeldBallot {
    pub giver: String,
    pub name: String,
    /// What the mandate says: for what, how.
    pub said: String,
    /// What was stored in a named vote.
    pub stored: Option<Choice>,
    /// A ballot was cast by phone.
    pub taken: bool,
    pub refused: Option<String>,
}
