//! One table: who may do which act (domain.md §6.6). The phase of the thing acted on is judged where the thing is.

mod role;

use crate::{
    Refusal,
    coded::coded,
    id::{CommunityId, MemberId},
};
pub use role::Role;

coded! {
    /// Something that one may do.
    Act {
        /// Make a community.
        MakeCommunity "community.make",
        /// Leave a note to the people of a community.
        LeaveNote "note.leave",
        /// Make a body of a community and say what its online basis is.
        MakeBody "body.make",
        /// Give or take roles.
        AppointStaff "staff.appoint",
        /// Import a roll.
        ImportRoll "roll.import",
        /// Keep the roll by hand, one person at a time.
        KeepMembers "members.keep",
        /// See members by name.
        ReadMembers "members.read",
        /// Print, hand over or re-issue a sign-in slip.
        IssueSlip "slip.issue",
        /// The same for somebody who holds an office: the slip signs in as them.
        IssueStaffSlip "slip.issue_staff",
        /// Take a seat of a body from somebody, as the body has changed it.
        EndSeat "seat.end",
        /// Say that this login belongs to the person in front of one.
        ConfirmLogin "login.confirm",
        /// Draft and edit a session.
        DraftSession "session.draft",
        /// Announce it to the public.
        AnnounceSession "session.announce",
        /// Open, suspend, resume, postpone, cancel or close it.
        RunSession "session.run",
        /// Hand the chair to the deputy.
        HandChair "chair.hand",
        /// Take the chair as the deputy.
        TakeChair "chair.take",
        /// Check others in and out, correct presence.
        KeepPresence "presence.keep",
        /// Check oneself in or out.
        AttendSession "presence.attend",
        /// Read a session's pages.
        WatchSession "session.watch",
        /// Put on record what opens a gate of a vote: a delegation, a study, a consultation.
        RecordGround "ground.record",
        /// Write the text of an item.
        WriteText "text.write",
        /// Make, revise or withdraw a proposal under an item.
        Propose "proposal.make",
        /// Second a proposal.
        Second "proposal.second",
        /// Remark on an item.
        Remark "remark.make",
        /// Hide, lock, slow down, mark as answered, put a proposal to the vote.
        Moderate "thread.moderate",
        /// Appeal against what was hidden.
        Appeal "appeal.make",
        /// Read what was hidden, and decide on an appeal.
        DecideAppeal "appeal.decide",
        /// Ask for the floor, or take the hand down.
        RaiseHand "hand.raise",
        /// Call an item, give the floor, pause, call the roll.
        LeadDiscussion "discussion.lead",
        /// Settle an item without a vote.
        EndItem "item.end",
        /// Show the hall's screen.
        ShowScreen "screen.show",
        /// Open, close, declare or void a vote.
        RunVote "vote.run",
        /// Cast one's ballot; the roll decides the rest.
        CastBallot "ballot.cast",
        /// Hand out, exchange and take back paper ballots.
        HandPaper "paper.hand",
        /// Enter what one counted in the room.
        CountRoom "count.enter",
        /// Declare one's interest in an item, and keep out of its vote.
        DeclareInterest "interest.declare",
        /// Write the decision.
        WriteOutcome "outcome.write",
        /// Countersign the decision.
        CountersignOutcome "outcome.countersign",
        /// Publish the decision.
        PublishOutcome "outcome.publish",
        /// Write the minutes.
        WriteMinutes "minutes.write",
        /// Sign the minutes off.
        SignMinutes "minutes.sign",
        /// Publish the minutes.
        PublishMinutes "minutes.publish",
        /// Write what is posted without a vote.
        WriteDisclosure "disclosure.write",
        /// Publish it, once another has countersigned.
        PublishDisclosure "disclosure.publish",
        /// Take down what was posted long enough, attach the photo of the board.
        KeepBoard "board.keep",
        /// Withdraw something published.
        WithdrawPublication "publication.withdraw",
        /// Ask to have words of a publication blanked, or a decision withdrawn.
    AskTakeback "takeback.ask",
    /// Confirm or refuse that, from the supervision committee.
    AnswerTakeback "takeback.answer",
    /// Hide an objection.
    HideObjection "objection.hide",
    /// Object to something published, or ask about it.
        FileObjection "objection.file",
        /// Enter an objection that came on paper.
        FilePaper "objection.file_paper",
        /// Answer an objection or a question.
        ReplyObjection "objection.reply",
        /// Take a catalogue of duties over.
        AdoptDuties "duties.adopt",
        /// Say that there is nothing to report, or that a duty does not apply; take that back.
        KeepDuties "duties.keep",
        /// Open a matter, lay things to it, end it.
        KeepMatter "matter.keep",
        /// Say for one's household what it thinks of a matter.
        GiveOpinion "opinion.give",
        /// Enter what a household signed on paper.
        EnterOpinion "opinion.enter",
        /// Say by what it was established that a post has ended.
        EstablishEnd "appraisal.establish",
        /// Record or waive a step of a matter, where its procedure lets one's role.
        TakeStep "matter.step",
        /// Plan milestones, say that one was reached, publish the completion.
        KeepExecution "execution.keep",
        /// Look at the pictures that are kept beside things.
        ReadAttachments "attachments.read",
        /// Enter lines of the account, and take them out.
        KeepLedger "ledger.keep",
        /// Judge its lines, for the supervision committee.
        ReviewLedger "ledger.review",
        /// See the account before it is published.
        ReadLedger "ledger.read",
        /// Keep a picture beside something, and black something out.
        KeepAttachments "attachments.keep",
        /// Make one public.
        PublishAttachment "attachments.publish",
        /// Accept a milestone.
        AcceptMilestone "execution.accept",
        /// Rate what was completed.
        RateCompletion "completion.rate",
        /// Follow a decision.
        FollowDecision "decision.follow",
        /// Choose what one is told outside of the page.
        ChooseNotices "notices.choose",
        /// Begin a joint request, sign one, take either back.
        SignPetition "petition.sign",
        /// Enter a signature that stands on paper.
        EnterSignature "petition.enter",
        /// Confirm that it stands there.
        ConfirmSignature "petition.confirm",
        /// Say by what a joint request was met, or answer it.
        AnswerPetition "petition.answer",
        /// Keep a consultation: its groups, who takes part, what guests say, its opinion.
        KeepConsultation "consultation.keep",
        /// Dissent from its opinion.
        Dissent "consultation.dissent",
        /// Countersign its opinion.
        SignOpinion "consultation.sign",
        /// Publish it, and what became of it.
        PublishOpinion "consultation.publish",
        /// Fix a draw by lot, read its seed, let a substitute step in.
        KeepDraw "draw.keep",
        /// Read its seed as the second.
        ConfirmSeed "draw.confirm",
        /// See what is overdue.
        ReadOverdue "overdue.read",
        /// Hang a community under an office.
        KeepOffices "offices.keep",
        /// Put something published on file with an office above.
        FileAbove "filing.make",
        /// Acknowledge what was put on file, or send it back.
        AnswerFiling "filing.answer",
        /// Order a place to publish something, and take that back.
        OrderPublication "order.make",
        /// Answer such an order.
        AnswerOrder "order.answer",
        /// Erase a former member's personal data.
        EraseMember "member.erase",
    }
}

impl Act {
    /// The roles that may do the act. A single table without a wildcard: a new act cannot be forgotten.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        use Role as R;
        match self {
            Self::MakeCommunity
            | Self::LeaveNote
            | Self::MakeBody
            | Self::AppointStaff
            | Self::IssueStaffSlip
            | Self::KeepOffices
            | Self::EraseMember => &[R::Administrator],
            Self::ImportRoll
            | Self::KeepMembers
            | Self::IssueSlip
            | Self::EndSeat
            | Self::ConfirmLogin
            | Self::KeepPresence
            | Self::HandPaper
            | Self::FilePaper
            | Self::EnterSignature => &[R::Clerk],
            Self::CountRoom => &[R::Teller],
            Self::ReadAttachments | Self::ReadLedger => &[R::Clerk, R::Chair, R::Committee, R::Supervisor],
            Self::ReadMembers => &[R::Clerk, R::Chair, R::Supervisor],
            Self::DraftSession
            | Self::WriteDisclosure
            | Self::KeepBoard
            | Self::KeepAttachments
            | Self::FileAbove
            | Self::KeepDraw
            | Self::AnswerOrder => &[R::Chair, R::Clerk],
            // Of the committee what owners put on file with it, of offices what stands above.
            Self::AnswerFiling => &[R::Committee, R::Chair, R::Township, R::County],
            Self::OrderPublication => &[R::Township, R::County],
            Self::AnnounceSession
            | Self::PublishDisclosure
            | Self::WithdrawPublication
            | Self::PublishAttachment
            | Self::AskTakeback
            | Self::HideObjection => &[R::Chair],
            Self::ReplyObjection | Self::KeepExecution | Self::KeepDuties | Self::KeepLedger => {
                &[R::Chair, R::Clerk, R::Committee]
            }
            Self::KeepMatter | Self::AdoptDuties => &[R::Chair],
            Self::EnterOpinion => &[R::Clerk, R::Committee],
            Self::TakeStep => &[R::Chair, R::Clerk, R::Committee, R::Supervisor, R::Party],
            Self::AnswerPetition => &[R::Chair, R::Committee],
            Self::ConfirmSignature | Self::ConfirmSeed => &[R::Clerk, R::Chair, R::Teller, R::Committee, R::Supervisor],
            Self::AcceptMilestone | Self::AnswerTakeback | Self::DecideAppeal | Self::ReviewLedger => &[R::Supervisor],
            Self::EstablishEnd => &[R::Chair, R::Supervisor],
            Self::ReadOverdue => &[R::Supervisor, R::Township, R::County, R::Chair, R::Clerk, R::Committee],
            Self::RunSession
            | Self::HandChair
            | Self::RunVote
            | Self::PublishOutcome
            | Self::PublishMinutes
            | Self::Moderate
            | Self::LeadDiscussion
            | Self::EndItem => &[R::SessionChair],
            Self::TakeChair => &[R::SessionDeputy],
            Self::AttendSession
            | Self::CastBallot
            | Self::DeclareInterest
            | Self::Propose
            | Self::Second
            | Self::Remark
            | Self::Appeal
            | Self::FileObjection
            | Self::SignPetition
            | Self::Dissent
            | Self::RateCompletion
            | Self::GiveOpinion
            | Self::FollowDecision
            | Self::ChooseNotices
            | Self::RaiseHand => &[R::Resident],
            Self::ShowScreen => &[R::SessionChair, R::Chair, R::Clerk],
            Self::WatchSession => {
                &[R::Resident, R::Chair, R::Clerk, R::Teller, R::Committee, R::Supervisor, R::Party, R::Township]
            }
            Self::RecordGround => &[R::SessionChair, R::Chair, R::Clerk, R::Party],
            Self::WriteText | Self::WriteOutcome | Self::WriteMinutes | Self::KeepConsultation => {
                &[R::SessionChair, R::Clerk]
            }
            Self::SignOpinion => &[R::SessionChair, R::Supervisor, R::Committee],
            Self::PublishOpinion => &[R::SessionChair, R::Chair, R::Committee],
            Self::SignMinutes => &[R::SessionChair, R::Supervisor],
            Self::CountersignOutcome => &[R::Supervisor, R::Committee],
        }
    }
}

/// Who somebody is in one community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The community that the roles are in.
    pub community: CommunityId,
    /// The member, unless an administrator who is none acts.
    pub member: Option<MemberId>,
    /// The roles held now.
    pub roles: Vec<Role>,
}

impl Standing {
    /// Whether the role is held.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether the act is open to one of the roles held.
    #[must_use]
    pub fn may(&self, act: Act) -> bool {
        act.roles().iter().any(|role| self.is(*role))
    }
}

/// Leave to do one act in one community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    community: CommunityId,
    member: Option<MemberId>,
    act: Act,
    role: Role,
}

impl Permit {
    /// The community that it holds in.
    #[must_use]
    pub const fn community(&self) -> &CommunityId {
        &self.community
    }

    /// Who acts; none for an administrator who is no member.
    #[must_use]
    pub const fn member(&self) -> Option<&MemberId> {
        self.member.as_ref()
    }

    /// The act.
    #[must_use]
    pub const fn act(&self) -> Act {
        self.act
    }

    /// The role that it was given for; the public record names this and no person.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }
}

/// May this standing do the act?
///
/// # Errors
/// [`Refusal::NotYourRole`] when no role held allows it.
pub fn permit(standing: &Standing, act: Act) -> Result<Permit, Refusal> {
    let role = act.roles().iter().copied().find(|role| standing.is(*role)).ok_or(Refusal::NotYourRole)?;
    Ok(Permit { community: standing.community.clone(), member: standing.member.clone(), act, role })
}

#[cfg(test)]
mod tests;
