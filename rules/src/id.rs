//! Names of things, as types. The rules take these, and so do rows, functions and addresses of the server: a session's id cannot stand
//! where a vote's is wanted, nor a person's where a member's is. Texts are only what has no kind of its own: the unit of a vote, which is a
//! member, a household or a unit of an estate; the subject of something published; and a column that may be empty, whose row has a
//! function that gives the id.

use serde::{Deserialize, Serialize};

/// What the id of a practice place begins with; the id of the place that it is of follows.
const PRACTICE: &str = "practice-";

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as it stands in the database and in addresses.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        // Where a text is wanted an id is one; no text is an id, and no id is another kind's.
        impl core::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl core::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )+};
}

ids! {
    /// A village or an urban community.
    CommunityId,
    /// Somebody who can sign in; may be a member of several communities.
    PersonId,
    /// A person of one community.
    MemberId,
    /// A household of one community.
    HouseholdId,
    /// A meeting that decides.
    BodyId,
    /// One sitting of a body.
    SessionId,
    /// A point of a session's agenda.
    ItemId,
    /// A vote on one revision of a text.
    VoteId,
    /// A proposal in an item's thread.
    ProposalId,
    /// A picture beside something.
    AttachmentId,
    /// A milestone of what a decision asks for.
    MilestoneId,
    /// A draft of something to be published.
    DraftId,
    /// An objection to what is published, or a question.
    ObjectionId,
    /// A joint request.
    PetitionId,
    /// A draw by lot.
    DrawId,
    /// A hiding of what somebody said.
    HidingId,
    /// A matter: its community, year and number.
    DossierId,
    /// What is asked to be taken back.
    TakebackId,
    /// One browser that is signed in.
    LoginId,
    /// An office above communities.
    OfficeId,
    /// Something that was put on file.
    FilingId,
    /// An order to publish something.
    OrderId,
}

impl CommunityId {
    /// Whether it is a practice place (演练): a throw-away copy in which nothing counts. The id itself says so, so that whatever tells
    /// the public or people outside turns away from it without having to ask.
    #[must_use]
    pub fn is_practice(&self) -> bool {
        self.0.starts_with(PRACTICE)
    }

    /// The practice place of this one.
    #[must_use]
    pub fn practice(&self) -> Self {
        Self(format!("{PRACTICE}{}", self.0))
    }

    /// The place itself, also of its practice.
    #[must_use]
    pub fn place(&self) -> Self {
        Self(self.0.strip_prefix(PRACTICE).unwrap_or(&self.0).to_owned())
    }
}

impl DossierId {
    /// The id of a community's matter: `yunshan-2026-17`.
    #[must_use]
    pub fn of(community: &CommunityId, (year, number): (i64, i64)) -> Self {
        Self(format!("{community}-{year}-{number}"))
    }
}

#[cfg(test)]
mod tests {
    use super::CommunityId;

    #[test]
    fn the_id_of_a_practice_says_so() {
        let place = CommunityId::from("yunshan");
        let practice = place.practice();
        assert!(practice.is_practice() && !place.is_practice());
        assert_eq!((practice.place(), place.place()), (place.clone(), place));
    }
}
