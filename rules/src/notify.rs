//! What is told outside of the page, on a telephone: which events, to whom by default, when, and until when it is worth telling.
//!
//! A message says that something is to be read or done here, and nothing of it: no text, no person's name, no link. Gateways in China
//! send approved templates alone, so that what is handed over is an event and its typed variables.

use crate::{Moment, coded::coded, session, vote::Window};
use serde::{Deserialize, Serialize};

coded! {
    /// What is told. The ids are the keys of the templates at the gateway.
    Event {
        /// A session was called, or called for another time.
        SessionNotice "session_notice",
        /// Its notice was corrected.
        SessionCorrected "session_corrected",
        /// It is held tomorrow.
        SessionTomorrow "session_tomorrow",
        /// A vote takes ballots.
        VoteOpen "vote_open",
        /// A vote ends soon.
        VoteClosing "vote_closing",
        /// A decision was published.
        Result "result",
        /// What one asked or objected to was answered.
        ObjectionReply "objection_reply",
        /// What became of a consultation that one took part in was told.
        OpinionFeedback "opinion_feedback",
        /// Public tasks are overdue: for the staff.
        OverdueStaff "overdue_staff",
        /// A code to sign in with, which the clerk has sent.
        Code "code",
    }
}

impl Event {
    /// The events that members switch on and off. A code is asked for each time.
    pub const SWITCHES: &'static [Self] = &[
        Self::SessionNotice,
        Self::SessionCorrected,
        Self::SessionTomorrow,
        Self::VoteOpen,
        Self::VoteClosing,
        Self::Result,
        Self::ObjectionReply,
        Self::OpinionFeedback,
        Self::OverdueStaff,
    ];

    /// Whether it is told to somebody who has chosen nothing. Results come several an evening, and stand on the board: that would be
    /// noise.
    #[must_use]
    pub const fn by_default(self) -> bool {
        !matches!(self, Self::Result)
    }

    /// Whether everybody may know of it, so that it is posted to a webhook too.
    #[must_use]
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::ObjectionReply | Self::OpinionFeedback | Self::OverdueStaff | Self::Code)
    }

    /// Whether it is for whoever sees to what is overdue.
    #[must_use]
    pub const fn for_staff(self) -> bool {
        matches!(self, Self::OverdueStaff)
    }
}

/// The variables of a message. What is not there is not part of the event's template.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variables {
    /// The community's name, 20 characters at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// When, with the zone's offset: `2026-03-16T19:30:00+08:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The body's name, 12 characters at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The number of a decision or of a receipt, 12 characters at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no: Option<String>,
    /// How many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<i64>,
    /// A code to sign in with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// For how many minutes it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
}

/// The longest name of a place in a message.
pub const PLACE: usize = 20;
/// The longest name of a body.
pub const BODY: usize = 12;
/// The longest number.
pub const NUMBER: usize = 12;

/// A text as long as a template takes it.
#[must_use]
pub fn cut(text: &str, most: usize) -> String {
    text.trim().chars().filter(|one| !one.is_control()).take(most).collect()
}

/// What an event is about, as it stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A session, and when it begins.
    Session(session::Phase, Moment),
    /// A vote: when it was opened, and whether it takes ballots.
    Vote(Moment, Window),
    /// What was said at a moment and stands.
    Said(Moment),
    /// It is there no more, was withdrawn, or there is nothing to tell of it.
    Gone,
}

/// Whether something is told now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timely {
    /// Now.
    Now,
    /// Not before this moment.
    Later(Moment),
    /// Never: nobody is served by it any more.
    Old,
}

/// How long what was published or answered is news, in days.
const NEWS_DAYS: i64 = 3;

/// Whether an event that was written about `moment` (the beginning of a session; else 0) is told at `now`.
#[must_use]
pub fn timely(event: Event, moment: Moment, about: About, now: Moment) -> Timely {
    let told = match (event, about) {
        // Called for another time since: that call is an event of its own.
        (Event::SessionNotice | Event::SessionTomorrow, About::Session(phase, starts)) => {
            phase == session::Phase::Announced && starts == moment && now < starts
        }
        // Each correction is told, as long as people can still act on it.
        (Event::SessionCorrected, About::Session(phase, starts)) => phase == session::Phase::Announced && now < starts,
        (Event::VoteOpen, About::Vote(_, window)) => window.takes().is_ok(),
        (Event::VoteClosing, About::Vote(opened, window)) => {
            // It may have been extended.
            let due = window.ends_at.and_then(|ends| closing_due(opened, ends));
            return match due.filter(|_| window.takes().is_ok()) {
                Some(due) if now < due => Timely::Later(due),
                Some(_) => Timely::Now,
                None => Timely::Old,
            };
        }
        (Event::Result | Event::ObjectionReply | Event::OpinionFeedback, About::Said(at)) => {
            now < at.plus_days(NEWS_DAYS)
        }
        (Event::OverdueStaff, About::Said(at)) => now < at.plus_days(1),
        _ => false,
    };
    if told { Timely::Now } else { Timely::Old }
}

/// The shortest vote of whose end somebody is reminded, in minutes: in a shorter one the opening was told just now.
const REMINDED_MINUTES: i64 = 60;

/// When the end of a vote is told: after three quarters of its time, a day before at most. Never of one that is short.
#[must_use]
pub const fn closing_due(opened: Moment, ends: Moment) -> Option<Moment> {
    let window = ends.0 - opened.0;
    if window < REMINDED_MINUTES * 60_000 {
        return None;
    }
    let day = 24 * 60 * 60_000;
    let before = if window / 4 < day { window / 4 } else { day };
    Some(Moment(ends.0 - before))
}

/// Whether the day before a session is told of it: not where it was called yesterday or today.
#[must_use]
pub const fn reminds(days_from_call: i64) -> bool {
    days_from_call >= 2
}

/// How long is waited after so many tries that failed, in minutes; then it is given up.
#[must_use]
pub fn wait_after(tries: i64) -> Option<i64> {
    const WAITS: [i64; 5] = [1, 5, 30, 120, 480];
    usize::try_from(tries - 1).ok().and_then(|one| WAITS.get(one).copied())
}

/// Messages that all nodes together hand over in a minute.
pub const A_MINUTE: i64 = 120;

/// Messages that one member is sent in a day.
pub const A_DAY: i64 = 12;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vote::Phase;

    const HOUR: i64 = 60 * 60_000;

    #[test]
    fn the_end_of_a_vote_is_told_before_it_and_not_of_a_short_one() {
        assert_eq!(closing_due(Moment(0), Moment(HOUR - 1)), None);
        assert_eq!(closing_due(Moment(0), Moment(4 * HOUR)), Some(Moment(3 * HOUR)));
        assert_eq!(closing_due(Moment(0), Moment(240 * HOUR)), Some(Moment(216 * HOUR)), "a day before");
    }

    #[test]
    fn what_is_old_is_not_told() {
        let at = |now| Moment(now * HOUR);
        let vote =
            |phase, ends: Option<i64>, now| About::Vote(at(0), Window { phase, ends_at: ends.map(at), now: at(now) });
        for (event, moment, about, now, told) in [
            (Event::SessionNotice, 9, About::Session(session::Phase::Announced, at(9)), 8, Timely::Now),
            (Event::SessionNotice, 9, About::Session(session::Phase::Announced, at(9)), 9, Timely::Old),
            (Event::SessionNotice, 9, About::Session(session::Phase::Announced, at(20)), 8, Timely::Old),
            (Event::SessionCorrected, 3, About::Session(session::Phase::Announced, at(9)), 8, Timely::Now),
            (Event::SessionCorrected, 3, About::Session(session::Phase::Announced, at(9)), 9, Timely::Old),
            (Event::SessionCorrected, 3, About::Session(session::Phase::Cancelled, at(9)), 8, Timely::Old),
            (Event::SessionTomorrow, 9, About::Session(session::Phase::Cancelled, at(9)), 8, Timely::Old),
            (Event::VoteOpen, 0, vote(Phase::Open, None, 3), 3, Timely::Now),
            (Event::VoteOpen, 0, vote(Phase::Open, Some(2), 3), 3, Timely::Old),
            (Event::VoteOpen, 0, vote(Phase::Closed, None, 1), 1, Timely::Old),
            (Event::VoteClosing, 0, vote(Phase::Open, Some(4), 3), 3, Timely::Now),
            (Event::VoteClosing, 0, vote(Phase::Open, Some(8), 3), 3, Timely::Later(at(6))),
            (Event::VoteClosing, 0, vote(Phase::Void, Some(4), 3), 3, Timely::Old),
            (Event::Result, 0, About::Said(at(0)), 71, Timely::Now),
            (Event::Result, 0, About::Said(at(0)), 72, Timely::Old),
            (Event::Result, 0, About::Gone, 1, Timely::Old),
            (Event::OverdueStaff, 0, About::Said(at(0)), 24, Timely::Old),
            // What an event is not about says nothing of it.
            (Event::VoteOpen, 0, About::Said(at(0)), 1, Timely::Old),
        ] {
            assert_eq!(timely(event, at(moment), about, at(now)), told, "{event:?} {about:?} {now}");
        }
    }

    #[test]
    fn waits_grow_and_end() {
        let waits: Vec<_> = (1..=6).map(wait_after).collect();
        assert!(waits.windows(2).all(|two| two[1].is_none() || two[0] < two[1]), "{waits:?}");
        assert_eq!((waits[0], waits[5], wait_after(0)), (Some(1), None, None));
    }

    #[test]
    fn a_variable_is_no_longer_than_its_template_takes() {
        assert_eq!(cut(" 村民\n代表会议 ", BODY), "村民代表会议");
        assert_eq!(cut(&"村".repeat(30), PLACE).chars().count(), PLACE);
    }
}
