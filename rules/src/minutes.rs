//! Minutes (会议记录): put together from the record of a session, with the clerk's notes; signed off by who presided or a
//! supervisor, never by who wrote them; then published (浙江 Art. 24 and 重庆 Art. 15: decisions must be minuted; the
//! collective's law Art. 33 makes minutes mandatory; domain.md §2.6). Their life is every draft's ([`crate::draft`]).

use crate::{Refusal, session::Phase};

/// Judges whether notes may be written: from the moment that the session opened.
///
/// # Errors
/// Why none are written in this phase.
pub const fn writable(session: Phase) -> Result<(), Refusal> {
    match session {
        Phase::Open | Phase::Suspended | Phase::Closed => Ok(()),
        other => Err(other.not_now()),
    }
}

/// Judges whether minutes may be signed off: after the session was closed.
///
/// # Errors
/// [`Refusal::WrongPhase`].
pub fn signable(session: Phase) -> Result<(), Refusal> {
    if session == Phase::Closed { Ok(()) } else { Err(Refusal::WrongPhase) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_written_from_the_opening_and_signed_after_the_session() {
        assert_eq!(writable(Phase::Announced), Err(Refusal::NotBegun));
        assert_eq!((writable(Phase::Open), writable(Phase::Closed)), (Ok(()), Ok(())));
        assert_eq!((signable(Phase::Open), signable(Phase::Closed)), (Err(Refusal::WrongPhase), Ok(())));
    }
}
