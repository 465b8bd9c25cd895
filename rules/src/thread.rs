//! The thread under an agenda item: proposals, seconds, remarks, and what binds them (domain.md §3.11 \[P\]:
//! motion first, no personal attacks, the chair stops breaches, every act of the chair with its reason).

use crate::{
    Moment, Refusal,
    coded::coded,
    id::ProposalId,
    proposal::{self, Text},
    session,
    typed::TextForm,
};

/// Longest remark, in characters.
pub const REMARK_LIMIT: usize = 2_000;
/// The most remarks of one person under one item within [`REMARKS_WITHIN`]: nobody talks a room down.
pub const MOST_REMARKS: i64 = 30;
/// In so many milliseconds.
pub const REMARKS_WITHIN: i64 = 600_000;
/// The most open proposals of one person under one item; of all that they made there, withdrawn ones too, twice as many.
pub const MOST_PROPOSALS: i64 = 5;
/// The longest pause between two posts of one person, in seconds.
pub const LONGEST_PAUSE: i64 = 600;

coded! {
    /// Where a proposal stands. What was hidden keeps its state underneath.
    State {
        /// Can be revised, seconded, put to the vote.
        Open "open",
        /// Taken back by its author.
        Withdrawn "withdrawn",
        /// One revision was put to the vote; it no longer changes.
        Put "put",
    }
}

/// What taking the floor under an item is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FloorFacts {
    /// The session's phase.
    pub session: session::Phase,
    /// Whether the person has checked in and not left; observers too may speak.
    pub here: bool,
    /// Whether the person presides: whoever keeps the order is not held back by it.
    pub presides: bool,
    /// Whether the sitting pauses.
    pub paused: bool,
    /// Whether the item was settled.
    pub ended: bool,
    /// Whether the thread is locked.
    pub locked: bool,
    /// Seconds that the chair asks for between two posts of one person.
    pub pause: i64,
    /// The person's last post under the item.
    pub last_post: Option<Moment>,
    /// Now.
    pub now: Moment,
}

/// Leave to post under an item now, and whether as who presides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Floor {
    presides: bool,
}

/// May this person post under the item now?
///
/// # Errors
/// The first reason why not.
pub fn floor(facts: &FloorFacts) -> Result<Floor, Refusal> {
    if facts.session != session::Phase::Open {
        return Err(facts.session.not_now());
    }
    if facts.paused && !facts.presides {
        return Err(Refusal::Paused);
    }
    if !facts.here && !facts.presides {
        return Err(Refusal::NotHere);
    }
    if facts.ended {
        return Err(Refusal::ItemEnded);
    }
    if facts.locked && !facts.presides {
        return Err(Refusal::ThreadLocked);
    }
    let rested = |last: Moment| facts.now.0 - last.0 >= facts.pause.saturating_mul(1000);
    if !facts.presides && !facts.last_post.is_none_or(rested) {
        return Err(Refusal::PostTooSoon);
    }
    Ok(Floor { presides: facts.presides })
}

/// A judged revision of a proposal; the first makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    text: Text,
    number: i64,
}

impl Proposed {
    /// What is proposed.
    #[must_use]
    pub const fn text(&self) -> &Text {
        &self.text
    }

    /// The same text, to be shown so.
    #[must_use]
    pub fn shown_as(self, form: TextForm) -> Self {
        Self { text: self.text.shown_as(form), ..self }
    }

    /// The revision's number, from 1.
    #[must_use]
    pub const fn number(&self) -> i64 {
        self.number
    }
}

/// Judges a new proposal. While a vote on the item runs, what is voted on is not joined by something else. `open`, `made`: how
/// many proposals of its author stand open under the item, and how many there are.
///
/// # Errors
/// The field, and why not.
pub fn propose(
    floor: Floor,
    (voting, open, made): (bool, i64, i64),
    title: &str,
    body: &str,
) -> Result<Proposed, (&'static str, Refusal)> {
    if voting {
        return Err(("", Refusal::Voting));
    }
    if !floor.presides && (open >= MOST_PROPOSALS || made >= 2 * MOST_PROPOSALS) {
        return Err(("", Refusal::ProposalsHeld));
    }
    Ok(Proposed { text: proposal::write(title, body, false)?, number: 1 })
}

/// A proposal as an act finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProposalFacts {
    /// Where it stands.
    pub state: State,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Whether the person who acts wrote it.
    pub own: bool,
    /// Its latest revision.
    pub latest: i64,
}

impl ProposalFacts {
    fn open(&self) -> Result<(), Refusal> {
        if self.state == State::Open && !self.hidden { Ok(()) } else { Err(Refusal::ProposalClosed) }
    }

    fn own_and_open(&self) -> Result<(), Refusal> {
        if self.own { self.open() } else { Err(Refusal::NotAuthor) }
    }
}

/// Judges a further revision. Every revision is kept; `base` is the one that the author had before them.
///
/// # Errors
/// The field, and why not.
pub fn revise(
    _floor: Floor,
    facts: &ProposalFacts,
    base: i64,
    title: &str,
    body: &str,
) -> Result<Proposed, (&'static str, Refusal)> {
    facts.own_and_open().map_err(|refusal| ("", refusal))?;
    if base != facts.latest {
        return Err(("body", Refusal::TextChanged));
    }
    Ok(Proposed { text: proposal::write(title, body, false)?, number: facts.latest + 1 })
}

/// A proposal's judged way out of the discussion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    proposal: ProposalId,
    to: State,
}

impl Moved {
    /// Which proposal.
    #[must_use]
    pub const fn proposal(&self) -> &ProposalId {
        &self.proposal
    }

    /// Where it stands now.
    #[must_use]
    pub const fn to(&self) -> State {
        self.to
    }
}

/// Judges a withdrawal by the author. It stays readable, marked as withdrawn.
///
/// # Errors
/// [`Refusal::NotAuthor`] or [`Refusal::ProposalClosed`].
pub fn withdraw(proposal: &ProposalId, facts: &ProposalFacts) -> Result<Moved, Refusal> {
    facts.own_and_open().map(|()| Moved { proposal: proposal.clone(), to: State::Withdrawn })
}

/// Judges putting one revision to the vote, which freezes the proposal: it becomes the item's text. `seen` is the revision
/// that the chair read; `frozen`: a vote on the item runs or has carried it.
///
/// # Errors
/// Why not.
pub fn put(proposal: &ProposalId, facts: &ProposalFacts, seen: i64, frozen: bool) -> Result<Moved, Refusal> {
    facts.open()?;
    if frozen {
        return Err(Refusal::TextFrozen);
    }
    if seen < 1 || seen > facts.latest {
        return Err(Refusal::TextChanged);
    }
    Ok(Moved { proposal: proposal.clone(), to: State::Put })
}

/// A judged second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seconded {
    proposal: ProposalId,
}

impl Seconded {
    /// Which proposal.
    #[must_use]
    pub const fn proposal(&self) -> &ProposalId {
        &self.proposal
    }
}

/// Judges a second (附议): once per member, never one's own.
///
/// # Errors
/// Why not.
pub fn second(_floor: Floor, proposal: &ProposalId, facts: &ProposalFacts, already: bool) -> Result<Seconded, Refusal> {
    facts.open()?;
    if facts.own {
        return Err(Refusal::OwnSecond);
    }
    if already { Err(Refusal::AlreadySeconded) } else { Ok(Seconded { proposal: proposal.clone() }) }
}

/// A judged remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remarked {
    body: String,
}

impl Remarked {
    /// What is said, as typed.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }
}

/// What a remark is judged by, beside its words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RemarkFacts {
    /// What is to be answered is itself an answer.
    pub parent_answers: bool,
    /// What its author said last in the same place: a page that is gone back to and sent again says nothing twice.
    pub last: Option<String>,
    /// How many remarks its author made under the item within [`REMARKS_WITHIN`].
    pub recently: i64,
}

/// Judges a remark. Remarks stand in two levels: one answers a remark, never an answer.
///
/// # Errors
/// The field, and why not.
pub fn remark(floor: Floor, body: &str, facts: &RemarkFacts) -> Result<Remarked, (&'static str, Refusal)> {
    if facts.parent_answers {
        return Err(("body", Refusal::NoThirdLevel));
    }
    let body = proposal::text(body, REMARK_LIMIT).map_err(|refusal| ("body", refusal))?;
    if facts.last.as_ref() == Some(&body) {
        return Err(("body", Refusal::SaidAlready));
    }
    if !floor.presides && facts.recently >= MOST_REMARKS {
        return Err(("body", Refusal::TooManyRemarks));
    }
    Ok(Remarked { body })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOOR: Floor = Floor { presides: false };
    const FACTS: FloorFacts = FloorFacts {
        session: session::Phase::Open,
        here: true,
        presides: false,
        paused: false,
        ended: false,
        locked: false,
        pause: 60,
        last_post: None,
        now: Moment(1_000_000),
    };

    #[test]
    fn the_floor_is_for_those_here_while_the_thread_is_open() {
        let floor = |facts: FloorFacts| floor(&facts).map(|_| ());
        assert_eq!(floor(FACTS), Ok(()));
        assert_eq!(floor(FloorFacts { session: session::Phase::Suspended, ..FACTS }), Err(Refusal::Interrupted));
        assert_eq!(floor(FloorFacts { here: false, ..FACTS }), Err(Refusal::NotHere));
        assert_eq!(floor(FloorFacts { here: false, presides: true, ..FACTS }), Ok(()));
        assert_eq!(floor(FloorFacts { ended: true, presides: true, ..FACTS }), Err(Refusal::ItemEnded));
        assert_eq!(floor(FloorFacts { paused: true, ..FACTS }), Err(Refusal::Paused));
        assert_eq!(floor(FloorFacts { paused: true, presides: true, ..FACTS }), Ok(()));
        assert_eq!(floor(FloorFacts { locked: true, ..FACTS }), Err(Refusal::ThreadLocked));
        assert_eq!(floor(FloorFacts { locked: true, presides: true, ..FACTS }), Ok(()));
        let posted = |at| FloorFacts { last_post: Some(Moment(at)), ..FACTS };
        assert_eq!(floor(posted(1_000_000 - 59_999)), Err(Refusal::PostTooSoon));
        assert_eq!(floor(posted(1_000_000 - 60_000)), Ok(()));
        assert_eq!(floor(FloorFacts { presides: true, ..posted(1_000_000) }), Ok(()));
    }

    fn withdraw(facts: &ProposalFacts) -> Result<Moved, Refusal> {
        super::withdraw(&"p".into(), facts)
    }

    fn put(facts: &ProposalFacts, seen: i64, frozen: bool) -> Result<Moved, Refusal> {
        super::put(&"p".into(), facts, seen, frozen)
    }

    fn second(floor: Floor, facts: &ProposalFacts, already: bool) -> Result<Seconded, Refusal> {
        super::second(floor, &"p".into(), facts, already)
    }

    const OPEN: ProposalFacts = ProposalFacts { state: State::Open, hidden: false, own: true, latest: 2 };

    #[test]
    fn a_proposal_is_its_authors_until_it_is_put_or_withdrawn() {
        let leave = FLOOR;
        assert_eq!(propose(leave, (false, 0, 0), "路", "修路").map(|one| one.number()), Ok(1));
        assert_eq!(propose(leave, (true, 0, 0), "路", "修路"), Err(("", Refusal::Voting)));
        assert_eq!(propose(leave, (false, 0, 0), " ", "修路"), Err(("title", Refusal::Empty)));
        assert_eq!(revise(leave, &OPEN, 2, "路", "修路").map(|one| one.number()), Ok(3));
        assert_eq!(revise(leave, &OPEN, 1, "路", "修路"), Err(("body", Refusal::TextChanged)));
        let other = ProposalFacts { own: false, ..OPEN };
        assert_eq!(revise(leave, &other, 2, "路", "修路"), Err(("", Refusal::NotAuthor)));
        for closed in [
            ProposalFacts { state: State::Withdrawn, ..OPEN },
            ProposalFacts { state: State::Put, ..OPEN },
            ProposalFacts { hidden: true, ..OPEN },
        ] {
            assert_eq!(revise(leave, &closed, 2, "路", "修路"), Err(("", Refusal::ProposalClosed)));
            assert_eq!(withdraw(&closed), Err(Refusal::ProposalClosed));
            assert_eq!(put(&closed, 2, false), Err(Refusal::ProposalClosed));
            assert_eq!(second(leave, &ProposalFacts { own: false, ..closed }, false), Err(Refusal::ProposalClosed));
        }
        assert_eq!(withdraw(&OPEN).map(|one| one.to()), Ok(State::Withdrawn));
        assert_eq!(withdraw(&other), Err(Refusal::NotAuthor));
        assert_eq!(put(&other, 1, false).map(|one| one.to()), Ok(State::Put), "an earlier revision may be put");
        assert_eq!(put(&other, 2, true), Err(Refusal::TextFrozen));
        for unknown in [0, 3] {
            assert_eq!(put(&other, unknown, false), Err(Refusal::TextChanged));
        }
    }

    #[test]
    fn a_second_is_given_once_and_not_to_oneself() {
        let other = ProposalFacts { own: false, ..OPEN };
        assert!(second(FLOOR, &other, false).is_ok());
        assert_eq!(second(FLOOR, &other, true), Err(Refusal::AlreadySeconded));
        assert_eq!(second(FLOOR, &OPEN, false), Err(Refusal::OwnSecond));
    }

    #[test]
    fn remarks_stand_in_two_levels_within_their_limit() {
        let (long, facts) = ("字".repeat(REMARK_LIMIT), RemarkFacts::default());
        assert_eq!(remark(FLOOR, &long, &facts).map(|one| one.body().len()), Ok(long.len()));
        assert_eq!(remark(FLOOR, &format!("{long}字"), &facts), Err(("body", Refusal::TooLong)));
        assert_eq!(remark(FLOOR, "\n ", &facts), Err(("body", Refusal::Empty)));
        let answer = RemarkFacts { parent_answers: true, ..facts };
        assert_eq!(remark(FLOOR, "好", &answer), Err(("body", Refusal::NoThirdLevel)));
        let said =
            |last: &str, recently| RemarkFacts { last: Some(last.to_owned()), recently, ..RemarkFacts::default() };
        assert_eq!(remark(FLOOR, "好", &said("好", 1)), Err(("body", Refusal::SaidAlready)));
        assert_eq!(remark(FLOOR, " 好\n", &said("好", 1)), Err(("body", Refusal::SaidAlready)));
        assert!(remark(FLOOR, "好的", &said("好", MOST_REMARKS - 1)).is_ok());
        assert_eq!(remark(FLOOR, "好的", &said("好", MOST_REMARKS)), Err(("body", Refusal::TooManyRemarks)));
        assert!(remark(Floor { presides: true }, "好的", &said("好", MOST_REMARKS)).is_ok());
        assert!(propose(FLOOR, (false, MOST_PROPOSALS - 1, MOST_PROPOSALS), "题目", "正文").is_ok());
        for many in [(false, MOST_PROPOSALS, 5), (false, 0, 2 * MOST_PROPOSALS)] {
            assert_eq!(propose(FLOOR, many, "题目", "正文"), Err(("", Refusal::ProposalsHeld)));
        }
    }
}
