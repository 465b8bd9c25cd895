//! What entries of the chain say: a closed list, so that whoever reads the chain is asked about each new one by the compiler.
//! A name that was ever written stays in the list; its meaning never changes.

use crate::coded::coded;

coded! {
    /// What an entry of the chain says was done.
    Says {
        /// A community is made: the first entry of its chain.
        CommunityMade "community.made",
        /// An administrator of the platform was made by command. Every community is told.
        AdministratorMade "administrator.made",
        /// A body is made.
        BodyMade "body.made",
        /// By what text members of a body who are online count as present.
        BodyOnlineBasis "body.online_basis",
        /// A body has another name from now on.
        BodyRenamed "body.renamed",
        /// A body meets no more.
        BodyRetired "body.retired",
        /// It meets again.
        BodyRestored "body.restored",
        /// A community has another name from now on.
        CommunityRenamed "community.renamed",
        /// A community calls no sittings any more.
        CommunityRetired "community.retired",
        /// It calls sittings again.
        CommunityRestored "community.restored",
        /// A role is given.
        StaffAppointed "staff.appointed",
        /// A role is taken.
        StaffDismissed "staff.dismissed",
        /// A link to choose a password is made for a member of staff.
        StaffLinkMade "staff.link_made",
        /// A roll was taken in.
        RollImported "roll.imported",
        /// A question about a line of a roll was answered.
        RollConfirmed "roll.confirmed",
        /// Somebody was put on the roll by hand.
        MemberAdded "member.added",
        /// What the roll says of somebody was corrected by hand.
        MemberCorrected "member.corrected",
        /// Somebody changed their household.
        MemberMoved "member.moved",
        /// Somebody was struck off the roll.
        MemberStruckOff "member.struck_off",
        /// Somebody came back on the roll.
        MemberReturned "member.returned",
        /// Somebody came of age.
        MemberCameOfAge "member.came_of_age",
        /// A slip joined a membership to the person who is signed in.
        MemberLinked "member.linked",
        /// A membership was parted from its person again.
        MemberParted "member.parted",
        /// What is personal of a member was erased.
        MemberErased "member.erased",
        /// A login was confirmed in person.
        LoginConfirmed "login.confirmed",
        /// Every login of a member was ended.
        LoginsEnded "logins.ended",
        /// The wait after wrong tries was lifted.
        WaitLifted "wait.lifted",
        /// A seat in a body was given.
        SeatGiven "seat.given",
        /// A seat in a body ended.
        SeatEnded "seat.ended",
        /// A slip was made for a member.
        SlipIssued "slip.issued",
        /// The units of an owners' assembly were recorded.
        OwnersRecorded "owners.recorded",
        /// Who stands for which households was recorded.
        RepresentedRecorded "represented.recorded",
        /// A note was left to the members.
        NoteLeft "note.left",
        /// A community hangs under an office, or under another one, or under none.
        CommunityPlaced "community.placed",
        /// An office above was renamed, put under another, retired, or taken up again.
        OfficeChanged "office.changed",
        /// Somebody joined the staff of an office above.
        OfficeAppointed "office.appointed",
        /// Somebody left it.
        OfficeDismissed "office.dismissed",
        /// A link to choose a password was made for somebody of it.
        OfficeLinkMade "office.link_made",
        /// A session is drafted.
        SessionDrafted "session.drafted",
        /// Its draft was changed.
        SessionEdited "session.edited",
        /// It was announced.
        SessionAnnounced "session.announced",
        /// What was announced was corrected.
        SessionCorrected "session.corrected",
        /// Its draft was deleted.
        SessionDropped "session.dropped",
        /// It was opened, its roll frozen.
        SessionOpened "session.opened",
        /// It was suspended.
        SessionSuspended "session.suspended",
        /// It went on.
        SessionResumed "session.resumed",
        /// A pause was made, or ended.
        SessionPaused "session.paused",
        /// It was put off.
        SessionPostponed "session.postponed",
        /// It was called off.
        SessionCancelled "session.cancelled",
        /// It was closed.
        SessionClosed "session.closed",
        /// The chair was handed over.
        ChairHanded "chair.handed",
        /// An item was added.
        ItemAdded "item.added",
        /// An item of a draft was changed.
        ItemEdited "item.edited",
        /// The items of a draft were put in another order.
        ItemMoved "item.moved",
        /// An item was dropped.
        ItemDropped "item.dropped",
        /// An item was called.
        ItemCalled "item.called",
        /// An item ended without a vote.
        ItemEnded "item.ended",
        /// The text of an item was written.
        TextWritten "text.written",
        /// Something that a gate asks for was recorded.
        GroundRecorded "ground.recorded",
        /// An interest was declared.
        InterestDeclared "interest.declared",
        /// A mandate was recorded.
        MandateRecorded "mandate.recorded",
        /// A mandate was revoked.
        MandateRevoked "mandate.revoked",
        /// Somebody was checked in.
        PresenceCheckedIn "presence.checked_in",
        /// Somebody left.
        PresenceLeft "presence.left",
        /// An attendance was corrected.
        PresenceCorrected "presence.corrected",
        /// A roll-call was begun.
        RollCallBegun "roll_call.begun",
        /// Somebody answered it.
        RollCallAnswered "roll_call.answered",
        /// It was ended.
        RollCallEnded "roll_call.ended",
        /// It was called off: nobody left by it.
        RollCallCancelled "roll_call.cancelled",
        /// A proposal was made.
        ProposalMade "proposal.made",
        /// It was revised.
        ProposalRevised "proposal.revised",
        /// It was seconded.
        ProposalSeconded "proposal.seconded",
        /// Its author withdrew it.
        ProposalWithdrawn "proposal.withdrawn",
        /// It was put to the vote.
        ProposalPut "proposal.put",
        /// A remark was made.
        RemarkMade "remark.made",
        /// A question was marked as answered.
        RemarkMarked "remark.marked",
        /// A thread was slowed, closed or opened.
        ThreadOrdered "thread.ordered",
        /// Something in a thread was hidden.
        ThreadHidden "thread.hidden",
        /// Its author appealed.
        AppealMade "appeal.made",
        /// The appeal was decided.
        AppealDecided "appeal.decided",
        /// A hand was raised.
        HandRaised "hand.raised",
        /// It was lowered.
        HandLowered "hand.lowered",
        /// The floor was given.
        FloorGiven "floor.given",
        /// A speaker was warned.
        FloorWarned "floor.warned",
        /// A turn ended.
        FloorEnded "floor.ended",
        /// A vote was opened, its roll frozen.
        VoteOpened "vote.opened",
        /// It was given more time.
        VoteExtended "vote.extended",
        /// It was closed.
        VoteClosed "vote.closed",
        /// Its count was accepted.
        VoteCounted "vote.counted",
        /// Its result was declared.
        VoteDeclared "vote.declared",
        /// It was voided.
        VoteVoided "vote.voided",
        /// A ballot was cast by name.
        BallotCast "ballot.cast",
        /// A paper ballot was handed out.
        PaperHandedOut "paper.handed_out",
        /// A spoilt one was exchanged.
        PaperExchanged "paper.exchanged",
        /// One was taken back unused.
        PaperTakenBack "paper.taken_back",
        /// A teller said what they found.
        CountEntered "count.entered",
        /// Another count was ordered.
        CountOrdered "count.ordered",
        /// A decision was written.
        OutcomeWritten "outcome.written",
        /// It was countersigned.
        OutcomeCountersigned "outcome.countersigned",
        /// It was sent back with a reason.
        OutcomeReturned "outcome.returned",
        /// It was published.
        OutcomePublished "outcome.published",
        /// It was withdrawn.
        OutcomeWithdrawn "outcome.withdrawn",
        /// How an item ended was published.
        EndingPublished "ending.published",
        /// That was withdrawn.
        EndingWithdrawn "ending.withdrawn",
        /// Minutes were written.
        MinutesWritten "minutes.written",
        /// They were signed.
        MinutesSigned "minutes.signed",
        /// They were sent back with a reason.
        MinutesReturned "minutes.returned",
        /// They were published.
        MinutesPublished "minutes.published",
        /// They were withdrawn.
        MinutesWithdrawn "minutes.withdrawn",
        /// With minutes it was published for members who was there by name.
        AttendancePublished "attendance.published",
        /// That was withdrawn.
        AttendanceWithdrawn "attendance.withdrawn",
        /// The notice of a session was published.
        NoticePublished "notice.published",
        /// It was withdrawn.
        NoticeWithdrawn "notice.withdrawn",
        /// A disclosure was written.
        DisclosureWritten "disclosure.written",
        /// It was countersigned.
        DisclosureCountersigned "disclosure.countersigned",
        /// It was sent back with a reason.
        DisclosureReturned "disclosure.returned",
        /// It was published.
        DisclosurePublished "disclosure.published",
        /// It was withdrawn.
        DisclosureWithdrawn "disclosure.withdrawn",
        /// A place took a catalogue of duties over.
        DutiesAdopted "duties.adopted",
        /// Somebody said that there is nothing to report, that a duty does not apply, or wrote a disclosure for it.
        DutyAnswered "duty.answered",
        /// What was said of a duty was taken back.
        DutyLifted "duty.lifted",
        /// A place took a procedure over.
        ProcedureAdopted "procedure.adopted",
        /// A matter is opened.
        MatterOpened "matter.opened",
        /// Something was recorded for a step of it.
        MatterRecorded "matter.recorded",
        /// A step of it was waived.
        MatterWaived "matter.waived",
        /// Words of it were corrected.
        MatterCorrected "matter.corrected",
        /// It has ended.
        MatterEnded "matter.ended",
        /// A household said what it thinks of it.
        OpinionGiven "opinion.given",
        /// Somebody rated it.
        MatterRated "matter.rated",
        /// Something was laid to it: an item, a disclosure.
        MatterLinked "matter.linked",
        /// That was taken out again.
        MatterUnlinked "matter.unlinked",
        /// What is written of it was published.
        MatterPublished "matter.published",
        /// That was withdrawn.
        MatterWithdrawn "matter.withdrawn",
        /// Something was taken down from the board.
        PostingTakenDown "posting.taken_down",
        /// The holidays of the year in which its days end became known, and with them its last day.
        PostingDaysKnown "posting.days_known",
        /// A photo of the board was attached.
        PostingPhotographed "posting.photographed",
        /// A picture was kept beside something.
        AttachmentAdded "attachment.added",
        /// Something in it was blacked out.
        AttachmentCovered "attachment.covered",
        /// It was made public.
        AttachmentPublished "attachment.published",
        /// It was withdrawn, and deleted.
        AttachmentWithdrawn "attachment.withdrawn",
        /// An objection was filed.
        ObjectionFiled "objection.filed",
        /// It was replied to.
        ObjectionReplied "objection.replied",
        /// It was hidden.
        ObjectionHidden "objection.hidden",
        /// Its author appealed.
        ObjectionAppealed "objection.appealed",
        /// That appeal was decided.
        ObjectionAppealDecided "objection.appeal_decided",
        /// Something published was put on file with an office above.
        FilingMade "filing.made",
        /// The office acknowledged it.
        FilingAcknowledged "filing.acknowledged",
        /// The office sent it back.
        FilingReturned "filing.returned",
        /// An office above ordered something to be published.
        OrderMade "order.made",
        /// It took that back.
        OrderWithdrawn "order.withdrawn",
        /// The place has published it.
        OrderMet "order.met",
        /// The place has said in public why it cannot.
        OrderAnswered "order.answered",
        /// Something published is asked to be taken back.
        TakebackAsked "takeback.asked",
        /// That was refused.
        TakebackRefused "takeback.refused",
        /// Words were blanked wherever they stood.
        WordsBlanked "words.blanked",
        /// A step of carrying out was planned.
        MilestonePlanned "milestone.planned",
        /// It was reported as reached.
        MilestoneReached "milestone.reached",
        /// That report was sent back.
        MilestoneReturned "milestone.returned",
        /// It was accepted.
        MilestoneAccepted "milestone.accepted",
        /// It was given up.
        MilestoneDropped "milestone.dropped",
        /// A photo of it was attached.
        MilestonePhotographed "milestone.photographed",
        /// That a decision was carried out was published.
        CompletionPublished "completion.published",
        /// That was withdrawn.
        CompletionWithdrawn "completion.withdrawn",
        /// Somebody rated it.
        CompletionRated "completion.rated",
        /// Somebody stands on the ballot of an appraisal.
        AppraisedNamed "appraised.named",
        /// They do not any more.
        AppraisedDropped "appraised.dropped",
        /// A published thing says that a post has ended.
        PostEstablished "post.established",
        /// An interest group of a consultation was named.
        PartyNamed "party.named",
        /// It was struck again.
        PartyDropped "party.dropped",
        /// Nobody of it takes part, and that is on record.
        PartyRefused "party.refused",
        /// Somebody takes part in a consultation.
        ParticipantNamed "participant.named",
        /// They do not.
        ParticipantDropped "participant.dropped",
        /// A guest was invited.
        GuestInvited "guest.invited",
        /// A guest came.
        GuestCame "guest.came",
        /// A guest left.
        GuestLeft "guest.left",
        /// A guest was given the floor.
        GuestCalled "guest.called",
        /// What a guest said was taken down.
        GuestSpoke "guest.spoke",
        /// The opinion of a consultation was written.
        ConsultationWritten "consultation.written",
        /// It was read back.
        ConsultationRead "consultation.read",
        /// Somebody who took part dissents.
        DissentAdded "dissent.added",
        /// The opinion was countersigned.
        ConsultationSigned "consultation.signed",
        /// It was sent back.
        ConsultationReturned "consultation.returned",
        /// It was published.
        ConsultationPublished "consultation.published",
        /// It was withdrawn.
        ConsultationWithdrawn "consultation.withdrawn",
        /// What became of it was told.
        ConsultationAnswered "consultation.answered",
        /// A draw was fixed: its list, and whence the seed comes.
        DrawFixed "draw.fixed",
        /// Somebody read the seed.
        SeedRead "draw.seed_read",
        /// Another person read the same, and it is drawn.
        DrawMade "draw.made",
        /// Somebody who was drawn leaves, as one person says it.
        SubstituteAsked "draw.substitute_asked",
        /// A substitute stepped in.
        SubstituteSteppedIn "draw.substitute",
        /// A draw was published.
        DrawPublished "draw.published",
        /// It was withdrawn.
        DrawWithdrawn "draw.withdrawn",
        /// An account was begun: from which month on, with what in the purse.
        LedgerBegun "ledger.begun",
        /// From a month on another limit holds.
        LedgerLimited "ledger.limited",
        /// Rows of a register were entered.
        RowsEntered "register.entered",
        /// A row of a register was changed.
        RowChanged "register.changed",
        /// A row of a register ended.
        RowEnded "register.ended",
        /// Lines were entered.
        LinesEntered "ledger.entered",
        /// A line was taken out.
        LineDropped "ledger.dropped",
        /// The supervisors said something of lines.
        LinesReviewed "ledger.reviewed",
        /// A joint request was begun.
        PetitionBegun "petition.begun",
        /// Somebody signed it.
        PetitionSigned "petition.signed",
        /// A signature was taken back.
        PetitionUnsigned "petition.unsigned",
        /// A signature on paper was entered.
        PetitionEntered "petition.entered",
        /// Another person found it on the paper: it counts.
        PetitionConfirmed "petition.confirmed",
        /// Another person did not find it there.
        PetitionStruck "petition.struck",
        /// Enough have signed.
        PetitionReached "petition.reached",
        /// What it asks for was done.
        PetitionMet "petition.met",
        /// It was answered that it is not done, and why.
        PetitionAnswered "petition.answered",
        /// How it stands was published.
        PetitionPublished "petition.published",
        /// Whoever began it took it back.
        PetitionWithdrawn "petition.withdrawn",
    }
}

#[cfg(test)]
mod tests {
    use super::Says;
    use std::collections::BTreeSet;

    #[test]
    fn each_has_a_name_of_two_words_of_its_own() {
        let names: BTreeSet<_> = Says::ALL.iter().map(|one| one.id()).collect();
        assert_eq!(names.len(), Says::ALL.len());
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|one| one.is_ascii_lowercase() || one == b'_');
        assert!(names.iter().all(|name| name.split_once('.').is_some_and(|(of, what)| plain(of) && plain(what))));
        assert_eq!(Says::from_id("vote.opened"), Some(Says::VoteOpened));
        assert_eq!(Says::from_id("vote.opend"), None);
    }
}
