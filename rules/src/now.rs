//! What a sitting asks of one person now, and how an item of it stands. The pages say nothing of their own: the bar at the foot of a
//! phone, the steps above it, the agenda, the chair's page and the hall's screen all show what is decided here.

use crate::{coded::coded, ending::Ending, session, vote};

coded! {
    /// The steps of an item in a sitting, as a member goes through them: 签到 · 讨论 · 表决 · 结果.
    Step {
        /// Signing in, before anything is called.
        SignIn "sign_in",
        /// Talking.
        Talk "talk",
        /// Voting and counting.
        Vote "vote",
        /// What came of it.
        Result "result",
    }
}

/// How an item of a sitting stands: the one name of it on every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Not called yet, or called away from.
    Ahead,
    /// Called: it is talked about.
    Talk,
    /// A vote on it takes ballots.
    Vote,
    /// The time of a vote on it is up: it takes no more ballots, and the chair has not closed it yet.
    TimeUp,
    /// A vote on it has ended and is being counted.
    Counting,
    /// The count is accepted, and not declared yet.
    Counted,
    /// The result was declared: passed or not.
    Decided(bool),
    /// The result was declared, and people were graded by it.
    Appraised,
    /// The last vote on it is void; it can be taken again.
    Void,
    /// It ended without a vote.
    Ended(Ending),
}

/// What an item's stage is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ItemFacts {
    /// It is the item that is called.
    pub called: bool,
    /// The phase of its latest vote that was opened, and whether that vote carried it, once declared.
    pub vote: Option<(vote::Phase, bool)>,
    /// That vote was an appraisal: it carries nothing, and grades people.
    pub appraisal: bool,
    /// The announced end of that vote has passed.
    pub time_up: bool,
    /// How it ended without a vote.
    pub ending: Option<Ending>,
}

impl Stage {
    /// The stage of an item. What it came to stands before what it went through; what was voted on it before how it ended beside that
    /// vote.
    #[must_use]
    pub const fn of(facts: &ItemFacts) -> Self {
        match (facts.ending, facts.vote) {
            (None, _) | (_, Some((vote::Phase::Declared, _))) => {}
            (Some(ending), _) => return Self::Ended(ending),
        }
        match facts.vote {
            Some((vote::Phase::Open, _)) if facts.time_up => Self::TimeUp,
            Some((vote::Phase::Open, _)) => Self::Vote,
            Some((vote::Phase::Closed, _)) => Self::Counting,
            Some((vote::Phase::Counted, _)) => Self::Counted,
            Some((vote::Phase::Declared, true)) if facts.appraisal => Self::Appraised,
            Some((vote::Phase::Declared, passed)) => Self::Decided(passed),
            Some((vote::Phase::Void, _)) => Self::Void,
            None | Some((vote::Phase::Prepared, _)) if facts.called => Self::Talk,
            None | Some((vote::Phase::Prepared, _)) => Self::Ahead,
        }
    }

    /// How the item ended beside a vote that was declared: said after that vote's result.
    #[must_use]
    pub const fn then(facts: &ItemFacts) -> Option<Self> {
        match (facts.ending, facts.vote) {
            (Some(ending), Some((vote::Phase::Declared, _))) => Some(Self::Ended(ending)),
            _ => None,
        }
    }

    /// Stable id, by which its words are found.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Talk => "talk",
            Self::Vote => "vote",
            Self::TimeUp => "time_up",
            Self::Counting => "counting",
            Self::Counted => "counted",
            Self::Decided(true) => "passed",
            Self::Decided(false) => "failed",
            Self::Appraised => "appraised",
            Self::Void => "void",
            Self::Ended(Ending::Heard) => "heard",
            Self::Ended(Ending::Consensus) => "consensus",
            Self::Ended(Ending::PutOff) => "put_off",
            Self::Ended(Ending::Referred) => "referred",
        }
    }

    /// The step that it belongs to.
    #[must_use]
    pub const fn step(self) -> Step {
        match self {
            Self::Ahead => Step::SignIn,
            Self::Talk => Step::Talk,
            Self::Vote | Self::TimeUp | Self::Counting | Self::Counted | Self::Void => Step::Vote,
            Self::Decided(_) | Self::Appraised | Self::Ended(_) => Step::Result,
        }
    }
}

/// How somebody stands to a sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum There {
    /// Not there, and could not be counted from elsewhere.
    #[default]
    Away,
    /// Not there; could sign in from elsewhere.
    MaySignIn,
    /// Not on the list; could listen in from elsewhere.
    MayListen,
    /// Scanned the code of the hall, and waits for the clerk.
    Scanned,
    /// There, and observes.
    Observes,
    /// Observes, though they would count if they signed in anew.
    WouldCount,
    /// There, and counts.
    Counts,
}

/// How somebody stands to the vote that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ballot {
    /// A ballot of theirs, or one that they cast for somebody, is still to come.
    ToCast,
    /// They have taken part.
    Cast,
    /// They hold a paper, whether it is in the box or not.
    Paper,
    /// None is theirs to cast here: an observer, recused, hands in the hall, paper alone.
    None,
}

/// What somebody is asked for now is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The session's phase.
    pub session: session::Phase,
    /// It is the announced day.
    pub today: bool,
    /// The sitting pauses.
    pub paused: bool,
    /// How they are there.
    pub there: There,
    /// A roll-call runs, and whether they have answered it.
    pub roll_call: Option<bool>,
    /// The vote that is open, and how they stand to it.
    pub ballot: Option<Ballot>,
    /// They have the floor.
    pub speaks: bool,
    /// The item that is called, if one is.
    pub item: Option<Stage>,
}

coded! {
    /// The one thing that a sitting asks of somebody now, or has to tell them.
    Ask {
        /// Nothing.
        Nothing "nothing",
        /// Answer the roll-call: 我在.
        RollCall "roll_call",
        /// Cast the ballot.
        Ballot "ballot",
        /// Speak: they have the floor.
        Floor "floor",
        /// Sign in.
        SignIn "sign_in",
        /// Listen in, not being on the list.
        Listen "listen",
        /// Wait for the clerk, who confirms in person.
        Wait "wait",
        /// A vote is open that is not theirs to vote in.
        Watch "watch",
        /// They have voted; the vote is still open.
        Voted "voted",
        /// They hold a paper, to be filled in and put into the box; the vote is still open.
        Paper "paper",
        /// The time for voting is up.
        TimeUp "time_up",
        /// The count goes on.
        Count "count",
        /// The result is there.
        Result "result",
        /// Talk about what is called.
        Talk "talk",
        /// The sitting pauses.
        Pause "pause",
    }
}

impl Ask {
    /// Something is to be done, and may be missed.
    #[must_use]
    pub const fn urgent(self) -> bool {
        matches!(self, Self::RollCall | Self::Ballot | Self::Floor | Self::SignIn)
    }
}

/// What a sitting asks of somebody now: of all that could be said the most urgent. A roll-call and a ballot end, and who misses them
/// has lost something; the rest can wait.
#[must_use]
pub const fn ask(facts: &Facts) -> Ask {
    match facts.session {
        session::Phase::Open | session::Phase::Suspended => {}
        session::Phase::Announced if facts.today => return arrival(facts.there),
        session::Phase::Announced | session::Phase::Draft | session::Phase::Closed | session::Phase::Cancelled => {
            return Ask::Nothing;
        }
    }
    if matches!((facts.roll_call, facts.there), (Some(false), There::Counts)) {
        return Ask::RollCall;
    }
    if matches!(facts.ballot, Some(Ballot::ToCast)) {
        return Ask::Ballot;
    }
    if facts.speaks {
        return Ask::Floor;
    }
    let arrival = arrival(facts.there);
    if !matches!(arrival, Ask::Nothing) {
        return arrival;
    }
    match facts.ballot {
        Some(Ballot::Cast) => return Ask::Voted,
        Some(Ballot::Paper) => return Ask::Paper,
        Some(Ballot::None) => return Ask::Watch,
        Some(Ballot::ToCast) | None => {}
    }
    if facts.paused {
        return Ask::Pause;
    }
    match facts.item {
        Some(Stage::Talk | Stage::Void | Stage::Ahead) => Ask::Talk,
        Some(Stage::TimeUp) => Ask::TimeUp,
        Some(Stage::Counting | Stage::Counted) => Ask::Count,
        Some(Stage::Decided(_) | Stage::Appraised | Stage::Ended(_)) => Ask::Result,
        Some(Stage::Vote) | None => Ask::Nothing,
    }
}

const fn arrival(there: There) -> Ask {
    match there {
        There::MaySignIn | There::WouldCount => Ask::SignIn,
        There::MayListen => Ask::Listen,
        There::Scanned => Ask::Wait,
        There::Away | There::Observes | There::Counts => Ask::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Facts = Facts {
        session: session::Phase::Open,
        today: true,
        paused: false,
        there: There::Counts,
        roll_call: None,
        ballot: None,
        speaks: false,
        item: Some(Stage::Talk),
    };

    #[test]
    fn what_ends_soonest_is_asked_first() {
        let all = Facts { roll_call: Some(false), ballot: Some(Ballot::ToCast), speaks: true, ..HERE };
        assert_eq!(ask(&all), Ask::RollCall);
        let answered = Facts { roll_call: Some(true), ..all };
        assert_eq!(ask(&answered), Ask::Ballot);
        let voted = Facts { ballot: Some(Ballot::Cast), ..answered };
        assert_eq!(ask(&voted), Ask::Floor);
        assert_eq!(ask(&Facts { speaks: false, ..voted }), Ask::Voted);
        let paper = Facts { speaks: false, ballot: Some(Ballot::Paper), ..voted };
        assert_eq!(ask(&paper), Ask::Paper, "who holds a paper is not told to have voted");
        assert_eq!(ask(&HERE), Ask::Talk);
    }

    #[test]
    fn nobody_is_asked_for_what_is_not_theirs() {
        let observer = Facts { there: There::Observes, roll_call: Some(false), ballot: Some(Ballot::None), ..HERE };
        assert_eq!(ask(&observer), Ask::Watch);
        let away = Facts { there: There::MaySignIn, ballot: Some(Ballot::None), ..HERE };
        assert_eq!(ask(&away), Ask::SignIn, "a vote is open, and signing in is the way to it");
        for phase in [session::Phase::Draft, session::Phase::Closed, session::Phase::Cancelled] {
            assert_eq!(ask(&Facts { session: phase, ballot: Some(Ballot::ToCast), ..HERE }), Ask::Nothing);
        }
    }

    #[test]
    fn signing_in_is_asked_for_on_the_day() {
        let before = Facts { session: session::Phase::Announced, there: There::MaySignIn, item: None, ..HERE };
        assert_eq!(ask(&before), Ask::SignIn);
        assert_eq!(ask(&Facts { today: false, ..before }), Ask::Nothing);
        assert_eq!(ask(&Facts { there: There::Scanned, ..before }), Ask::Wait);
    }

    #[test]
    fn an_item_has_one_stage_and_each_stage_a_step() {
        let vote =
            |phase, passed| Stage::of(&ItemFacts { called: true, vote: Some((phase, passed)), ..ItemFacts::default() });
        assert_eq!(Stage::of(&ItemFacts::default()), Stage::Ahead);
        assert_eq!(vote(vote::Phase::Prepared, false), Stage::Talk);
        assert_eq!(vote(vote::Phase::Open, false).step(), Step::Vote);
        assert_eq!(vote(vote::Phase::Declared, true), Stage::Decided(true));
        let late = ItemFacts { vote: Some((vote::Phase::Open, false)), time_up: true, ..ItemFacts::default() };
        assert_eq!(Stage::of(&late), Stage::TimeUp, "nobody is told that it takes ballots");
        let asked = Facts { ballot: None, item: Some(Stage::TimeUp), ..HERE };
        assert_eq!(ask(&asked), Ask::TimeUp);
        let ended = ItemFacts { ending: Some(Ending::Heard), called: true, ..ItemFacts::default() };
        assert_eq!(Stage::of(&ended).step(), Step::Result);
        assert_eq!(Stage::then(&ended), None);
        // The vote's result first, then the ending.
        let down = ItemFacts { vote: Some((vote::Phase::Declared, false)), ..ended };
        assert_eq!((Stage::of(&down), Stage::then(&down)), (Stage::Decided(false), Some(Stage::Ended(Ending::Heard))));
    }
}
