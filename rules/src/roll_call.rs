//! A roll-call in the sitting: who does not answer within two minutes is marked as having left \[P\].

use crate::{Moment, Refusal, id::MemberId, session};

/// How long one may answer, in minutes.
pub const MINUTES: i64 = 2;

/// The end of a roll-call: who is marked as having left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    left: Vec<MemberId>,
}

impl Ended {
    /// The members who did not answer.
    #[must_use]
    pub fn left(&self) -> &[MemberId] {
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
    here: &[MemberId],
    answered: &[MemberId],
) -> Result<Ended, Refusal> {
    begin(session, false, voting)?;
    let left: Vec<MemberId> = here.iter().filter(|member| !answered.contains(member)).cloned().collect();
    if now < began.plus_minutes(MINUTES) && !left.is_empty() {
        return Err(Refusal::RollCallTooSoon);
    }
    Ok(Ended { left })
}

/// A hall whose roll is confirmed as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hall<'a> {
    /// Who counts and is in the room.
    pub onsite: &'a [MemberId],
    /// Who counts and is elsewhere.
    pub online: &'a [MemberId],
    /// Who has answered.
    pub answered: &'a [MemberId],
    /// Whom the chair does not see in the room.
    pub missing: &'a [MemberId],
    /// How many the chair has counted there.
    pub counted: usize,
}

/// Judges confirming the roll of a hall as a whole: the chair looks round, marks who is missing, and says how many are there. The number
/// must be that of those who are not marked; whoever is elsewhere answers for themselves.
///
/// # Errors
/// The field, and why not.
pub fn confirm(
    state: (session::Phase, bool),
    (began, now): (Moment, Moment),
    hall: &Hall<'_>,
) -> Result<Ended, (&'static str, Refusal)> {
    begin(state.0, false, state.1).map_err(|why| ("", why))?;
    let offered = |one: &MemberId| hall.onsite.contains(one) && !hall.answered.contains(one);
    if !hall.missing.iter().all(offered) {
        return Err(("member", Refusal::NotOffered));
    }
    let there = hall.onsite.iter().filter(|one| !hall.missing.contains(one)).count();
    if hall.counted != there {
        return Err(("counted", Refusal::HallCountDiffers));
    }
    let silent: Vec<MemberId> = hall.online.iter().filter(|one| !hall.answered.contains(one)).cloned().collect();
    if now < began.plus_minutes(MINUTES) && !silent.is_empty() {
        return Err(("", Refusal::RollCallTooSoon));
    }
    let marked = hall.onsite.iter().filter(|one| hall.missing.contains(one)).cloned();
    Ok(Ended { left: marked.chain(silent).collect() })
}

/// A roll-call that is called off: nobody has left by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancelled {
    reason: String,
}

impl Cancelled {
    /// Why, in the chair's words.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// Judges calling a roll-call off: for a reason that everybody reads, for whoever had answered has done so for nothing.
///
/// # Errors
/// Why not.
pub fn cancel(session: session::Phase, reason: &str) -> Result<Cancelled, Refusal> {
    match (session, reason.is_empty()) {
        (session::Phase::Open | session::Phase::Suspended, false) => Ok(Cancelled { reason: reason.to_owned() }),
        (session::Phase::Open | session::Phase::Suspended, true) => Err(Refusal::ReasonMissing),
        _ => Err(session.not_now()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_not_answer_in_two_minutes_has_left() {
        let names = |all: &[&str]| all.iter().map(|one| MemberId::from(*one)).collect::<Vec<_>>();
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
    fn a_hall_is_confirmed_as_a_whole() {
        let names = |all: &[&str]| all.iter().map(|one| MemberId::from(*one)).collect::<Vec<_>>();
        let (onsite, online, answered) = (names(&["a", "b", "c"]), names(&["d"]), names(&["a"]));
        let judged = |missing: &[&str], counted, answered: &[MemberId], millis| {
            let missing = names(missing);
            let hall = Hall { onsite: &onsite, online: &online, answered, missing: &missing, counted };
            confirm((session::Phase::Open, false), (Moment(0), Moment(millis)), &hall).map(|one| one.left().to_vec())
        };
        let all = names(&["a", "d"]);
        assert_eq!(
            judged(&["c"], 2, &all, 1),
            Ok(names(&["c"])),
            "who is elsewhere has answered: nobody is waited for"
        );
        assert_eq!(judged(&[], 3, &all, 1), Ok(names(&[])));
        assert_eq!(judged(&["c"], 3, &all, 1), Err(("counted", Refusal::HallCountDiffers)));
        assert_eq!(judged(&["a"], 2, &all, 1), Err(("member", Refusal::NotOffered)), "who answered is there");
        assert_eq!(
            judged(&["d"], 2, &all, 1),
            Err(("member", Refusal::NotOffered)),
            "nobody elsewhere is seen in the room"
        );
        assert_eq!(judged(&["c"], 2, &answered, 1), Err(("", Refusal::RollCallTooSoon)));
        assert_eq!(judged(&["c"], 2, &answered, 120_000), Ok(names(&["c", "d"])));
    }

    #[test]
    fn calling_off_needs_a_reason() {
        use session::Phase;
        assert_eq!(cancel(Phase::Open, "停电").map(|one| one.reason().to_owned()), Ok("停电".to_owned()));
        assert_eq!(cancel(Phase::Open, ""), Err(Refusal::ReasonMissing));
        assert_eq!(cancel(Phase::Closed, "x"), Err(Refusal::Over));
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
