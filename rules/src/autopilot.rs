//! The one act that a sitting asks of whoever presides, from the draft to the signed minutes. The chair's page leads with it; everything
//! else can still be done, and stands below.

use crate::{coded::coded, now::Stage, session};

coded! {
    /// The next act of a sitting.
    Next {
        /// The agenda is empty.
        AddItem "add_item",
        /// It is called: the public reads of it.
        Announce "announce",
        /// It cannot be opened yet: its time has not come.
        Wait "wait",
        /// The notice calls nobody any more: it is put off, which calls it anew.
        CallAnew "call_anew",
        /// It begins.
        Open "open",
        /// It goes on.
        Resume "resume",
        /// A pause of minutes ends.
        EndPause "end_pause",
        /// The roll-call that runs ends.
        EndRollCall "end_roll_call",
        /// An item is called.
        Call "call",
        /// What is to be voted on is written.
        Write "write",
        /// What must be settled before a vote is put on record.
        Gates "gates",
        /// Too few are there.
        Gather "gather",
        /// The vote opens.
        OpenVote "open_vote",
        /// Ballots come in.
        Ballots "ballots",
        /// Everybody who can has voted: the vote closes.
        CloseVote "close_vote",
        /// The tellers count.
        Count "count",
        /// The tellers differ again: the chair orders the next count.
        Recount "recount",
        /// The result is declared.
        Declare "declare",
        /// The sitting closes.
        Close "close",
        /// A decision is written, signed and published.
        Decision "decision",
        /// How an item ended without a vote is published.
        Ending "ending",
        /// The minutes are written, signed and published.
        Minutes "minutes",
        /// Nothing is left to do.
        Done "done",
    }
}

impl Next {
    /// It is done with a vote that runs.
    #[must_use]
    pub const fn is_of_a_vote(self) -> bool {
        matches!(self, Self::Ballots | Self::CloseVote | Self::Count | Self::Recount | Self::Declare)
    }

    /// The item that is talked about may be ended without a vote instead.
    #[must_use]
    pub const fn leaves_a_choice(self) -> bool {
        matches!(self, Self::Write | Self::Gates | Self::Gather | Self::OpenVote)
    }
}

/// An item of the agenda, as far as the next act hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// How it stands.
    pub stage: Stage,
    /// There is a text to vote on.
    pub written: bool,
    /// A gate is shut.
    pub shut: bool,
    /// The tellers differ again.
    pub differ: bool,
    /// What came of it is public.
    pub published: bool,
}

/// What the next act is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The session's phase.
    pub session: session::Phase,
    /// Its agenda, in order.
    pub items: &'a [Item],
    /// Which of the items is called.
    pub called: Option<usize>,
    /// Its time has not come ([`session::too_early`]).
    pub too_early: bool,
    /// Its notice was withdrawn, or the day that it named has passed.
    pub lapsed: bool,
    /// It pauses.
    pub paused: bool,
    /// A roll-call runs.
    pub roll_call: bool,
    /// Enough are there, where presence decides.
    pub quorum: bool,
    /// How many could still vote in the vote that is open.
    pub waiting: u64,
    /// The minutes are public.
    pub minutes: bool,
}

/// The next act, and on which item of the agenda.
///
/// What runs comes before what could begin: a roll-call, then a vote, then a pause. Decisions are written when the sitting is over:
/// until then the room waits for the next item.
#[must_use]
pub fn next(facts: &Facts<'_>) -> (Next, Option<usize>) {
    match facts.session {
        session::Phase::Draft if facts.items.is_empty() => (Next::AddItem, None),
        session::Phase::Draft => (Next::Announce, None),
        session::Phase::Announced if facts.lapsed => (Next::CallAnew, None),
        session::Phase::Announced if facts.too_early => (Next::Wait, None),
        session::Phase::Announced => (Next::Open, None),
        session::Phase::Suspended => (Next::Resume, None),
        session::Phase::Cancelled => (Next::Done, None),
        session::Phase::Open => sitting(facts),
        session::Phase::Closed => afterwards(facts),
    }
}

fn sitting(facts: &Facts<'_>) -> (Next, Option<usize>) {
    if facts.roll_call {
        return (Next::EndRollCall, None);
    }
    for (at, item) in facts.items.iter().enumerate() {
        let act = match item.stage {
            Stage::Vote if facts.waiting > 0 => Next::Ballots,
            Stage::Vote | Stage::TimeUp => Next::CloseVote,
            Stage::Counting if item.differ => Next::Recount,
            Stage::Counting => Next::Count,
            Stage::Counted => Next::Declare,
            Stage::Ahead | Stage::Talk | Stage::Decided(_) | Stage::Appraised | Stage::Void | Stage::Ended(_) => {
                continue;
            }
        };
        return (act, Some(at));
    }
    if facts.paused {
        return (Next::EndPause, None);
    }
    let to_decide = |item: &Item| matches!(item.stage, Stage::Ahead | Stage::Talk | Stage::Void);
    if let Some((at, item)) =
        facts.called.and_then(|at| Some((at, facts.items.get(at)?))).filter(|(_, one)| to_decide(one))
    {
        let act = match item {
            Item { written: false, .. } => Next::Write,
            Item { shut: true, .. } => Next::Gates,
            _ if !facts.quorum => Next::Gather,
            _ => Next::OpenVote,
        };
        return (act, Some(at));
    }
    match facts.items.iter().position(to_decide) {
        Some(at) => (Next::Call, Some(at)),
        None => (Next::Close, None),
    }
}

fn afterwards(facts: &Facts<'_>) -> (Next, Option<usize>) {
    for (at, item) in facts.items.iter().enumerate().filter(|(_, item)| !item.published) {
        match item.stage {
            Stage::Decided(_) | Stage::Appraised => return (Next::Decision, Some(at)),
            Stage::Ended(_) => return (Next::Ending, Some(at)),
            _ => {}
        }
    }
    (if facts.minutes { Next::Done } else { Next::Minutes }, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ending::Ending, session::Phase};

    const AHEAD: Item = Item { stage: Stage::Ahead, written: true, shut: false, differ: false, published: false };
    const OPEN: Facts<'static> = Facts {
        session: Phase::Open,
        items: &[],
        called: None,
        too_early: false,
        lapsed: false,
        paused: false,
        roll_call: false,
        quorum: true,
        waiting: 0,
        minutes: false,
    };

    fn at(stage: Stage) -> Item {
        Item { stage, ..AHEAD }
    }

    #[test]
    fn before_it_begins() {
        let draft = Facts { session: Phase::Draft, ..OPEN };
        assert_eq!(next(&draft), (Next::AddItem, None));
        assert_eq!(next(&Facts { items: &[AHEAD], ..draft }), (Next::Announce, None));
        let announced = Facts { session: Phase::Announced, items: &[AHEAD], ..OPEN };
        assert_eq!(next(&Facts { too_early: true, ..announced }), (Next::Wait, None));
        assert_eq!(next(&announced), (Next::Open, None));
        assert_eq!(next(&Facts { lapsed: true, too_early: true, ..announced }), (Next::CallAnew, None));
        assert_eq!(next(&Facts { session: Phase::Cancelled, ..announced }), (Next::Done, None));
    }

    #[test]
    fn an_item_from_called_to_declared() {
        let of = |items: &[Item], called, waiting, quorum| next(&Facts { items, called, waiting, quorum, ..OPEN });
        assert_eq!(of(&[AHEAD, AHEAD], None, 0, true), (Next::Call, Some(0)));
        let talk = at(Stage::Talk);
        assert_eq!(of(&[AHEAD, Item { written: false, ..talk }], Some(1), 0, true), (Next::Write, Some(1)));
        assert_eq!(of(&[AHEAD, Item { shut: true, ..talk }], Some(1), 0, false), (Next::Gates, Some(1)));
        assert_eq!(of(&[talk], Some(0), 0, false), (Next::Gather, Some(0)));
        assert_eq!(of(&[talk], Some(0), 0, true), (Next::OpenVote, Some(0)));
        assert_eq!(of(&[at(Stage::Vote)], Some(0), 12, true), (Next::Ballots, Some(0)));
        assert_eq!(of(&[at(Stage::Vote)], Some(0), 0, true), (Next::CloseVote, Some(0)));
        assert_eq!(of(&[at(Stage::Counting)], Some(0), 0, true), (Next::Count, Some(0)));
        assert_eq!(of(&[Item { differ: true, ..at(Stage::Counting) }], Some(0), 0, true), (Next::Recount, Some(0)));
        assert_eq!(of(&[at(Stage::Counted)], Some(0), 0, true), (Next::Declare, Some(0)));
        assert_eq!(of(&[at(Stage::Decided(true)), AHEAD], Some(0), 0, true), (Next::Call, Some(1)));
        assert_eq!(of(&[at(Stage::Void)], Some(0), 0, true), (Next::OpenVote, Some(0)), "it is voted on again");
        assert_eq!(
            of(&[at(Stage::Decided(false)), at(Stage::Ended(Ending::Heard))], Some(1), 0, true),
            (Next::Close, None)
        );
    }

    #[test]
    fn what_runs_comes_before_what_could_begin() {
        let items = [AHEAD, at(Stage::Counted), at(Stage::Talk)];
        let all = Facts { items: &items, called: Some(2), paused: true, roll_call: true, ..OPEN };
        assert_eq!(next(&all), (Next::EndRollCall, None));
        let voted = Facts { roll_call: false, ..all };
        assert_eq!(next(&voted), (Next::Declare, Some(1)), "a result waits, whatever else is called");
        let items = [AHEAD, at(Stage::Decided(true)), at(Stage::Talk)];
        assert_eq!(next(&Facts { items: &items, ..voted }), (Next::EndPause, None));
        assert_eq!(next(&Facts { session: Phase::Suspended, ..all }), (Next::Resume, None));
    }

    #[test]
    fn after_it_closed() {
        let public = Item { published: true, ..at(Stage::Decided(true)) };
        let items = [public, at(Stage::Ahead), at(Stage::Decided(false)), at(Stage::Ended(Ending::Heard))];
        let closed = Facts { session: Phase::Closed, items: &items, ..OPEN };
        assert_eq!(next(&closed), (Next::Decision, Some(2)), "what was rejected is written too");
        let items = [public, at(Stage::Ended(Ending::Heard))];
        assert_eq!(next(&Facts { items: &items, ..closed }), (Next::Ending, Some(1)));
        assert_eq!(next(&Facts { items: &[public], ..closed }), (Next::Minutes, None));
        assert_eq!(next(&Facts { items: &[public], minutes: true, ..closed }), (Next::Done, None));
    }
}
