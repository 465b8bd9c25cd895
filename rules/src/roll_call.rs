//! A roll-call in the sitting: who does not answer within two minutes is marked as having left \[P\].

use crate::{Moment, Refusal, session};

/// How long one may answer, in minutes.
pub const MINUTES: i64 = 2;

/// The end of a roll-call: who is marked as having left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    left: Vec<String>,
}

impl Ended {
    /// The members who did not answer.
    #[must_use]
    pub fn left(&self) -> &[String] {
        &self.left
    }
}

/// Judges calling the roll: in an open session, one at a time, and not while ballots are being cast, for it would change
/// who is present under them.
///
/// # Errors
/// Why not.
pub const fn begin(session: session::Phase, running: bool, voting: bool) -> Result<(), Refusal> {
    match (session, running, voting) {
        (session::Phase::Open, false, false) => Ok(()),
        (session::Phase::Open, true, _) => Err(Refusal::RollCallRuns),
        (session::Phase::Open, false, true) => Err(Refusal::VoteStillOpen),
        _ => Err(session.not_now()),
    }
}

/// Judges the end of a roll-call: in the open session, under no vote, when the time is over or everybody has answered.
///
/// # Errors
/// Why not.
pub fn end(
    (session, voting): (session::Phase, bool),
    began: Moment,
    now: Moment,
    here: &[String],
    answered: &[String],
) -> Result<Ended, Refusal> {
    begin(session, false, voting)?;
    let left: Vec<String> = here.iter().filter(|member| !answered.contains(member)).cloned().collect();
    if now < began.plus_minutes(MINUTES) && !left.is_empty() {
        return Err(Refusal::RollCallTooSoon);
    }
    Ok(Ended { left })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_not_answer_in_two_minutes_has_left() {
        let names = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let (here, answered) = (names(&["a", "b", "c"]), names(&["b", "x"]));
        let open = (session::Phase::Open, false);
        let after = |millis| end(open, Moment(0), Moment(millis), &here, &answered).map(|one| one.left().to_vec());
        assert_eq!(after(119_999), Err(Refusal::RollCallTooSoon));
        assert_eq!(after(120_000), Ok(names(&["a", "c"])));
        assert_eq!(end(open, Moment(0), Moment(1), &here, &here).map(|one| one.left().len()), Ok(0));
        let under = |session, voting| end((session, voting), Moment(0), Moment(900_000), &here, &here).map(|_| ());
        assert_eq!(under(session::Phase::Open, true), Err(Refusal::VoteStillOpen));
        assert_eq!(under(session::Phase::Closed, false), Err(Refusal::Over));
    }

    #[test]
    fn the_roll_is_called_in_an_open_session_and_under_no_vote() {
        use session::Phase;
        assert_eq!(begin(Phase::Open, false, false), Ok(()));
        assert_eq!(begin(Phase::Open, true, false), Err(Refusal::RollCallRuns));
        assert_eq!(begin(Phase::Open, false, true), Err(Refusal::VoteStillOpen));
        assert_eq!(begin(Phase::Suspended, false, false), Err(Refusal::Interrupted));
    }
}
