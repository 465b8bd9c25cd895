//! What kinds of thing are published.

use crate::{coded::coded, says::Says};

coded! {
    /// What kind of thing is published. Its id is also part of the address.
    Kind {
        /// A decision.
        Outcome "outcome",
        /// What became of a decision.
        Completion "completion",
        /// What is disclosed without a vote.
        Disclosure "disclosure",
        /// How an item ended without a vote.
        Ending "ending",
        /// The notice of a session.
        Notice "notice",
        /// The minutes of a session.
        Minutes "minutes",
        /// Who was there by name, beside the minutes: for members alone.
        Attendance "attendance",
        /// A matter, from its first word to what became of it.
        Matter "matter",
        /// A joint request.
        Petition "petition",
        /// The opinion of a consultation.
        Consultation "consultation",
        /// A draw by lot.
        Draw "draw",
    }
}

/// One published thing of a community, in all its revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// As what it is published.
    pub kind: Kind,
    /// What it is of: a vote, a session, a disclosure. It has no kind of its own.
    pub subject: String,
}

impl Kind {
    /// The act that publishes it.
    #[must_use]
    pub const fn published(self) -> Says {
        match self {
            Self::Notice => Says::NoticePublished,
            Self::Outcome => Says::OutcomePublished,
            Self::Ending => Says::EndingPublished,
            Self::Minutes => Says::MinutesPublished,
            Self::Attendance => Says::AttendancePublished,
            Self::Disclosure => Says::DisclosurePublished,
            Self::Completion => Says::CompletionPublished,
            Self::Matter => Says::MatterPublished,
            Self::Petition => Says::PetitionPublished,
            Self::Consultation => Says::ConsultationPublished,
            Self::Draw => Says::DrawPublished,
        }
    }

    /// The act that withdraws it.
    #[must_use]
    pub const fn withdrawn(self) -> Says {
        match self {
            Self::Notice => Says::NoticeWithdrawn,
            Self::Outcome => Says::OutcomeWithdrawn,
            Self::Ending => Says::EndingWithdrawn,
            Self::Minutes => Says::MinutesWithdrawn,
            Self::Attendance => Says::AttendanceWithdrawn,
            Self::Disclosure => Says::DisclosureWithdrawn,
            Self::Completion => Says::CompletionWithdrawn,
            Self::Matter => Says::MatterWithdrawn,
            Self::Petition => Says::PetitionWithdrawn,
            Self::Consultation => Says::ConsultationWithdrawn,
            Self::Draw => Says::DrawWithdrawn,
        }
    }

    /// The kind that an entry says was published or withdrawn, if it says so.
    #[must_use]
    pub fn told(says: Says) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| [kind.published(), kind.withdrawn()].contains(&says))
    }

    /// Whether it is put up on the board for its days; a notice is up until its session, minutes and their names
    /// are kept, a matter goes on, and a joint request stands in a list of its own.
    #[must_use]
    pub const fn is_posted(self) -> bool {
        !matches!(self, Self::Notice | Self::Minutes | Self::Attendance | Self::Matter | Self::Petition)
    }

    /// By what name its address and its file call a thing of this kind: a matter by its number, which is its own within the community;
    /// everything else by what it is of.
    #[must_use]
    pub fn name_of<'s>(self, community: &str, subject: &'s str) -> &'s str {
        let number = || subject.strip_prefix(community)?.strip_prefix('-');
        if matches!(self, Self::Matter) { number().unwrap_or(subject) } else { subject }
    }

    /// What a thing is of that an address calls so: the other way round.
    #[must_use]
    pub fn subject_of(self, community: &str, name: &str) -> String {
        if matches!(self, Self::Matter) { format!("{community}-{name}") } else { name.to_owned() }
    }

    /// Whether nobody but members may read any of this kind.
    #[must_use]
    pub const fn is_within(self) -> bool {
        matches!(self, Self::Attendance)
    }
}
