//! What is sent back to be looked at, and is no mistake.

use super::Refusal;

impl Refusal {
    /// Whether whoever sent a form is only asked: to look at what was read, or to say who is meant. Nothing is wrong, and nothing was done.
    #[must_use]
    pub const fn asks(self) -> bool {
        matches!(
            self,
            Self::NameToConfirm
                | Self::NamesToConfirm
                | Self::ObserverToConfirm
                | Self::RenameToConfirm
                | Self::MemberAsked
                | Self::HomeAsked
                | Self::LedgerToConfirm
        )
    }
}
