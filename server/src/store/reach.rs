//! What an act may change, asked of each name of the chain: a new one has to say so.

use super::state::Of;
use rules::says::Says;

/// Which parts an act may change, and whether its subject leads to the session that it may change.
pub(super) const fn reach(says: Says) -> (&'static [Of], bool) {
    use Of as O;
    match says {
        // What they change is held by ballots, counts, texts and papers; many come at once.
        Says::LoginConfirmed
        | Says::LoginsEnded
        | Says::SlipIssued
        | Says::MandateRecorded
        | Says::MandateRevoked
        | Says::RollCallBegun
        | Says::RollCallAnswered
        | Says::RemarkMade
        | Says::RemarkMarked
        | Says::HandRaised
        | Says::HandLowered
        | Says::FloorGiven
        | Says::FloorWarned
        | Says::FloorEnded
        | Says::BallotCast
        | Says::PaperHandedOut
        | Says::PaperExchanged
        | Says::PaperTakenBack
        | Says::CountEntered => (&[], false),
        Says::SessionDrafted
        | Says::SessionEdited
        | Says::SessionAnnounced
        | Says::SessionOpened
        | Says::SessionSuspended
        | Says::SessionResumed
        | Says::SessionPaused
        | Says::SessionPostponed
        | Says::SessionCancelled
        | Says::SessionClosed
        | Says::ChairHanded
        | Says::ItemAdded
        | Says::ItemDropped
        | Says::ItemCalled
        | Says::ItemEnded
        | Says::TextWritten
        | Says::InterestDeclared
        | Says::PresenceCheckedIn
        | Says::PresenceLeft
        | Says::PresenceCorrected
        | Says::RollCallEnded
        | Says::ProposalMade
        | Says::ProposalRevised
        | Says::ProposalSeconded
        | Says::ProposalWithdrawn
        | Says::ProposalPut
        | Says::ThreadOrdered
        | Says::ThreadHidden
        | Says::AppealMade
        | Says::AppealDecided
        | Says::VoteOpened
        | Says::VoteExtended
        | Says::VoteClosed
        | Says::VoteCounted
        | Says::VoteDeclared
        | Says::VoteVoided
        | Says::CountOrdered => (&[], true),
        Says::BodyMade
        | Says::BodyOnlineBasis
        | Says::StaffAppointed
        | Says::StaffDismissed
        | Says::StaffLinkMade
        | Says::RollImported
        | Says::RollConfirmed
        | Says::MemberLinked
        | Says::MemberParted
        | Says::MemberErased
        | Says::OwnersRecorded => (&[O::Register], false),
        Says::OutcomeWritten
        | Says::OutcomeCountersigned
        | Says::OutcomeReturned
        | Says::OutcomePublished
        | Says::OutcomeWithdrawn
        | Says::DisclosureWritten
        | Says::DisclosureCountersigned
        | Says::DisclosureReturned
        | Says::DisclosurePublished
        | Says::DisclosureWithdrawn
        | Says::PostingTakenDown
        | Says::PostingPhotographed
        | Says::ObjectionFiled
        | Says::ObjectionReplied
        | Says::ObjectionHidden
        | Says::ObjectionAppealed
        | Says::ObjectionAppealDecided
        | Says::MilestonePlanned
        | Says::MilestoneReached
        | Says::MilestoneReturned
        | Says::MilestoneAccepted
        | Says::MilestoneDropped
        | Says::MilestonePhotographed
        | Says::CompletionPublished
        | Says::CompletionWithdrawn
        | Says::CompletionRated => (&[O::Board], false),
        Says::EndingPublished | Says::EndingWithdrawn | Says::NoticePublished | Says::NoticeWithdrawn => {
            (&[O::Board], true)
        }
        Says::AdministratorMade
        | Says::CommunityMade
        | Says::WaitLifted
        | Says::SeatEnded
        | Says::NoteLeft
        | Says::GroundRecorded
        | Says::MinutesWritten
        | Says::MinutesSigned
        | Says::MinutesReturned
        | Says::MinutesPublished
        | Says::MinutesWithdrawn
        | Says::TakebackAsked
        | Says::TakebackRefused
        | Says::WordsBlanked => (&[O::Register, O::Board], true),
    }
}

/// Which parts of the vote that it is about an act may change. They are held once or twice in a vote's life, not with each ballot.
pub(super) const fn of_vote(says: Says) -> &'static [Of] {
    match says {
        Says::VoteOpened => &[Of::Vote],
        Says::VoteClosed | Says::VoteCounted | Says::VoteDeclared | Says::VoteVoided | Says::CountOrdered => {
            &[Of::Vote, Of::Closed]
        }
        _ => &[],
    }
}
