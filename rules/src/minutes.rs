//! Minutes (会议记录): put together from the record of a session, with the clerk's notes; signed off by who presided or a
//! supervisor, never by who wrote them; then published (浙江 Art. 24 and 重庆 Art. 15: decisions must be minuted; the
//! collective's law Art. 33 makes minutes mandatory; domain.md §2.6).

use crate::{Refusal, id::MemberId, outcome::Phase, session};

/// Minutes may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written(());

/// Judges writing notes: from the moment that the session opened. What is written after signing drops the signature; published
/// minutes are corrected by a new revision with a reason.
///
/// # Errors
/// Why none are written in this phase, or [`Refusal::ReasonMissing`].
pub fn write(session: session::Phase, phase: Option<Phase>, correction_reason: bool) -> Result<Written, Refusal> {
    if !matches!(session, session::Phase::Open | session::Phase::Suspended | session::Phase::Closed) {
        return Err(session.not_now());
    }
    if phase == Some(Phase::Published) && !correction_reason {
        return Err(Refusal::ReasonMissing);
    }
    Ok(Written(()))
}

/// Minutes may be signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    signer: MemberId,
}

impl Signed {
    /// Who signed.
    #[must_use]
    pub const fn signer(&self) -> &MemberId {
        &self.signer
    }
}

/// Judges signing off: after the session was closed, and not by who wrote.
///
/// # Errors
/// [`Refusal::WrongPhase`], [`Refusal::AlreadyPublished`] or [`Refusal::OwnCountersign`].
pub fn sign(session: session::Phase, phase: Phase, writers: &[MemberId], signer: &MemberId) -> Result<Signed, Refusal> {
    if session != session::Phase::Closed {
        return Err(Refusal::WrongPhase);
    }
    if phase != Phase::Draft {
        return Err(Refusal::AlreadyPublished);
    }
    if writers.contains(signer) {
        return Err(Refusal::OwnCountersign);
    }
    Ok(Signed { signer: signer.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_signed_by_another_after_the_session() {
        let (clerk, chair) = (MemberId::from("clerk"), MemberId::from("chair"));
        let writers = [clerk.clone()];
        assert_eq!(write(session::Phase::Announced, None, false), Err(Refusal::NotBegun));
        assert!(write(session::Phase::Open, None, false).is_ok());
        assert!(write(session::Phase::Closed, Some(Phase::Countersigned), false).is_ok());
        assert_eq!(write(session::Phase::Closed, Some(Phase::Published), false), Err(Refusal::ReasonMissing));
        assert!(write(session::Phase::Closed, Some(Phase::Published), true).is_ok());
        let closed = session::Phase::Closed;
        assert_eq!(sign(session::Phase::Open, Phase::Draft, &writers, &chair), Err(Refusal::WrongPhase));
        assert_eq!(sign(closed, Phase::Draft, &writers, &clerk), Err(Refusal::OwnCountersign));
        assert_eq!(sign(closed, Phase::Published, &writers, &chair), Err(Refusal::AlreadyPublished));
        assert_eq!(sign(closed, Phase::Draft, &writers, &chair).map(|one| one.signer().clone()), Ok(chair));
    }
}
