//! What is remembered of a form. The act says it; no address and no name of a field does.

/// What is remembered of a form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Remembers {
    /// Its key, with a salted hash of what was typed. After a refusal, and after its login has ended, what was typed for an hour.
    #[default]
    Typed,
    /// Its key, and after a refusal what was typed for an hour: papers and counts of a vote, of which so little is typed that a
    /// hash could be found again by trying. It goes with the vote.
    Counted,
    /// Its key alone: a ballot whose choice stands on record under a name, and only there.
    Key,
    /// Nothing: a secret ballot.
    Nothing,
    /// Of signing in: who they say they are, and where to go on. No secret that was typed, and no token of the address.
    SignIn,
}

impl Remembers {
    /// Whether the form's key is kept with its answer, so that sending twice does once.
    #[must_use]
    pub const fn keeps_key(self) -> bool {
        !matches!(self, Self::Nothing)
    }

    /// Whether a hash of what was typed is kept with the key.
    #[must_use]
    pub const fn keeps_hash(self) -> bool {
        matches!(self, Self::Typed)
    }

    /// Whether such a hash is held in memory alone, by the node to which it was sent.
    #[must_use]
    pub const fn holds_hash(self) -> bool {
        matches!(self, Self::Counted | Self::Key)
    }

    /// Whether what was typed is kept after a refusal.
    #[must_use]
    pub const fn keeps_refused(self) -> bool {
        matches!(self, Self::Typed | Self::Counted)
    }

    /// Whether what was typed is kept where its login has ended meanwhile.
    #[must_use]
    pub const fn keeps_after_sign_out(self) -> bool {
        matches!(self, Self::Typed)
    }
}
