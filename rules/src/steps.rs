//! What was done already. Whoever takes a step that somebody else has taken, or that comes too late, is told by which step the thing
//! stands where it stands: what was done, when, and in which role. The chain says it; names are not told.

use crate::{Moment, Refusal, coded::coded, permit::Role, says::Says};
use serde::{Deserialize, Serialize};

/// A step that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What was done.
    pub says: Says,
    /// In which role; none for the program itself.
    pub role: Option<Role>,
    /// When.
    pub at: Moment,
}

coded! {
    /// A thing has several lives under one name: a vote, its papers, and the decision that is written of it. A step is told to whoever takes
    /// one of the same life.
    Life {
        /// What happens in the sitting, and everything that has a name of its own.
        Itself "itself",
        /// A decision.
        Outcome "outcome",
        /// Minutes.
        Minutes "minutes",
        /// A disclosure.
        Disclosure "disclosure",
        /// The papers of a vote over the clerk's table.
        Paper "paper",
    }
}

impl Life {
    /// Of which life an entry tells.
    #[must_use]
    pub fn of(says: Says) -> Self {
        let noun = says.id().split('.').next().unwrap_or_default();
        Self::from_id(noun).unwrap_or(Self::Itself)
    }
}

impl Says {
    /// Whether an entry of this kind is a step in the life of what it is about: after it something else may be done, and the same not
    /// again. Entries that name another thing than the one that they change (what is said under an item) are none.
    #[must_use]
    pub const fn is_step(self) -> bool {
        matches!(
            self,
            Self::SessionAnnounced
                | Self::SessionCorrected
                | Self::SessionOpened
                | Self::SessionSuspended
                | Self::SessionResumed
                | Self::SessionPaused
                | Self::SessionPostponed
                | Self::SessionCancelled
                | Self::SessionClosed
                | Self::ChairHanded
                | Self::ItemCalled
                | Self::ItemEnded
                | Self::RollCallBegun
                | Self::RollCallEnded
                | Self::RollCallCancelled
                | Self::VoteOpened
                | Self::VoteExtended
                | Self::VoteClosed
                | Self::VoteCounted
                | Self::VoteDeclared
                | Self::VoteVoided
                | Self::CountOrdered
                | Self::PaperExchanged
                | Self::PaperTakenBack
                | Self::OutcomeWritten
                | Self::OutcomeCountersigned
                | Self::OutcomeReturned
                | Self::OutcomePublished
                | Self::OutcomeWithdrawn
                | Self::EndingPublished
                | Self::EndingWithdrawn
                | Self::MinutesWritten
                | Self::MinutesSigned
                | Self::MinutesReturned
                | Self::MinutesPublished
                | Self::MinutesWithdrawn
                | Self::AttendanceWithdrawn
                | Self::NoticeWithdrawn
                | Self::DisclosureWritten
                | Self::DisclosureCountersigned
                | Self::DisclosureReturned
                | Self::DisclosurePublished
                | Self::DisclosureWithdrawn
                | Self::PostingTakenDown
                | Self::ObjectionReplied
                | Self::ObjectionHidden
                | Self::ObjectionAppealed
                | Self::ObjectionAppealDecided
                | Self::TakebackAsked
                | Self::TakebackRefused
                | Self::WordsBlanked
                | Self::MilestonePlanned
                | Self::MilestoneReached
                | Self::MilestoneReturned
                | Self::MilestoneAccepted
                | Self::MilestoneDropped
                | Self::CompletionPublished
                | Self::CompletionWithdrawn
                | Self::FilingMade
                | Self::FilingAcknowledged
                | Self::FilingReturned
                | Self::OrderMade
                | Self::OrderWithdrawn
                | Self::OrderMet
                | Self::OrderAnswered
        )
    }

    /// Whether it begins the life of a draft anew: what was signed or published before it is another text.
    const fn begins_anew(self) -> bool {
        matches!(self, Self::OutcomeWritten | Self::MinutesWritten | Self::DisclosureWritten)
    }
}

impl Refusal {
    /// Whether it says that the thing stands otherwise than whoever asks believes: then the steps are told that brought it there.
    #[must_use]
    pub const fn is_of_state(self) -> bool {
        matches!(
            self,
            Self::ShownChanged
                | Self::NothingChanges
                | Self::WrongPhase
                | Self::NotBegun
                | Self::Interrupted
                | Self::Over
                | Self::CalledOff
                | Self::TextFrozen
                | Self::VoteRuns
                | Self::NoSecondRound
                | Self::VoteWrongPhase
                | Self::CountMoved
                | Self::CountOver
                | Self::ResultKnown
                | Self::DraftChanged
                | Self::DraftMoved
                | Self::AlreadySigned
                | Self::SentBack
                | Self::NotCountersigned
                | Self::ChangedSinceSigned
                | Self::AlreadyPublished
                | Self::ItemEnded
                | Self::RollCallRuns
                | Self::NoRollCall
                | Self::NotPosted
                | Self::WithdrawnAlready
                | Self::TakebackAnswered
                | Self::ObjectionHidden
                | Self::RepliedAlready
                | Self::AppealMade
                | Self::NoAppeal
                | Self::CompletedAlready
                | Self::DroppedAlready
                | Self::AcceptedAlready
                | Self::ChangedMeanwhile
                | Self::FilingAnswered
                | Self::OrderClosed
                | Self::OrderAnswered
        )
    }
}

/// Which steps are told to whoever was about to do what would say `own`: the one that did it already, and the last one. Where it was
/// not done, or a text was written since, the last two. `taken`: all that the chain tells of the thing, in its order.
#[must_use]
pub fn told(own: &[Says], taken: &[Step]) -> Vec<Step> {
    let lives: Vec<Life> = own.iter().map(|says| Life::of(*says)).collect();
    let taken: Vec<Step> =
        taken.iter().filter(|one| one.says.is_step() && lives.contains(&Life::of(one.says))).copied().collect();
    let Some(last) = taken.len().checked_sub(1) else { return Vec::new() };
    let anew = taken.iter().rposition(|one| one.says.begins_anew()).unwrap_or(0);
    // What else such an act says follows from what it does, which it says first.
    let first = taken.iter().rposition(|one| own.first() == Some(&one.says));
    let did = first.or_else(|| taken.iter().rposition(|one| own.contains(&one.says))).filter(|at| *at >= anew);
    let from = did.unwrap_or_else(|| last.saturating_sub(1));
    let of = |at: usize| taken.get(at).copied();
    [of(from), of(last).filter(|_| last != from)].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::{Life, Step, told};
    use crate::{Moment, permit::Role, says::Says};

    fn steps(says: &[Says]) -> Vec<Step> {
        says.iter().zip(1..).map(|(says, at)| Step { says: *says, role: Some(Role::Clerk), at: Moment(at) }).collect()
    }

    fn says(own: &[Says], taken: &[Says]) -> Vec<Says> {
        told(own, &steps(taken)).into_iter().map(|one| one.says).collect()
    }

    #[test]
    fn what_was_done_already_is_told_and_what_came_last() {
        use Says as S;
        let vote = [S::VoteOpened, S::VoteClosed, S::VoteCounted, S::VoteDeclared, S::OutcomeWritten];
        assert_eq!(says(&[S::VoteClosed], &vote[..2]), [S::VoteClosed]);
        assert_eq!(says(&[S::VoteClosed], &vote), [S::VoteClosed, S::VoteDeclared], "the decision is another life");
        let closes = [S::VoteClosed, S::VoteCounted, S::VoteVoided];
        assert_eq!(says(&closes, &vote[..3]), [S::VoteClosed, S::VoteCounted], "nothing was to be counted in the room");
        assert_eq!(says(&[S::VoteVoided], &vote[..2]), [S::VoteOpened, S::VoteClosed], "it was not done");
        assert_eq!(says(&[S::OutcomePublished], &vote), [S::OutcomeWritten]);
        assert_eq!(says(&[S::BallotCast], &[S::BallotCast]), [], "a ballot is no step");
        assert_eq!(says(&[], &vote), [], "a secret ballot is told nothing");
        let table = [S::VoteOpened, S::PaperHandedOut, S::PaperExchanged, S::PaperTakenBack, S::VoteExtended];
        assert_eq!(says(&[S::PaperExchanged], &table), [S::PaperExchanged, S::PaperTakenBack], "of the papers alone");
        assert_eq!(says(&[S::VoteExtended], &table), [S::VoteExtended], "the papers are another life");
    }

    #[test]
    fn what_was_written_anew_was_not_signed() {
        use Says as S;
        let taken = [S::OutcomeWritten, S::OutcomeCountersigned, S::OutcomePublished, S::OutcomeWritten];
        assert_eq!(says(&[S::OutcomePublished], &taken), [S::OutcomePublished, S::OutcomeWritten]);
        let signed = [S::OutcomeWritten, S::OutcomeCountersigned, S::OutcomeWritten];
        assert_eq!(says(&[S::OutcomePublished], &signed), [S::OutcomeCountersigned, S::OutcomeWritten]);
        let again = [&signed[..], &[S::OutcomeCountersigned]].concat();
        assert_eq!(says(&[S::OutcomeCountersigned], &again), [S::OutcomeCountersigned]);
    }

    #[test]
    fn every_step_is_of_one_life() {
        assert_eq!((Life::of(Says::VoteClosed), Life::of(Says::MinutesSigned)), (Life::Itself, Life::Minutes));
    }
}
