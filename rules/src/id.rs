//! Names of things, as types. The rules take these, and so do rows, functions and addresses of the server: a session's id cannot stand
//! where a vote's is wanted, nor a person's where a member's is. Texts are only what has no kind of its own: the unit of a vote, which is a
//! member, a household or a unit of an estate; the subject of something published; and a column that may be empty, whose row has a
//! function that gives the id.

use serde::{Deserialize, Serialize};

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
    /// A milestone of what a decision asks for.
    MilestoneId,
    /// A draft of something to be published.
    DraftId,
    /// An objection to what is published, or a question.
    ObjectionId,
    /// A hiding of what somebody said.
    HidingId,
    /// What is asked to be taken back.
    TakebackId,
    /// One browser that is signed in.
    LoginId,
}
