//! What the board and what hangs on it show: postings, disclosures, objections, what is overdue, searches.

use super::{
    Choices,
    attachment::Beside,
    cut::Cut,
    draw::DrawDesk,
    duty::ForDuty,
    execution::ExecutionDesk,
    front::{Change, Figure, News, OnNow},
    ledger::Corrected,
    office::{FilingView, OrderView},
    petition::PetitionDesk,
    record::{Draft, Listed, Seal},
    takeback::TakebackView,
};
use rules::{
    agenda::Matter,
    body::BodyKind,
    hiding::HidingState,
    id::CommunityId,
    objection,
    permit::Role,
    posting::Category,
    published::{DisclosureContent, Kind, LedgerContent, RegisterContent},
    typed::TextForm,
};

/// A disclosure with its text rendered.
#[derive(Debug, Clone)]
pub struct DisclosurePage {
    /// Whose it is.
    pub community: CommunityId,
    /// As published.
    pub content: DisclosureContent,
    /// The text as HTML.
    pub text: String,
    /// The duty for which it stands.
    pub duty: Option<ForDuty>,
    /// Where lines of its account were put right.
    pub corrected: Vec<Corrected>,
    /// What proves it.
    pub seal: Seal,
}

/// How a published thing stands on the board, and what was asked about it.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct Posted {
    /// Why it was withdrawn, or empty.
    pub withdrawn: String,
    /// 公示期 2026-03-17 至 2026-04-01, or empty where it is not posted.
    pub period: String,
    /// It is within its days.
    pub runs: bool,
    /// The last of them, and how many days are left, where it is within them.
    pub until: Option<(String, String)>,
    /// It was not taken down.
    pub up: bool,
    /// Pictures that were made public beside it.
    pub attachments: Vec<Beside>,
    /// The address of the board's photo, or empty.
    pub photo: String,
    pub objections: Vec<ObjectionView>,
    /// It is a decision, which is followed too.
    pub decision: bool,
    /// With whom it was put on file, oldest first.
    pub filings: Vec<FilingView>,
    /// Where a member files one.
    pub about: String,
}

impl Posted {
    /// It no longer holds: it was withdrawn.
    #[must_use]
    pub const fn is_withdrawn(&self) -> bool {
        !self.withdrawn.is_empty()
    }
}

/// An objection or a question, and its reply. It names nobody.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct ObjectionView {
    pub id: String,
    pub number: i64,
    pub kind: objection::Kind,
    /// As HTML.
    pub text: String,
    pub at: String,
    pub due: String,
    pub overdue: bool,
    /// How long until then, in words.
    pub left: String,
    /// As HTML, or empty.
    pub reply: String,
    pub result: Option<objection::Result>,
    pub replier: Option<Role>,
    pub replied: String,
    /// The reply announces a correction or a withdrawal that is not published yet.
    pub pending: bool,
    /// Filed by the viewer.
    pub own: bool,
    /// Why it is hidden, or was; its text is not told then.
    pub hidden: Option<HiddenObjection>,
    /// The viewer may hide it.
    pub may_hide: bool,
}

/// That an objection is hidden, or was.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct HiddenObjection {
    pub id: String,
    /// It is hidden now.
    pub hides: bool,
    pub reason: String,
    pub state: HidingState,
    pub fingerprint: String,
    pub answer: String,
    /// What was hidden, for those who may read it.
    pub text: String,
    pub appeal: String,
    pub may_appeal: bool,
    pub may_uphold: bool,
    pub may_undo: bool,
}

/// The board of a community.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct BoardPage {
    pub name: String,
    pub community: CommunityId,
    pub urban: bool,
    /// How many households there are.
    pub households: i64,
    /// What is on now.
    pub on: Vec<OnNow>,
    /// How the place stands.
    pub figures: Vec<Figure>,
    /// What a decision changed that can be seen.
    pub changes: Vec<Change>,
    /// Sessions to come.
    pub coming: Vec<News>,
    /// What is up, and until when; and how much of it there is.
    pub up: Vec<News>,
    pub up_total: i64,
    /// What waits for a reply beyond its day.
    pub overdue: usize,
    /// How many duties were not published in time; nothing where the place keeps no catalogue of them.
    pub duties: Option<usize>,
    /// The year of today.
    pub year: i64,
    /// How many matters go on.
    pub matters: i64,
    /// Joint requests that are due or being signed; and how many are due and late.
    pub petitions: Vec<News>,
    pub petitions_late: usize,
    /// Open orders of offices above, those that are due first before the others.
    pub orders: Vec<OrderView>,
    /// The office that it hangs under: its address and its name.
    pub office: Option<(String, String)>,
    pub list: BoardList,
}

/// A list of published things, by filter and page.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct BoardList {
    pub lines: Vec<News>,
    pub cut: Cut,
    /// Only what is posted now.
    pub up: bool,
    pub category: Option<Category>,
    pub matter: Option<Matter>,
    pub kind: Option<Kind>,
    pub year: i64,
    pub query: String,
    /// How many of its words were searched for, where there were too many.
    pub too_long: Option<usize>,
    /// The kind of body that is asked for, and those of the community.
    pub body: Option<BodyKind>,
    pub bodies: Choices,
    pub matters: Choices,
    pub years: Vec<i64>,
}

/// What members and staff do about a published thing.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct AboutPage {
    pub community: CommunityId,
    pub kind: Kind,
    pub subject: String,
    pub title: String,
    /// Which revision the page shows: the latest.
    pub revision: i64,
    /// It stays within the community.
    pub within: bool,
    pub posted: Posted,
    /// It is a plan that is posted for comment.
    pub plan: bool,
    pub may_file: bool,
    pub may_file_paper: bool,
    pub may_reply: bool,
    /// Why it cannot be taken down now; nothing where it can.
    pub take_down: Option<String>,
    pub may_keep: bool,
    /// Where the viewer corrects it, if they may.
    pub correct: Option<String>,
    pub may_withdraw: bool,
    /// In how many days the community answers.
    pub reply_days: i64,
    /// What becomes of it, where it is a decision.
    pub execution: Option<ExecutionDesk>,
    /// What members and staff do about it, where it is a joint request.
    pub petition: Option<PetitionDesk>,
    /// The same, where it is a draw.
    pub draw: Option<DrawDesk>,
    /// What may be taken back of it, and by whom.
    pub takeback: Option<TakebackView>,
    /// With whom the viewer may put it on file: ids and names.
    pub may_put_on_file: Choices,
}

/// A disclosure on its way to the board.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct DisclosureForm {
    pub community: CommunityId,
    /// The matter for which it is written: its id and title, and whether it is a plan for comment; empty where it is for none.
    pub dossier: (String, String, bool),
    /// The period of a duty for which it is written: its name for the form, what it is called, the period, what has to stand in it.
    pub duty: Option<(String, String, rules::duty::Span, Vec<String>)>,
    /// The month of the account that is published with it.
    pub account: Option<LedgerContent>,
    /// The register that is.
    pub register: Option<RegisterContent>,
    /// The period is kept in the account: where its lines are, from which the disclosure is drafted.
    pub kept_in: Option<(String, rules::duty::Span)>,
    /// The same of one that is written: who signs and who publishes reads it too.
    pub stands_for: Option<ForDuty>,
    /// `new`, or the id.
    pub id: String,
    /// None before one was chosen, and of a kind that this version does not know.
    pub category: Option<Category>,
    pub matter: Option<Matter>,
    pub title: String,
    pub body: String,
    /// How it is shown.
    pub form: TextForm,
    pub body_html: String,
    pub basis: String,
    pub responsible: String,
    pub members: bool,
    pub correction: String,
    /// Names what stands, for the form that changes it.
    pub base: String,
    pub published: bool,
    /// It was withdrawn: nothing is left to write.
    pub withdrawn: bool,
    /// It was published for members alone, and a correction stays with them.
    pub stays_within: bool,
    pub matters: Choices,
    pub may_write: bool,
    /// Drafts of others, where a list is shown.
    pub drafts: (Cut, Vec<Listed>),
    /// Where it stands, and what the viewer may do about it.
    pub draft: Draft,
}

/// What stays within a community, for its members.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct WithinPage {
    pub community: CommunityId,
    pub name: String,
    pub list: BoardList,
}

/// What is overdue in a community, for supervisors and the township.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "plain fields, named for what the page prints")]
pub struct OverduePage {
    pub community: CommunityId,
    pub name: String,
    pub objections: (Cut, Vec<Listed>),
    /// Duties whose day has passed.
    pub duties: (Cut, Vec<Listed>),
    /// Open orders of offices above.
    pub orders: (Cut, Vec<Listed>),
    pub milestones: (Cut, Vec<Listed>),
    pub petitions: (Cut, Vec<Listed>),
    /// Matters with a step whose day has passed.
    pub matters: (Cut, Vec<Listed>),
    /// Posts that have ended by law, which the body has to establish.
    pub ends: (Cut, Vec<Listed>),
    /// Postings whose days are over.
    pub over: (Cut, Vec<Listed>),
}

impl BoardList {
    /// Whether the list shows less than all.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !(self.category.is_none() && self.matter.is_none() && self.kind.is_none() && self.query.is_empty())
            || self.year != 0
            || self.up
    }
}
